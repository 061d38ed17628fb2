import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../app/client.ts';
import { useChangeNumber } from '../baselines/change-number.tsx';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { RefPicker } from '../ui/ref-picker.tsx';
import { AttributeInputs, type Attributes, attributesOf, isWired, RelationKind } from './relation-fields.tsx';

/** Relates the asset to another one, from either end. */
export function AddRelation({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT('assets');
  const common = useT('common');
  const done = useDoneMessage();
  const changeNumber = useChangeNumber();
  const [kind, setKind] = useState('dependsOn out');
  const [other, setOther] = useState<string | null>(null);
  const [attributes, setAttributes] = useState<Attributes>({});
  const [error, setError] = useState<unknown>(null);
  const [missing, setMissing] = useState(false);
  const add = async (): Promise<void> => {
    if (other === null) {
      setMissing(true);
      return;
    }
    const [type = '', direction] = kind.split(' ');
    const outward = direction === 'out';
    const [source, target] = outward ? [id, other] : [other, id];
    try {
      const numbered = await changeNumber.ask([id, other]);
      if (numbered === null) return;
      const { batch } = await api.relations.add({
        ...numbered,
        type,
        source,
        target,
        ...attributesOf(attributes, outward),
      });
      onClose();
      done(t('relationAdded'), batch);
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <form
      className="relation-form"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      {changeNumber.dialog}
      <RelationKind value={kind} onChange={setKind} />
      <RefPicker
        entity="asset"
        autoFocus
        ariaLabel={t('relationAsset')}
        placeholder={t('relationAsset')}
        value={other}
        without={[id]}
        invalid={missing && other === null}
        onChange={(next) => setOther(next)}
      />
      {missing && other === null && (
        <p role="alert" className="wrong">
          {t('pickAsset')}
        </p>
      )}
      <AttributeInputs value={attributes} onChange={setAttributes} wired={isWired(kind)} />
      {error !== null && <ErrorNote error={error} />}
      <div className="form-foot">
        <Button size="small" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button size="small" type="primary" htmlType="submit">
          {common('add')}
        </Button>
      </div>
    </form>
  );
}
