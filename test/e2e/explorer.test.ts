import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers } from './support/axe.ts';
import { launchBrowser, type OpenPage, openPage } from './support/browser.ts';
import { readWorkbook } from './support/read-workbook.ts';
import { type ShellProcess, startShell } from './support/shell-process.ts';
import { type Params, wordsOf } from './support/words.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-explorer-'));
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['en', 'zh'] as const)('the explorer in %s', (language) => {
  const words = wordsOf(language);
  const say = (key: Parameters<typeof words.t<'relations'>>[1], params?: Params): string =>
    words.t('relations', key, params);
  let shell: ShellProcess;
  let open: OpenPage;
  let page: Page;

  beforeAll(async () => {
    // The sample is built once: the second language goes on with the first one's file.
    shell = await startShell({ demo: true, dataFile: path.join(folder, 'sample.holdfast') });
    open = await openPage(browser, shell.link, language);
    page = open.page;
    await page.getByRole('link', { name: words.t('frame', 'relations') }).click();
  }, 240_000);
  afterAll(async () => {
    await open?.close();
    await shell?.stop();
  });

  const drawing = () => page.getByRole('application');
  const boxes = async (): Promise<number> => Number(await drawing().getAttribute('data-boxes'));
  const said = () => page.getByTestId('graph-said');
  const assets = async (): Promise<number> =>
    Number(await page.getByRole('grid', { name: say('table') }).getAttribute('aria-rowcount')) - 1;

  async function choose(label: string, option: string): Promise<void> {
    await page.getByRole('combobox', { name: label, exact: true }).click();
    await page
      .locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: option })
      .first()
      .click();
  }

  async function find(label: string, tag: string): Promise<void> {
    const box = page.getByRole('combobox', { name: label, exact: true });
    await box.click();
    await box.fill(tag);
    await page
      .locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: tag })
      .first()
      .click();
  }

  async function exported(kind: 'exportPng' | 'exportSvg' | 'exportWorkbook'): Promise<Download> {
    await page.getByRole('button', { name: say('export') }).click();
    const begun = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: say(kind) }).click();
    return begun;
  }

  it('starts from an asset, shows the same as lists, and expands', async () => {
    await find(say('choosePlaceholder'), 'HF-SW-00001');
    await eventually(boxes).toBeGreaterThan(5);
    const before = await assets();
    expect(before).toBeGreaterThan(20);
    expect(await drawing().getAttribute('aria-label')).toContain(String(before));
    await page.getByRole('grid', { name: say('table') }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const more = new RegExp(say('expand', { count: 7 }).replace('7', '\\d+'));
    await page.getByRole('button', { name: more }).click();
    await eventually(assets).toBeGreaterThan(before);
    expect(await barriers(page)).toEqual([]);
  });

  it('walks along relations from the keyboard, says each step, and hides what is in the way', async () => {
    await drawing().focus();
    await page.keyboard.press('Home');
    await eventually(() => said().textContent()).toContain('CORE-1');
    await page.keyboard.press('ArrowDown');
    await eventually(() => said().textContent()).toMatch(/PDU-A01|CORE-1/);
    expect(await said().textContent()).toContain('CORE-1');
    const before = await assets();
    await page.keyboard.press('h');
    await page.getByText(say('hiddenCount', { count: 1 })).waitFor();
    await eventually(assets).toBe(before - 1);
    await page.getByRole('button', { name: say('showHidden') }).click();
    await eventually(assets).toBe(before);
  });

  it('draws frames by rack, and goes back to layers', async () => {
    await choose(say('layout'), say('layout_byRack'));
    await eventually(() => drawing().getAttribute('data-frames')).not.toBe('0');
    const frames = Number(await drawing().getAttribute('data-frames'));
    expect(frames).toBeGreaterThan(2);
    expect(await boxes()).toBe(await assets());
    await choose(say('layout'), say('layout_layeredRight'));
    await eventually(() => drawing().getAttribute('data-frames')).toBe('0');
  });

  it('finds the shortest path between two assets', async () => {
    await page.getByRole('button', { name: say('path'), exact: true }).click();
    const panel = page.getByRole('region', { name: say('path') });
    await find(say('pathFrom'), 'HF-PC-00012');
    await find(say('pathTo'), 'HF-RT-00001');
    await panel.getByText(/^[2-9] /).waitFor();
    const steps = panel.getByRole('listitem');
    expect(await steps.count()).toBeGreaterThan(2);
    expect(await steps.first().textContent()).toContain('HF-PC-00012');
    await panel.getByRole('button', { name: say('pathClose') }).click();
  });

  it('saves what was arranged under a name and opens it again just so', async () => {
    const name = `Core ${language}`;
    const before = readFileSync(await (await exported('exportSvg')).path(), 'utf8');
    await page.getByRole('button', { name: say('views'), exact: true }).click();
    await page.getByRole('textbox', { name: say('viewName') }).fill(name);
    await page.getByRole('button', { name: words.t('common', 'save'), exact: true }).click();
    await page.waitForURL(/view=/);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByRole('link', { name: words.t('frame', 'relations') }).click();
    await page.getByRole('link', { name, exact: true }).click();
    await eventually(boxes).toBeGreaterThan(5);
    const after = readFileSync(await (await exported('exportSvg')).path(), 'utf8');
    expect(placesIn(after)).toEqual(placesIn(before));
    expect(after).toContain('CORE-1');
  });

  it('gives the graph away as a picture and as a workbook', async () => {
    const png = readFileSync(await (await exported('exportPng')).path());
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    const book = await readWorkbook(await exported('exportWorkbook'));
    const sheets = Object.keys(book);
    expect(sheets).toHaveLength(3);
    expect(book[sheets[1] as string]).toHaveLength(await assets());
    expect((book[sheets[2] as string] ?? []).length).toBeGreaterThan(20);
  });

  it('groups and counts what is too much to read, and says so', async () => {
    await find(say('otherAsset'), 'HF-SW-00001');
    await page.waitForURL(/relations\/[0-9a-f-]+$/);
    await choose(say('hops'), say('hopsOf', { count: 3 }));
    await eventually(assets).toBeGreaterThan(500);
    await page.getByText(/200/).first().waitFor();
    expect(await boxes()).toBeLessThan(250);
    await choose(say('hops'), say('hopsAuto'));
    expect(open.complaints).toEqual([]);
  });
});

const eventually = (read: () => unknown) => expect.poll(read, { timeout: 20_000 });

/** The corners of the boxes in an SVG: where everything stands. */
function placesIn(svg: string): string[] {
  return [...svg.matchAll(/<rect x="(-?[\d.]+)" y="(-?[\d.]+)" width="182"/g)]
    .map(([, x, y]) => `${x} ${y}`)
    .sort();
}
