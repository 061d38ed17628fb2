import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { expect } from 'vitest';
import { builtinClasses } from '../../../src/model/classes.ts';
import { asset } from '../../../src/model/entities/asset.ts';
import { barriers } from '../support/axe.ts';
import { fieldOf, picture, press, rowWith, type Screen } from '../support/screen.ts';
import {
  checkRows,
  downloadRejects,
  explain,
  handOver,
  type OfficeFile,
  putRight,
  sumIs,
  textOf,
  write,
} from './import-steps.ts';
import { messyName, messyText, messyWorkbook } from './messy-register.ts';

const workbook = async (): Promise<OfficeFile> => ({
  name: `${messyName}.xlsx`,
  buffer: await messyWorkbook(),
});
const twin = (): OfficeFile => ({
  name: `${messyName}.csv`,
  buffer: iconv.encode(messyText(), 'gbk'),
});

/** What the list of checked rows says, row by row. */
async function checkedRows(screen: Screen): Promise<string[]> {
  const table = screen.page.getByRole('grid', { name: textOf(screen)('rowsTable') });
  await rowWith(table, '0001-0012').waitFor();
  return table.getByRole('row').allInnerTexts();
}

/** Titles, a two-row header, merged cells and a sum are understood, in the workbook as in the old system's text. */
export async function readTwins(screen: Screen): Promise<void> {
  const { page } = screen;
  const t = textOf(screen);
  await handOver(screen, await workbook());
  expect(await fieldOf(page, t('headerRow')).inputValue()).toBe('3');
  expect(await fieldOf(page, t('headerRows')).inputValue()).toBe('2');
  await page.getByText(t('matched', { count: 11, rest: 1 })).waitFor();
  await page.getByText(t('factSummary', { count: 2, number: 2 })).waitFor();
  await page.getByText(t('marks')).waitFor();
  await picture(screen, '40-match-messy');
  expect(await barriers(page)).toEqual([]);
  await checkRows(screen, 14);
  await sumIs(screen, [9, 0, 0, 2, 3]);
  const rows = await checkedRows(screen);
  // The keyboard goes on in the list of rows without a click.
  await page.keyboard.press('ArrowDown');
  await page
    .getByRole('region', { name: t('rowDetailTitle') })
    .getByText(t('rowName', { row: 6 }))
    .waitFor();
  await handOver(screen, twin());
  expect(await fieldOf(page, t('headerRows')).inputValue()).toBe('2');
  await page.getByText('GB18030').waitFor();
  await checkRows(screen, 14);
  await sumIs(screen, [9, 0, 0, 2, 3]);
  expect(await checkedRows(screen)).toEqual(rows);
}

/** Everything that can be decided about problems: a word, a cell, a kind of cell; what is left stays out, said so. */
export async function decide(screen: Screen): Promise<void> {
  const { page, words } = screen;
  const t = textOf(screen);
  await handOver(screen, await workbook());
  await checkRows(screen, 14);
  const peripheral = builtinClasses.find(({ key }) => key === 'peripheral');
  for (const word of ['光学仪器', '投影机'])
    await explain(screen, word, peripheral ? words.label(peripheral.label) : '');
  await page.getByText(t('code_CLASS_UNKNOWN'), { exact: true }).waitFor({ state: 'detached' });
  await picture(screen, '41-check-messy');
  // By the keyboard from the button on: it goes to the first cell that is wrong.
  await press(page, t('fixRejected', { count: 3, rejected: 3 }));
  await page.locator('.vt-row.open').filter({ hasText: '2023-02-30' }).waitFor();
  await page.keyboard.press('F2');
  await page.keyboard.type('2023-02-28');
  await page.keyboard.press('Enter');
  await sumIs(screen, [10, 0, 0, 2, 2]);
  await page.getByText(t('only_all', { count: 14 }), { exact: true }).click();
  await putRight(screen, '0001-0012', words.label(asset.fields.name.label), '核心交换机 1');
  await page.locator('.import-edited').filter({ hasText: '核心交换机 1' }).waitFor();
  await page.getByRole('checkbox', { name: t('leave') }).check();
  await sumIs(screen, [11, 0, 0, 2, 1]);
  await picture(screen, '42-check-decided');
  expect(await barriers(page)).toEqual([]);
}

/** What stays out is downloaded with its reason, put right in a spreadsheet, and imported again. */
export async function importAndMend(screen: Screen): Promise<void> {
  const { page, words } = screen;
  const t = textOf(screen);
  const download = await downloadRejects(screen, 1);
  await write(screen, t('runCreate', { created: 11 }), 1);
  await sumIs(screen, [11, 0, 0, 2, 1]);
  await picture(screen, '43-result-messy');
  expect(await barriers(page)).toEqual([]);
  await press(page, t('saveProfile'));
  const dialog = page.getByRole('dialog');
  await fieldOf(dialog, t('profileName')).fill(messyName);
  await press(dialog, words.language === 'zh' ? /^保\s?存$/ : t('saveProfileGo'));
  await page.getByText(t('profileSaved')).waitFor();
  await complete(screen);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(await download.path());
  const sheet = book.worksheets[0] as ExcelJS.Worksheet;
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      if (cell.text === '0001-0010') cell.value = '0001-0011';
    }),
  );
  const buffer = Buffer.from(await book.xlsx.writeBuffer());
  await handOver(screen, { name: download.suggestedFilename(), buffer });
  await checkRows(screen, 1);
  await sumIs(screen, [1, 0, 0, 0, 0]);
  await write(screen, t('runCreate', { created: 1 }));
}

/** The asset that came in with a blank says so, and is one click from being complete. */
async function complete(screen: Screen): Promise<void> {
  const { page, words } = screen;
  await page.getByRole('link', { name: textOf(screen)('toComplete') }).click();
  const list = page.getByRole('grid', { name: words.t('assets', 'list') });
  await expect.poll(() => list.getAttribute('aria-rowcount')).toBe(String(1 + 1));
  await rowWith(list, '0001-0009').click();
  const card = page.getByTestId('asset-card');
  const field = words.label(asset.fields.purchaseDate.label);
  await card
    .getByRole('region', { name: words.t('assets', 'incomplete') })
    .getByRole('button', { name: field })
    .click();
  const form = page.getByRole('dialog');
  await fieldOf(form, field).fill('2022-12-01');
  await fieldOf(form, field).press('Enter');
  await card.getByRole('region', { name: words.t('assets', 'incomplete') }).waitFor({ state: 'detached' });
}

/** The next file of the kind is recognised by the saved profile: matching, words and what may stay blank. */
export async function recognise(screen: Screen): Promise<void> {
  const { page } = screen;
  const t = textOf(screen);
  await handOver(screen, twin());
  await page.getByText(t('byProfile', { name: messyName })).waitFor();
  await checkRows(screen, 14);
  await page.getByText(t('code_CLASS_UNKNOWN'), { exact: true }).waitFor({ state: 'detached' });
}
