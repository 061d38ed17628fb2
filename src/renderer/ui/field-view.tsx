import './ui.css';
import type { ReactNode } from 'react';
import type { FieldValue } from '../../contract/api/index.ts';
import type { FieldDef, Language } from '../../model/types.ts';
import { currentCatalogue } from '../catalogue/catalogue.tsx';
import { type Format, useFormat } from '../i18n/format.ts';
import { translator, useLanguage } from '../i18n/index.ts';
import { Code } from './code.tsx';
import { StatusDot } from './status-dot.tsx';

interface FieldViewProps {
  readonly field: FieldDef;
  readonly value: FieldValue | undefined;
  /** For refs: the words for the value. */
  readonly valueLabel?: string | null | undefined;
  readonly currency?: string | null | undefined;
}

/** A field's value as people read it: words for keys, figures of one width, a dash for nothing. */
export function FieldView({ field, value, valueLabel, currency }: FieldViewProps): ReactNode {
  const format = useFormat();
  const language = useLanguage();
  if (isBlank(value)) return <span className="dash">—</span>;
  if (field.type === 'choice' && field.choices && hasTones(field)) {
    return <StatusDot choices={field.choices} value={value} />;
  }
  const text = fieldText(field, value, valueLabel, currency, language, format);
  const figures = ['code', 'date', 'datetime', 'money', 'integer', 'number', 'ip', 'mac'].includes(
    field.type,
  );
  return figures ? <Code>{text}</Code> : <span>{text}</span>;
}

function isBlank(value: FieldValue | undefined): value is null | undefined {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

function hasTones(field: FieldDef): boolean {
  return Object.values(field.choices ?? {}).some((choice) => choice.tone !== undefined);
}

/** The same as plain text, for histories, chips and names read aloud. */
export function fieldText(
  field: FieldDef | undefined,
  value: FieldValue | undefined,
  valueLabel: string | null | undefined,
  currency: string | null | undefined,
  language: Language,
  format: Format,
): string {
  if (isBlank(value)) return '—';
  if (valueLabel) return valueLabel;
  if (Array.isArray(value))
    return value
      .map((one) => field?.choices?.[String(one)]?.label[language] ?? String(one))
      .join(language === 'zh' ? '、' : ', ');
  // A long list, as an inventory told it, is shown elsewhere.
  if (typeof value === 'object' && Array.isArray(value.list))
    return translator('racks', language)('entries', { count: value.list.length });
  if (typeof value === 'object') return JSON.stringify(value);
  switch (field?.type) {
    case 'choice':
      return (
        (field.choices?.[String(value)] ?? currentCatalogue().classOf(value))?.label[language] ??
        String(value)
      );
    case 'money':
      return typeof value === 'number' ? format.money(value, currency) : String(value);
    case 'datetime':
      return typeof value === 'number' ? format.dateTime(value) : String(value);
    case 'integer':
    case 'number': {
      const figures = typeof value === 'number' ? format.number(value) : String(value);
      return field.unit ? `${figures} ${field.unit[language]}` : figures;
    }
    case 'boolean':
      return translator('common', language)(value ? 'yes' : 'no');
    default:
      return String(value);
  }
}
