import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkExport } from '../../src/core/exchange/export/recompute.ts';
import { barriers } from './support/axe.ts';
import { launchBrowser, type OpenPage, openPage, screenshot } from './support/browser.ts';
import { downloaded, press, typeDate, visit } from './support/screen.ts';
import { type ShellProcess, startShell } from './support/shell-process.ts';
import { wordsOf } from './support/words.ts';

let browser: Browser;
let folder = '';

beforeAll(async () => {
  browser = await launchBrowser();
  folder = mkdtempSync(join(tmpdir(), 'holdfast-export-e2e-'));
}, 240_000);

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['zh', 'en'] as const)('the export dialog, in %s', (language) => {
  const words = wordsOf(language);
  const t = (key: string, params?: Record<string, string | number>) =>
    words.t('export', key as never, params as never);
  let shell: ShellProcess;
  let open: OpenPage;
  let page: Page;
  let dialog: Locator;

  beforeAll(async () => {
    shell = await startShell({ demo: true });
    open = await openPage(browser, shell.link, language);
    page = open.page;
    page.setDefaultTimeout(30_000);
    await page.setViewportSize({ width: 1280, height: 720 });
    dialog = page.getByRole('dialog').filter({ has: page.getByRole('radiogroup', { name: t('format') }) });
  }, 240_000);
  afterAll(async () => {
    await open?.close();
    await shell?.stop();
  });

  it('writes the register of a past day, says so, and can be checked', async () => {
    await visit({ page, words }, words.t('frame', 'assets'));
    await press(page.locator('#main'), words.t('assets', 'export'));
    await typeDate(dialog.getByLabel(t('asOf')), '2026-03-05');
    await dialog
      .getByRole('alert')
      .getByText(/2026-03-05/)
      .waitFor();
    await dialog
      .getByRole('button', {
        name: t('columnRemove', { column: words.label({ zh: '保管人', en: 'Custodian' }) }),
      })
      .click();
    await screenshot(page, `export-past-${language}`);
    expect(await barriers(page)).toEqual([]);
    const download = await downloaded(page, () => press(dialog, t('go')));
    const path = join(folder, `${language}.xlsx`);
    await download.saveAs(path);
    expect(download.suggestedFilename()).toContain('2026-03-05.xlsx');
    const result = page.getByTestId('export-result');
    const { sha256, stated } = await checkExport(path);
    expect(stated).toBe(sha256);
    await result.getByText(sha256).waitFor();
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    expect(book.worksheets.slice(0, 2).map(({ name }) => name)).toEqual(
      language === 'zh' ? ['资产', '说明'] : ['Assets', 'About'],
    );
    const headers = (book.worksheets[0] as ExcelJS.Worksheet).getRow(1).values as string[];
    expect(headers).not.toContain(words.label({ zh: '保管人', en: 'Custodian' }));
    await page
      .locator('.ant-modal-footer')
      .getByRole('button', { name: words.t('common', 'close') })
      .click();
  }, 180_000);

  it('keeps an export under a name, takes it again, and forgets it', async () => {
    await press(page.locator('#main'), words.t('assets', 'export'));
    await dialog.getByText(t('csv')).click();
    await press(dialog, t('definitionSave'));
    const name = page.getByRole('textbox', { name: t('definitionName') });
    await name.fill('月报 Monthly');
    await name.press('Enter');
    await page.getByText(t('definitionSaved', { name: '月报 Monthly' })).waitFor();
    await press(dialog, words.t('common', 'cancel'));
    await dialog.waitFor({ state: 'hidden' });
    await press(page.locator('#main'), words.t('assets', 'export'));
    await dialog.getByRole('combobox', { name: t('definition') }).click();
    await page.getByTitle('月报 Monthly', { exact: true }).last().click();
    await dialog.getByText(t('scopeSaved', { name: '月报 Monthly' })).waitFor();
    expect(await dialog.getByRole('radio', { name: t('csv') }).isChecked()).toBe(true);
    const download = await downloaded(page, () => press(dialog, t('go')));
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    await press(page.locator('.ant-modal-footer'), t('another'));
    await dialog.getByRole('button', { name: t('definitionDelete', { name: '月报 Monthly' }) }).click();
    await page.locator('.ant-popconfirm').getByRole('button').last().click();
    await page.getByText(t('definitionDeleted', { name: '月报 Monthly' })).waitFor();
    await press(dialog, words.t('common', 'cancel'));
    await dialog.waitFor({ state: 'hidden' });
  }, 180_000);

  it('stands on the pages of places and people too', async () => {
    await visit({ page, words }, words.t('frame', 'locations'));
    await press(page.locator('#main'), t('title'));
    const download = await downloaded(page, () => press(dialog, t('go')));
    const path = join(folder, `${language}-places.xlsx`);
    await download.saveAs(path);
    const { sha256, stated } = await checkExport(path);
    expect(stated).toBe(sha256);
    expect(open.complaints).toEqual([]);
  }, 180_000);
});
