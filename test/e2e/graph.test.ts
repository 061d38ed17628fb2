import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, type OpenPage, openPage } from './support/browser.ts';
import { type ShellProcess, startShell } from './support/shell-process.ts';
import { wordsOf } from './support/words.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const words = wordsOf('en');

let browser: Browser;
let shell: ShellProcess;
let open: OpenPage;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  shell = await startShell({ demo: true });
  open = await openPage(browser, shell.link, 'en');
  page = open.page;
  await page.getByRole('link', { name: words.t('frame', 'relations') }).click();
}, 240_000);

afterAll(async () => {
  await open?.close();
  await browser?.close();
  await shell?.stop();
});

/** Finds an asset in the page's own picker. */
async function go(label: string, tag: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label });
  await box.click();
  await box.fill(tag);
  await page.locator('.ant-select-item-option', { hasText: tag }).first().click();
  await page.getByText(tag, { exact: true }).first().waitFor();
}

/** What accessibility rules the page within the frame breaks. */
async function breaches(): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const runner = (
      globalThis as unknown as { axe: { run(root: string, options: object): Promise<unknown> } }
    ).axe;
    const main = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] };
    const found = (await runner.run('#main', main)) as {
      violations: { id: string; nodes: { html: string }[] }[];
    };
    return found.violations.map((each) => `${each.id}: ${each.nodes[0]?.html}`);
  });
}

it('draws the neighbourhood of an asset and lists the same beside it', async () => {
  await go(words.t('relations', 'choosePlaceholder'), 'HF-SW-00001');
  const table = page.getByRole('grid', { name: words.t('relations', 'table') });
  await table.getByRole('row').nth(2).waitFor();
  const drawing = page.getByRole('application', { name: /^Graph of \d+ assets/ });
  await expect.poll(() => drawing.locator('canvas').count()).toBeGreaterThan(0);
  const said = /Graph of (\d+) assets/.exec((await drawing.getAttribute('aria-label')) ?? '');
  expect(await table.getAttribute('aria-rowcount')).toBe(String(Number(said?.[1]) + 1));
  expect(await breaches()).toEqual([]);
});

it('opens neighbours and assets from the keyboard', async () => {
  const table = page.getByRole('grid', { name: words.t('relations', 'table') });
  const rows = async () => Number(await table.getAttribute('aria-rowcount'));
  const before = await rows();
  await table.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Show \d+ more$/ }).click();
  await expect.poll(rows).toBeGreaterThan(before);
  await page.getByRole('button', { name: words.t('relations', 'open') }).click();
  await page.waitForURL(/#\/assets\//);
  await page.goBack();
});

it('says what goes down with a switch, why, and whom to tell', async () => {
  await page.getByTitle(words.t('relations', 'impact'), { exact: true }).click();
  const side = page.getByRole('complementary', { name: words.t('relations', 'impact') });
  await side.getByText(words.t('relations', 'reckoned')).waitFor();
  await side
    .getByText(/—connected to→ CORE-1/)
    .first()
    .waitFor();
  await side.getByText(/^\d+ people$/).waitFor();
  expect(await page.title()).toMatch(/^If .+ goes down/);
  expect(await breaches()).toEqual([]);
});

it('lets one desktop go down without the network', async () => {
  await go(words.t('relations', 'otherAsset'), 'HF-PC-00012');
  await page.getByText(words.t('relations', 'noImpact')).waitFor();
});

it('breaks no rule of the page while it draws', () => {
  expect(open.complaints).toEqual([]);
});
