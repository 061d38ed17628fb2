import type { Download } from 'playwright-core';
import { expect } from 'vitest';
import type { importing } from '../../../src/renderer/i18n/zh/import.ts';
import { choose, downloaded, fieldOf, press, rowWith, type Screen, visit } from '../support/screen.ts';
import type { Params } from '../support/words.ts';

type Key = keyof typeof importing;

/** A text of the import's pages. */
export const textOf =
  ({ words }: Screen) =>
  (key: Key, params: Params = {}): string =>
    words.t('import', key, params);

/** A file as a person has it. */
export interface OfficeFile {
  readonly name: string;
  readonly buffer: Buffer;
}

/** Goes to the import and hands a file over. */
export async function handOver(screen: Screen, file: OfficeFile): Promise<void> {
  const { page, words } = screen;
  const t = textOf(screen);
  await visit(screen, words.t('frame', 'import'));
  const again = page.getByRole('button', { name: t('startOver'), exact: true });
  const other = page.getByRole('button', { name: t('otherFile'), exact: true });
  const leave = page.getByRole('button', { name: t('cancel'), exact: true });
  const first = page.getByRole('button', { name: t('chooseFile'), exact: true });
  await first.or(again).or(other).or(leave).first().waitFor();
  for (const button of [again, other, leave]) if (await button.isVisible()) await button.click();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), first.click()]);
  await chooser.setFiles({ ...file, mimeType: 'application/octet-stream' });
  await other.waitFor();
  await idle(screen);
}

/** Waits until the file can be matched: nothing is going on. */
export async function idle(screen: Screen): Promise<void> {
  const other = screen.page.getByRole('button', { name: textOf(screen)('otherFile'), exact: true });
  await expect.poll(() => other.isEnabled(), { timeout: 15_000 }).toBe(true);
}

/** How many rows went where, in the order of the sum: created, updated, unchanged, skipped, rejected. */
export type Parts = readonly [number, number, number, number, number];

const grouped = (n: number): string => n.toLocaleString('en-US');

/** Waits for the sum on the screen, which must add up. */
export async function sumIs(screen: Screen, parts: Parts): Promise<void> {
  const t = textOf(screen);
  const count = parts.reduce((a, b) => a + b, 0);
  const text = t('sum', { count, rows: grouped(count), parts: parts.map(grouped).join(' + ') });
  await screen.page.getByText(text, { exact: true }).waitFor();
  await screen.page.getByText(t('sumGood')).waitFor();
}

/** Has every row checked. */
export async function checkRows(screen: Screen, count: number): Promise<void> {
  await press(screen.page, textOf(screen)('check', { count, rows: grouped(count) }));
  await screen.page.getByText(textOf(screen)('sumGood')).waitFor();
}

/** Puts a cell right where it stands: goes to it, types, Enter. */
export async function putRight(screen: Screen, row: string, column: string, text: string): Promise<void> {
  const { page } = screen;
  const t = textOf(screen);
  const table = page.getByRole('grid', { name: t('rowsTable') });
  const heads = await table.getByRole('columnheader').allInnerTexts();
  const index = heads.findIndex((head) => head.startsWith(column));
  await rowWith(table, row).getByRole('gridcell').nth(index).dblclick();
  await table.getByRole('textbox').fill(text);
  await table.getByRole('textbox').press('Enter');
}

/** Says what an unknown word means. */
export async function explain(screen: Screen, word: string, meaning: string): Promise<void> {
  const box = fieldOf(screen.page, textOf(screen)('meaningOf', { word }));
  await choose(screen, box, meaning, meaning);
}

/** Downloads the rejected rows. */
export function downloadRejects(screen: Screen, count: number): Promise<Download> {
  const words = textOf(screen)('downloadRejected', { count, rejected: count });
  return downloaded(screen.page, () => press(screen.page, words));
}

/** Writes what was checked: everything, or the good rows only. */
export async function write(screen: Screen, words: string, rejected = 0): Promise<void> {
  const t = textOf(screen);
  await press(screen.page, rejected > 0 ? t('runGood', { words, count: rejected, rejected }) : words);
  await screen.page.getByText(t('resultTitle'), { exact: true }).waitFor();
}

/** Takes the whole import back. */
export async function undoImport(screen: Screen): Promise<void> {
  const t = textOf(screen);
  await press(screen.page, t('undoAll'));
  await screen.page.getByText(t('resultUndone'), { exact: true }).waitFor();
}
