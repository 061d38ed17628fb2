import { Button, Checkbox, ColorPicker, Input, Select } from 'antd';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLabel, useLanguage, useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import '../ui/record-form.css';

interface LabelledProps {
  readonly label: string;
  readonly hint?: string;
  readonly full?: boolean;
  readonly children: (id: string) => ReactNode;
}

/** An input under its label, with a line that says what it is for. */
export function Labelled({ label, hint, full, children }: LabelledProps) {
  const id = useId();
  return (
    <div className={full ? 'form-field full' : 'form-field'}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint && <p className="was">{hint}</p>}
    </div>
  );
}

interface TextProps {
  readonly label: string;
  readonly value: string | null | undefined;
  readonly onChange: (value: string | null) => void;
  readonly hint?: string;
  readonly disabled?: boolean;
  readonly code?: boolean;
}

/** A line of text; empty means null. */
export function TextLine({ label, value, onChange, hint, disabled, code }: TextProps) {
  return (
    <Labelled label={label} {...(hint ? { hint } : {})}>
      {(id) => (
        <Input
          id={id}
          value={value ?? ''}
          disabled={disabled ?? false}
          spellCheck={!code}
          className={code ? 'code' : ''}
          onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
        />
      )}
    </Labelled>
  );
}

interface FlagProps {
  readonly label: string;
  readonly value: boolean | null | undefined;
  readonly onChange: (value: boolean) => void;
  readonly hint?: string;
}

export function Flag({ label, value, onChange, hint }: FlagProps) {
  return (
    <div className="form-field">
      <Checkbox checked={value === true} onChange={(event) => onChange(event.target.checked)}>
        {label}
      </Checkbox>
      {hint && <p className="was">{hint}</p>}
    </div>
  );
}

interface ManyProps {
  readonly label: string;
  readonly value: readonly string[] | null | undefined;
  readonly onChange: (value: string[] | null) => void;
  /** Nothing: whatever is typed. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly placeholder?: string;
  readonly full?: boolean;
}

/** Several words, chosen or typed; none means null. */
export function Many({ label, value, onChange, options, placeholder, full }: ManyProps) {
  return (
    <Labelled label={label} full={full ?? true}>
      {(id) => (
        <Select
          id={id}
          className="wide"
          aria-label={label}
          mode={options ? 'multiple' : 'tags'}
          {...(options
            ? { options: [...options], showSearch: { optionFilterProp: 'label' } }
            : { open: false })}
          tokenSeparators={[',', '，', ';', '；']}
          placeholder={placeholder}
          value={[...(value ?? [])]}
          onChange={(list: string[]) => onChange(list.length > 0 ? list : null)}
        />
      )}
    </Labelled>
  );
}

/** Classes to choose several of, removed ones not. */
export function useClassOptions(): readonly { value: string; label: string }[] {
  const label = useLabel();
  const catalogue = useCatalogue();
  return catalogue.classes.map((def) => ({ value: def.key, label: label(def.label) }));
}

interface ColourProps {
  readonly label: string;
  readonly value: string | null | undefined;
  readonly onChange: (value: string | null) => void;
  /** Shows no words beside it; the label is then only read aloud. */
  readonly small?: boolean;
}

/** A colour as `#rrggbb`, or none. */
export function Colour({ label, value, onChange, small }: ColourProps) {
  const t = useT('definitions');
  return (
    <ColorPicker
      value={value ?? null}
      allowClear
      disabledAlpha
      size={small ? 'small' : 'middle'}
      {...(small ? {} : { showText: () => value ?? t('noColour') })}
      onChangeComplete={(colour) => onChange(colour.toHexString().slice(0, 7))}
      onClear={() => onChange(null)}
    >
      <button type="button" className="definitions-colour" aria-label={`${label}: ${value ?? t('noColour')}`}>
        <span style={{ background: value ?? 'transparent' }} />
        {!small && (value ?? t('noColour'))}
      </button>
    </ColorPicker>
  );
}

interface DefinitionFormProps {
  readonly children: ReactNode;
  readonly onCancel: () => void;
  /** Throws what the core refused. */
  readonly onSave: () => Promise<void>;
  /** Both names are missing. */
  readonly nameless: boolean;
  readonly saveWord?: string;
}

/** The frame of a form: fields, what went wrong, the two buttons. One name is enough: the other language shows it too. */
export function DefinitionForm({ children, onCancel, onSave, nameless, saveWord }: DefinitionFormProps) {
  const t = useT('definitions');
  const common = useT('common');
  const [error, setError] = useState<unknown>(null);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setMissing(nameless);
    if (nameless) return;
    setBusy(true);
    setError(null);
    try {
      await onSave();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="record-form definitions-form" onSubmit={save} noValidate>
      <div className="fields">{children}</div>
      <div className="form-end">
        {missing && nameless && (
          <p className="wrong" role="alert">
            {t('nameNeeded')}
          </p>
        )}
        {error !== null && <ErrorNote error={error} />}
        <div className="form-foot">
          <Button onClick={onCancel}>{common('cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={busy}>
            {saveWord ?? common('save')}
          </Button>
        </div>
      </div>
    </form>
  );
}

/** The name in the interface's language, or the other one. */
export function useNameOf(): (of: { zh?: string | undefined; en?: string | undefined }) => string {
  const language = useLanguage();
  return (of) => of[language] || of.zh || of.en || '';
}
