import './record-form.css';
import { Button } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import type { FieldValue } from '../../contract/api/index.ts';
import { isGone, mayPass } from '../../model/lifecycle.ts';
import type { EntityKey, FieldDef } from '../../model/types.ts';
import { api } from '../app/client.ts';
import { errorField, useErrorText } from '../app/errors.ts';
import { useChangeNumber } from '../baselines/change-number.tsx';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLabel, useT } from '../i18n/index.ts';
import { ErrorNote } from './error-note.tsx';
import { groupFields } from './field-groups.ts';
import { FieldInput } from './field-input.tsx';
import { baseOf, changedFields, fieldNamed, type Heads, missingFields, type Values } from './record-draft.ts';

export interface RecordFormProps {
  readonly entity: EntityKey;
  /** The record as the form found it; null makes a new one. Later changes from outside do not reach an open form. */
  readonly record: {
    readonly id: string;
    readonly values: Values;
    readonly labels: Readonly<Record<string, string>>;
    readonly heads: Heads;
  } | null;
  /** First values of a new record. */
  readonly initial?: Values;
  readonly initialLabels?: Readonly<Record<string, string>>;
  /** Shows only these fields. */
  readonly only?: readonly string[];
  readonly onSaved: (id: string, batch: string | null) => void;
  readonly onCancel: () => void;
  /** May fill other fields when one changes, such as the tag by the class. */
  readonly onField?: (key: string, value: FieldValue, fill: (values: Values) => void, values: Values) => void;
}

/** The form that an entity's declaration asks for. Saves only what was changed. */
export function RecordForm(props: RecordFormProps) {
  const { entity, only } = props;
  const t = useT('common');
  const label = useLabel();
  const text = useErrorText();
  const formId = useId();
  const catalogue = useCatalogue();
  const [opened] = useState(() => ({ values: props.record?.values ?? {}, heads: props.record?.heads ?? {} }));
  const [values, setValues] = useState<Values>({ ...opened.values, ...props.initial });
  const [labels, setLabels] = useState<Readonly<Record<string, string>>>({
    ...props.record?.labels,
    ...props.initialLabels,
  });
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const changeNumber = useChangeNumber();

  const all = catalogue.fieldsOf(entity, values.class);
  const shown = Object.fromEntries(
    Object.entries(all).filter(([key, field]) =>
      only ? only.includes(key) : !field.readonly && field.type !== 'json',
    ),
  );
  const set = (key: string, value: FieldValue, word: string | null): void => {
    setValues((old) => ({ ...old, [key]: value }));
    if (word !== null) setLabels((old) => ({ ...old, [key]: word }));
    setWrong(({ [key]: _, ...rest }) => rest);
    props.onField?.(key, value, (more) => setValues((old) => ({ ...old, ...more })), {
      ...values,
      [key]: value,
    });
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const missing = missingFields(shown, values);
    if (missing.length > 0) {
      setWrong(Object.fromEntries(missing.map((key) => [key, t('required')])));
      document.getElementById(`${formId}-${missing[0]}`)?.focus();
      return;
    }
    const patch = changedFields(opened.values, values);
    if (props.record && Object.keys(patch).length === 0) {
      props.onSaved(props.record.id, null);
      return;
    }
    setBusy(true);
    setError(null);
    try {
      // What an approved baseline holds is changed under a change number.
      const answer = props.record && entity === 'asset' ? await changeNumber.ask([props.record.id]) : {};
      if (answer === null) return;
      const saved = props.record
        ? await api.records.update({
            entity,
            id: props.record.id,
            patch,
            base: baseOf(opened.heads, patch),
            ...answer,
          })
        : await api.records.create({ entity, patch });
      props.onSaved(saved.id, saved.batch);
    } catch (failure) {
      const key = fieldNamed(shown, errorField(failure));
      if (key) {
        setWrong({ [key]: text(failure) });
        document.getElementById(`${formId}-${key}`)?.focus();
      } else setError(failure);
    } finally {
      setBusy(false);
    }
  };

  const groups = groupFields(shown);
  return (
    <form className="record-form" onSubmit={save} noValidate>
      {changeNumber.dialog}
      {groups.map((group) => (
        <fieldset key={group.key}>
          <legend className={groups.length > 1 ? undefined : 'visually-hidden'}>{label(group.label)}</legend>
          <div className="fields">
            {group.fields.map(([key, field]) => (
              <FormField
                key={key}
                id={`${formId}-${key}`}
                field={offered(entity, key, field, opened.values)}
                value={values[key] ?? null}
                valueLabel={labels[key]}
                currency={typeof values.currency === 'string' ? values.currency : null}
                wrong={wrong[key]}
                onChange={(value, word) => set(key, value, word)}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <div className="form-end">
        {error !== null && <ErrorNote error={error} />}
        <div className="form-foot">
          <Button onClick={props.onCancel}>{t('cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={busy}>
            {t('save')}
          </Button>
        </div>
      </div>
    </form>
  );
}

/** The field with the choices that a plain edit may make: a status that only a procedure gives is not offered. */
function offered(entity: EntityKey, key: string, field: FieldDef, saved: Values): FieldDef {
  if (entity !== 'asset' || key !== 'status' || !field.choices) return field;
  const from = typeof saved.status === 'string' ? saved.status : null;
  const open = Object.entries(field.choices).filter(([to]) =>
    from === null ? !isGone(to) : mayPass(from, to),
  );
  return { ...field, choices: Object.fromEntries(open) };
}

export interface FormFieldProps {
  readonly id: string;
  readonly field: FieldDef;
  readonly value: FieldValue;
  readonly valueLabel?: string | undefined;
  readonly currency?: string | null;
  readonly wrong?: string | undefined;
  readonly onChange: (value: FieldValue, label: string | null) => void;
}

/** A field with its label, and what is wrong with it right under it. */
export function FormField({ id, field, value, valueLabel, currency, wrong, onChange }: FormFieldProps) {
  const label = useLabel();
  return (
    <div className={field.type === 'longtext' ? 'form-field full' : 'form-field'}>
      <label htmlFor={id}>
        {label(field.label)}
        {field.required && (
          <span className="star" aria-hidden="true">
            {' '}
            *
          </span>
        )}
      </label>
      <FieldInput
        id={id}
        field={field}
        value={value}
        valueLabel={valueLabel}
        currency={currency}
        invalid={wrong !== undefined}
        ariaDescribedby={wrong === undefined ? undefined : `${id}-wrong`}
        onChange={onChange}
      />
      {wrong !== undefined && (
        <p id={`${id}-wrong`} className="wrong" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}
