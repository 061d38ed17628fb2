import { expect } from 'vitest';
import { asset } from '../../../src/model/entities/asset.ts';
import { describeError } from '../../../src/model/errors.ts';
import { choose, fieldOf, picture, press, rowWith, type, visit } from '../support/screen.ts';
import type { TestServer } from '../support/server-process.ts';
import { card, editAsset, findAsset } from './assets.ts';
import type { Client, Job } from './job.ts';

export const password = 'a long enough password 42';

async function signIn(client: Client, server: TestServer, account: string, secret = password): Promise<void> {
  const { page, words } = client;
  await visit(client, words.t('frame', 'sync'));
  await type(page, words.t('sync', 'server'), server.url());
  await type(page, words.t('sync', 'user'), account);
  await type(page, words.t('sync', 'password'), secret);
  await press(page, words.t('sync', 'signIn'));
}

/** Waits until the line that is always in sight says so. */
async function standsAt({ page, words }: Client, state: 'syncIdle' | 'syncOffline'): Promise<void> {
  await page
    .getByRole('link', { name: new RegExp(`^${words.t('frame', state)}`) })
    .waitFor({ timeout: 30_000 });
}

async function syncNow(client: Client): Promise<void> {
  const { page, words } = client;
  await visit(client, words.t('frame', 'sync'));
  await press(page, words.t('sync', 'now'));
}

/** The first client gives its register to the server. */
export async function giveRegister({ first, plan }: Job, server: TestServer): Promise<void> {
  const { page, words } = first;
  await signIn(first, server, plan.accounts.starter, 'not the password');
  await page.getByText(describeError('SIGN_IN_FAILED', {}, words.language)).waitFor();
  await picture(first, '24-wrong-password');
  await signIn(first, server, plan.accounts.starter);
  await page.getByText(words.t('sync', 'joinUpload')).waitFor();
  const mapped = fieldOf(page, words.t('sync', 'mappingFor', { name: plan.starter }));
  await choose(first, mapped, `${plan.starter} (${plan.accounts.starter})`);
  await picture(first, '25-join');
  await press(page, words.t('sync', 'join'));
  await page.getByRole('heading', { name: words.t('sync', 'stateIdle') }).waitFor({ timeout: 30_000 });
  await page.getByText(words.t('sync', 'pendingNone')).waitFor();
  await picture(first, '26-synced');
}

/** The second client takes the register over and shows the same assets. */
export async function adoptRegister(job: Job, second: Client, server: TestServer): Promise<void> {
  const { plan } = job;
  const { page, words } = second;
  await signIn(second, server, plan.accounts.colleague);
  await page.getByText(words.t('sync', 'joinAdopt')).waitFor();
  await press(page, words.t('sync', 'join'));
  await page.getByRole('heading', { name: words.t('sync', 'stateIdle') }).waitFor({ timeout: 30_000 });
  await visit(second, words.t('frame', 'assets'));
  expect(await namesShown(second)).toEqual(await namesShown(job.first));
  await picture(second, '27-adopted');
}

/** The list's rows as text, in order, however they are sorted. */
async function namesShown(client: Client): Promise<string[]> {
  const { page, words } = client;
  await visit(client, words.t('frame', 'assets'));
  await fieldOf(page, words.t('assets', 'searchLabel')).fill('');
  const list = page.getByRole('grid', { name: words.t('assets', 'list') });
  await expect.poll(() => list.getByRole('row').count()).toBe(1 + 8);
  const rows = await list.getByRole('row').allTextContents();
  return rows.slice(1).sort();
}

/** Both change the same field of the same asset while the server is away. */
export async function editApart(job: Job, second: Client, server: TestServer): Promise<void> {
  const { first, plan } = job;
  await server.down();
  await editAsset(first, 'coreSwitch', job, { name: `${plan.names.coreSwitch} 1`, notes: 'A' });
  await editAsset(second, 'coreSwitch', job, { name: `${plan.names.coreSwitch} 2` });
  await syncNow(second);
  await standsAt(second, 'syncOffline');
  await picture(second, '28-offline');
  await server.up();
  await syncNow(first);
  await standsAt(first, 'syncIdle');
  await syncNow(second);
  await standsAt(second, 'syncIdle');
}

/** One of them sees both values side by side and takes one with a click. */
export async function settle({ plan }: Job, second: Client): Promise<void> {
  const { page, words } = second;
  await visit(second, words.t('frame', 'attention'));
  const conflict = page.getByRole('article').filter({ hasText: words.label(asset.fields.name.label) });
  const value = `${plan.names.coreSwitch} 1`;
  await conflict.getByText(value, { exact: true }).waitFor();
  await conflict.getByText(`${plan.names.coreSwitch} 2`, { exact: true }).first().waitFor();
  await picture(second, '29-conflict');
  const keep = { field: words.label(asset.fields.name.label), actor: plan.starter, value };
  await press(conflict, words.t('attention', 'keepLabel', keep));
  await page.getByText(words.t('attention', 'allWellTitle')).waitFor();
}

/** After one more sync both show the settled value and nothing waits. */
export async function bothTheSame(job: Job, second: Client): Promise<void> {
  const { first, plan } = job;
  await syncNow(second);
  await standsAt(second, 'syncIdle');
  await syncNow(first);
  await standsAt(first, 'syncIdle');
  for (const client of [first, second]) {
    const { page, words } = client;
    const opened = await findAsset(client, plan.tags.coreSwitch, plan.tags.coreSwitch);
    await opened.getByRole('heading', { name: `${plan.names.coreSwitch} 1`, exact: true }).waitFor();
    await card(client).getByText('A', { exact: true }).first().waitFor();
    await visit(client, words.t('frame', 'attention'));
    await page.getByText(words.t('attention', 'allWellTitle')).waitFor();
  }
  expect(await namesShown(second)).toEqual(await namesShown(first));
  await rowWith(first.page, plan.tags.coreSwitch).waitFor();
  await picture(first, '30-same');
}
