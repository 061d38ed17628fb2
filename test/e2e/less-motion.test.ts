import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { person } from '../../src/model/entities/places-and-people.ts';
import { roles } from '../../src/model/roles.ts';
import { launchBrowser, openPage } from './support/browser.ts';
import { choose, fieldOf, press, type, visit } from './support/screen.ts';
import { type ShellProcess, startShell } from './support/shell-process.ts';
import { wordsOf } from './support/words.ts';

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

it('opens dialogs and lists inside the window for people who ask for less motion', async () => {
  const { page, complaints } = await openPage(browser, shell.link, 'en', { reducedMotion: 'reduce' });
  page.setDefaultTimeout(15_000);
  const words = wordsOf('en');
  const screen = { page, words };
  await type(page, words.t('start', 'personName'), 'Nora');
  await type(page, words.t('start', 'registerName'), 'Still');
  await press(page, words.t('start', 'begin'));
  await page.getByText(words.t('assets', 'emptyTitle')).waitFor();
  await visit(screen, words.t('frame', 'basics'));
  await press(page, words.t('places', 'add', { what: words.label(person.label).toLowerCase() }));
  const form = page.getByRole('dialog');
  await fieldOf(form, words.label(person.fields.name.label)).fill('Li Na');
  const role = words.label(roles.approver.label);
  await choose(screen, fieldOf(form, words.label(person.fields.role.label)), role, role.slice(0, 4));
  await press(form, words.t('common', 'save'));
  await form.waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: 'Li Na' }).waitFor();
  expect(complaints).toEqual([]);
});
