import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { BulkResult } from '../../contract/api/records.ts';
import { api } from '../app/client.ts';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { RefPicker } from '../ui/ref-picker.tsx';
import { RefusedList } from './bulk-dialog.tsx';
import { AttributeInputs, type Attributes, attributesOf, RelationKind } from './relation-fields.tsx';

/** Relates every selected asset to one, as one operation that can be undone. */
export function BulkRelate({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const t = useT('assets');
  const common = useT('common');
  const done = useDoneMessage();
  const [kind, setKind] = useState('dependsOn out');
  const [other, setOther] = useState<string | null>(null);
  const [attributes, setAttributes] = useState<Attributes>({});
  const [result, setResult] = useState<BulkResult | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const run = async (): Promise<void> => {
    if (other === null) return;
    const [type = '', direction] = kind.split(' ');
    const outward = direction === 'out';
    setBusy(true);
    setError(null);
    try {
      const answer = await api.relations.addMany({
        assets: [...ids],
        type,
        direction: outward ? 'out' : 'in',
        other,
        ...attributesOf(attributes, outward),
      });
      if (answer.changed > 0) done(t('relateDone', { count: answer.changed }), answer.batch);
      if (answer.refused.length === 0) onClose();
      else setResult(answer);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('relateTitle', { count: ids.length })}
      width={560}
      onCancel={onClose}
      footer={
        result ? (
          <Button type="primary" onClick={onClose}>
            {common('close')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{common('cancel')}</Button>
            <Button type="primary" disabled={other === null} loading={busy} onClick={run}>
              {t('relateRun', { count: ids.length })}
            </Button>
          </>
        )
      }
    >
      {result ? (
        <>
          <p>
            {t('relateDone', { count: result.changed })} ·{' '}
            {t('relateRefused', { count: result.refused.length })}
          </p>
          <RefusedList refused={result.refused} />
        </>
      ) : (
        <div className="relation-form">
          <p>{t('relateReads')}</p>
          <RelationKind value={kind} onChange={setKind} />
          <RefPicker
            entity="asset"
            ariaLabel={t('relationAsset')}
            placeholder={t('relationAsset')}
            value={other}
            onChange={(next) => setOther(next)}
          />
          <AttributeInputs value={attributes} onChange={setAttributes} wired={false} />
          {error !== null && <ErrorNote error={error} />}
        </div>
      )}
    </Modal>
  );
}
