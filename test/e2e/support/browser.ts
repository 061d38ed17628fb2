import { mkdirSync } from 'node:fs';
import path from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, type Page, chromium as playwright } from 'playwright-core';
import { findBrowser } from '../../../src/local/browsers.ts';
import { carryAxe } from './axe.ts';

/**
 * Never the package's own `chromium.args`: `--single-process` dies when a page closes, and
 * `--disable-web-security` makes tests of origins and policies worthless.
 */
const switches = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A real browser: the machine's own Chrome, Chromium or Edge, else the one in the registry package.
 * @param more further switches, such as a benchmark needs
 */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = findBrowser() ?? (await chromium.executablePath());
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return playwright.launch({ executablePath, headless: true, args: [...switches, ...asRoot, ...more] });
}

export interface OpenPage {
  page: Page;
  /** What the page complained about: uncaught errors and console errors, policy breaches among them. */
  complaints: string[];
  close(): Promise<void>;
}

/**
 * Opens a link in a browser context of its own (own cookies), in the given interface language.
 * @param more what else that browser is set to
 */
export async function openPage(
  browser: Browser,
  link: string,
  language: 'zh' | 'en',
  more: BrowserContextOptions = {},
): Promise<OpenPage> {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const context = await browser.newContext({ locale, viewport: { width: 1440, height: 900 }, ...more });
  const page = await context.newPage();
  await carryAxe(page);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(link);
  return { page, complaints, close: () => context.close() };
}

/** Saves a picture of the page as test-results/NAME.png and answers its path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const folder = path.resolve(import.meta.dirname, '../../../test-results');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  return file;
}
