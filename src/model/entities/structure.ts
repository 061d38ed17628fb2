import { relationTypeChoices } from '../relation-types.ts';
import { defineEntity } from '../types.ts';

/** A directed edge between two assets: source TYPE target, as in "ERP dependsOn DB-01". */
export const relation = defineEntity({
  key: 'relation',
  label: { zh: '关系', en: 'Relation' },
  plural: { zh: '关系', en: 'Relations' },
  title: 'type',
  internal: true,
  fields: {
    type: {
      type: 'choice',
      choices: relationTypeChoices,
      label: { zh: '关系类型', en: 'Type' },
      required: true,
    },
    source: {
      type: 'ref',
      target: 'asset',
      label: { zh: '源', en: 'Source' },
      required: true,
      indexed: true,
    },
    target: {
      type: 'ref',
      target: 'asset',
      label: { zh: '目标', en: 'Target' },
      required: true,
      indexed: true,
    },
    sourcePort: { type: 'code', label: { zh: '源端口', en: 'Source port' } },
    targetPort: { type: 'code', label: { zh: '目标端口', en: 'Target port' } },
    notes: { type: 'text', label: { zh: '备注', en: 'Notes' } },
  },
});

export const attachment = defineEntity({
  key: 'attachment',
  label: { zh: '附件', en: 'Attachment' },
  plural: { zh: '附件', en: 'Attachments' },
  title: 'name',
  internal: true,
  fields: {
    /** The record it belongs to; any entity. */
    record: { type: 'code', label: { zh: '所属记录', en: 'Record' }, required: true, indexed: true },
    name: { type: 'text', label: { zh: '文件名', en: 'File name' }, required: true },
    mime: { type: 'code', label: { zh: '类型', en: 'Type' } },
    size: { type: 'integer', label: { zh: '大小', en: 'Size' } },
    sha256: { type: 'code', label: { zh: '校验值', en: 'SHA-256' } },
  },
});

export const savedView = defineEntity({
  key: 'savedView',
  label: { zh: '视图', en: 'Saved view' },
  plural: { zh: '视图', en: 'Saved views' },
  title: 'name',
  internal: true,
  fields: {
    name: { type: 'text', label: { zh: '名称', en: 'Name' }, required: true },
    entity: { type: 'code', label: { zh: '对象', en: 'Entity' } },
    filter: { type: 'text', label: { zh: '筛选', en: 'Filter' }, maxLength: 4000 },
    sort: { type: 'text', label: { zh: '排序', en: 'Sort' } },
    columns: { type: 'list', label: { zh: '列', en: 'Columns' } },
    owner: { type: 'ref', target: 'person', label: { zh: '所有者', en: 'Owner' } },
  },
});

/** A class made by the user. The record's values travel and merge like any other. */
export const classDef = defineEntity({
  key: 'classDef',
  label: { zh: '自定义类别', en: 'User class' },
  plural: { zh: '自定义类别', en: 'User classes' },
  title: 'zh',
  internal: true,
  fields: {
    key: { type: 'code', label: { zh: '键', en: 'Key' }, required: true, unique: true },
    zh: { type: 'text', label: { zh: '中文名', en: 'Chinese name' }, required: true },
    en: { type: 'text', label: { zh: '英文名', en: 'English name' }, required: true },
    parent: { type: 'code', label: { zh: '上级类别', en: 'Parent class' } },
  },
});

/** A field made by the user; its values live in `attrs` under its key. */
export const fieldDef = defineEntity({
  key: 'fieldDef',
  label: { zh: '自定义字段', en: 'User field' },
  plural: { zh: '自定义字段', en: 'User fields' },
  title: 'zh',
  internal: true,
  fields: {
    key: { type: 'code', label: { zh: '键', en: 'Key' }, required: true, unique: true },
    class: { type: 'code', label: { zh: '类别', en: 'Class' } },
    zh: { type: 'text', label: { zh: '中文名', en: 'Chinese name' }, required: true },
    en: { type: 'text', label: { zh: '英文名', en: 'English name' }, required: true },
    type: { type: 'code', label: { zh: '类型', en: 'Type' }, required: true },
    options: { type: 'json', label: { zh: '选项', en: 'Options' } },
  },
});
