import ExcelJS from 'exceljs';
import { expect } from 'vitest';
import { asset } from '../../../src/model/entities/asset.ts';
import { choose, fieldOf, picture, press, rowWith, visit } from '../support/screen.ts';
import type { Job } from './job.ts';
import type { Scenario } from './scenario.ts';

/** Writes the workbook as an office would hand it over: a title above the header, a sheet of notes before it. */
async function makeWorkbook(plan: Scenario): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('Notes').addRow([plan.title]);
  const sheet = book.addWorksheet(plan.sheet);
  sheet.addRow([plan.title]);
  sheet.mergeCells(1, 1, 1, plan.headers.length);
  sheet.addRow([...plan.headers]);
  for (const row of plan.rows) sheet.addRow([...row]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Chooses the file and corrects what was recognised. */
export async function matchColumns({ first, plan }: Job): Promise<void> {
  const { page, words } = first;
  await visit(first, words.t('frame', 'import'));
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const file = { name: `${plan.sheet}.xlsx`, mimeType, buffer: await makeWorkbook(plan) };
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    press(page, words.t('import', 'chooseFile')),
  ]);
  await chooser.setFiles(file);
  const header = fieldOf(page, words.t('import', 'headerRow'));
  await header.waitFor();
  expect(await header.inputValue()).toBe('2');
  const known = plan.headers.length - 1;
  await page.getByText(words.t('import', 'matched', { count: known, rest: 1 })).waitFor();
  const field = words.label(asset.fields.warrantyEnd.label);
  const box = fieldOf(page, words.t('import', 'fieldOf', { column: plan.oddHeader }));
  await choose(first, box, field, field.slice(0, 4));
  await page.getByText(words.t('import', 'matched', { count: known + 1, rest: 0 })).waitFor();
  await picture(first, '03-match');
}

/** Looks at what will become of every row, before anything is written. */
export async function previewRows({ first, plan }: Job): Promise<void> {
  const { page, words } = first;
  const t = (key: Parameters<typeof words.t<'import'>>[1], params = {}) => words.t('import', key, params);
  await press(page, t('check', { count: 10, rows: 10 }));
  await page.getByText(t('sum', { count: 10, rows: 10, parts: '8 + 0 + 0 + 0 + 2' })).waitFor();
  await page.getByText(t('sumGood')).waitFor();
  for (const code of ['code_TAG_REPEATED', 'code_DATE_IMPOSSIBLE', 'code_CLASS_UNKNOWN'] as const)
    await press(page, t('groupStepLabel', { title: t(code) }));
  const table = page.getByRole('grid', { name: t('rowsTable') });
  await rowWith(table, plan.unknownClass).waitFor();
  await rowWith(table, plan.impossibleDate).waitFor();
  await picture(first, '04-check');
}

/** Writes the good rows; every row of the file has its place in the account. */
export async function importGoodRows({ first, plan }: Job): Promise<void> {
  const { page, words } = first;
  const t = (key: Parameters<typeof words.t<'import'>>[1], params = {}) => words.t('import', key, params);
  const words8 = t('runCreate', { created: 8 });
  await press(page, t('runGood', { words: words8, count: 2, rejected: 2 }));
  await page.getByText(t('resultTitle'), { exact: true }).waitFor();
  await page.getByText(t('sum', { count: 10, rows: 10, parts: '8 + 0 + 0 + 0 + 2' })).waitFor();
  const problems = page.getByRole('grid', { name: t('problemsTable') });
  await rowWith(problems, plan.impossibleDate).waitFor();
  await page.getByRole('checkbox', { name: t('rejectedOnly') }).check();
  await rowWith(problems, plan.unknownClass).waitFor({ state: 'detached' });
  expect(await problems.getByRole('row').count()).toBe(1 + 2);
  await picture(first, '05-result');
  await press(page, t('toImported'));
  const list = page.getByRole('grid', { name: words.t('assets', 'list') });
  await rowWith(list, plan.tags.coreSwitch).waitFor();
  expect(await list.getByRole('row').count()).toBe(1 + 8);
  await picture(first, '06-assets');
}
