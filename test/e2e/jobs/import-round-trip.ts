import ExcelJS from 'exceljs';
import type { Download } from 'playwright-core';
import { expect } from 'vitest';
import { asset } from '../../../src/model/entities/asset.ts';
import { downloaded, fieldOf, picture, press, rowWith, type Screen, type, visit } from '../support/screen.ts';
import { checkRows, handOver, sumIs, textOf, write } from './import-steps.ts';

const changedBoth = '0001-0001';
const changedHere = '0001-0002';
const changedThere = '0001-0003';
const removed = '0001-0012';

/** Exports the whole list, ready to be edited and to come back. */
async function exported(screen: Screen): Promise<Download> {
  const { page, words } = screen;
  await visit(screen, words.t('frame', 'assets'));
  await rowWith(page.getByRole('grid', { name: words.t('assets', 'list') }), changedBoth).waitFor();
  await press(page, words.t('assets', 'export'));
  const dialog = page.getByRole('dialog');
  await press(dialog, /^(全部（|All \()/);
  const download = await downloaded(page, () => press(dialog, words.t('export', 'go')));
  await dialog.getByTestId('export-result').waitFor();
  await press(dialog.locator('.ant-modal-footer'), words.t('common', 'close'));
  return download;
}

/** Somebody edits the workbook: a note here and there, and one row taken out. */
async function editedCopy({ words }: Screen, download: Download): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(await download.path());
  const sheet = book.getWorksheet(words.label(asset.plural)) as ExcelJS.Worksheet;
  const head = sheet.getRow(1).values as string[];
  const tag = head.indexOf(words.label(asset.fields.tag.label));
  const notes = head.indexOf(words.label(asset.fields.notes.label));
  const rowOf = (wanted: string): ExcelJS.Row => {
    for (let n = 2; n <= sheet.rowCount; n++)
      if (sheet.getRow(n).getCell(tag).text === wanted) return sheet.getRow(n);
    throw new Error(`No row ${wanted}`);
  };
  rowOf(changedBoth).getCell(notes).value = 'from the workbook';
  rowOf(changedHere).getCell(notes).value = 'only in the workbook';
  sheet.spliceRows(rowOf(removed).number, 1);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Meanwhile somebody else edits the register. */
async function editRegister(screen: Screen, tag: string, notes: string): Promise<void> {
  const { page, words } = screen;
  await visit(screen, words.t('frame', 'assets'));
  const list = page.getByRole('grid', { name: words.t('assets', 'list') });
  await rowWith(list, tag).click();
  const card = page.getByTestId('asset-card');
  await card.getByText(tag, { exact: true }).first().waitFor();
  await press(card, words.t('assets', 'edit'));
  const form = page.getByRole('dialog');
  await type(form, words.label(asset.fields.notes.label), notes);
  await press(form, words.t('common', 'save'));
  await form.waitFor({ state: 'detached' });
}

/** An exported workbook comes back: changes of either side alone are kept, what both changed is asked, nothing is deleted. */
export async function bringBack(screen: Screen): Promise<void> {
  const { page, words } = screen;
  const t = textOf(screen);
  const download = await exported(screen);
  const buffer = await editedCopy(screen, download);
  await editRegister(screen, changedBoth, 'from the register');
  await editRegister(screen, changedThere, 'only in the register');
  await handOver(screen, { name: download.suggestedFilename(), buffer });
  await page
    .getByRole('alert')
    .filter({ hasText: words.language === 'zh' ? '三方' : 'three ways' })
    .waitFor();
  await picture(screen, '48-match-round-trip');
  await checkRows(screen, 11);
  await sumIs(screen, [0, 1, 10, 0, 0]);
  await page.getByText(t('missing', { count: 1, number: 1 }), { exact: true }).waitFor();
  await page.getByRole('link', { name: new RegExp(removed) }).waitFor();
  const conflicts = fieldOf(page, t('conflictsTitle'));
  const field = words.label(asset.fields.notes.label);
  await picture(screen, '49-check-conflict');
  await press(conflicts, t('takeWorkbook', { field, value: 'from the workbook' }));
  await sumIs(screen, [0, 2, 9, 0, 0]);
  await press(conflicts, t('keepRegister', { field, value: 'from the register' }));
  await sumIs(screen, [0, 1, 10, 0, 0]);
  await press(conflicts, t('allWorkbook'));
  await sumIs(screen, [0, 2, 9, 0, 0]);
  await write(screen, t('runUpdate', { updated: 2 }));
  await press(page, t('toImported'));
  const list = page.getByRole('grid', { name: words.t('assets', 'list') });
  await rowWith(list, changedBoth).waitFor();
  expect(await list.getByRole('row').count()).toBe(1 + 2);
  await visit(screen, words.t('frame', 'assets'));
  for (const [tag, notes] of [
    [changedBoth, 'from the workbook'],
    [changedHere, 'only in the workbook'],
    [changedThere, 'only in the register'],
  ] as const) {
    await rowWith(list, tag).click();
    await page
      .getByTestId('asset-card')
      .getByRole('definition')
      .filter({ hasText: new RegExp(`^${notes}$`) })
      .waitFor();
  }
  await rowWith(list, removed).waitFor();
}
