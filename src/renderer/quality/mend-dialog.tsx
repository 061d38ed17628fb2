import { Button, Modal, Select } from 'antd';
import { useState } from 'react';
import type { FieldValue, MendPreview } from '../../contract/api/index.ts';
import { describeError } from '../../model/errors.ts';
import type { FieldDef } from '../../model/types.ts';
import { api } from '../app/client.ts';
import { inWords } from '../app/errors.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useLabel, useLanguage, useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { FieldInput } from '../ui/field-input.tsx';

interface MendDialogProps {
  readonly ids: readonly string[];
  /** The field that the rule asks for. */
  readonly suggested: string | undefined;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** One field of many assets set to one value: previewed, then done as one operation that can be undone. */
export function MendDialog({ ids, suggested, onClose, onDone }: MendDialogProps) {
  const t = useT('quality');
  const common = useT('common');
  const label = useLabel();
  const afterWords = (of: FieldDef, to: FieldValue, words: string | undefined): string => {
    if (to === null) return '—';
    const choice = of.choices?.[String(to)];
    return words ?? (choice ? label(choice.label) : String(to));
  };
  const done = useDoneMessage();
  const fields = useMendFields();
  const start = suggested !== undefined && Object.hasOwn(fields, suggested) ? suggested : null;
  const [key, setKey] = useState<string | null>(start);
  const [value, setValue] = useState<FieldValue>(null);
  const [word, setWord] = useState<string | undefined>();
  const [preview, setPreview] = useState<MendPreview | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const field = key === null ? undefined : fields[key];
  const patch = key === null ? {} : { [key]: value };
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const look = () => attempt(async () => setPreview(await api.quality.previewMend({ ids: [...ids], patch })));
  const run = () =>
    attempt(async () => {
      const answer = await api.records.bulkUpdate({ entity: 'asset', ids: [...ids], patch });
      if (answer.changed > 0) done(t('mended', { count: answer.changed }), answer.batch);
      onDone();
      onClose();
    });
  const change = (next: () => void): void => {
    setPreview(null);
    next();
  };
  return (
    <Modal
      open
      width={640}
      title={t('mendTitle', { count: ids.length })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          {preview ? (
            <Button type="primary" disabled={preview.changed === 0} loading={busy} onClick={() => void run()}>
              {t('mendDo', { count: preview.changed })}
            </Button>
          ) : (
            <Button type="primary" disabled={key === null} loading={busy} onClick={() => void look()}>
              {t('mendPreview')}
            </Button>
          )}
        </>
      }
    >
      <div className="quality-mend">
        <Select
          aria-label={t('mendField')}
          placeholder={t('mendPick')}
          showSearch={{ optionFilterProp: 'label' }}
          value={key}
          options={Object.entries(fields).map(([each, def]) => ({ value: each, label: label(def.label) }))}
          onChange={(next) =>
            change(() => {
              setKey(next);
              setValue(null);
              setWord(undefined);
            })
          }
        />
        {field ? (
          <FieldInput
            key={key}
            field={field}
            value={value}
            valueLabel={word}
            ariaLabel={t('mendValue')}
            onChange={(next, name) =>
              change(() => {
                setValue(next);
                setWord(name ?? undefined);
              })
            }
          />
        ) : (
          <span />
        )}
      </div>
      {preview && key !== null && field && (
        <Preview preview={preview} field={field} name={key} after={afterWords(field, value, word)} />
      )}
      {error !== null && <ErrorNote error={error} />}
    </Modal>
  );
}

interface PreviewProps {
  readonly preview: MendPreview;
  readonly field: FieldDef;
  readonly name: string;
  /** The new value in words. */
  readonly after: string;
}

function Preview({ preview, field, name, after }: PreviewProps) {
  const t = useT('quality');
  const language = useLanguage();
  const label = useLabel();
  const { lines, changed, unchanged, refused } = preview;
  const before = (line: MendPreview['lines'][number]): string => {
    const value = line.from[name];
    if (value === null || value === undefined) return '—';
    const choice = field.choices?.[String(value)];
    return line.fromLabels[name] ?? (choice ? label(choice.label) : String(value));
  };
  return (
    <div className="quality-preview" role="status">
      <p>
        {t('mendWill', { count: changed })}
        {unchanged > 0 && ` · ${t('mendSame', { count: unchanged })}`}
      </p>
      <ul>
        {lines.slice(0, 20).map((line) => (
          <li key={line.id}>
            <span className="code">{line.label}</span>{' '}
            <small>
              {before(line)} → {after}
            </small>
          </li>
        ))}
      </ul>
      {refused.length > 0 && (
        <>
          <p className="tone-bad">{t('mendRefused', { count: refused.length })}</p>
          <ul>
            {refused.slice(0, 20).map((each) => (
              <li key={each.id}>
                <span className="code">{each.label}</span>{' '}
                {describeError(each.code, inWords(each.params, language), language)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** What names one thing alone is not set for many. */
const single = new Set(['tag', 'serial', 'mac', 'ip', 'hostname', 'uuid', 'formerTags']);

function useMendFields(): Readonly<Record<string, FieldDef>> {
  const catalogue = useCatalogue();
  const all = { ...catalogue.fieldsOf('asset'), ...catalogue.attrFields };
  return Object.fromEntries(
    Object.entries(all).filter(
      ([key, field]) => !field.readonly && !field.unique && !single.has(key) && field.type !== 'json',
    ),
  );
}
