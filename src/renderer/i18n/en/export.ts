import type { English } from '../types.ts';
import type { exporting as zh } from '../zh/export.ts';

export const exporting = {
  title: 'Export',
  format: 'Format',
  xlsx: 'Excel workbook (.xlsx)',
  csv: 'CSV text (.csv)',
  scope: 'What',
  scopeAll: 'Everything in the list',
  scopeSelected: 'The {count} selected',
  columns: 'Columns',
  columnsNone: 'Choose at least one column.',
  asList: 'As in the list ({count})',
  allFields: 'All fields ({count})',
  language: 'Language of headers and contents',
  go: 'Export',
  goSelected: 'Export {count}',
  writing: 'Writing the file… {done} rows so far',
  saving: 'Saving… {done} rows',
  done: { one: 'Exported {count} row: {place}', other: 'Exported {count} rows: {place}' },
} as const satisfies English<typeof zh>;
