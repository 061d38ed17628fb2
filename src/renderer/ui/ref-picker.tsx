import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import type { EntityKey } from '../../model/types.ts';
import { orpc } from '../app/client.ts';
import { useT } from '../i18n/index.ts';
import { useDebounced } from './use-debounced.ts';

interface RefPickerProps {
  readonly entity: EntityKey;
  readonly value: string | null;
  /** The words for the value as the record's `labels` have them. */
  readonly valueLabel?: string | undefined;
  readonly onChange: (id: string | null, label: string | null) => void;
  readonly id?: string;
  readonly ariaLabel?: string | undefined;
  readonly ariaDescribedby?: string | undefined;
  readonly placeholder?: string;
  readonly disabled?: boolean | undefined;
  readonly invalid?: boolean | undefined;
  readonly autoFocus?: boolean;
  readonly allowClear?: boolean;
  readonly className?: string;
  /** Ids that are not offered. */
  readonly without?: readonly string[];
}

/** Finds a record by name, code, pinyin or initials and gives its id. */
export function RefPicker(props: RefPickerProps) {
  const t = useT('common');
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [picked, setPicked] = useState<{ id: string; label: string } | null>(null);
  const wanted = useDebounced(text.trim(), 150);
  const { data, isFetching } = useQuery(
    orpc.records.lookup.queryOptions({
      input: { entity: props.entity, text: wanted, limit: 50 },
      enabled: open,
      placeholderData: keepPreviousData,
    }),
  );
  const found = (data ?? []).filter((each) => !props.without?.includes(each.id));
  const options = found.map((each) => ({ value: each.id, label: each.label, hint: each.hint }));
  const label = picked && picked.id === props.value ? picked.label : props.valueLabel;
  return (
    <Select
      id={props.id}
      className={props.className ?? 'wide'}
      aria-label={props.ariaLabel}
      aria-describedby={props.ariaDescribedby}
      value={props.value ? { value: props.value, label: label ?? props.value } : null}
      labelInValue
      showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
      options={options}
      optionRender={(option) => (
        <span className="ref-option">
          <span>{option.label}</span>
          {option.data.hint && <small>{option.data.hint}</small>}
        </span>
      )}
      open={open}
      onOpenChange={setOpen}
      onChange={(choice: { value: string; label?: unknown } | null) => {
        const chosen = choice ? found.find((each) => each.id === choice.value) : undefined;
        setPicked(chosen ?? null);
        setText('');
        props.onChange(choice?.value ?? null, chosen?.label ?? null);
      }}
      allowClear={props.allowClear ?? true}
      disabled={props.disabled ?? false}
      status={props.invalid ? 'error' : ''}
      autoFocus={props.autoFocus ?? false}
      placeholder={props.placeholder ?? t('typeToFind')}
      notFoundContent={isFetching ? t('searching') : t('nothingFound')}
    />
  );
}
