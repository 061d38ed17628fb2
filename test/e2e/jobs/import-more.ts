import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { expect } from 'vitest';
import { entityOf } from '../../../src/model/entities/index.ts';
import { type ImportEntity, importTarget } from '../../../src/model/import-targets.ts';
import { relationTypes } from '../../../src/model/relation-types.ts';
import { picture, press, type Screen } from '../support/screen.ts';
import { checkRows, handOver, idle, sumIs, textOf, undoImport, write } from './import-steps.ts';

const registers = path.resolve(import.meta.dirname, '../../../../shared/data/registers');
const sample = path.join(registers, 'snipe-it-assets-sample.csv');
const blanks = path.join(registers, 'snipe-it-assets-sample-BLANKS.csv');

/** Whether other people's data is at hand. */
export const samplesAtHand = existsSync(sample) && existsSync(blanks);

/** Snipe-IT's own samples, the clean one and the mess, come in without a column matched by hand. */
export async function importSnipeIt(screen: Screen): Promise<void> {
  const { page } = screen;
  const t = textOf(screen);
  await handOver(screen, { name: 'snipe-it.csv', buffer: readFileSync(sample) });
  await checkRows(screen, 22);
  await sumIs(screen, [22, 0, 0, 0, 0]);
  await write(screen, t('runCreate', { created: 22 }));
  await undoImport(screen);
  await handOver(screen, { name: 'BLANKS.csv', buffer: readFileSync(blanks) });
  await checkRows(screen, 200);
  const damaged = t('groupStepLabel', { title: t('code_CODE_DAMAGED') });
  await page.getByRole('button', { name: damaged }).first().click();
  await page.getByText('6.37702E+15').first().waitFor();
  await picture(screen, '44-check-blanks');
}

/** Sheets of people, assets and their relations, in an order that is not the one their references need. */
async function severalSheets({ words }: Screen): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const add = (entity: ImportEntity, keys: readonly string[], rows: readonly (readonly string[])[]): void => {
    const sheet = book.addWorksheet(words.label(entityOf(entity).plural));
    sheet.addRow(keys.map((key) => words.label(importTarget(entity, key)?.label ?? { zh: key, en: key })));
    for (const row of rows) sheet.addRow([...row]);
  };
  const runsOn = words.label(relationTypes.runsOn.label);
  add('relation', ['source', 'type', 'target'], [['M-APP-1', runsOn, 'M-SRV-1']]);
  add(
    'asset',
    ['tag', 'name', 'class', 'user'],
    [
      ['M-SRV-1', 'app-01', words.language === 'zh' ? '服务器' : 'Server', 'M-7'],
      ['M-APP-1', 'Payroll', words.language === 'zh' ? '应用系统' : 'Application', 'M-7'],
    ],
  );
  add('person', ['number', 'name', 'email'], [['M-7', 'Rosa Iyer', 'rosa@example.org']]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Several sheets go in as one import, whatever their order, and come out as one. */
export async function importSeveralSheets(screen: Screen): Promise<void> {
  const { page } = screen;
  const t = textOf(screen);
  await handOver(screen, { name: 'several.xlsx', buffer: await severalSheets(screen) });
  expect(await page.locator('.import-sheets input:checked').count()).toBe(3);
  await picture(screen, '45-match-several');
  await checkRows(screen, 4);
  await sumIs(screen, [4, 0, 0, 0, 0]);
  await picture(screen, '46-check-several');
  await write(screen, t('runCreate', { created: 4 }));
  expect(await page.getByRole('table').getByRole('row').count()).toBe(1 + 3);
  await picture(screen, '47-result-several');
  await undoImport(screen);
}

/** A long check can be stopped at any row, and nothing has happened. */
export async function stopInTheMiddle(screen: Screen): Promise<void> {
  const { page } = screen;
  const t = textOf(screen);
  const rows = 60_000;
  const lines = ['tag,name,class,location,cost'];
  for (let i = 1; i <= rows; i++) lines.push(`BIG-${i},Monitor ${i},monitor,HQ/Floor ${i % 40},${i}.50`);
  await handOver(screen, { name: 'big.csv', buffer: Buffer.from(lines.join('\n')) });
  await press(page, t('check', { count: rows, rows: '60,000' }));
  await press(page, t('stop'));
  await page.getByText(t('cancelled')).waitFor();
  await idle(screen);
  await page.getByRole('button', { name: t('check', { count: rows, rows: '60,000' }) }).waitFor();
}

/** What the browser does when cells of a spreadsheet are pasted, as a program of the page. */
const pasting = `
  const data = new DataTransfer();
  const cells = '<tr><td>0042</td><td>Label\\n  printer</td><td>two<br>lines</td></tr>';
  const head = '<tr><td>Asset tag</td><td>Name</td><td>Notes</td></tr>';
  data.setData('text/html', '<table style="color:red">' + head + cells + '</table>');
  data.setData('text/plain', 'the table counts');
  window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
`;

/** Cells that were copied in a spreadsheet come in like a file. */
export async function pasteCells(screen: Screen): Promise<void> {
  const { page } = screen;
  const t = textOf(screen);
  await press(page, t('otherFile'));
  await page.getByText(t('dropTitle')).waitFor();
  await page.evaluate(pasting);
  await page.getByRole('heading', { name: new RegExp(t('clipboard')) }).waitFor();
  await checkRows(screen, 1);
  await sumIs(screen, [1, 0, 0, 0, 0]);
  const table = page.getByRole('grid', { name: t('rowsTable') });
  await table.getByText('0042', { exact: true }).waitFor();
  await table.getByText('Label printer', { exact: true }).waitFor();
}
