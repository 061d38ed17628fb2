import type { English } from '../types.ts';
import type { papers as source } from '../zh/papers.ts';

export const papers: English<typeof source> = {
  more: 'More ways to export',
  template: 'Download template',
  templateTitle: 'Download an import template',
  templateHint:
    'Headers with notes, drop-downs and checks, and one example row, which the import leaves out by itself.',
  templateOf: 'For',
  templateClass: 'Class',
  templateCommon: 'No class: the common fields only',
  templateClassHint: 'With a class, its own fields are added.',
  language: 'Language',
  templateDone: 'Template saved: {place}',
  form: 'Fill a form of your own…',
  formTitle: 'Fill a form of your own',
  formHint:
    'Write marks such as {mark} into the cells of your Excel form, or name cells after fields; styles, merged cells, pictures and print settings are kept.',
  formHintList:
    'A row with {mark} is repeated for each record; without such a row, each record gets a sheet of its own.',
  formFile: 'Form',
  formChoose: 'Choose an .xlsx form',
  formRecords: 'Records',
  formSelected: { one: 'The {count} selected', other: 'The {count} selected' },
  formListed: 'All in the list',
  formTooMany: 'A form takes at most {max} records; filter or select first.',
  formNone: 'There are no records to fill in.',
  formGo: 'Fill',
  formWorking: 'Filling…',
  formDone: { one: '{count} record filled in: {place}', other: '{count} records filled in: {place}' },
  formProblems: {
    one: '{count} place of the form could not be filled',
    other: '{count} places of the form could not be filled',
  },
  formWhere: 'Where',
  formWhat: 'Why',
  formHeader: 'Header, footer or sheet name',
  pack: 'Auditor’s pack…',
  packTitle: 'Auditor’s pack',
  packHint:
    'One workbook: the register at the end of the period, every change within it, stocktakes, retirements with proof of sanitisation, what needs attention, people and roles, and totals that are checked against each other.',
  packPeriod: 'Period',
  packFrom: 'First day',
  packTo: 'Last day',
  packGo: 'Make it',
  packWorking: 'Working… {done} done',
  packSaving: 'Saving…',
  packDone: 'Auditor’s pack saved: {place}',
  packAgree: { one: '{count} total compared, and it agrees', other: 'All {count} totals agree' },
  packDiffer: {
    one: '{differing} of {count} total differs; see the sheet “Reconciliation”.',
    other: '{differing} of {count} totals differ; see the sheet “Reconciliation”.',
  },
  packCursor: 'Change log position',
  stop: 'Stop',
};
