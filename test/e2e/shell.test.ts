import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage } from './support/browser.ts';
import { type ShellProcess, startShell } from './support/shell-process.ts';

const root = path.resolve(import.meta.dirname, '../..');

let browser: Browser;
let shell: ShellProcess;

beforeAll(async () => {
  browser = await launchBrowser();
  shell = await startShell();
});

afterAll(async () => {
  await browser?.close();
  await shell?.stop();
});

/** Runs `npm start`'s script to its end and answers what it said. */
function startAndFail(...args: string[]) {
  const command = ['scripts/start.mjs', '--browser', '--no-open', ...args];
  const home = mkdtempSync(path.join(tmpdir(), 'holdfast-home-'));
  const env = { ...process.env, HOLDFAST_HOME: home, LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' };
  return spawnSync(process.execPath, command, { cwd: root, env, encoding: 'utf8', timeout: 60_000 });
}

describe('npm start in a browser', () => {
  it('opens the app by its link, under a policy that nothing in the page breaks', async () => {
    const { page, complaints, close } = await openPage(browser, shell.link, 'en');
    await page.waitForSelector('#root > *');
    expect(new URL(page.url()).search).toBe('');
    await page.waitForLoadState('networkidle');
    expect(complaints).toEqual([]);
    await close();
  });

  it('does not open a second time by the same link', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const answer = await page.goto(shell.link);
    expect(answer?.status()).toBe(401);
    await context.close();
  });

  it('lets no other page of the browser in', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const tried = await page.evaluate(async (origin) => {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`);
      const opened = await new Promise((resolve) => {
        socket.onopen = () => resolve('opened');
        socket.onerror = () => resolve('refused');
      });
      const read = await fetch(origin).then(
        () => 'read',
        () => 'refused',
      );
      return [opened, read];
    }, shell.origin);
    expect(tried).toEqual(['refused', 'refused']);
    await context.close();
  });

  it('refuses a register that another process has open, and leaves that one alone', () => {
    const result = startAndFail('--data', shell.dataFile);
    expect(result.stderr).toMatch(/^DATABASE_BUSY: [^\n]+\n$/);
    expect(result.status).toBe(1);
  });

  it('refuses a file of something else and does not touch it', () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'holdfast-foreign-')), 'notes.txt');
    writeFileSync(file, 'Dear diary, this is not a register of anything.');
    const result = startAndFail('--data', file);
    expect(result.stderr).toMatch(/^DATABASE_NOT_HOLDFAST: [^\n]+\n$/);
    expect(result.status).toBe(1);
    expect(readFileSync(file, 'utf8')).toMatch(/^Dear diary/);
  });

  it('says in one line which port is taken or which option it does not know', () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'holdfast-port-')), 'a.holdfast');
    const taken = startAndFail('--data', file, '--port', new URL(shell.origin).port);
    expect(taken.stderr).toMatch(/^PORT_TAKEN: [^\n]*EADDRINUSE[^\n]*\n$/);
    const unknown = startAndFail('--dta', file);
    expect(unknown.stderr).toMatch(/^OPTION_INVALID: [^\n]+\n$/);
    expect([taken.status, unknown.status]).toEqual([1, 1]);
  });

  it('stops cleanly when asked to, and its register opens again', async () => {
    const first = await startShell({ home: mkdtempSync(path.join(tmpdir(), 'holdfast-home-')) });
    expect(await first.stop()).toBe(0);
    expect(first.output()).not.toMatch(/Error|at .*\.ts:/);
  });
});
