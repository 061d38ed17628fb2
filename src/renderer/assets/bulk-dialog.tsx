import { CloseOutlined } from '@ant-design/icons';
import { Button, Modal, Select } from 'antd';
import { useState } from 'react';
import type { FieldValue } from '../../contract/api/index.ts';
import type { BulkResult } from '../../contract/api/records.ts';
import { asset } from '../../model/entities/asset.ts';
import { describeError } from '../../model/errors.ts';
import type { FieldDef } from '../../model/types.ts';
import { api } from '../app/client.ts';
import { inWords } from '../app/errors.ts';
import { useChangeNumber } from '../baselines/change-number.tsx';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useLabel, useLanguage, useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { groupFields } from '../ui/field-groups.ts';
import { FieldInput } from '../ui/field-input.tsx';

/** What can be the same for many: not what names one thing. */
const own = new Set(['tag', 'serial', 'mac', 'ip', 'hostname', 'formerTags']);
const fields = Object.fromEntries(
  Object.entries(asset.fields as Readonly<Record<string, FieldDef>>).filter(
    ([key, field]) => !field.readonly && !field.unique && !own.has(key) && field.type !== 'json',
  ),
);

interface Change {
  readonly key: string | null;
  readonly value: FieldValue;
  readonly label: string | undefined;
}

/** The same new values for many assets, as one operation that can be undone. */
export function BulkDialog({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const t = useT('assets');
  const common = useT('common');
  const done = useDoneMessage();
  const [changes, setChanges] = useState<readonly Change[]>([
    { key: 'status', value: null, label: undefined },
  ]);
  const [result, setResult] = useState<BulkResult | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const changeNumber = useChangeNumber();
  const patch = Object.fromEntries(changes.flatMap((each) => (each.key ? [[each.key, each.value]] : [])));
  const ready = Object.keys(patch).length > 0;
  const run = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const numbered = await changeNumber.ask([...ids]);
      if (numbered === null) return;
      const answer = await api.records.bulkUpdate({ entity: 'asset', ids: [...ids], patch, ...numbered });
      if (answer.changed > 0) done(t('bulkDone', { count: answer.changed }), answer.batch);
      if (answer.refused.length === 0) onClose();
      else setResult(answer);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const set = (at: number, change: Change): void =>
    setChanges(changes.map((each, i) => (i === at ? change : each)));
  return (
    <Modal
      open
      title={t('bulkTitle', { count: ids.length })}
      width={620}
      onCancel={onClose}
      footer={
        result ? (
          <Button type="primary" onClick={onClose}>
            {common('close')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{common('cancel')}</Button>
            <Button type="primary" disabled={!ready} loading={busy} onClick={run} data-testid="bulk-run">
              {t('bulkRun', { count: ids.length })}
            </Button>
          </>
        )
      }
    >
      {changeNumber.dialog}
      {result ? (
        <Refused result={result} />
      ) : (
        <>
          {changes.map((change, i) => (
            <BulkRow
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
              key={i}
              change={change}
              taken={changes.map((each) => each.key)}
              onChange={(next) => set(i, next)}
              onRemove={changes.length > 1 ? () => setChanges(changes.filter((_, at) => at !== i)) : null}
            />
          ))}
          <Button
            size="small"
            onClick={() => setChanges([...changes, { key: null, value: null, label: undefined }])}
          >
            {t('bulkAdd')}
          </Button>
          {error !== null && <ErrorNote error={error} />}
        </>
      )}
    </Modal>
  );
}

interface BulkRowProps {
  readonly change: Change;
  readonly taken: readonly (string | null)[];
  readonly onChange: (change: Change) => void;
  readonly onRemove: (() => void) | null;
}

function BulkRow({ change, taken, onChange, onRemove }: BulkRowProps) {
  const t = useT('assets');
  const common = useT('common');
  const label = useLabel();
  const field = change.key === null ? undefined : fields[change.key];
  return (
    <div className="bulk-row">
      <Select
        aria-label={t('bulkField')}
        placeholder={t('bulkPick')}
        showSearch={{ optionFilterProp: 'label' }}
        value={change.key}
        options={groupFields(fields).map((group) => ({
          label: label(group.label),
          options: group.fields.map(([value, def]) => ({
            value,
            label: label(def.label),
            disabled: value !== change.key && taken.includes(value),
          })),
        }))}
        onChange={(key) => onChange({ key, value: null, label: undefined })}
      />
      {field ? (
        <FieldInput
          key={change.key}
          field={field}
          value={change.value}
          valueLabel={change.label}
          ariaLabel={t('bulkValue')}
          onChange={(value, word) => onChange({ ...change, value, label: word ?? undefined })}
        />
      ) : (
        <span />
      )}
      {onRemove && (
        <Button type="text" icon={<CloseOutlined />} aria-label={common('remove')} onClick={onRemove} />
      )}
    </div>
  );
}

function Refused({ result }: { result: BulkResult }) {
  const t = useT('assets');
  return (
    <>
      <p>
        {t('bulkDone', { count: result.changed })} · {t('bulkRefused', { count: result.refused.length })}
      </p>
      <RefusedList refused={result.refused} />
    </>
  );
}

/** What could not be done, each with its reason. */
export function RefusedList({ refused }: Pick<BulkResult, 'refused'>) {
  const language = useLanguage();
  return (
    <ul className="refused">
      {refused.map((each) => (
        <li key={each.id}>
          <span className="code">{each.label}</span>{' '}
          {describeError(each.code, inWords(each.params, language), language)}
        </li>
      ))}
    </ul>
  );
}
