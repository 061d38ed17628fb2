import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallNetbox, smallWords } from '../support/landscape-fixtures.ts';
import { barriers } from './support/axe.ts';
import { launchBrowser, type OpenPage, openPage, screenshot } from './support/browser.ts';
import { type ShellProcess, startShell } from './support/shell-process.ts';
import { wordsOf } from './support/words.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 240_000);
afterAll(() => browser?.close());

describe.each(['zh', 'en'] as const)('a landscape from elsewhere, in %s', (language) => {
  const words = wordsOf(language);
  const fixture = smallNetbox(language);
  const t = (key: string, params?: Record<string, string | number>) =>
    words.t('landscapes', key as never, params as never);
  const r = (key: string, params?: Record<string, string | number>) =>
    words.t('racks', key as never, params as never);
  let shell: ShellProcess;
  let open: OpenPage;
  let page: Page;

  beforeAll(async () => {
    shell = await startShell({ demo: true });
    open = await openPage(browser, shell.link, language);
    page = open.page;
    page.setDefaultTimeout(20_000);
    await page.getByRole('grid', { name: words.t('assets', 'list') }).waitFor();
  }, 240_000);
  afterAll(async () => {
    await open?.close();
    await shell?.stop();
  });

  const thing = (name: string) =>
    page.getByTestId('rack-front').getByRole('button', { name: new RegExp(name) });
  const done = () => page.getByTestId('done').last();

  it('is previewed and imported, looked at in its rack, moved there, and taken back', async () => {
    await page.getByRole('link', { name: words.t('frame', 'import') }).click();
    const file = {
      name: 'netbox.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(fixture)),
    };
    await page.locator('input[type=file]').setInputFiles(file);
    const run = page.getByRole('button', { name: new RegExp(t('run', { count: 2, records: '\\d+' })) });
    await run.waitFor();
    await page.getByText(new RegExp(`${fixture.length} .* = \\d+ \\+ \\d+ \\+ 0 \\+ \\d+`)).waitFor();
    await page.getByRole('button', { name: 'dcim.device', exact: true }).click();
    await page
      .getByRole('grid', { name: t('objects') })
      .getByText('sw-a01')
      .first()
      .waitFor();
    expect(await barriers(page)).toEqual([]);
    await screenshot(page, `landscape-preview-${language}`);
    await run.click();
    await page.getByText(t('done'), { exact: true }).waitFor();
    await page.getByRole('link', { name: smallWords[language].site }).waitFor();

    await page
      .getByRole('navigation', { name: t('showIn') })
      .getByRole('link', { name: t('racks') })
      .click();
    await page.getByRole('link', { name: new RegExp(smallWords[language].rack) }).click();
    await thing('sw-a01.*U10').waitFor();
    await thing('db-01.*U3–U4').waitFor();
    await page.getByRole('button', { name: /pdu-a01/ }).waitFor();
    expect(await page.getByTestId('free-front').textContent()).toBe('9 U');
    expect(await barriers(page)).toEqual([]);
    await screenshot(page, `rack-${language}`);

    // By keyboard: onto the server's units it does not go, above them it does.
    await thing('sw-a01').focus();
    await page.keyboard.press('Enter');
    for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowDown');
    await page
      .locator('.rack-target')
      .filter({ hasText: r('blockedBy', { other: 'db-01' }) })
      .waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await done()
      .filter({ hasText: r('moved', { name: 'sw-a01', unit: 5 }) })
      .waitFor();
    await thing('sw-a01.*U5').waitFor();

    // By pointer: the PDU beside the rack to its lowest unit.
    const slots = page.getByTestId('rack-front');
    const box = await slots.boundingBox();
    await page.getByRole('button', { name: /pdu-a01/ }).dragTo(slots, {
      targetPosition: { x: 100, y: (box?.height ?? 264) - 8 },
    });
    await done()
      .filter({ hasText: r('moved', { name: 'pdu-a01', unit: 1 }) })
      .waitFor();
    await thing('pdu-a01.*U1').waitFor();
    await done().getByRole('button').click();
    await thing('pdu-a01').waitFor({ state: 'hidden' });

    await page.getByRole('link', { name: words.t('frame', 'import') }).click();
    await page.getByRole('button', { name: t('undo') }).click();
    // What was moved since stays and is told.
    await page.locator('.kept-list').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(t('undone'), { exact: true }).waitFor();
    expect(open.complaints).toEqual([]);
  });
});
