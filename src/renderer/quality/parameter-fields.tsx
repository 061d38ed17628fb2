import { Input, InputNumber, Select } from 'antd';
import type { QualityRulePatch } from '../../contract/api/index.ts';
import { duplicateFields, type QualityKind } from '../../model/quality.ts';
import type { FieldDef } from '../../model/types.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLabel, useT } from '../i18n/index.ts';
import { Line } from './rule-line.tsx';

type Parameters = NonNullable<QualityRulePatch['parameters']>;

interface ParameterFieldsProps {
  readonly kind: QualityKind;
  readonly parameters: Parameters;
  readonly onChange: (parameters: Parameters) => void;
}

/** What a kind of rule asks for. */
export function ParameterFields({ kind, parameters, onChange }: ParameterFieldsProps) {
  const t = useT('quality');
  const fields = useFieldOptions();
  const set = (part: Partial<Parameters>): void => onChange({ ...parameters, ...part });
  switch (kind) {
    case 'required':
    case 'anyOf':
      return (
        <Line name={t('fields')}>
          {(id) => (
            <Select
              id={id}
              mode="multiple"
              className="wide"
              showSearch={{ optionFilterProp: 'label' }}
              value={parameters.fields ?? []}
              options={fields}
              onChange={(next: string[]) => set({ fields: next })}
            />
          )}
        </Line>
      );
    case 'stale':
      return (
        <>
          <Line name={t('days')}>
            {(id) => (
              <InputNumber
                id={id}
                min={1}
                max={36_500}
                precision={0}
                value={parameters.days ?? 365}
                onChange={(days) => set({ days: days ?? 365 })}
              />
            )}
          </Line>
          <Line name={t('by')}>
            {(id) => (
              <Select<'any' | 'counted'>
                id={id}
                value={parameters.by ?? 'any'}
                options={[
                  { value: 'any', label: t('by_any') },
                  { value: 'counted', label: t('by_counted') },
                ]}
                onChange={(by) => set({ by })}
              />
            )}
          </Line>
        </>
      );
    case 'duplicate':
      return (
        <Line name={t('field')}>
          {(id) => (
            <Select
              id={id}
              value={parameters.field}
              options={fields.filter(({ value }) => duplicateFields.some((each) => each === value))}
              onChange={(field: string) => set({ field })}
            />
          )}
        </Line>
      );
    case 'pattern':
      return (
        <>
          <Line name={t('field')}>
            {(id) => (
              <Select
                id={id}
                className="wide"
                showSearch={{ optionFilterProp: 'label' }}
                value={parameters.field}
                options={fields}
                onChange={(field: string) => set({ field })}
              />
            )}
          </Line>
          <Line name={t('pattern')} hint={t('patternHint')}>
            {(id) => (
              <Input
                id={id}
                className="code"
                value={parameters.pattern ?? ''}
                onChange={(event) => set({ pattern: event.target.value })}
              />
            )}
          </Line>
        </>
      );
    case 'condition':
      return (
        <Line name={t('condition')} hint={t('conditionHint')}>
          {(id) => (
            <Input
              id={id}
              className="code"
              value={parameters.filter ?? ''}
              onChange={(event) => set({ filter: event.target.value })}
            />
          )}
        </Line>
      );
    default:
      return null;
  }
}

function useFieldOptions(): { value: string; label: string }[] {
  const catalogue = useCatalogue();
  const label = useLabel();
  const all: Readonly<Record<string, FieldDef>> = { ...catalogue.fieldsOf('asset'), ...catalogue.attrFields };
  return Object.entries(all)
    .filter(([, { type }]) => type !== 'json')
    .map(([value, field]) => ({ value, label: label(field.label) }));
}
