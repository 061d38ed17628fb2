import type { Choice } from '../types.ts';
import { defineEntity } from '../types.ts';

/*
 * What users define themselves: classes, fields and relation types. Definitions are records like any other, so they
 * travel, merge, have history and can be undone. `catalogue.ts` makes of them what the rest of the program asks.
 *
 * `key` is what other records say; it never changes. Taking something away sets `removed`, so that values keep their meaning.
 */

const as = <const C extends Record<string, Choice>>(choices: C): C => choices;

/** Types that a user's field can have. */
export const customFieldTypes = as({
  text: { label: { zh: '文本', en: 'Text' } },
  longtext: { label: { zh: '长文本', en: 'Long text' } },
  integer: { label: { zh: '整数', en: 'Whole number' } },
  number: { label: { zh: '数值', en: 'Number' } },
  money: { label: { zh: '金额', en: 'Money' } },
  date: { label: { zh: '日期', en: 'Date' } },
  boolean: { label: { zh: '是/否', en: 'Yes or no' } },
  choice: { label: { zh: '单选', en: 'Choice' } },
  choices: { label: { zh: '多选', en: 'Multiple choice' } },
  ref: { label: { zh: '引用', en: 'Reference' } },
  ip: { label: { zh: 'IP 地址', en: 'IP address' } },
  mac: { label: { zh: 'MAC 地址', en: 'MAC address' } },
  url: { label: { zh: '网址', en: 'URL' } },
  email: { label: { zh: '邮箱', en: 'Email' } },
});
export type CustomFieldType = keyof typeof customFieldTypes;

export const impactDirections = as({
  toSource: { label: { zh: '目标影响源', en: 'Target affects source' } },
  toTarget: { label: { zh: '源影响目标', en: 'Source affects target' } },
  both: { label: { zh: '互相影响', en: 'Both ways' } },
  none: { label: { zh: '不影响', en: 'None' } },
});

export const cardinalities = as({
  manyToMany: { label: { zh: '多对多', en: 'Many to many' } },
  oneToMany: { label: { zh: '一对多', en: 'One source to many targets' } },
  manyToOne: { label: { zh: '多对一', en: 'Many sources to one target' } },
  oneToOne: { label: { zh: '一对一', en: 'One to one' } },
});

const names = {
  key: { type: 'code', label: { zh: '键', en: 'Key' }, required: true, unique: true, maxLength: 40 },
  zh: { type: 'text', label: { zh: '中文名', en: 'Chinese name' }, required: true, maxLength: 100 },
  en: { type: 'text', label: { zh: '英文名', en: 'English name' }, required: true, maxLength: 100 },
} as const;
const removed = { type: 'boolean', label: { zh: '已移除', en: 'Removed' } } as const;
const hidden = { type: 'boolean', label: { zh: '隐藏', en: 'Hidden' } } as const;

/** A class made by the user, or what the user says of a built-in one (icon, colour, hidden). */
export const classDef = defineEntity({
  key: 'classDef',
  label: { zh: '自定义类别', en: 'User class' },
  plural: { zh: '自定义类别', en: 'User classes' },
  title: 'zh',
  internal: true,
  fields: {
    ...names,
    parent: { type: 'code', label: { zh: '上级类别', en: 'Parent class' } },
    icon: { type: 'code', label: { zh: '图标', en: 'Icon' }, maxLength: 40 },
    colour: { type: 'code', label: { zh: '颜色', en: 'Colour' }, maxLength: 7 },
    /** Keys of the statuses that apply; all when empty. */
    lifecycle: { type: 'list', label: { zh: '适用状态', en: 'Statuses' } },
    prefix: { type: 'code', label: { zh: '编号前缀', en: 'Tag prefix' }, maxLength: 12 },
    dataBearing: { type: 'boolean', label: { zh: '含存储介质', en: 'Holds data' } },
    synonyms: { type: 'list', label: { zh: '别名', en: 'Other names' } },
    hidden,
    removed,
  },
});

/** A field made by the user; its values live in `attrs` of assets under its key. */
export const fieldDef = defineEntity({
  key: 'fieldDef',
  label: { zh: '自定义字段', en: 'User field' },
  plural: { zh: '自定义字段', en: 'User fields' },
  title: 'zh',
  internal: true,
  fields: {
    ...names,
    /** The class that has it, and those under it; every class when empty. */
    class: { type: 'code', label: { zh: '类别', en: 'Class' } },
    type: { type: 'code', label: { zh: '类型', en: 'Type' }, required: true },
    required: { type: 'boolean', label: { zh: '必填', en: 'Required' } },
    unique: { type: 'boolean', label: { zh: '唯一', en: 'Unique' } },
    /** `{value}`, in the form in which the field keeps it. */
    default: { type: 'json', label: { zh: '默认值', en: 'Default' } },
    pattern: { type: 'text', label: { zh: '格式', en: 'Pattern' }, maxLength: 500 },
    /** `{key: {zh, en, colour, order, removed}}`. */
    choices: { type: 'json', label: { zh: '选项', en: 'Choices' } },
    unit: { type: 'text', label: { zh: '单位', en: 'Unit' }, maxLength: 20 },
    min: { type: 'number', label: { zh: '最小值', en: 'Least' } },
    max: { type: 'number', label: { zh: '最大值', en: 'Most' } },
    /** The entity that a reference points to. */
    target: { type: 'code', label: { zh: '引用对象', en: 'Refers to' } },
    group: { type: 'text', label: { zh: '分组', en: 'Group' }, maxLength: 60 },
    order: { type: 'number', label: { zh: '次序', en: 'Order' } },
    sensitive: { type: 'boolean', label: { zh: '敏感', en: 'Sensitive' } },
    indexed: { type: 'boolean', label: { zh: '建立索引', en: 'Indexed' } },
    synonyms: { type: 'list', label: { zh: '别名', en: 'Other names' } },
    removed,
  },
});

/** A relation type made by the user, or what the user says of a built-in one (needs, hidden). */
export const relationTypeDef = defineEntity({
  key: 'relationTypeDef',
  label: { zh: '自定义关系类型', en: 'User relation type' },
  plural: { zh: '自定义关系类型', en: 'User relation types' },
  title: 'zh',
  internal: true,
  fields: {
    ...names,
    inverseZh: { type: 'text', label: { zh: '反向中文名', en: 'Inverse Chinese name' }, maxLength: 100 },
    inverseEn: { type: 'text', label: { zh: '反向英文名', en: 'Inverse English name' }, maxLength: 100 },
    impact: { type: 'choice', choices: impactDirections, label: { zh: '影响方向', en: 'Impact' } },
    /** How many of its suppliers by this type an asset needs; every one when empty. */
    needs: { type: 'integer', min: 0, max: 10_000, label: { zh: '至少需要', en: 'Needs' } },
    hierarchy: { type: 'boolean', label: { zh: '层级', en: 'Hierarchy' } },
    symmetric: { type: 'boolean', label: { zh: '对称', en: 'Symmetric' } },
    sources: { type: 'list', label: { zh: '源的类别', en: 'Source classes' } },
    targets: { type: 'list', label: { zh: '目标的类别', en: 'Target classes' } },
    cardinality: { type: 'choice', choices: cardinalities, label: { zh: '数量', en: 'Cardinality' } },
    order: { type: 'number', label: { zh: '次序', en: 'Order' } },
    hidden,
    removed,
  },
});
