import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { asset } from '../../../src/model/entities/asset.ts';
import { customFieldTypes } from '../../../src/model/entities/definitions.ts';
import { relationTypes } from '../../../src/model/relation-types.ts';
import { readWorkbook } from '../support/read-workbook.ts';
import {
  choose,
  downloaded,
  fieldOf,
  picture,
  press,
  rowWith,
  type Screen,
  type,
  visit,
} from '../support/screen.ts';
import { findAsset } from './assets.ts';
import { checkRows, handOver, sumIs, textOf, write } from './import-steps.ts';
import type { Client } from './job.ts';

/** What the user defines in these tests, in both languages. */
export const gateway = {
  name: { zh: '边缘网关', en: 'Edge gateway' },
  sim: { zh: 'SIM 卡号', en: 'SIM card' },
  uplink: { zh: '接入方式', en: 'Uplink' },
  fibre: { zh: '光纤', en: 'Fibre' },
  cellular: { zh: '蜂窝', en: 'Cellular' },
} as const;

const textOfField =
  (screen: Screen) =>
  (key: Parameters<typeof definitionText>[1], params = {}) =>
    definitionText(screen, key, params);

function definitionText(
  { words }: Screen,
  key: keyof typeof import('../../../src/renderer/i18n/zh/definitions.ts').definitions,
  params = {},
): string {
  return words.t('definitions', key, params);
}

const chineseName = { zh: '中文名', en: 'Chinese name' };
const englishName = { zh: '英文名', en: 'English name' };

async function openDrawer({ page }: Screen, button: Locator): Promise<Locator> {
  await button.click();
  const drawer = page.getByRole('dialog');
  await drawer.waitFor();
  return drawer;
}

async function save({ words }: Screen, drawer: Locator): Promise<void> {
  await press(drawer, words.t('common', 'save'));
  await drawer.waitFor({ state: 'detached' });
}

/** Makes a class below the network devices. */
export async function defineClass(screen: Screen): Promise<void> {
  const { page, words } = screen;
  const t = textOfField(screen);
  await visit(screen, words.t('frame', 'definitions'));
  const tree = fieldOf(page, t('classTree')).first();
  await tree.getByText(words.language === 'zh' ? '网络设备' : 'Network device', { exact: true }).click();
  const drawer = await openDrawer(screen, page.getByRole('button', { name: t('below') }));
  await type(drawer, words.label(chineseName), gateway.name.zh);
  await type(drawer, words.label(englishName), gateway.name.en);
  await type(drawer, t('key'), 'edgeGateway');
  await type(drawer, t('prefix'), 'EGW');
  await save(screen, drawer);
  await page.getByRole('heading', { name: words.label(gateway.name) }).waitFor();
}

/** Gives it a text with a pattern and a choice. */
export async function defineFields(screen: Screen): Promise<void> {
  const { page, words } = screen;
  const t = textOfField(screen);
  const add = page.getByRole('button', { name: t('newField'), exact: true });
  const sim = await openDrawer(screen, add);
  await type(sim, words.label(chineseName), gateway.sim.zh);
  await type(sim, words.label(englishName), gateway.sim.en);
  await type(sim, t('key'), 'simCard');
  await type(sim, t('pattern'), '\\d{6}');
  await sim.getByRole('checkbox', { name: t('unique'), exact: true }).check();
  await save(screen, sim);
  const uplink = await openDrawer(screen, add);
  await type(uplink, words.label(chineseName), gateway.uplink.zh);
  await type(uplink, words.label(englishName), gateway.uplink.en);
  await type(uplink, t('key'), 'uplink');
  await choose(screen, fieldOf(uplink, t('fieldType')), words.label(customFieldTypes.choice.label));
  for (const [n, choice] of [gateway.fibre, gateway.cellular].entries()) {
    await press(uplink, t('addChoice'));
    await type(uplink, t('choiceZh', { n: n + 1 }), choice.zh);
    await type(uplink, t('choiceEn', { n: n + 1 }), choice.en);
  }
  await uplink.getByRole('checkbox', { name: t('indexed'), exact: true }).check();
  await picture(screen, '60-field');
  await save(screen, uplink);
  const table = page.getByRole('table', { name: t('fieldsList', { name: words.label(gateway.name) }) });
  await rowWith(table, words.label(gateway.uplink)).waitFor();
  await picture(screen, '61-class');
}

/** Enters an asset of the class: the pattern is held to, and the right value is taken. */
export async function enterAsset(screen: Screen): Promise<void> {
  const { page, words } = screen;
  await visit(screen, words.t('frame', 'assets'));
  await page
    .getByRole('button', { name: words.t('assets', 'new'), exact: true })
    .first()
    .click();
  const form = page.getByRole('dialog');
  const name = words.label(gateway.name);
  await fieldOf(form, words.label(asset.fields.class.label)).click();
  await page.keyboard.type(name);
  await page.locator('.ant-select-tree').getByText(name, { exact: true }).click();
  await type(form, words.label(asset.fields.tag.label), 'EGW-1');
  await type(form, words.label(asset.fields.name.label), 'gw-hangzhou');
  await type(form, words.label(gateway.sim), '12');
  await choose(screen, fieldOf(form, words.label(gateway.uplink)), words.label(gateway.fibre));
  await press(form, words.t('common', 'save'));
  await form.getByRole('alert').filter({ hasText: '12' }).waitFor();
  await picture(screen, '62-form');
  await type(form, words.label(gateway.sim), '123456');
  await press(form, words.t('common', 'save'));
  await form.waitFor({ state: 'detached' });
}

const list = ({ page, words }: Screen): Locator =>
  page.getByRole('grid', { name: words.t('assets', 'list') });

/** Shows the field as a column, and filters by it. */
export async function listByField(screen: Screen): Promise<void> {
  const { page, words } = screen;
  await press(page, words.t('assets', 'columns'));
  const column = page.getByRole('checkbox', { name: words.label(gateway.uplink), exact: true });
  await column.click();
  await page.keyboard.press('Escape');
  await list(screen)
    .getByRole('columnheader', { name: new RegExp(words.label(gateway.uplink)) })
    .waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type(`uplink=${words.label(gateway.fibre)}`);
  await page.keyboard.press('Enter');
  await rowWith(list(screen), 'EGW-1').waitFor();
  await expect.poll(() => list(screen).getAttribute('aria-rowcount')).toBe('2');
  await picture(screen, '63-list');
}

/** Brings assets of the class in from a file with the field's names as headers, then writes the list to a workbook. */
export async function throughExcel(screen: Screen): Promise<void> {
  const { page, words } = screen;
  const { tag, name, class: className } = asset.fields;
  const label = words.label;
  const header = [tag.label, name.label, className.label, gateway.sim, gateway.uplink].map((one) =>
    label(one),
  );
  const rows = [
    ['EGW-2', 'gw-suzhou', label(gateway.name), '654321', label(gateway.cellular)],
    ['EGW-3', 'gw-wuxi', label(gateway.name), '7', label(gateway.fibre)],
  ];
  const csv = [header, ...rows].map((row) => row.join(',')).join('\n');
  await handOver(screen, { name: 'gateways.csv', buffer: Buffer.from(csv) });
  await checkRows(screen, 2);
  await sumIs(screen, [1, 0, 0, 0, 1]);
  await write(screen, textOf(screen)('runCreate', { created: 1 }), 1);
  await visit(screen, words.t('frame', 'assets'));
  await rowWith(list(screen), 'EGW-2').waitFor();
  await press(page, words.t('assets', 'export'));
  const dialog = page.getByRole('dialog');
  const download = await downloaded(page, () => press(dialog, words.t('export', 'go')));
  await dialog.getByTestId('export-result').waitFor();
  await press(dialog.locator('.ant-modal-footer'), words.t('common', 'close'));
  const written = (await readWorkbook(download))[label(asset.plural)] ?? [];
  const found = written.map((row) => row[label(gateway.uplink)]);
  expect(found.toSorted()).toEqual([label(gateway.cellular), label(gateway.fibre)].toSorted());
}

/** Connects two of them, and finds them by their class in the graph. */
export async function drawInGraph(screen: Client): Promise<void> {
  const { page, words } = screen;
  const opened = await findAsset(screen, 'EGW-1', 'EGW-1');
  await opened.getByRole('tab', { name: words.t('assets', 'relations') }).click();
  await press(opened, words.t('assets', 'addRelation'));
  const kind = opened.getByRole('combobox', { name: words.t('assets', 'relationType'), exact: true });
  await choose(screen, kind, words.label(relationTypes.connectedTo.label));
  const box = opened.getByRole('combobox', { name: words.t('assets', 'relationAsset') });
  await choose(screen, box, 'EGW-2 gw-suzhou', 'EGW-2');
  await press(opened, words.t('common', 'add'));
  await opened.getByRole('link', { name: 'EGW-2' }).waitFor();
  await opened.getByRole('link', { name: words.t('assets', 'openGraph') }).click();
  const table = page.getByRole('grid', { name: words.t('relations', 'table') });
  await rowWith(table, 'gw-suzhou').getByText(words.label(gateway.name)).waitFor();
  await picture(screen, '65-graph');
}

/** Makes the SIM card a whole number: one value says why it cannot be, is kept, and all of it can be taken back. */
export async function changeType(screen: Screen): Promise<void> {
  const { page, words } = screen;
  const t = textOfField(screen);
  await visit(screen, words.t('frame', 'definitions'));
  await fieldOf(page, t('classTree')).first().getByText(words.label(gateway.name), { exact: true }).click();
  const sim = words.label(gateway.sim);
  const drawer = await openDrawer(screen, page.getByRole('button', { name: t('editOf', { name: sim }) }));
  await choose(screen, fieldOf(drawer, t('fieldType')), words.label(customFieldTypes.date.label));
  await press(drawer, words.t('common', 'save'));
  const ask = page.getByRole('dialog').filter({ hasText: t('convertTitle', { count: 2 }) });
  await ask.getByText('123456').waitFor();
  await picture(screen, '64-convert');
  await press(ask, t('convertKeep'));
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  await page
    .getByTestId('done')
    .getByRole('button', { name: words.t('common', 'undo') })
    .click();
  const row = rowWith(page.getByRole('table').first(), sim);
  await row.getByText(words.label(customFieldTypes.text.label), { exact: true }).waitFor();
}
