import { importTarget } from '../../model/import-targets.ts';
import type { EntityKey, FieldDef, Language, Value } from '../../model/types.ts';
import { labelOf, labelOfId } from '../register/labels.ts';
import type { Register } from '../store/register.ts';
import type { CellValue, ColumnKind } from './write/types.ts';

/** A value in a person's words: labels for choices, classes and refs, two decimals for money. */
export function valueWords(
  reg: Register,
  name: string,
  field: FieldDef | undefined,
  value: Value | undefined,
  language: Language,
): string {
  if (value === null || value === undefined) return '';
  if (name === 'class') return reg.catalogue.classOf(value)?.label[language] ?? String(value);
  switch (field?.type) {
    case 'choice':
      return field.choices?.[String(value)]?.label[language] ?? String(value);
    case 'ref':
      return labelOfId(reg, field.target, value) ?? '';
    case 'money':
      return (Number(value) / 100).toFixed(2);
    case 'boolean':
      return value === true ? yes[language] : no[language];
    case 'datetime':
      return new Date(Number(value)).toISOString().slice(0, 19).replace('T', ' ');
    case 'choices':
      return listWords(value)
        .map((key) => field.choices?.[key]?.label[language] ?? key)
        .join(language === 'zh' ? '、' : ', ');
    case 'list': {
      const texts = value as readonly string[];
      // The list of what is still to complete names fields.
      const shown = name === 'incomplete' ? texts.map((key) => fieldLabel(reg, key, language)) : texts;
      return shown.join(language === 'zh' ? '、' : ', ');
    }
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}

function fieldLabel(reg: Register, key: string, language: Language): string {
  return importTarget('asset', key, reg.catalogue)?.label[language] ?? key;
}

/** A single word where the field took only one before. */
const listWords = (value: Value): readonly string[] =>
  Array.isArray(value) ? (value as readonly string[]) : [String(value)];

const kinds: Readonly<Partial<Record<FieldDef['type'], ColumnKind>>> = {
  code: 'code',
  ip: 'code',
  mac: 'code',
  integer: 'integer',
  number: 'number',
  money: 'money',
  date: 'date',
  datetime: 'datetime',
};

/** How a column of an exported workbook holds a field. */
export function columnKindOf(field: FieldDef): ColumnKind {
  return kinds[field.type] ?? 'text';
}

/**
 * How a cell names a record that its row refers to. The ends of a relation go by their tag alone, as an import finds them
 * again.
 * @param of entity of the row
 * @param target entity of the record
 */
export function refWords(reg: Register, of: EntityKey, target: EntityKey, rid: number): string {
  if (of === 'relation' && target === 'asset') {
    const tag = reg.sql('SELECT tag FROM asset WHERE rid = ?').pluck().get(rid);
    if (typeof tag === 'string' && tag !== '') return tag;
  }
  return labelOf(reg, target, rid);
}

/** What an export writes for a value: numbers and dates stay what they are, the rest becomes words. */
export function cellWords(
  reg: Register,
  name: string,
  field: FieldDef,
  value: Value | undefined,
  language: Language,
): CellValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' && kinds[field.type] !== undefined) return value;
  if (
    typeof value === 'string' &&
    field.type !== 'choice' &&
    field.type !== 'choices' &&
    field.type !== 'ref' &&
    name !== 'class'
  )
    return value;
  return valueWords(reg, name, field, value, language);
}

export const yes: Readonly<Record<Language, string>> = { zh: '是', en: 'Yes' };
export const no: Readonly<Record<Language, string>> = { zh: '否', en: 'No' };
