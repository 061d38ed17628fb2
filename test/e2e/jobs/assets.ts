import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { asset } from '../../../src/model/entities/asset.ts';
import { person } from '../../../src/model/entities/places-and-people.ts';
import { relationTypes } from '../../../src/model/relation-types.ts';
import { choose, fieldOf, picture, press, rowWith, type, visit } from '../support/screen.ts';
import type { Client, Job } from './job.ts';
import type { Role } from './scenario.ts';

export function card({ page, words }: Client): Locator {
  return fieldOf(page, words.t('assets', 'card')).getByRole('article');
}

/** Opens an asset from the list, by what is typed into the list's search: something that only it has. */
export async function findAsset(client: Client, typed: string, tag: string): Promise<Locator> {
  const { page, words } = client;
  await visit(client, words.t('frame', 'assets'));
  const list = page.getByRole('grid', { name: words.t('assets', 'list') });
  await list.waitFor();
  const find = fieldOf(page, words.t('assets', 'searchLabel'));
  await expect.poll(() => find.inputValue()).toBe('');
  await page.keyboard.press('/');
  await page.keyboard.type(typed);
  await expect.poll(() => list.getAttribute('aria-rowcount')).toBe(String(1 + 1));
  await rowWith(list, tag).click();
  const opened = card(client);
  await opened.getByText(tag, { exact: true }).first().waitFor();
  return opened;
}

/** Finds the core switch by pinyin initials or part of its name, and a person among everything. */
export async function findThings({ first, plan }: Job): Promise<void> {
  const { page, words } = first;
  await findAsset(first, plan.find, plan.tags.coreSwitch);
  await picture(first, '07-found');
  await page.keyboard.press('Control+k');
  await fieldOf(page, words.t('frame', 'searchLabel')).pressSequentially(plan.findPerson);
  const kind = words.label(person.label);
  await page.locator('.search-hit', { hasText: new RegExp(`^${kind}${plan.technician}`) }).click();
  await page.getByRole('heading', { name: plan.technician, exact: true }).waitFor();
  await picture(first, '08-person');
}

/** Changes fields of an asset through its form. */
export async function editAsset(
  client: Client,
  role: Role,
  job: Job,
  change: Readonly<Record<string, string>>,
): Promise<void> {
  const { page, words } = client;
  const tag = job.plan.tags[role];
  const opened = await findAsset(client, tag, tag);
  await press(opened, words.t('assets', 'edit'));
  const form = page.getByRole('dialog');
  for (const [field, value] of Object.entries(change)) {
    const { label } = asset.fields[field as 'name'];
    await type(form, words.label(label), value);
  }
  await press(form, words.t('common', 'save'));
  await form.waitFor({ state: 'detached' });
}

/** Edits, finds the change in the history, takes it back. */
export async function editAndUndo(job: Job): Promise<void> {
  const { first, plan } = job;
  const { page, words } = first;
  const before = plan.names.database;
  const after = `${before} 2`;
  await editAsset(first, 'database', job, { name: after, hostname: 'fin-db-1' });
  const opened = card(first);
  await opened.getByRole('heading', { name: after, exact: true }).waitFor();
  await opened.getByRole('tab', { name: words.t('assets', 'history') }).click();
  const change = opened.getByRole('listitem').filter({ hasText: after });
  await change.getByText(before, { exact: true }).waitFor();
  expect(await change.textContent()).toContain(plan.starter);
  await picture(first, '09-history');
  await press(change, words.t('history', 'undo'));
  await page.getByText(words.t('history', 'undoneResult', { count: 1 })).waitFor();
  await opened.getByRole('heading', { name: before, exact: true }).waitFor();
}

/** Says what the database server is connected to and what it carries. */
export async function relate({ first, plan }: Job): Promise<void> {
  const { page, words } = first;
  const opened = await findAsset(first, plan.tags.database, plan.tags.database);
  await opened.getByRole('tab', { name: words.t('assets', 'relations') }).click();
  const add = async (kind: string, other: Role): Promise<void> => {
    await press(opened, words.t('assets', 'addRelation'));
    await choose(
      first,
      opened.getByRole('combobox', { name: words.t('assets', 'relationType'), exact: true }),
      kind,
    );
    const box = opened.getByRole('combobox', { name: words.t('assets', 'relationAsset') });
    await choose(first, box, `${plan.tags[other]} ${plan.names[other]}`, plan.tags[other]);
    await press(opened, words.t('common', 'add'));
    await opened.getByRole('link', { name: plan.tags[other] }).waitFor();
  };
  await add(words.label(relationTypes.connectedTo.label), 'coreSwitch');
  await add(words.label(relationTypes.runsOn.inverse), 'erp');
  await picture(first, '10-relations');
  await opened.getByRole('link', { name: words.t('assets', 'openGraph') }).click();
  const title = words.t('relations', 'graphTitle', { name: plan.names.database });
  await page.getByRole('heading', { name: title }).waitFor();
}

/** Reads the graph, then asks what goes down with the switch. */
export async function readGraph({ first, plan }: Job): Promise<void> {
  const { page, words } = first;
  const drawn = words.t('relations', 'drawn', { nodes: 3, edges: 2 });
  await fieldOf(page, drawn).waitFor();
  const table = page.getByRole('grid', { name: words.t('relations', 'table') });
  for (const role of ['coreSwitch', 'database', 'erp'] as const)
    await rowWith(table, plan.names[role]).waitFor();
  await page.waitForTimeout(600);
  await picture(first, '11-graph');
  await choose(
    first,
    fieldOf(page, words.t('relations', 'otherAsset')),
    `${plan.tags.coreSwitch} ${plan.names.coreSwitch}`,
    plan.tags.coreSwitch,
  );
  await page.getByText(words.t('relations', 'impact'), { exact: true }).click();
  const title = words.t('relations', 'impactTitle', { name: plan.names.coreSwitch });
  await page.getByRole('heading', { name: title }).waitFor();
  for (const role of ['database', 'erp'] as const)
    await page.locator('.relations-side').getByText(plan.names[role]).first().waitFor();
  await page.waitForTimeout(600);
  await picture(first, '12-impact');
}
