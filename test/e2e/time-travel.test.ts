import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCore } from '../../src/contract/host.ts';
import { createClient } from '../../src/contract/router/index.ts';
import { asset } from '../../src/model/entities/asset.ts';
import { coreOptions } from '../../src/shell/core-options.ts';
import { findAsset } from './jobs/assets.ts';
import type { Client } from './jobs/job.ts';
import { switchTo } from './jobs/start.ts';
import { barriers } from './support/axe.ts';
import { launchBrowser, type OpenPage, openPage, screenshot } from './support/browser.ts';
import { downloaded, fieldOf, press, rowWith, type, typeDate, visit } from './support/screen.ts';
import { type ShellProcess, startShell } from './support/shell-process.ts';
import { type Words, wordsOf } from './support/words.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 120_000);
afterAll(() => browser?.close());

const names = {
  zh: {
    me: '李娜',
    approver: '陈敏',
    before: '数据库服务器',
    after: '财务数据库',
    mail: '邮件服务器',
    q1: '一季度',
  },
  en: {
    me: 'Nora Lee',
    approver: 'Amy Chen',
    before: 'Database',
    after: 'Finance database',
    mail: 'Mail',
    q1: 'First quarter',
  },
} as const;

/** A register with a history: what was there in January, and what March made of it. */
async function fill(file: string, configFolder: string, language: 'zh' | 'en'): Promise<void> {
  let now = Date.UTC(2026, 0, 5, 8);
  const core = await openCore({
    ...coreOptions({ file, host: 'cli', quiet: true, language, configFolder }),
    now: () => now++,
  });
  try {
    const client = createClient(core);
    const words = names[language];
    await client.app.start({ registerName: 'Past', personName: words.me });
    await client.records.create({ entity: 'person', patch: { name: words.approver, role: 'approver' } });
    const make = async (tag: string, name: string, key: string): Promise<string> =>
      (await client.records.create({ entity: 'asset', patch: { tag, name, class: key, status: 'inUse' } }))
        .id;
    const database = await make('SRV-1', words.before, 'server');
    const mail = await make('SRV-2', words.mail, 'server');
    const target = await make('SW-1', 'Switch', 'switch');
    await client.relations.add({ source: database, type: 'dependsOn', target });
    now = Date.UTC(2026, 2, 5, 8);
    const heads = async (id: string) => (await client.records.get({ entity: 'asset', id })).heads;
    const patch = { name: words.after };
    await client.records.update({ entity: 'asset', id: database, patch, base: await heads(database) });
    await client.records.remove({ entity: 'asset', id: mail, base: await heads(mail) });
    const web = await make('SRV-3', 'Web', 'server');
    await client.relations.add({ source: web, type: 'dependsOn', target: database });
  } finally {
    await core.close();
  }
}

describe.each(['zh', 'en'] as const)('the past, interface in %s', (language) => {
  const words: Words = wordsOf(language);
  const t = (key: string, params?: Record<string, string | number>) =>
    words.t('past', key as never, params as never);
  const own = names[language];
  let folder = '';
  let shell: ShellProcess;
  let open: OpenPage;
  let page: Page;
  let client: Client;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'holdfast-past-e2e-'));
    const [dataFile, home] = [path.join(folder, 'register.holdfast'), path.join(folder, 'home')];
    await fill(dataFile, home, language);
    shell = await startShell({ dataFile, home });
    open = await openPage(browser, shell.link, language);
    page = open.page;
    page.setDefaultTimeout(15_000);
    client = { page, words } as unknown as Client;
  }, 240_000);
  afterAll(async () => {
    await open?.close();
    await shell?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const step = (name: string, work: () => Promise<void>) =>
    it(name, async () => {
      try {
        await work();
      } catch (cause) {
        await screenshot(page, `${language}-past-failed`);
        throw cause;
      }
    });

  step('shows list, card and relations as they were, and lets nobody write there', async () => {
    await visit(client, words.t('frame', 'assets'));
    const list = page.getByRole('grid', { name: words.t('assets', 'list') });
    await rowWith(list, own.after).waitFor();
    await page.keyboard.press('Alt+t');
    await typeDate(page.getByLabel(t('day')), '2026-02-01');
    await page
      .getByTestId('past-banner')
      .getByText(t('banner', { moment: '2026-02-01' }))
      .waitFor();
    await rowWith(list, own.mail).waitFor();
    expect(await rowWith(list, 'SRV-3').count()).toBe(0);
    const card = await findAsset(client, 'SRV-1', 'SRV-1');
    await card.getByRole('heading', { name: own.before, exact: true }).waitFor();
    expect(await card.getByTestId('edit-asset').isDisabled()).toBe(true);
    await card.getByRole('tab', { name: words.t('assets', 'relations') }).click();
    await card.getByText('SW-1').first().waitFor();
    expect(await card.getByText('SRV-3').count()).toBe(0);
    await screenshot(page, `${language}-past-list`);
    expect(await barriers(page)).toEqual([]);
    await page.getByTestId('past-return').click();
    await rowWith(list, 'SRV-1').getByText(own.after).waitFor();
    expect(await page.getByTestId('past-banner').count()).toBe(0);
  });

  step('compares two dates field by field, relations too, as list, graph and workbook', async () => {
    await visit(client, t('compare'));
    const day = page.getByLabel(`${t('from')} ${t('day')}`);
    await day.fill('2026-02-01');
    await day.press('Enter');
    await page.getByTestId('compare-run').click();
    const list = page.getByRole('grid', { name: t('compare') });
    const renamed = rowWith(list, 'SRV-1').filter({ hasText: own.before });
    await renamed.getByText(own.after).first().waitFor();
    await rowWith(list, 'SRV-2').getByText(t('removedWord')).waitFor();
    await rowWith(list, '→')
      .filter({ hasText: t('addedWord') })
      .waitFor();
    await screenshot(page, `${language}-past-compare`);
    expect(await barriers(page)).toEqual([]);
    await page.getByText(t('removed', { count: 1 }), { exact: true }).click();
    await expect.poll(() => rowWith(list, 'SRV-1').count()).toBe(0);
    await page.getByRole('tab', { name: t('graph') }).click();
    await page.getByRole('img', { name: t('graphLabel', { nodes: 3, edges: 1 }) }).waitFor();
    await screenshot(page, `${language}-past-graph`);
    const book = await downloaded(page, () => press(page, t('workbook')));
    expect(book.suggestedFilename()).toContain('.xlsx');
  });

  const edit = async (tag: string, field: 'name' | 'hostname', value: string, number: string | null) => {
    const card = await findAsset(client, tag, tag);
    await card.getByTestId('edit-asset').click();
    const form = page.getByRole('dialog').filter({ has: page.locator('form.record-form') });
    await type(form, words.label(asset.fields[field].label), value);
    await press(form, words.t('common', 'save'));
    await page.getByText(t('numberTitle')).waitFor();
    if (number === null) await page.getByTestId('save-without-number').click();
    else {
      await fieldOf(page, t('number')).fill(number);
      await page.getByTestId('save-with-number').click();
    }
    await form.waitFor({ state: 'detached' });
  };

  step(
    'fixes a baseline, has it approved by another, and shows drift with and without a change number',
    async () => {
      await visit(client, t('baselines'));
      await page.getByTestId('new-baseline').click();
      await fieldOf(page, t('baselineName')).fill(own.q1);
      await page.getByTestId('create-baseline').click();
      await page.getByText(t('noDrift')).waitFor();
      expect(await page.getByTestId('approve-baseline').isDisabled()).toBe(true);
      await switchTo({ first: client } as never, own.approver);
      await page.getByTestId('approve-baseline').click();
      await page.getByText(t('approved'), { exact: true }).first().waitFor();
      await switchTo({ first: client } as never, own.me);
      await edit('SRV-1', 'hostname', 'fin-db-1', 'CHG-0042');
      await edit('SRV-3', 'hostname', 'web-1', null);
      await visit(client, t('baselines'));
      await page.getByRole('link', { name: own.q1 }).click();
      const drift = page.getByRole('grid', { name: t('drift') });
      await rowWith(drift, 'SRV-1')
        .getByText(`${t('authorisedWord')} CHG-0042`)
        .waitFor();
      await rowWith(drift, 'SRV-3').getByText(t('unauthorisedWord')).waitFor();
      await screenshot(page, `${language}-past-drift`);
      expect(await barriers(page)).toEqual([]);
      await page.getByTestId('acknowledge').click();
      await fieldOf(page, t('reason')).fill('OK');
      await page
        .getByRole('dialog')
        .getByRole('button', { name: t('acknowledge') })
        .click();
      await rowWith(drift, 'SRV-3').getByText(t('acknowledgedWord')).waitFor();
    },
  );

  step('draws an audit, checks its items and follows a nonconformity to its end', async () => {
    await visit(client, t('audits'));
    await page.getByTestId('new-audit').click();
    await fieldOf(page, t('auditName')).fill(own.q1);
    await fieldOf(page, t('size')).fill('2');
    await page.getByTestId('create-audit').click();
    const rows = page.getByRole('grid', { name: t('sample', { count: 2 }) }).getByRole('row');
    const check = async (n: number, result: string) => {
      await rows.nth(n).click();
      await page.getByRole('radio', { name: result, exact: true }).check();
    };
    await check(1, t('conform'));
    await page.getByTestId('save-check').click();
    await rows.nth(1).getByText(t('conform'), { exact: true }).waitFor();
    await check(2, t('nonconform'));
    await fieldOf(page, t('finding')).fill('U12');
    await page.getByTestId('save-check').click();
    await fieldOf(page, t('action')).fill('U14');
    await page.locator('#audit-proof').fill('photo 17');
    await screenshot(page, `${language}-past-audit`);
    expect(await barriers(page)).toEqual([]);
    await page.getByTestId('close-finding').click();
    await page.getByTestId('close-finding').waitFor({ state: 'detached' });
    await page.getByTestId('close-audit').click();
    await page.getByText(t('closed'), { exact: true }).first().waitFor();
    await press(page, t('redraw'));
    await page.getByText(t('redrawSame', { count: 2 })).waitFor();
    expect(open.complaints).toEqual([]);
  });
});
