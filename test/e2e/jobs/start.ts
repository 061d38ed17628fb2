import { expect } from 'vitest';
import { person } from '../../../src/model/entities/places-and-people.ts';
import { roles } from '../../../src/model/roles.ts';
import { barriers } from '../support/axe.ts';
import { choose, fieldOf, picture, press, type, visit } from '../support/screen.ts';
import type { Client, Job } from './job.ts';

/** The first thing that a new register asks: who are you? */
export async function sayWhoYouAre(client: Client, name: string, register: string): Promise<void> {
  const { page, words } = client;
  await page.getByRole('heading', { name: words.t('start', 'title') }).waitFor();
  await press(page, words.t('start', 'begin'));
  await page.getByText(words.t('start', 'needPerson')).waitFor();
  await type(page, words.t('start', 'personName'), name);
  await type(page, words.t('start', 'registerName'), register);
  await picture(client, '01-start');
  expect(await barriers(page)).toEqual([]);
  await press(page, words.t('start', 'begin'));
  await page.getByText(words.t('assets', 'emptyTitle')).waitFor();
}

/** Enters a person with a role on the page of basic data. */
export async function enterPerson({ first }: Job, name: string, role: keyof typeof roles): Promise<void> {
  const { page, words } = first;
  const what = words.language === 'zh' ? words.label(person.label) : words.label(person.label).toLowerCase();
  await visit(first, words.t('frame', 'basics'));
  await press(page, words.t('places', 'add', { what }));
  const form = page.getByRole('dialog');
  await fieldOf(form, words.label(person.fields.name.label)).fill(name);
  await choose(first, fieldOf(form, words.label(person.fields.role.label)), words.label(roles[role].label));
  await press(form, words.t('common', 'save'));
  await form.waitFor({ state: 'detached' });
  await page.getByRole('heading', { name }).waitFor();
  await picture(first, '02-people');
}

/** Hands the keyboard to another person. */
export async function switchTo({ first }: Job, name: string): Promise<void> {
  const { page, words } = first;
  await page.getByRole('button', { name: words.t('frame', 'switchPerson') }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${name} · `) }).click();
  await page.getByText(words.t('frame', 'switched', { name })).waitFor();
  const acting = await page.getByRole('button', { name: words.t('frame', 'switchPerson') }).textContent();
  expect(acting).toContain(name);
}
