import type { InspectedColumn, InspectedSheet, Inspection } from '../../../../src/contract/api/index.ts';
import { emptySession, inspected } from '../../../../src/renderer/import/session.ts';

export const column = (
  index: number,
  header: string,
  field: string | null,
  more: Partial<InspectedColumn> = {},
): InspectedColumn => ({
  index,
  header,
  field,
  letter: String.fromCharCode(65 + index),
  samples: [],
  hidden: false,
  source: 'cell',
  dateOrder: null,
  ...more,
});

export const sheet = (
  name: string,
  columns: readonly InspectedColumn[],
  more: Partial<InspectedSheet> = {},
): InspectedSheet => ({
  name,
  hidden: false,
  entity: 'asset',
  class: null,
  rows: 3,
  headerRow: 2,
  headerRows: 1,
  top: [],
  hiddenRows: 0,
  merged: 0,
  summaryRows: 0,
  pictures: 0,
  columns: [...columns],
  profile: null,
  roundTrip: null,
  ...more,
});

export const inspectionOf = (
  sheets: readonly InspectedSheet[],
  more: Partial<Inspection> = {},
): Inspection => ({
  file: 'f1',
  format: 'xlsx',
  encoding: null,
  delimiter: null,
  sheets: [...sheets],
  suggested: 0,
  suggestedSheets: [0],
  ...more,
});

export const register = sheet('台账', [
  column(0, '编号', 'tag'),
  column(1, '名称', 'name'),
  column(2, '购置日期', 'purchaseDate'),
  column(3, '?', null),
]);
export const people = sheet('人员', [column(0, '工号', 'number'), column(1, '姓名', 'name')], {
  entity: 'person',
  rows: 2,
});

export const openSession = (inspection: Inspection) =>
  inspected({ ...emptySession, source: { file: 'f1', name: 'a.xlsx' } }, inspection);
