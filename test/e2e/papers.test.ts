import ExcelJS from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, type OpenPage, openPage, screenshot } from './support/browser.ts';
import { downloaded, press, visit } from './support/screen.ts';
import { type ShellProcess, startShell } from './support/shell-process.ts';
import { wordsOf } from './support/words.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, 240_000);

afterAll(() => browser?.close());

async function workbook(path: string | null): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path as string);
  return book;
}

describe.each(['zh', 'en'] as const)('papers made of the register, in %s', (language) => {
  const words = wordsOf(language);
  const t = (key: string, params?: Record<string, string | number>) =>
    words.t('papers', key as never, params as never);
  let shell: ShellProcess;
  let open: OpenPage;
  let page: Page;

  beforeAll(async () => {
    shell = await startShell({ demo: true });
    open = await openPage(browser, shell.link, language);
    page = open.page;
    page.setDefaultTimeout(60_000);
    await page
      .getByRole('grid', { name: words.t('assets', 'list') })
      .getByRole('row')
      .nth(1)
      .waitFor();
  }, 240_000);
  afterAll(async () => {
    await open?.close();
    await shell?.stop();
  });

  it('fills a form of one’s own with the list, and says what it could not fill', async () => {
    const form = new ExcelJS.Workbook();
    const sheet = form.addWorksheet('Form');
    sheet.getCell('A1').value = '{{register}} {{count}} {{no such field}}';
    sheet.getRow(2).values = ['{{*tag}}', '{{*name}}'];
    sheet.getCell('A2').font = { bold: true };
    const buffer = Buffer.from(await form.xlsx.writeBuffer());
    await page.getByRole('button', { name: t('more') }).click();
    await page.getByRole('menuitem', { name: t('form') }).click();
    const dialog = page.getByRole('dialog', { name: t('formTitle') });
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    await dialog.getByLabel(t('formFile')).last().setInputFiles({ name: 'my form.xlsx', mimeType, buffer });
    await dialog.getByText('my form.xlsx').waitFor();
    const made = await downloaded(page, () => dialog.getByRole('button', { name: t('formGo') }).click());
    await dialog.getByTestId('form-result').waitFor();
    await dialog.getByText(t('formProblems', { count: 1 })).waitFor();
    await screenshot(page, `papers-form-${language}`);
    const filled = (await workbook(await made.path())).worksheets[0] as ExcelJS.Worksheet;
    expect(filled.rowCount).toBeGreaterThan(1000);
    expect(filled.getCell('A1000').font?.bold).toBe(true);
    await dialog
      .getByRole('button', { name: words.t('common', 'close') })
      .last()
      .click();
  }, 240_000);

  it('gives a template of a class to fill in', async () => {
    await page.getByRole('button', { name: words.t('assets', 'import') }).click();
    await page.getByRole('button', { name: t('template') }).click();
    await page.getByText(t('templateHint')).waitFor();
    await screenshot(page, `papers-template-${language}`);
    const made = await downloaded(page, () => press(page, words.t('common', 'download')));
    const book = await workbook(await made.path());
    expect(book.worksheets[0]?.getRow(1).cellCount).toBeGreaterThan(20);
  }, 240_000);

  it('makes the auditor’s pack of a period from the change log', async () => {
    await visit({ page, words }, words.t('frame', 'changes'));
    await page.getByRole('button', { name: t('pack') }).click();
    const dialog = page.getByRole('dialog', { name: t('packTitle') });
    const made = await downloaded(page, () => dialog.getByRole('button', { name: t('packGo') }).click());
    await dialog.getByTestId('pack-result').waitFor();
    await screenshot(page, `papers-pack-${language}`);
    const book = await workbook(await made.path());
    expect(book.worksheets).toHaveLength(11);
  }, 240_000);
});
