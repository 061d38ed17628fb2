import { expect } from 'vitest';
import { ledgerBridge, ledgerLineKinds, ledgerReasons, ledgerTargets } from '../../../../src/model/ledger.ts';
import { barriers } from '../../support/axe.ts';
import { readWorkbook } from '../../support/read-workbook.ts';
import {
  choose,
  downloaded,
  fieldOf,
  picture,
  pictures,
  press,
  rowWith,
  visit,
} from '../../support/screen.ts';
import { cardList, type LedgerClient } from './world.ts';

type Key = Parameters<LedgerClient['words']['t']>[1];

const say =
  ({ words }: LedgerClient) =>
  (key: string, params = {}) =>
    words.t('ledger', key as Key as never, params);

/** What moves comes to rest first: colours half-way through a transition are nobody's. */
async function expectNoBarriers({ page }: LedgerClient): Promise<void> {
  await page.mouse.move(720, 890);
  await page.waitForTimeout(400);
  expect(await barriers(page)).toEqual([]);
}

/** Takes a list in up to the matching of its columns. */
async function takeList(
  client: LedgerClient,
  rows: LedgerClient['plan']['rows'],
  file: string,
): Promise<void> {
  const { page, plan, words } = client;
  const t = say(client);
  await visit(client, words.t('frame', 'ledger'));
  await press(page, t('create'));
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, t('chooseFile'))]);
  await chooser.setFiles(await cardList(plan, rows, file));
  await page.getByRole('table', { name: t('mapping') }).waitFor();
}

/** The first list: one column is not recognised and has to be matched by hand before anything can start. */
export async function matchAndRun(client: LedgerClient): Promise<void> {
  const { page, plan, words } = client;
  const t = say(client);
  await visit(client, words.t('frame', 'ledger'));
  await page.getByText(t('emptyTitle')).waitFor();
  await picture(client, 'ledger-0-empty');
  await takeList(client, plan.rows, 'cards-2025.xlsx');
  await page.getByText(t('needs')).waitFor();
  const cost = words.label(ledgerTargets.cost.label);
  await choose(client, fieldOf(page, t('meaningOf', { column: plan.oddHeader })), cost);
  await page.getByText(t('needs')).waitFor({ state: 'detached' });
  await fieldOf(page, t('name')).fill(plan.names.first);
  await pictures(client, 'ledger-1-new');
  await expectNoBarriers(client);
  await press(page, t('run'));
  await page.getByRole('heading', { name: plan.names.first }).waitFor();
}

/** Every card and every row has its place, and the bridge its sum. */
export async function seeResult(client: LedgerClient): Promise<void> {
  const { page } = client;
  const t = say(client);
  await page.getByText(t('account', { rows: 16, cards: 14, skipped: 1, rejected: 1 })).waitFor();
  await page.getByText(t('statedAgrees')).waitFor();
  await expectTiles(client, {
    matched: 4,
    different: 6,
    onlyLedger: 2,
    onlyRegister: 2,
    ambiguous: 1,
    apart: 1,
  });
  await pictures(client, 'ledger-2-result');
  await expectNoBarriers(client);
  await press(page, t('problems', { count: 1 }));
  await page.getByRole('dialog').getByText('###', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
}

async function expectTiles(client: LedgerClient, counts: Record<string, number>): Promise<void> {
  for (const [kind, count] of Object.entries(counts))
    await client.page
      .locator(`[data-testid=ledger-${kind}] b`)
      .getByText(String(count), { exact: true })
      .waitFor();
}

const grid = (client: LedgerClient) => client.page.getByRole('grid', { name: say(client)('lines') });

/** Each kind of difference has its line, and no other. */
export async function seeDifferences(client: LedgerClient): Promise<void> {
  const { page } = client;
  const expected = {
    cost: 'HF-05',
    quantity: 'HF-06',
    status: 'HF-09',
    department: 'HF-08',
    name: 'HF-17',
    startDate: 'HF-18',
  };
  for (const [kind, tag] of Object.entries(expected)) {
    await page.getByTestId(`difference-${kind}`).click();
    await rowWith(grid(client), tag).waitFor();
    await expect.poll(() => grid(client).getByRole('row').count()).toBe(2);
  }
  await page.getByTestId('difference-startDate').click();
  await page.getByTestId('ledger-different').click();
  await picture(client, 'ledger-2b-all');
}

/** Opens a line of a kind by what stands in it. */
async function openLine(client: LedgerClient, kind: string, text: string): Promise<void> {
  const { page } = client;
  const tile = page.getByTestId(`ledger-${kind}`);
  if ((await tile.getAttribute('aria-pressed')) !== 'true') await tile.click();
  // A list shows what it had before it shows what is new; rows move meanwhile.
  const lines = Number(await tile.locator('b').textContent());
  await expect.poll(() => grid(client).getByRole('row').count()).toBe(1 + lines);
  await rowWith(grid(client), text).first().click();
  await page.getByTestId('ledger-line').waitFor();
}

export async function closeLine({ page }: LedgerClient): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByTestId('ledger-line').waitFor({ state: 'detached' });
}

/** What no rule finds, a person does. */
export async function matchByHand(client: LedgerClient): Promise<void> {
  const { page, words } = client;
  const t = say(client);
  await openLine(client, 'onlyLedger', '00011');
  const drawer = page.getByTestId('ledger-line');
  await choose(client, fieldOf(drawer, t('detail.findAsset')), /HF-14/, 'HF-14');
  await press(drawer, t('detail.match'));
  await page.getByText(t('matched')).waitFor();
  await drawer.getByText(`${t('line.reason')}: ${words.label(ledgerReasons.hand.label)}`).waitFor();
  await pictures(client, 'ledger-3-by-hand');
  await closeLine(client);
  await expectTiles(client, { different: 7, onlyLedger: 1, onlyRegister: 1 });
}

/** Twins are paired in their order. */
export async function settleTwins(client: LedgerClient): Promise<void> {
  const { page } = client;
  const t = say(client);
  await openLine(client, 'ambiguous', '00009');
  await expectNoBarriers(client);
  await picture(client, 'ledger-4-twins');
  await press(page.getByTestId('ledger-line'), t('detail.pairAll'));
  await expectTiles(client, { ambiguous: 0, matched: 6 });
  await closeLine(client);
}

/** Saying that two don't belong together parts them; taking it back brings them together again. */
export async function partAndUndo(client: LedgerClient): Promise<void> {
  const { page, words } = client;
  const t = say(client);
  await openLine(client, 'different', 'HF-17');
  await press(page.getByTestId('ledger-line'), t('detail.unmatchOf', { tag: 'HF-17' }));
  await expectTiles(client, { different: 6, onlyLedger: 2, onlyRegister: 2 });
  await page
    .getByTestId('done')
    .last()
    .getByRole('button', { name: words.t('common', 'undo') })
    .click();
  await expectTiles(client, { different: 7, onlyLedger: 1, onlyRegister: 1 });
  await closeLine(client);
}

/** Finance numbers go into the register: shown first, written as one, taken back as one. */
export async function takeOver(client: LedgerClient): Promise<void> {
  const { page, words } = client;
  const t = say(client);
  await press(page, t('takeOver'));
  const dialog = page.getByRole('dialog');
  await dialog.getByText('HF-10').waitFor();
  await expectNoBarriers(client);
  await picture(client, 'ledger-5-take-over');
  await press(dialog, t('take.go', { count: 5 }));
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(t('take.done', { count: 5 })).waitFor();
  await press(page, t('takeOver'));
  await dialog.getByText(t('take.none')).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page
    .getByTestId('done')
    .last()
    .getByRole('button', { name: words.t('common', 'undo') })
    .click();
  await page.getByText(words.t('history', 'undoneResult', { count: 5 })).waitFor();
  await press(page, t('takeOver'));
  await press(dialog, t('take.go', { count: 5 }));
  await dialog.waitFor({ state: 'detached' });
}

/** The workbook says the same, to a library that did not write it. */
export async function readBack(client: LedgerClient): Promise<void> {
  const { page, words } = client;
  const download = await downloaded(page, () => press(page, say(client)('download')));
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
  const sheets = await readWorkbook(download);
  const of = (kind: keyof typeof ledgerLineKinds) => sheets[words.label(ledgerLineKinds[kind].label)] ?? [];
  expect([of('onlyLedger').length, of('onlyRegister').length, of('ambiguous').length]).toEqual([1, 1, 0]);
  const [bridgeName, item, cost] =
    words.language === 'zh' ? ['余额调节表', '项目', '原值'] : ['Bridge', 'Item', 'Cost'];
  const bridge = sheets[bridgeName as string] ?? [];
  const amounts = bridge.map((row) => Math.round(Number(row[cost as string]) * 100));
  expect(amounts.slice(0, -1).reduce((sum, each) => sum + each, 0)).toBe(amounts.at(-1));
  expect(bridge.at(-1)?.[item as string]).toBe(words.label(ledgerBridge.ledger));
  expect(amounts.at(-1)).toBe(233_400_00);
}

/** Next year's list knows columns and people's decisions again. */
export async function nextYear(client: LedgerClient): Promise<void> {
  const { page, plan, words } = client;
  const t = say(client);
  await takeList(client, plan.nextRows, 'cards-2026.xlsx');
  await page.getByText(t('remembered', { name: plan.names.first })).waitFor();
  await fieldOf(page, t('name')).fill(plan.names.next);
  await press(page, t('run'));
  await page.getByRole('heading', { name: plan.names.next }).waitFor();
  await expectTiles(client, { onlyLedger: 0, onlyRegister: 1, ambiguous: 0, different: 7, matched: 6 });
  await openLine(client, 'different', plan.names.byHand);
  const drawer = page.getByTestId('ledger-line');
  await drawer.getByText(`${t('line.reason')}: ${words.label(ledgerReasons.hand.label)}`).waitFor();
  await drawer.getByText('HF-14').first().waitFor();
  await closeLine(client);
}

export async function listAll(client: LedgerClient): Promise<void> {
  const { page, plan, words } = client;
  await visit(client, words.t('frame', 'ledger'));
  const list = page.getByRole('grid', { name: say(client)('title') });
  await rowWith(list, plan.names.next).waitFor();
  expect(await list.getByRole('row').count()).toBe(1 + 2);
  await picture(client, 'ledger-6-list');
  await expectNoBarriers(client);
}
