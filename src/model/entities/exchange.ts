import { defineEntity } from '../types.ts';

/** How a workbook of a certain shape was imported, remembered so that the next one of that shape needs no matching. */
export const importProfile = defineEntity({
  key: 'importProfile',
  label: { zh: '导入方案', en: 'Import profile' },
  plural: { zh: '导入方案', en: 'Import profiles' },
  title: 'name',
  internal: true,
  fields: {
    name: { type: 'text', label: { zh: '名称', en: 'Name' }, required: true, maxLength: 200 },
    /** What the rows are: an entity that can be imported. */
    entity: { type: 'code', label: { zh: '对象', en: 'Entity' }, required: true },
    /** Folded headers of the sheet, by which the profile is recognised. */
    headers: { type: 'list', label: { zh: '表头', en: 'Headers' } },
    settings: { type: 'json', label: { zh: '设置', en: 'Settings' } },
    owner: { type: 'ref', target: 'person', label: { zh: '所有者', en: 'Owner' } },
  },
});

/** An export that is done again and again, by hand or by a scheduled command. */
export const exportDefinition = defineEntity({
  key: 'exportDefinition',
  label: { zh: '导出方案', en: 'Export definition' },
  plural: { zh: '导出方案', en: 'Export definitions' },
  title: 'name',
  internal: true,
  fields: {
    name: { type: 'text', label: { zh: '名称', en: 'Name' }, required: true, maxLength: 200 },
    entity: { type: 'code', label: { zh: '对象', en: 'Entity' }, required: true },
    filter: { type: 'text', label: { zh: '筛选', en: 'Filter' }, maxLength: 4000 },
    search: { type: 'text', label: { zh: '搜索', en: 'Search' } },
    sort: { type: 'text', label: { zh: '排序', en: 'Sort' } },
    columns: { type: 'list', label: { zh: '列', en: 'Columns' } },
    format: { type: 'code', label: { zh: '格式', en: 'Format' } },
    language: { type: 'code', label: { zh: '语言', en: 'Language' } },
    /** Whether the hidden keys for a round trip and the cover sheet are left out. */
    plain: { type: 'boolean', label: { zh: '纯表格', en: 'Plain' } },
    owner: { type: 'ref', target: 'person', label: { zh: '所有者', en: 'Owner' } },
  },
});
