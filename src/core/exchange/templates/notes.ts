import type { ImportEntity } from '../../../model/import-targets.ts';
import { entityOf, type FieldDef, type Language } from '../../../model/index.ts';

/** A note names this many allowed values; the drop-down has all. */
const named = 20;

const texts = {
  zh: {
    required: '必填。',
    text: '文字。',
    code: '编号，按文字保存，前导零保留。',
    integer: '整数。',
    number: '数字。',
    money: '金额，单位元，最多两位小数。',
    date: '日期，如 2024-03-05。',
    boolean: '填“是”或“否”。',
    list: '可填多个，用逗号或顿号隔开。',
    from: (words: string) => `可选：${words}`,
    more: (n: number) => `……共 ${n} 项，见下拉列表`,
    ref: (entity: string) => `填${entity}的名称，可从下拉列表选；台账里没有的，导入时新建。`,
    tree: (entity: string) =>
      `填${entity}的完整路径，各级用“ / ”隔开，可从下拉列表选；台账里没有的，导入时新建。`,
    asset: '填资产编号。',
    length: (max: number) => `最多 ${max} 个字符。`,
    between: (min: number, max: number) => `${min} 至 ${max}。`,
    least: (min: number) => `不小于 ${min}。`,
    unit: (unit: string) => `单位：${unit}。`,
    tag: '资产编号；留空则自动编号。同一编号只能出现一次。',
  },
  en: {
    required: 'Required. ',
    text: 'Text. ',
    code: 'A number or code, kept as text with its leading zeros. ',
    integer: 'A whole number. ',
    number: 'A number. ',
    money: 'An amount with at most two decimals. ',
    date: 'A date, such as 2024-03-05. ',
    boolean: 'Yes or No. ',
    list: 'Several, parted by commas. ',
    from: (words: string) => `One of: ${words}`,
    more: (n: number) => ` … ${n} in all, see the drop-down`,
    ref: (entity: string) =>
      `The name of the ${entity}, from the drop-down or a new one, which the import then makes. `,
    tree: (entity: string) =>
      `The whole path of the ${entity}, with “ / ” between its levels, from the drop-down or a new one, which the import then makes. `,
    asset: 'The asset’s tag. ',
    length: (max: number) => `At most ${max} characters. `,
    between: (min: number, max: number) => `From ${min} to ${max}. `,
    least: (min: number) => `At least ${min}. `,
    unit: (unit: string) => `In ${unit}. `,
    tag: 'The asset’s tag; one is given where this is left blank. Each tag stands only once. ',
  },
} as const;

export interface NoteInput {
  readonly field: FieldDef;
  readonly required: boolean;
  readonly choices: readonly string[];
  readonly entity: ImportEntity;
  readonly key: string;
  readonly language: Language;
}

/** What goes into a column: whether it must be filled, in which form, and which values are allowed. */
export function noteOf(input: NoteInput): string {
  const { field, required, choices, entity, key, language } = input;
  const t = texts[language];
  const parts: string[] = [];
  if (required) parts.push(t.required);
  parts.push(entity === 'asset' && key === 'tag' ? t.tag : kindText(field, choices, language));
  parts.push(rangeText(field, language));
  if (field.unit) parts.push(t.unit(field.unit[language]));
  return parts.join('').trim();
}

function kindText(field: FieldDef, choices: readonly string[], language: Language): string {
  const t = texts[language];
  if (field.type === 'ref' && field.target) {
    const { label, parent } = entityOf(field.target);
    if (field.target === 'asset') return t.asset;
    return (parent ? t.tree : t.ref)(language === 'zh' ? label.zh : label.en.toLowerCase());
  }
  if (field.type === 'boolean') return t.boolean;
  if (choices.length > 0) {
    const some = choices.slice(0, named).join(language === 'zh' ? '、' : ', ');
    return t.from(some) + (choices.length > named ? t.more(choices.length) : language === 'zh' ? '。' : '. ');
  }
  switch (field.type) {
    case 'code':
    case 'integer':
    case 'number':
    case 'money':
    case 'date':
    case 'list':
      return t[field.type];
    default:
      return t.text;
  }
}

function rangeText(field: FieldDef, language: Language): string {
  const t = texts[language];
  const { min, max, maxLength } = field;
  if (min !== undefined && max !== undefined) return t.between(min, max);
  if (min !== undefined) return t.least(min);
  return maxLength !== undefined && maxLength < 4000 ? t.length(maxLength) : '';
}
