import type { Label } from '../types.ts';

/** Classes, fields and relation types made by users. */
export const definitionErrors = {
  DEFINITION_NOT_FOUND: {
    zh: '没有“{key}”这个定义。',
    en: 'There is no definition “{key}”.',
  },
  DEFINITION_KEY_INVALID: {
    zh: '键“{key}”无效：应以小写英文字母开头，只含英文字母、数字和下划线，最多 40 个字符。',
    en: 'The key “{key}” cannot be used: begin with a lower-case letter; only letters, digits and underscores; at most 40 characters.',
  },
  DEFINITION_KEY_TAKEN: {
    zh: '键“{key}”已被系统使用，请换一个。',
    en: 'The key “{key}” is already used by Holdfast itself; choose another one.',
  },
  DEFINITION_KEY_REMOVED: {
    zh: '键“{key}”属于已移除的定义：请恢复它，或换一个键。',
    en: 'The key “{key}” belongs to a definition that was removed: restore it, or choose another key.',
  },
  DEFINITION_KEY_FIXED: {
    zh: '键“{key}”不能修改：其他记录按它引用。要改名请修改中英文名称。',
    en: 'The key “{key}” cannot be changed, since records refer to it. To rename, change the names.',
  },
  DEFINITION_BUILT_IN: {
    zh: '“{key}”是内置的，不能修改“{field}”。',
    en: '“{key}” ships with Holdfast: its {field} cannot be changed.',
  },
  CLASS_IN_USE: {
    zh: '类别“{name}”还有 {assets} 项资产和 {children} 个下级类别，不能删除；可以隐藏它，或先把资产改为其他类别。',
    en: 'The class “{name}” still has {assets} assets and {children} classes under it and cannot be deleted; hide it, or give the assets another class first.',
  },
  CLASS_CIRCLE: {
    zh: '类别“{name}”不能放在自己的下级之下。',
    en: 'The class “{name}” cannot be placed under itself.',
  },
  CLASS_PARENT_UNKNOWN: {
    zh: '类别“{name}”的上级“{parent}”不存在：请为它选择上级。',
    en: 'The parent “{parent}” of the class “{name}” does not exist: choose a parent for it.',
  },
  CLASS_REMOVED_USED: {
    zh: '类别“{name}”已删除，但仍有 {count} 项资产属于它：请恢复该类别，或为资产改选类别。',
    en: 'The class “{name}” was deleted, but {count} assets are of it: restore the class, or give the assets another one.',
  },
  FIELD_CLASS_UNKNOWN: {
    zh: '字段“{name}”所属的类别“{class}”已不存在：请为它改选类别，或移除它。',
    en: 'The field “{name}” belongs to the class “{class}”, which does not exist any more: choose another class for it, or remove it.',
  },
  FIELD_TYPE_UNKNOWN: {
    zh: '没有字段类型“{type}”。可用：{known}。',
    en: 'There is no field type “{type}”. Known: {known}.',
  },
  FIELD_PATTERN_INVALID: {
    zh: '格式“{pattern}”不是有效的正则表达式。',
    en: 'The pattern “{pattern}” is not a regular expression that can be read.',
  },
  FIELD_CHOICES_INVALID: {
    zh: '字段“{name}”的选项有误：{detail}。至少要有一个选项，每个选项要有名称，键不能重复。',
    en: 'The choices of the field “{name}” are not right: {detail}. There must be at least one, each with a name, and no key twice.',
  },
  FIELD_RANGE_INVALID: {
    zh: '字段“{name}”的最小值大于最大值。',
    en: 'The least value of the field “{name}” is above its greatest.',
  },
  FIELD_TARGET_UNKNOWN: {
    zh: '字段“{name}”引用的对象“{target}”不存在。',
    en: 'The field “{name}” refers to “{target}”, which does not exist.',
  },
  FIELD_NOT_UNIQUE: {
    zh: '不能设为唯一：有 {count} 个值被多项资产使用，例如“{value}”。',
    en: 'It cannot be made unique: {count} values are used by several assets, for example “{value}”.',
  },
  FIELD_VALUES_LEFT: {
    zh: '有 {count} 个值不能转换为“{type}”：确认后它们原样保留并列入待处理。',
    en: '{count} values cannot be converted to {type}: once confirmed they are kept as they are and listed under needs attention.',
  },
  VALUE_UNFIT: {
    zh: '“{name}”的值“{value}”与字段类型不符，原样保留：请改正它，或改回字段类型。',
    en: 'The value “{value}” of {name} does not fit the type of the field and is kept as it is: correct it, or change the type back.',
  },
  VALUE_PATTERN: {
    zh: '“{field}”不能是“{value}”：不符合格式 {pattern}。',
    en: '“{field}” cannot be “{value}”: it does not match the pattern {pattern}.',
  },
  URL_INVALID: { zh: '不是有效的网址。', en: 'This is not a URL.' },
  EMAIL_INVALID: { zh: '不是有效的邮箱地址。', en: 'This is not an email address.' },
  STATUS_NOT_FOR_CLASS: {
    zh: '类别“{class}”的资产没有状态“{status}”。',
    en: 'Assets of the class “{class}” do not have the status “{status}”.',
  },
  RELATION_TYPE_IN_USE: {
    zh: '关系类型“{name}”还有 {count} 条关系，不能删除；可以隐藏它，或先删除这些关系。',
    en: 'The relation type “{name}” still has {count} relations and cannot be deleted; hide it, or remove the relations first.',
  },
  RELATION_TYPE_REMOVED_USED: {
    zh: '关系类型“{name}”已删除，但仍有 {count} 条关系：请恢复该类型，或删除这些关系。',
    en: 'The relation type “{name}” was deleted, but {count} relations are of it: restore it, or remove the relations.',
  },
  RELATION_CLASS: {
    zh: '关系“{type}”不能{end}“{asset}”：只允许{allowed}。',
    en: 'A relation “{type}” cannot {end} “{asset}”: only {allowed} may stand there.',
  },
  RELATION_CARDINALITY: {
    zh: '“{asset}”的关系“{type}”只能有一个对端，现有 {count} 个。',
    en: '“{asset}” may have only one “{type}”, and has {count}.',
  },
  RELATION_END_DELETED: {
    zh: '关系“{type}”的一端“{asset}”已删除：请删除该关系，或恢复资产。',
    en: 'One end of the relation “{type}”, “{asset}”, was deleted: remove the relation, or restore the asset.',
  },
} as const satisfies Record<string, Label>;
