import { HoldfastError } from '../../model/errors.ts';
import type { LedgerApart, LedgerDifference, LedgerLineKind, LedgerReason } from '../../model/ledger.ts';
import type { Value } from '../../model/types.ts';
import { rowsByRid } from '../register/rows.ts';
import { searchSet } from '../register/search.ts';
import type { Register } from '../store/register.ts';
import { foldText } from '../store/text.ts';
import { type BridgeLine, type Line, unexplained } from './bridge.ts';
import { type Card, cardIdentity, cardNumber, netOf } from './card.ts';
import { bitOf, differenceKeys, sumsOf } from './compare.ts';
import { estimate } from './depreciation.ts';
import { type LedgerAsset, type LoneAsset, ledgerAsset, thousandths } from './ledger-asset.ts';
import type { Result } from './result.ts';

export interface LinesWanted {
  readonly kind: LedgerLineKind | 'all';
  readonly difference?: LedgerDifference | undefined;
  /** Words in number, name, tag or department of either side. */
  readonly text?: string | undefined;
  readonly sort?: { readonly field: LineSort; readonly descending: boolean } | undefined;
}

export type LineSort = 'ledgerCost' | 'registerCost' | 'difference' | 'name';

/** A card as people see it. Money in minor units; quantities as they stand. */
export interface CardView extends Card {
  /** Place in the list, from 0. */
  readonly at: number;
  readonly number: string | null;
  /** By what decisions know it. */
  readonly identity: string;
  /** The ledger's own net value, or what its own cost and depreciation leave. */
  readonly ownNet: number | null;
}

export interface AssetView {
  readonly id: string;
  readonly tag: string | null;
  readonly name: string | null;
  readonly ledgerNo: string | null;
  readonly serial: string | null;
  readonly class: string | null;
  readonly kind: string | null;
  readonly status: string | null;
  readonly department: string | null;
  readonly location: string | null;
  readonly quantity: number;
  readonly cost: number | null;
  readonly currency: string | null;
  readonly startDate: string | null;
  /** Ours, an estimate. */
  readonly depreciation: number | null;
  readonly net: number | null;
}

export interface LineView {
  readonly key: string;
  readonly kind: LedgerLineKind;
  readonly reasons: readonly LedgerReason[];
  readonly differences: readonly LedgerDifference[];
  /** Why an asset alone needs no card. */
  readonly apart: LedgerApart | null;
  readonly cards: { readonly count: number; readonly quantity: number; readonly cost: number };
  readonly assets: { readonly count: number; readonly quantity: number; readonly cost: number };
  /** The first of them. */
  readonly card: CardView | null;
  readonly asset: AssetView | null;
}

export interface LineDetail extends LineView {
  /** The first two hundred of each. */
  readonly allCards: readonly CardView[];
  readonly allAssets: readonly AssetView[];
  /** Whether a person may pair as many cards with as many assets in their order. */
  readonly pairable: boolean;
}

/** Shown of a line with many cards or assets. */
const shown = 200;

/** A line, or an asset that stands alone. */
type Entry = { readonly line: Line } | { readonly lone: LoneAsset };

interface Ordered {
  readonly wanted: string;
  readonly entries: readonly Entry[];
}

/** The list asked for last: its further pages cost nothing. */
const lists = new WeakMap<Result, Ordered>();

export function linesPage(
  reg: Register,
  result: Result,
  wanted: LinesWanted,
  offset: number,
  limit: number,
): { lines: LineView[]; total: number } {
  const entries = listOf(reg, result, wanted);
  const page = entries.slice(offset, offset + limit);
  return { lines: viewsOf(reg, result, page), total: entries.length };
}

function listOf(reg: Register, result: Result, wanted: LinesWanted): readonly Entry[] {
  const key = JSON.stringify([wanted.kind, wanted.difference ?? '', wanted.text ?? '', wanted.sort ?? null]);
  const known = lists.get(result);
  if (known?.wanted === key) return known.entries;
  const entries = sorted(result, filtered(reg, result, wanted), wanted.sort);
  lists.set(result, { wanted: key, entries });
  return entries;
}

/** All lines of a kind, in the order of the list, then those of the register alone. */
export function entriesOf(result: Result, wanted: Pick<LinesWanted, 'kind' | 'difference'>): Entry[] {
  const { kind, difference } = wanted;
  const bit = difference === undefined ? 0 : bitOf(difference);
  const entries: Entry[] = [];
  for (const line of result.lines) {
    if (kind !== 'all' && line.kind !== kind) continue;
    if (bit === 0 || (line.differences & bit) !== 0) entries.push({ line });
  }
  if (bit !== 0) return entries;
  const alone =
    kind === 'apart' ? result.apart : kind === 'onlyRegister' || kind === 'all' ? result.onlyRegister : [];
  for (const lone of alone) entries.push({ lone });
  return entries;
}

function filtered(reg: Register, result: Result, wanted: LinesWanted): Entry[] {
  const entries = entriesOf(result, wanted);
  const text = foldText(wanted.text ?? '');
  if (text === '') return entries;
  const { sql, params } = searchSet(reg, 'asset', text, true);
  const assets = new Set(
    reg
      .sql(`SELECT rid FROM asset WHERE deleted = 0 AND ${sql}`)
      .pluck()
      .all(...params) as number[],
  );
  return entries.filter((entry) => {
    if ('lone' in entry) return assets.has(entry.lone.rid);
    const { line } = entry;
    return (
      line.assets.some(({ rid }) => assets.has(rid)) ||
      line.cards.some((at) => says(result.cards[at] as Card, text))
    );
  });
}

function says(card: Card, text: string): boolean {
  const { cardNo, assetNo, name, department, spec, serial } = card;
  return [cardNo, assetNo, name, department, spec, serial].some(
    (each) => each !== null && foldText(each).includes(text),
  );
}

function sorted(result: Result, entries: Entry[], sort: LinesWanted['sort']): readonly Entry[] {
  if (!sort) return entries;
  const { field, descending } = sort;
  const keys = new Map(entries.map((entry) => [entry, sortKey(result, entry, field)]));
  const order = (a: Entry, b: Entry): number => {
    const [x, y] = [keys.get(a) as number | string, keys.get(b) as number | string];
    return x < y ? -1 : x > y ? 1 : 0;
  };
  return entries.sort((a, b) => (descending ? order(b, a) : order(a, b)));
}

function sortKey(result: Result, entry: Entry, field: LineSort): number | string {
  if ('lone' in entry) {
    if (field === 'name') return '';
    return field === 'ledgerCost' ? 0 : field === 'registerCost' ? entry.lone.cost : -entry.lone.cost;
  }
  const { line } = entry;
  if (field === 'name') {
    const [first] = line.cards;
    return foldText((first === undefined ? '' : result.cards[first]?.name) ?? '');
  }
  const sums = sumsOf(cardsOf(result, line), line.assets);
  if (field === 'ledgerCost') return sums.ledgerCost;
  return field === 'registerCost' ? sums.registerCost : sums.ledgerCost - sums.registerCost;
}

export function cardsOf(result: Result, line: Line): Card[] {
  return line.cards.map((at) => result.cards[at] as Card);
}

/** Words for a page of lines, with one statement for all assets on it. */
export function viewsOf(reg: Register, result: Result, entries: readonly Entry[]): LineView[] {
  const rids = entries.flatMap((entry) =>
    'lone' in entry ? [entry.lone.rid] : entry.line.assets.slice(0, 1).map(({ rid }) => rid),
  );
  const views = assetViews(reg, result, [...new Set(rids)]);
  return entries.map((entry) => viewOf(result, entry, views));
}

function viewOf(result: Result, entry: Entry, views: ReadonlyMap<number, AssetView>): LineView {
  if ('lone' in entry) {
    const { rid, apart, quantity, cost } = entry.lone;
    const asset = views.get(rid) ?? null;
    return {
      key: `a${asset?.id ?? ''}`,
      kind: apart === null ? 'onlyRegister' : 'apart',
      reasons: [],
      differences: [],
      apart,
      cards: { count: 0, quantity: 0, cost: 0 },
      assets: { count: 1, quantity: quantity / 1000, cost },
      card: null,
      asset,
    };
  }
  const { line } = entry;
  const sums = sumsOf(cardsOf(result, line), line.assets);
  const [first] = line.cards;
  const [asset] = line.assets;
  return {
    key: `c${first}`,
    kind: line.kind,
    reasons: line.reasons,
    differences: differenceKeys(line.differences),
    apart: null,
    cards: { count: line.cards.length, quantity: sums.ledgerQuantity / 1000, cost: sums.ledgerCost },
    assets: { count: line.assets.length, quantity: sums.registerQuantity / 1000, cost: sums.registerCost },
    card: first === undefined ? null : cardView(result, first),
    asset: asset === undefined ? null : (views.get(asset.rid) ?? null),
  };
}

export function cardView(result: Result, at: number): CardView {
  const card = result.cards[at] as Card;
  return { ...card, at, number: cardNumber(card), identity: cardIdentity(card), ownNet: netOf(card) };
}

export function assetViews(
  reg: Register,
  result: Pick<Result, 'period' | 'currency'>,
  rids: readonly number[],
): Map<number, AssetView> {
  const rows = rowsByRid(reg, 'asset', rids);
  return new Map(
    rows.map((row) => {
      const rid = reg.keys.findRid(row.id) as number;
      const known = ledgerAsset(reg, rid, result.currency);
      const own = known ? estimate(known, result.period) : null;
      return [rid, assetView(row.id, row.values, row.labels, known, own)];
    }),
  );
}

const text = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null);

function assetView(
  id: string,
  values: Readonly<Record<string, Value>>,
  labels: Readonly<Record<string, string>>,
  known: LedgerAsset | null,
  own: ReturnType<typeof estimate>,
): AssetView {
  return {
    id,
    tag: text(values.tag),
    name: text(values.name),
    ledgerNo: text(values.ledgerNo),
    serial: text(values.serial),
    class: text(values.class),
    kind: text(values.kind),
    status: text(values.status),
    department: labels.department ?? null,
    location: labels.location ?? null,
    quantity: (known?.quantity ?? thousandths(1)) / 1000,
    cost: typeof values.cost === 'number' ? values.cost : null,
    currency: text(values.currency),
    startDate: text(values.inServiceDate) ?? text(values.bookingDate),
    depreciation: own?.depreciation ?? null,
    net: own?.net ?? null,
  };
}

/** @throws LEDGER_LINE_GONE */
export function entryAt(reg: Register, result: Result, key: string): Entry {
  if (key.startsWith('c')) {
    const at = Number(key.slice(1));
    const line = result.lines.find(({ cards }) => cards.includes(at));
    if (line) return { line };
  }
  const rid = reg.keys.findRid(key.slice(1));
  const lone = [...result.onlyRegister, ...result.apart].find((asset) => asset.rid === rid);
  if (lone) return { lone };
  const line =
    rid === null ? undefined : result.lines.find(({ assets }) => assets.some((a) => a.rid === rid));
  if (line) return { line };
  throw new HoldfastError('LEDGER_LINE_GONE');
}

/** @throws LEDGER_LINE_GONE */
export function lineDetail(reg: Register, result: Result, key: string): LineDetail {
  const entry = entryAt(reg, result, key);
  const [view] = viewsOf(reg, result, [entry]) as [LineView];
  const line = 'line' in entry ? entry.line : null;
  const rids = line
    ? line.assets.slice(0, shown).map(({ rid }) => rid)
    : [(entry as { lone: LoneAsset }).lone.rid];
  return {
    ...view,
    allCards: (line?.cards ?? []).slice(0, shown).map((at) => cardView(result, at)),
    allAssets: [...assetViews(reg, result, rids).values()],
    pairable:
      line?.kind === 'ambiguous' && line.cards.length === line.assets.length && line.cards.length <= shown,
  };
}

/** Whether the bridge's lines lead from one total to the other without a remainder. */
export function addsUp(bridge: readonly BridgeLine[]): boolean {
  const { quantity, cost } = unexplained(bridge);
  return quantity === 0 && cost === 0;
}
