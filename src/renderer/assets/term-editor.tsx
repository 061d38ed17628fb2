import { Button, DatePicker, Input, InputNumber, Select, TreeSelect } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { FilterTerm } from '../../model/filter.ts';
import type { FieldDef } from '../../model/types.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLabel, useLanguage, useT } from '../i18n/index.ts';
import { groupFields } from '../ui/field-groups.ts';
import { RefPicker } from '../ui/ref-picker.tsx';
import { conditionOf, conditionsOf, filterFieldsOf } from './terms.ts';

interface TermEditorProps {
  /** The term to change; null for a new one. */
  readonly term: FilterTerm | null;
  readonly onApply: (term: FilterTerm) => void;
}

/** Field, condition, value: one condition of a filter. */
export function TermEditor({ term, onApply }: TermEditorProps) {
  const t = useT('assets');
  const label = useLabel();
  const filterFields = filterFieldsOf(useCatalogue());
  const [key, setKey] = useState<string | null>(term?.field ?? null);
  const field = key === null ? undefined : filterFields[key];
  const [condition, setCondition] = useState<string | null>(() =>
    term && field ? (conditionOf(field, term)?.key ?? null) : null,
  );
  const [values, setValues] = useState<readonly string[]>(term?.values ?? []);
  const conditions = field ? conditionsOf(field) : [];
  const chosen = conditions.find((each) => each.key === condition) ?? conditions[0];
  const ready = field !== undefined && chosen !== undefined && (chosen.valueless || values.length > 0);
  const apply = (): void => {
    if (!ready || key === null || !chosen) return;
    onApply({ field: key, operator: chosen.operator, values: chosen.valueless ? [] : values });
  };
  const options = groupFields(filterFields).map((group) => ({
    label: label(group.label),
    options: group.fields.map(([value, def]) => ({
      value,
      label: label(def.label),
      search: [value, def.label.zh, def.label.en, ...(def.synonyms ?? [])].join(' ').toLowerCase(),
    })),
  }));
  return (
    <form
      className="term-editor"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <Select
        aria-label={t('filterField')}
        placeholder={t('filterField')}
        autoFocus={term === null}
        defaultOpen={term === null}
        showSearch={{
          filterOption: (text, option) =>
            String((option as { search?: string })?.search ?? '').includes(text.toLowerCase()),
        }}
        value={key}
        options={options}
        onChange={(next) => {
          setKey(next);
          setCondition(null);
          setValues([]);
        }}
      />
      {field && (
        <Select
          aria-label={t('filterOperator')}
          value={chosen?.key ?? null}
          options={conditions.map((each) => ({ value: each.key, label: t(each.word as 'is') }))}
          onChange={setCondition}
        />
      )}
      {field && !chosen?.valueless && (
        <TermValue key={key} field={field} values={values} onChange={setValues} />
      )}
      <Button type="primary" htmlType="submit" disabled={!ready}>
        {t('filterApply')}
      </Button>
    </form>
  );
}

interface TermValueProps {
  readonly field: FieldDef;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

function TermValue({ field, values, onChange }: TermValueProps) {
  const t = useT('assets');
  const catalogue = useCatalogue();
  const label = useLabel();
  const language = useLanguage();
  const one = values[0] ?? null;
  const name = t('filterValue');
  switch (field.type) {
    case 'choice':
    case 'choices':
      if (!field.choices || field.choices === catalogue.classChoices)
        return (
          <TreeSelect<string[]>
            aria-label={name}
            autoFocus
            multiple
            treeDataSimpleMode
            treeDefaultExpandAll
            showSearch={{ treeNodeFilterProp: 'title' }}
            placeholder={name}
            value={[...values]}
            treeData={catalogue.classes.map((def) => ({
              id: def.key,
              pId: def.parent ?? 0,
              value: def.key,
              title: def.label[language],
            }))}
            onChange={(keys) => onChange(keys)}
          />
        );
      return (
        <Select
          aria-label={name}
          autoFocus
          mode="multiple"
          placeholder={name}
          showSearch={{ optionFilterProp: 'label' }}
          value={[...values]}
          options={Object.entries(field.choices).map(([value, choice]) => ({
            value,
            label: label(choice.label),
          }))}
          onChange={(keys: string[]) => onChange(keys)}
        />
      );
    case 'ref':
      return (
        <RefPicker
          ariaLabel={name}
          autoFocus
          entity={field.target ?? 'asset'}
          value={one}
          onChange={(id) => onChange(id ? [id] : [])}
        />
      );
    case 'date':
    case 'datetime':
      return (
        <DatePicker
          aria-label={name}
          autoFocus
          placeholder="YYYY-MM-DD"
          value={one ? dayjs(one) : null}
          onChange={(day) => onChange(day ? [day.format('YYYY-MM-DD')] : [])}
        />
      );
    case 'integer':
    case 'number':
    case 'money':
      return (
        <InputNumber<string>
          className="wide"
          aria-label={name}
          autoFocus
          stringMode
          controls={false}
          placeholder={name}
          value={one}
          onChange={(value) => onChange(value === null || value === '' ? [] : [String(value)])}
        />
      );
    default:
      return (
        <Input
          aria-label={name}
          autoFocus
          placeholder={name}
          value={one ?? ''}
          onChange={(event) => onChange(event.target.value === '' ? [] : [event.target.value])}
        />
      );
  }
}
