import { App, Button, Input, InputNumber, Modal, Select, Switch } from 'antd';
import { useState } from 'react';
import type { QualityRuleInfo, QualityRulePatch } from '../../contract/api/index.ts';
import { duplicateFields, type QualityKind, qualityKinds, qualitySeverities } from '../../model/quality.ts';
import { api } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useLabel, useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { ParameterFields } from './parameter-fields.tsx';
import { Line } from './rule-line.tsx';

interface RuleDialogProps {
  /** Null: a new one. */
  readonly rule: QualityRuleInfo | null;
  readonly onClose: () => void;
}

type Form = Required<Omit<QualityRulePatch, 'parameters'>> & {
  readonly parameters: NonNullable<QualityRulePatch['parameters']>;
};

const blank: Form = {
  zh: '',
  en: '',
  kind: 'condition',
  scope: '',
  parameters: {},
  severity: 'medium',
  weight: 2,
  enabled: true,
};

const formOf = (rule: QualityRuleInfo): Form => ({
  zh: rule.label.zh,
  en: rule.label.en,
  kind: rule.kind,
  scope: rule.scope,
  parameters: rule.parameters,
  severity: rule.severity,
  weight: rule.weight,
  enabled: rule.enabled,
});

/** Makes or changes a rule; a shipped one can be put back. */
export function RuleDialog({ rule, onClose }: RuleDialogProps) {
  const t = useT('quality');
  const common = useT('common');
  const label = useLabel();
  const done = useDoneMessage();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [form, setForm] = useState<Form>(rule ? formOf(rule) : blank);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const set = (part: Partial<Form>): void => setForm({ ...form, ...part });
  const save = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const { batch } = await api.quality.saveRule({ id: rule?.id ?? null, patch: changedOf(rule, form) });
      done(t('saved'), batch);
      onClose();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const remove = async (): Promise<void> => {
    if (!rule) return;
    try {
      const { batch } = await api.quality.removeRule({ id: rule.id });
      done(t(rule.shipped ? 'resetDone' : 'removed'), batch);
      onClose();
    } catch (failure) {
      message.error(errorText(failure));
    }
  };
  const removable = rule !== null && (!rule.shipped || rule.changed);
  return (
    <Modal
      open
      width={640}
      title={rule ? t('editRule', { name: label(rule.label) }) : t('newRule')}
      onCancel={onClose}
      footer={
        <>
          {removable && (
            <Button danger className="quality-remove" onClick={() => void remove()}>
              {t(rule.shipped ? 'reset' : 'remove')}
            </Button>
          )}
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="primary" loading={busy} onClick={() => void save()}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className="quality-form">
        <Line name={t('nameZh')}>
          {(id) => <Input id={id} value={form.zh} onChange={(event) => set({ zh: event.target.value })} />}
        </Line>
        <Line name={t('nameEn')}>
          {(id) => <Input id={id} value={form.en} onChange={(event) => set({ en: event.target.value })} />}
        </Line>
        <Line name={t('kind')}>
          {(id) => (
            <Select<QualityKind>
              id={id}
              disabled={rule?.shipped === true}
              value={form.kind}
              options={Object.entries(qualityKinds).map(([value, def]) => ({
                value: value as QualityKind,
                label: label(def.label),
              }))}
              onChange={(kind) => set({ kind, parameters: parametersFor(kind) })}
            />
          )}
        </Line>
        <Line name={t('scope')} hint={t('scopeHint')}>
          {(id) => (
            <Input
              id={id}
              className="code"
              value={form.scope}
              onChange={(event) => set({ scope: event.target.value })}
            />
          )}
        </Line>
        <ParameterFields
          kind={form.kind}
          parameters={form.parameters}
          onChange={(parameters) => set({ parameters })}
        />
        <Line name={t('severity')}>
          {(id) => (
            <Select
              id={id}
              value={form.severity}
              options={Object.entries(qualitySeverities).map(([value, def]) => ({
                value: value as Form['severity'],
                label: label(def.label),
              }))}
              onChange={(severity) => set({ severity })}
            />
          )}
        </Line>
        <Line name={t('weight')}>
          {(id) => (
            <InputNumber
              id={id}
              min={1}
              max={10}
              precision={0}
              value={form.weight}
              onChange={(weight) => set({ weight: weight ?? 1 })}
            />
          )}
        </Line>
        <Line name={t('enabled')}>
          {(id) => <Switch id={id} checked={form.enabled} onChange={(enabled) => set({ enabled })} />}
        </Line>
      </div>
      {error !== null && <ErrorNote error={error} />}
    </Modal>
  );
}

const parametersFor = (kind: QualityKind): Form['parameters'] =>
  kind === 'stale' ? { days: 365, by: 'any' } : kind === 'duplicate' ? { field: duplicateFields[0] } : {};

/** Only what differs: an edit of a field is a claim about it. */
function changedOf(rule: QualityRuleInfo | null, form: Form): QualityRulePatch {
  if (!rule) return form;
  const before = formOf(rule);
  const changed = Object.entries(form).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key as keyof Form]),
  );
  return Object.fromEntries(changed) as QualityRulePatch;
}
