import { classOf } from '../../model/classes.ts';
import type { FieldDef, Language, Value } from '../../model/types.ts';
import { labelOfId } from '../register/labels.ts';
import type { Register } from '../store/register.ts';

/** A value in a person's words: labels for choices, classes and refs, two decimals for money. */
export function valueWords(
  reg: Register,
  name: string,
  field: FieldDef | undefined,
  value: Value | undefined,
  language: Language,
): string {
  if (value === null || value === undefined) return '';
  if (name === 'class') return classOf(value)?.label[language] ?? String(value);
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
    case 'list':
      return (value as readonly string[]).join(language === 'zh' ? '、' : ', ');
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}

export const yes: Readonly<Record<Language, string>> = { zh: '是', en: 'Yes' };
export const no: Readonly<Record<Language, string>> = { zh: '否', en: 'No' };
