import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestRetirement } from '../../src/core/lifecycle/request.ts';
import { packOf } from '../../src/model/field-packs.ts';
import { shippedRule } from '../../src/model/quality.ts';
import { TestClock, TestRegister } from '../support/register.ts';
import { barriers } from './support/axe.ts';
import { launchBrowser, openPage } from './support/browser.ts';
import { choose, downloaded, pictures, press, rowWith, type Screen, visit } from './support/screen.ts';
import { startShell } from './support/shell-process.ts';
import { wordsOf } from './support/words.ts';

let browser: Browser;
const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-impact-'));
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** ERP on a cluster of two databases, each on a switch of its own, both switches on one PDU; a room that some things lack. */
function buildRegister(file: string): string {
  const world = new TestRegister({ clock: new TestClock(Date.now() - 3_600_000) });
  const ids = new Map<string, string>();
  const make = (entity: 'person' | 'department' | 'location', patch: object): string =>
    world.commit([{ op: 'create', entity, patch: patch as never }]).records[0] as string;
  const keeper = make('person', { name: '刘洋', phone: '8012', email: 'liuyang@example.com', title: 'DBA' });
  const head = make('person', { name: '高岚', phone: '8001' });
  const department = make('department', { name: '信息部', head });
  const location = make('location', { name: '二号机房' });
  const asset = (tag: string, patch: object = {}): void => {
    ids.set(
      tag,
      world.asset(tag, { name: tag, location, department, serial: `S-${tag}`, ...patch } as never),
    );
  };
  const relate = (source: string, type: string, target: string): void => {
    const ends = { source: ids.get(source) as string, target: ids.get(target) as string };
    world.commit([{ op: 'create', entity: 'relation', patch: { ...ends, type } }]);
  };
  asset('ERP', { class: 'application', custodian: keeper });
  asset('CLUSTER', { class: 'cluster', custodian: keeper });
  asset('PDU-A', { class: 'pdu' });
  relate('ERP', 'dependsOn', 'CLUSTER');
  for (const n of [1, 2]) {
    asset(`DB-0${n}`, { custodian: keeper });
    asset(`SW-0${n}`, { class: 'switch' });
    relate(`DB-0${n}`, 'memberOf', 'CLUSTER');
    relate(`DB-0${n}`, 'connectedTo', `SW-0${n}`);
    relate(`SW-0${n}`, 'poweredBy', 'PDU-A');
  }
  for (let n = 1; n <= 4; n++) asset(`PC-0${n}`, { class: 'desktop', location: null, custodian: keeper });
  requestRetirement(world.reg, world.me, {
    title: 'SW-01',
    assets: [ids.get('SW-01') as string],
    reason: 'broken',
    explanation: '',
  });
  world.reg.setLocalSetting('actor', world.me);
  world.reg.db.prepare('VACUUM INTO ?').run(file);
  world.close();
  return file;
}

describe.each(['zh', 'en'] as const)(
  'impact and data quality by clicking and typing, interface in %s',
  (language) => {
    it('goes from a redundant pair to a mended list', { timeout: 120_000 }, async () => {
      const words = wordsOf(language);
      const shell = await startShell({ dataFile: buildRegister(path.join(folder, `${language}.holdfast`)) });
      const opened = await openPage(browser, shell.link, language);
      const screen: Screen = { page: opened.page, words };
      opened.page.setDefaultTimeout(15_000);
      try {
        await pairOfSwitches(screen);
        await singlePoints(screen);
        await evidence(screen);
        await workThroughList(screen);
        await fieldGroup(screen);
        expect(opened.complaints).toEqual([]);
      } catch (cause) {
        await pictures(screen, 'impact-quality-failed');
        throw cause;
      } finally {
        await opened.close();
        await shell.stop();
      }
    });
  },
);

async function pairOfSwitches(screen: Screen): Promise<void> {
  const { page, words } = screen;
  const t = (key: Parameters<typeof words.t<'impact'>>[1]) => words.t('impact', key);
  await visit(screen, words.t('frame', 'impact'));
  await choose(screen, page.getByRole('combobox', { name: t('choose') }), /^SW-01/, 'SW-01');
  const table = page.getByRole('grid', { name: t('list') });
  await rowWith(table, 'ERP')
    .filter({ hasText: t('effect_degraded') })
    .first()
    .waitFor();
  await rowWith(table, 'DB-01')
    .filter({ hasText: t('effect_down') })
    .first()
    .waitFor();
  expect(await page.title()).toContain(words.t('impact', 'titleOf', { name: 'SW-01' }));
  await choose(screen, page.getByRole('combobox', { name: t('add') }), /^SW-02/, 'SW-02');
  await table
    .getByRole('row', { name: /ERP/ })
    .filter({ hasText: t('effect_down') })
    .first()
    .waitFor();
  await rowWith(table, 'ERP').first().click();
  await page
    .getByRole('region', { name: t('why') })
    .getByText(/^SW-0/)
    .waitFor();
  const side = page.getByRole('complementary', { name: t('toTell') });
  await side.getByText('8012 · liuyang@example.com').waitFor();
  await side.getByText('高岚').waitFor();
  await pictures(screen, 'impact');
  expect(await barriers(page)).toEqual([]);
  await choose(screen, page.getByRole('combobox', { name: t('group') }), t('group_service'));
  await page
    .getByRole('region', { name: t('list') })
    .getByRole('heading', { name: /^ERP/ })
    .waitFor();
  const file = await downloaded(page, () => press(page, t('export')));
  expect(file.suggestedFilename()).toMatch(/\.xlsx$/);
}

async function singlePoints(screen: Screen): Promise<void> {
  const { page, words } = screen;
  const t = (key: Parameters<typeof words.t<'impact'>>[1]) => words.t('impact', key);
  await visit(screen, words.t('frame', 'impact'));
  await choose(screen, page.getByRole('combobox', { name: t('choose') }), /^ERP/, 'ERP');
  await page.getByRole('grid', { name: t('list') }).waitFor();
  await page.getByText(t('upstream'), { exact: true }).click();
  const table = page.getByRole('grid', { name: t('upstreamList') });
  await rowWith(table, 'SW-01').first().waitFor();
  await pictures(screen, 'single-points');
  await page.getByRole('checkbox', { name: t('singlesOnly') }).check();
  await expect.poll(() => table.getAttribute('aria-rowcount')).toBe('3');
  await rowWith(table, 'PDU-A')
    .filter({ hasText: t('single') })
    .first()
    .waitFor();
  expect(await barriers(page)).toEqual([]);
}

async function evidence(screen: Screen): Promise<void> {
  const { page, words } = screen;
  await visit(screen, words.t('frame', 'retirements'));
  await rowWith(page, 'SW-01').first().click();
  const card = page.getByTestId('impact-evidence');
  await card.getByText(words.t('impact', 'evidenceSums', { down: 1, degraded: 2 })).waitFor();
  await card.getByText(words.t('impact', 'evidenceMore')).click();
  await card.getByRole('link', { name: /^ERP/ }).waitFor();
  // Words that still fade in have no contrast yet.
  await card.locator('[class*="ant-motion-collapse"]').first().waitFor({ state: 'detached' });
  await pictures(screen, 'impact-evidence');
  expect(await barriers(page)).toEqual([]);
}

async function workThroughList(screen: Screen): Promise<void> {
  const { page, words } = screen;
  const t = (key: Parameters<typeof words.t<'quality'>>[1], params = {}) => words.t('quality', key, params);
  const rule = words.label((shippedRule('location') as { label: { zh: string; en: string } }).label);
  await visit(screen, words.t('frame', 'quality'));
  await page.getByRole('button', { name: new RegExp(`^${rule}`) }).click();
  const table = page.getByRole('grid', { name: t('list', { name: rule }) });
  await expect.poll(() => table.getAttribute('aria-rowcount')).toBe('5');
  expect(await barriers(page)).toEqual([]);
  await rowWith(table, 'PC-01').first().click();
  await page.getByTestId('asset-card').getByText('PC-01').first().waitFor();
  await press(page, t('next'));
  await page.getByTestId('asset-card').getByText('PC-02').first().waitFor();
  await page.getByText(t('position', { at: 2, total: 4 })).waitFor();
  await pictures(screen, 'quality');
  await press(page, words.t('assets', 'closeCard'));
  await press(page, t('selectAll', { count: 4 }));
  await press(page, t('mend'));
  const dialog = page.getByRole('dialog');
  await choose(screen, dialog.getByRole('combobox', { name: t('mendValue') }), /二号机房/, '二号');
  await press(dialog, t('mendPreview'));
  await dialog.getByText(t('mendWill', { count: 4 })).waitFor();
  await pictures(screen, 'quality-mend');
  await press(dialog, t('mendDo', { count: 4 }));
  await page.getByText(t('none', { name: rule })).waitFor();
  await page.getByText(t('tabScores'), { exact: true }).click();
  await rowWith(
    page.getByRole('grid', { name: t('classes') }),
    words.language === 'zh' ? '台式机' : 'Desktop',
  )
    .first()
    .waitFor();
  await pictures(screen, 'quality-scores');
  expect(await barriers(page)).toEqual([]);
}

async function fieldGroup(screen: Screen): Promise<void> {
  const { page, words } = screen;
  const t = (key: Parameters<typeof words.t<'quality'>>[1], params = {}) => words.t('quality', key, params);
  await page.getByText(t('tabReplacement'), { exact: true }).click();
  const name = words.label((packOf('xinchuang') as { label: { zh: string; en: string } }).label);
  await press(page, t('packOn', { name }));
  await page.getByText(t('replacementNone')).waitFor();
  expect(await barriers(page)).toEqual([]);
}
