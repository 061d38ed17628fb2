import { CloseOutlined, FilterOutlined } from '@ant-design/icons';
import { useQueries } from '@tanstack/react-query';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { entityOf } from '../../model/entities/index.ts';
import type { FilterTerm } from '../../model/filter.ts';
import { orpc } from '../app/client.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useKindName } from '../history/kinds.ts';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useLanguage, useT } from '../i18n/index.ts';
import { fieldText } from '../ui/field-view.tsx';
import { TermEditor } from './term-editor.tsx';
import { batchTerm, conditionOf, filterFieldsOf } from './terms.ts';

interface FilterBarProps {
  readonly terms: readonly FilterTerm[];
  readonly onChange: (terms: readonly FilterTerm[]) => void;
}

/** The filter as words: a button to add a condition, and each condition as a chip that can be changed or removed. */
export function FilterBar({ terms, onChange }: FilterBarProps) {
  const t = useT('assets');
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<number | null>(null);
  const words = useTermWords(terms);
  return (
    <>
      <Popover
        open={adding}
        onOpenChange={setAdding}
        trigger="click"
        placement="bottomLeft"
        destroyOnHidden
        content={
          <TermEditor
            term={null}
            onApply={(term) => {
              setAdding(false);
              onChange([...terms, term]);
            }}
          />
        }
      >
        <Button
          size="small"
          icon={<FilterOutlined aria-hidden="true" />}
          aria-expanded={adding}
          data-testid="filter"
        >
          {t('filter')}
        </Button>
      </Popover>
      {terms.map((term, i) => {
        const text = words[i] ?? '';
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: terms have no identity but their place
          <span className="chip" key={i}>
            <Popover
              // What an operation wrote can be taken out of the filter, not typed in.
              {...(term.field === batchTerm ? { open: false } : { open: editing === i })}
              onOpenChange={(open) => setEditing(open ? i : null)}
              trigger="click"
              placement="bottomLeft"
              destroyOnHidden
              content={
                <TermEditor
                  term={term}
                  onApply={(changed) => {
                    setEditing(null);
                    onChange(terms.map((each, at) => (at === i ? changed : each)));
                  }}
                />
              }
            >
              <button type="button" className="chip-text" title={t('filterEdit', { text })}>
                {text}
              </button>
            </Popover>
            <button
              type="button"
              className="chip-remove"
              aria-label={t('filterRemove', { text })}
              onClick={() => onChange(terms.filter((_, at) => at !== i))}
            >
              <CloseOutlined aria-hidden="true" />
            </button>
          </span>
        );
      })}
    </>
  );
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Each term in words; ids are looked up and shown as what they stand for. */
function useTermWords(terms: readonly FilterTerm[]): string[] {
  const t = useT('assets');
  const label = useLabel();
  const language = useLanguage();
  const format = useFormat();
  const filterFields = filterFieldsOf(useCatalogue());
  const refs = terms.flatMap((term) => {
    const target = filterFields[term.field]?.target;
    return target
      ? term.values.filter((value) => uuid.test(value)).map((id) => ({ entity: target, id }))
      : [];
  });
  const found = useQueries({ queries: refs.map((input) => orpc.records.get.queryOptions({ input })) });
  const names = new Map<string, string>();
  refs.forEach((ref, i) => {
    const record = found[i]?.data;
    const title = record?.values[entityOf(ref.entity).title];
    if (typeof title === 'string') names.set(ref.id, title);
  });
  const batches = useBatchNames(terms);
  return terms.map((term) => {
    if (term.field === batchTerm)
      return t(term.operator === '!=' ? 'notOfBatch' : 'ofBatch', {
        batch: term.values.map((id) => batches.get(id) ?? '…').join(language === 'zh' ? '、' : ', '),
      });
    const field = filterFields[term.field];
    if (!field) return `${term.field} ${term.operator} ${term.values.join(', ')}`;
    const condition = conditionOf(field, term);
    const values = term.values.map((value) =>
      field.type === 'choice' || field.type === 'choices'
        ? fieldText(field, value, null, null, language, format)
        : (names.get(value) ?? (uuid.test(value) ? '…' : value)),
    );
    const word = condition ? t(condition.word as 'is') : term.operator;
    return [label(field.label), word, values.join(language === 'zh' ? '、' : ', ')].filter(Boolean).join(' ');
  });
}

/** What operations are called, by id: the file's name for an import, else the kind and time. */
function useBatchNames(terms: readonly FilterTerm[]): ReadonlyMap<string, string> {
  const format = useFormat();
  const kindName = useKindName();
  const ids = terms.filter(({ field }) => field === batchTerm).flatMap(({ values }) => values);
  const found = useQueries({
    queries: ids.map((id) => orpc.batches.get.queryOptions({ input: { id }, retry: false })),
  });
  const names = new Map<string, string>();
  ids.forEach((id, i) => {
    const batch = found[i]?.data;
    if (batch) names.set(id, `${batch.label || kindName(batch.kind)} (${format.dateTime(batch.at)})`);
    else if (found[i]?.error) names.set(id, id);
  });
  return names;
}
