import { App, Button, Drawer, Form, Select } from 'antd';
import { useState } from 'react';
import type { FieldValue, Medium, RetirementInfo } from '../../contract/api/index.ts';
import { entities } from '../../model/entities/index.ts';
import { api } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { FieldInput } from '../ui/field-input.tsx';

const { fields } = entities.medium;
type Key = Exclude<keyof typeof fields, 'retirement' | 'asset'>;
const shown: readonly Key[] = [
  'serial',
  'kind',
  'capacity',
  'method',
  'technique',
  'operator',
  'verifier',
  'date',
  'result',
  'evidence',
  'notes',
];
/** What a row of like media usually shares. */
const shared: readonly Key[] = ['method', 'technique', 'operator', 'verifier', 'date', 'result'];

type Draft = {
  readonly values: Partial<Record<Key, FieldValue>>;
  readonly labels: Readonly<Record<string, string>>;
};

/** What was saved last in this window, so that a dozen like disks need not be typed a dozen times. */
let last: Draft | null = null;

interface MediumDrawerProps {
  readonly info: RetirementInfo;
  /** Null: a new one. */
  readonly medium: Medium | null;
  /** Why nothing can be recorded now; null when it can. */
  readonly blocked: string | null;
  /** Goes on to another medium, or closes with null. */
  readonly onGo: (medium: string | null) => void;
}

/** The proof of one medium. */
export function MediumDrawer({ info, medium, blocked, onGo }: MediumDrawerProps) {
  const t = useT('retirement');
  const label = useLabel();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const [draft, setDraft] = useState<Draft>({ values: {}, labels: {} });
  const [asset, setAsset] = useState<string | null>(
    medium?.asset ?? (info.assets.length === 1 ? (info.assets[0]?.id ?? null) : null),
  );
  const [touched, setTouched] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const value = (key: Key): FieldValue =>
    key in draft.values ? (draft.values[key] ?? null) : (medium?.values[key] ?? null);
  const words = (key: Key): string | undefined => draft.labels[key] ?? medium?.labels[key];
  const samePerson = value('operator') !== null && value('operator') === value('verifier');
  const others = info.media.filter((each) => !each.proven && each.id !== medium?.id);
  const change = (key: Key, next: FieldValue, text: string | null): void =>
    setDraft((old) => ({
      values: { ...old.values, [key]: next },
      labels: text === null ? old.labels : { ...old.labels, [key]: text },
    }));

  const save = async (next: string | null): Promise<void> => {
    setTouched(true);
    if (asset === null || samePerson) return;
    setBusy(true);
    setError(null);
    try {
      if (medium) await api.retirements.updateMedium({ medium: medium.id, values: draft.values as never });
      else await api.retirements.addMedium({ retirement: info.id, asset, values: draft.values as never });
      last = {
        values: Object.fromEntries(shared.map((key) => [key, value(key)])),
        labels: Object.fromEntries(shared.map((key) => [key, words(key) ?? ''])),
      };
      void message.success(medium ? t('mediaSaved') : t('mediaAdded'));
      onGo(next);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const remove = (): void => {
    if (!medium) return;
    api.retirements.removeMedium({ medium: medium.id }).then(
      () => {
        void message.success(t('mediaRemoved'));
        onGo(null);
      },
      (failure) => void message.error(errorText(failure)),
    );
  };
  const copied = last;

  return (
    <Drawer
      open
      onClose={() => onGo(null)}
      size={440}
      title={medium ? t('mediaEdit', { name: medium.assetTag || medium.assetName }) : t('mediaNew')}
      footer={
        <div className="drawer-footer">
          {medium && (
            <Button danger disabled={blocked !== null} onClick={remove} className="footer-start">
              {t('mediaRemove')}
            </Button>
          )}
          {others[0] && (
            <Button
              disabled={blocked !== null}
              loading={busy}
              onClick={() => void save(others[0]?.id ?? null)}
              data-testid="save-next"
            >
              {t('mediaSaveNext')}
            </Button>
          )}
          <Button
            type="primary"
            disabled={blocked !== null}
            loading={busy}
            onClick={() => void save(null)}
            data-testid="save-medium"
          >
            <SaveWord />
          </Button>
        </div>
      }
    >
      {blocked !== null && <p className="retire-why">{blocked}</p>}
      {copied && blocked === null && !medium?.proven && (
        <Button
          className="copy-last"
          onClick={() =>
            setDraft((old) => ({
              values: { ...old.values, ...copied.values },
              labels: { ...old.labels, ...copied.labels },
            }))
          }
        >
          {t('mediaCopy')}
        </Button>
      )}
      <Form layout="vertical" className="medium-form" onSubmitCapture={() => void save(null)}>
        {!medium && (
          <Form.Item
            label={t('mediaAsset')}
            htmlFor="medium-asset"
            required
            validateStatus={touched && asset === null ? 'error' : ''}
            help={touched && asset === null ? t('mediaAssetMissing') : undefined}
          >
            <Select<string | null>
              id="medium-asset"
              className="wide"
              showSearch={{ optionFilterProp: 'label' }}
              value={asset}
              options={info.assets.map((each) => ({ value: each.id, label: `${each.tag} ${each.name}` }))}
              onChange={setAsset}
            />
          </Form.Item>
        )}
        {shown.map((key) => (
          <Form.Item
            key={key}
            className={key === 'notes' ? 'full' : ''}
            label={label(fields[key].label)}
            htmlFor={`medium-${key}`}
            validateStatus={key === 'verifier' && samePerson ? 'error' : ''}
            help={
              key === 'verifier' && samePerson ? (
                <span id="medium-same" role="alert">
                  {t('mediaSamePerson')}
                </span>
              ) : undefined
            }
          >
            <FieldInput
              id={`medium-${key}`}
              field={fields[key]}
              value={value(key)}
              valueLabel={words(key)}
              disabled={blocked !== null}
              invalid={key === 'verifier' && samePerson}
              ariaDescribedby={key === 'verifier' && samePerson ? 'medium-same' : undefined}
              onChange={(next, text) => change(key, next, text)}
            />
          </Form.Item>
        ))}
      </Form>
      {error !== null && <ErrorNote error={error} />}
    </Drawer>
  );
}

function SaveWord() {
  const t = useT('common');
  return t('save');
}
