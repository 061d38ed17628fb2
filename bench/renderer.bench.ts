/**
 * How long the page keeps its own events waiting while 100,000 x 25 rows are imported and exported by clicking, in Chromium
 * before a real shell, against the same page at rest. Lateness of timers that are due every 5 ms; milliseconds, JSON lines.
 * `HOLDFAST_BENCH_SCALE=0.1` for a quick look.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser, openPage } from '../test/e2e/support/browser.ts';
import { press, type Screen, type as typeInto, visit } from '../test/e2e/support/screen.ts';
import { startShell } from '../test/e2e/support/shell-process.ts';
import { wordsOf } from '../test/e2e/support/words.ts';
import { writeWideCsv } from './support/wide-csv.ts';

const rows = Math.round(100_000 * Number(process.env.HOLDFAST_BENCH_SCALE ?? 1));
const limit = 50;
const patience = 600_000;
const resting = 5000;

interface Watched {
  lateness?: number[];
}

/** Begins to note how late each timer of the page is. */
const watch = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const noted: number[] = [];
    (globalThis as Watched).lateness = noted;
    const step = 5;
    const wait = (): void => {
      if ((globalThis as Watched).lateness !== noted) return;
      const due = performance.now() + step;
      setTimeout(() => {
        noted.push(Math.max(0, performance.now() - due));
        wait();
      }, step);
    };
    wait();
  });

/** What was noted since, in milliseconds. */
async function unwatch(page: Page): Promise<{ timers: number; p50: number; p99: number; max: number }> {
  const noted = await page.evaluate(() => {
    const { lateness = [] } = globalThis as Watched;
    delete (globalThis as Watched).lateness;
    return lateness;
  });
  noted.sort((a, b) => a - b);
  const at = (q: number): number =>
    Math.round((noted[Math.min(noted.length - 1, Math.floor(q * noted.length))] ?? 0) * 10) / 10;
  return { timers: noted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}

async function during(step: string, page: Page, work: () => Promise<unknown>): Promise<void> {
  await watch(page);
  const started = performance.now();
  await work();
  const ms = Math.round(performance.now() - started);
  const delay = await unwatch(page);
  const ok = delay.p99 <= limit;
  const load = Number((loadavg()[0] as number).toFixed(1));
  console.log(JSON.stringify({ bench: 'renderer', step, rows, ms, delay, limit, ok, load }));
  if (!ok) process.exitCode = 1;
}

/** A file chosen, its columns recognised, every row checked, all of them written. */
async function imports({ page, words }: Screen, file: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    press(page, words.t('import', 'chooseFile')),
  ]);
  await chooser.setFiles(file);
  const shown = rows.toLocaleString('en-US');
  await press(page, words.t('import', 'check', { count: rows, rows: shown }));
  await page.getByText(words.t('import', 'sumGood')).waitFor();
  await press(page, words.t('import', 'runCreate', { created: shown }));
  await page.getByText(words.t('import', 'resultTitle'), { exact: true }).waitFor();
}

/** All rows as a workbook, until the browser has it. */
async function exports({ page, words }: Screen): Promise<void> {
  const dialog = page.getByRole('dialog');
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: patience }),
    press(dialog, words.t('export', 'go')),
  ]);
  await download.path();
}

const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-bench-renderer-'));
const browser = await launchBrowser();
const shell = await startShell();
try {
  const file = path.join(folder, 'register.csv');
  await writeWideCsv(file, rows);
  const { page } = await openPage(browser, shell.link, 'en');
  page.setDefaultTimeout(patience);
  const words = wordsOf('en');
  const screen: Screen = { page, words };
  await typeInto(page, words.t('start', 'personName'), 'Nora');
  await typeInto(page, words.t('start', 'registerName'), 'bench');
  await press(page, words.t('start', 'begin'));
  await page.getByText(words.t('assets', 'emptyTitle')).waitFor();
  await visit(screen, words.t('frame', 'import'));
  await during('rest', page, () => page.waitForTimeout(resting));
  await during('import', page, () => imports(screen, file));
  await visit(screen, words.t('frame', 'assets'));
  await press(page, words.t('assets', 'export'));
  await press(page.getByRole('dialog'), /^All \(/);
  await during('rest', page, () => page.waitForTimeout(resting));
  await during('export', page, () => exports(screen));
} finally {
  await browser.close();
  await shell.stop();
  rmSync(folder, { recursive: true, force: true });
}
