import { DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import type { FieldValue } from '../../contract/api/index.ts';
import { currencyDigits, moneyScale } from '../../model/choices.ts';
import type { Choice, FieldDef } from '../../model/types.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLabel, useT } from '../i18n/index.ts';
import { ClassPicker } from './class-picker.tsx';
import { RefPicker } from './ref-picker.tsx';

export interface FieldInputProps {
  readonly field: FieldDef;
  readonly value: FieldValue;
  /** For refs: the words for the value. */
  readonly valueLabel?: string | undefined;
  readonly onChange: (value: FieldValue, label: string | null) => void;
  /** Id of the input, for its label. */
  readonly id?: string;
  readonly ariaLabel?: string | undefined;
  /** Id of the element that says what is wrong. */
  readonly ariaDescribedby?: string | undefined;
  /** Decides how many digits an amount has after the point. */
  readonly currency?: string | null | undefined;
  readonly disabled?: boolean | undefined;
  readonly invalid?: boolean | undefined;
  readonly autoFocus?: boolean;
}

/** The input that a field's declaration asks for. Empty always means null. */
export function FieldInput(props: FieldInputProps) {
  const { field, value, onChange } = props;
  const label = useLabel();
  const t = useT('common');
  const catalogue = useCatalogue();
  const common = {
    ...(props.id === undefined ? {} : { id: props.id }),
    'aria-label': props.ariaLabel,
    'aria-describedby': props.ariaDescribedby,
    'aria-invalid': props.invalid,
    disabled: props.disabled ?? false,
    status: props.invalid ? ('error' as const) : ('' as const),
    autoFocus: props.autoFocus ?? false,
  };
  const text = typeof value === 'string' ? value : '';
  const setText = (next: string): void => onChange(next === '' ? null : next, null);
  switch (field.type) {
    case 'longtext':
      return (
        <Input.TextArea {...common} value={text} rows={3} onChange={(event) => setText(event.target.value)} />
      );
    case 'integer':
    case 'number':
    case 'money':
      return <NumberInput {...props} common={common} />;
    case 'date':
      return (
        <DatePicker
          {...common}
          className="wide"
          value={text ? dayjs(text) : null}
          placeholder="YYYY-MM-DD"
          onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : null, null)}
        />
      );
    case 'datetime':
      return (
        <DatePicker
          {...common}
          className="wide"
          showTime={{ format: 'HH:mm' }}
          value={typeof value === 'number' ? dayjs(value) : null}
          onChange={(day) => onChange(day ? day.valueOf() : null, null)}
        />
      );
    case 'boolean':
      return (
        <Select
          {...common}
          className="wide"
          allowClear
          value={value === true ? 'yes' : value === false ? 'no' : null}
          options={[
            { value: 'yes', label: t('yes') },
            { value: 'no', label: t('no') },
          ]}
          onChange={(choice) => onChange(choice ? choice === 'yes' : null, null)}
        />
      );
    case 'choices':
      return <ChoicesInput {...props} common={common} />;
    case 'choice':
      // Classes are a tree, and chosen from it.
      return field.choices && field.choices !== catalogue.classChoices ? (
        <Select
          {...common}
          className="wide"
          allowClear={!field.required}
          showSearch={{ optionFilterProp: 'label' }}
          value={text || null}
          options={offeredChoices(field, [value]).map(([key, choice]) => ({
            value: key,
            label: label(choice.label),
          }))}
          onChange={(choice) => onChange(choice ?? null, null)}
        />
      ) : (
        <ClassPicker
          {...common}
          ariaLabel={props.ariaLabel}
          ariaDescribedby={props.ariaDescribedby}
          invalid={props.invalid}
          value={text || null}
          onChange={(choice) => onChange(choice, null)}
        />
      );
    case 'ref':
      return (
        <RefPicker
          {...common}
          ariaLabel={props.ariaLabel}
          ariaDescribedby={props.ariaDescribedby}
          invalid={props.invalid}
          entity={field.target ?? 'asset'}
          value={text || null}
          valueLabel={props.valueLabel}
          onChange={onChange}
        />
      );
    case 'list':
      return (
        <Select
          {...common}
          className="wide"
          mode="tags"
          open={false}
          tokenSeparators={[',', '，', ';', '；']}
          value={Array.isArray(value) ? value : []}
          onChange={(list: string[]) => onChange(list.length ? list : null, null)}
        />
      );
    case 'json':
      return <Input.TextArea {...common} readOnly value={value === null ? '' : JSON.stringify(value)} />;
    case 'code':
    case 'ip':
    case 'mac':
    case 'url':
    case 'email':
      return (
        <Input
          {...common}
          className="code"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      );
    case 'text':
      return <Input {...common} value={text} onChange={(event) => setText(event.target.value)} />;
  }
}

/** The choices that are offered; one that was taken away stays where a record has it. */
function offeredChoices(field: FieldDef, kept: readonly unknown[]): [string, Choice][] {
  return Object.entries(field.choices ?? {}).filter(([key, choice]) => !choice.removed || kept.includes(key));
}

function ChoicesInput({ field, value, onChange, common }: FieldInputProps & { common: Common }) {
  const label = useLabel();
  const chosen = Array.isArray(value) ? value : [];
  return (
    <Select
      {...common}
      className="wide"
      mode="multiple"
      showSearch={{ optionFilterProp: 'label' }}
      value={chosen}
      options={offeredChoices(field, chosen).map(([key, choice]) => ({
        value: key,
        label: label(choice.label),
      }))}
      onChange={(list: string[]) => onChange(list.length > 0 ? list : null, null)}
    />
  );
}

interface Common {
  readonly id?: string;
  readonly disabled: boolean;
  readonly status: 'error' | '';
}

function NumberInput({ field, value, currency, onChange, common }: FieldInputProps & { common: Common }) {
  const label = useLabel();
  // Money is kept in hundredths of every currency and typed in its units. What is there is never rounded by being shown.
  const money = field.type === 'money';
  const units = money ? moneyScale : 1;
  const whole = typeof value !== 'number' || value % moneyScale === 0;
  const digits = money ? (whole ? currencyDigits(currency) : 2) : field.type === 'integer' ? 0 : undefined;
  return (
    <InputNumber<number>
      {...common}
      className="wide"
      value={typeof value === 'number' ? value / units : null}
      {...(field.min === undefined ? {} : { min: field.min / units })}
      {...(field.max === undefined ? {} : { max: field.max / units })}
      {...(digits === undefined ? {} : { precision: digits })}
      suffix={field.unit ? label(field.unit) : undefined}
      controls={false}
      onChange={(next) =>
        onChange(next === null ? null : units === 1 ? next : Math.round(next * units), null)
      }
    />
  );
}
