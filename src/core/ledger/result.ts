import { HoldfastError } from '../../model/errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { uuidText } from '../log/pure/ids.ts';
import type { Register } from '../store/register.ts';
import { foldText } from '../store/text.ts';
import { type Line, type Outcome, Tally } from './bridge.ts';
import { type Card, decodeCards } from './card.ts';
import type { CardIndex } from './card-index.ts';
import { type DepartmentWords, differencesOf, squeezed, sumsOf } from './compare.ts';
import { eachLedgerAsset, type LedgerAsset, type LoneAsset, ledgerAsset, loneOf } from './ledger-asset.ts';
import { type Found, type HandMatch, match } from './match.ts';

/** The assets that a card could mean, and what is kept of the many others. */
export interface Sighted {
  readonly found: readonly Found[];
  /** Without a card whatever is decided, unless by hand: those that should have one, and those that need none. */
  readonly alone: readonly LoneAsset[];
  readonly apart: readonly LoneAsset[];
  /** Their sums: a million of them are added up once. */
  readonly tally: Tally;
  /** What compared pairs differ in, by their keys; holds as long as assets and departments are the same. */
  readonly compared: Map<string, number>;
}

export interface Result {
  readonly cards: readonly Card[];
  readonly period: string | null;
  readonly currency: string;
  /** All but what stands only in the register: matched, different, only in the ledger, several candidates. */
  readonly lines: readonly Line[];
  /** Assets that should have a card and have none. */
  readonly onlyRegister: readonly LoneAsset[];
  /** Those that need none. */
  readonly apart: readonly LoneAsset[];
  readonly outcome: Outcome;
  /** Matches by hand whose asset is gone from the register, and whose card is in this list. */
  readonly lost: readonly LostMatch[];
}

export interface LostMatch {
  readonly id: string;
  readonly card: string;
  readonly asset: string;
}

export interface Head {
  readonly rid: number;
  readonly id: string;
  readonly name: string;
  readonly period: string | null;
  readonly currency: string;
}

/** @throws RECONCILIATION_NOT_FOUND */
export function headOf(reg: Register, id: string): Head {
  const rid = reg.keys.findRid(id);
  const row =
    rid === null
      ? undefined
      : (reg
          .sql('SELECT name, period, currency FROM reconciliation WHERE rid = ? AND deleted = 0')
          .get(rid) as { name: string; period: string | null; currency: string | null } | undefined);
  if (rid === null || !row) throw new HoldfastError('RECONCILIATION_NOT_FOUND');
  return { rid, id, name: row.name, period: row.period, currency: row.currency ?? 'CNY' };
}

export function storedCards(reg: Register, rid: number): Card[] {
  const chunks = reg
    .sql('SELECT cards FROM ledgerCards WHERE reconciliation = ? AND deleted = 0 ORDER BY n')
    .pluck()
    .iterate(rid) as Iterable<string>;
  const cards: Card[] = [];
  for (const chunk of chunks) cards.push(...decodeCards(JSON.parse(chunk) as JsonObject));
  return cards;
}

export interface Watch {
  readonly progress?: (phase: string, done: number, total: number | null) => void;
  readonly cancelled?: () => boolean;
}

/**
 * Lets every asset pass the cards once and sets those apart that one could mean.
 * @throws CANCELLED
 */
export function sight(reg: Register, index: CardIndex, currency: string, watch: Watch = {}): Sighted {
  const found: Found[] = [];
  const alone: LoneAsset[] = [];
  const apart: LoneAsset[] = [];
  const tally = new Tally([]);
  const byHand = new Set(
    reg
      .sql('SELECT asset FROM ledgerMatch WHERE deleted = 0 AND asset IS NOT NULL')
      .pluck()
      .all() as number[],
  );
  let seen = 0;
  for (const asset of eachLedgerAsset(reg, currency)) {
    const hits = index.hitsOf(asset);
    const hit = hits.number.length > 0 || hits.serial.length > 0 || hits.buckets.length > 0;
    if (hit || byHand.has(asset.rid)) found.push({ asset, hits });
    else {
      const lone = loneOf(asset);
      if (lone) {
        (lone.apart === null ? alone : apart).push(lone);
        tally.lone(lone);
      }
    }
    if (++seen % 10_000 === 0) {
      if (watch.cancelled?.()) throw new HoldfastError('CANCELLED');
      watch.progress?.('match', seen, null);
    }
  }
  return { found, alone, apart, tally, compared: new Map() };
}

interface HandRow {
  readonly id: Buffer;
  readonly card: string;
  readonly asset: number | null;
  readonly apart: number | null;
  readonly here: number | null;
}

/** What people decided, and what of it can't be followed since the asset is gone. */
export function handMatches(reg: Register): { matches: HandMatch[]; lost: LostMatch[] } {
  const rows = reg
    .sql(
      `SELECT r.id AS id, m.card, m.asset, m.apart, (a.rid IS NOT NULL AND a.deleted = 0) AS here
       FROM ledgerMatch m JOIN record r ON r.rid = m.rid LEFT JOIN asset a ON a.rid = m.asset WHERE m.deleted = 0`,
    )
    .all() as HandRow[];
  const matches: HandMatch[] = [];
  const lost: LostMatch[] = [];
  for (const { id, card, asset, apart, here } of rows) {
    if (asset !== null && here === 1) matches.push({ card, rid: asset, apart: apart === 1 });
    else if (apart !== 1) lost.push({ id: uuidText(id), card, asset: goneName(reg, asset) });
  }
  return { matches, lost };
}

function goneName(reg: Register, rid: number | null): string {
  if (rid === null) return '';
  const row = reg.sql('SELECT tag, name FROM asset WHERE rid = ?').get(rid) as
    | { tag: string | null; name: string | null }
    | undefined;
  return row ? [row.tag, row.name].filter(Boolean).join(' ') : '';
}

/** Matches what was sighted and compares what belongs together. Quick: nothing is read anew but decisions by hand. */
export function settle(
  reg: Register,
  index: CardIndex,
  sighted: Sighted,
  head: Pick<Head, 'period' | 'currency'>,
): Result {
  const { matches, lost } = handMatches(reg);
  const picked = handPicked(reg, sighted, matches, head.currency);
  const { cards } = index;
  const matching = match(index, [...sighted.found, ...picked], matches);
  const compare = comparer(reg, sighted.compared);
  const tally = new Tally(cards);
  const lines: Line[] = [];
  const put = (line: Line) => {
    lines.push(line);
    tally.line(line);
  };
  for (const { cards: places, assets, reasons } of matching.matched) {
    const differences = compare(cards, places, assets);
    put({ kind: differences === 0 ? 'matched' : 'different', cards: places, assets, reasons, differences });
  }
  for (const group of matching.ambiguous) put({ kind: 'ambiguous', ...group, differences: 0 });
  for (const at of matching.loneCards)
    put({ kind: 'onlyLedger', cards: [at], assets: [], reasons: [], differences: 0 });
  lines.sort((a, b) => (a.cards[0] as number) - (b.cards[0] as number));
  const lone = matching.loneAssets.flatMap((asset) => loneOf(asset) ?? []);
  for (const asset of lone) tally.lone(asset);
  const { alone, apart } = withoutPicked(sighted, picked, tally);
  return {
    cards,
    period: head.period,
    currency: head.currency,
    lines,
    onlyRegister: [...lone.filter((asset) => asset.apart === null), ...alone],
    apart: [...lone.filter((asset) => asset.apart !== null), ...apart],
    outcome: tally.outcome(),
    lost: lost.filter(({ card }) => index.identities.has(card)),
  };
}

type Compare = (cards: readonly Card[], places: readonly number[], assets: readonly LedgerAsset[]) => number;

/** Compares a pair once, however often people decide about others. */
function comparer(reg: Register, known: Map<string, number>): Compare {
  const words = departmentWords(reg);
  return (cards, places, assets) => {
    const key = `${places.join()} ${assets.map(({ rid }) => rid).join()}`;
    let mask = known.get(key);
    if (mask === undefined) {
      const own = places.map((at) => cards[at] as Card);
      mask = differencesOf(own, assets, sumsOf(own, assets), words);
      known.set(key, mask);
    }
    return mask;
  };
}

/** Assets that were given to a card by hand since the register was last read through. */
function handPicked(
  reg: Register,
  { found }: Sighted,
  matches: readonly HandMatch[],
  currency: string,
): readonly Found[] {
  if (matches.length === 0) return [];
  const here = new Set(found.map(({ asset }) => asset.rid));
  const picked = new Set(matches.map(({ rid }) => rid).filter((rid) => !here.has(rid)));
  const hits = { number: [], serial: [], buckets: [] };
  return [...picked].flatMap((rid) => {
    const asset = ledgerAsset(reg, rid, currency);
    return asset ? [{ asset, hits }] : [];
  });
}

/** What stands alone without those that were picked by hand; the tally is told the sums of the rest. */
function withoutPicked(
  sighted: Sighted,
  picked: readonly Found[],
  tally: Tally,
): Pick<Sighted, 'alone' | 'apart'> {
  tally.addLone(sighted.tally);
  if (picked.length === 0) return sighted;
  const rids = new Set(picked.map(({ asset }) => asset.rid));
  const keep = (list: readonly LoneAsset[]) =>
    list.filter((asset) => {
      if (!rids.has(asset.rid)) return true;
      tally.lone(asset, -1);
      return false;
    });
  return { alone: keep(sighted.alone), apart: keep(sighted.apart) };
}

/** All ways in which people write a department: its name, code, path, and the path without separators. */
export function departmentWords(reg: Register): DepartmentWords {
  const known = new Map<number, ReadonlySet<string>>();
  return (rid) => {
    let words = known.get(rid);
    if (!words) {
      const row = reg
        .sql(
          'SELECT d.name, d.code, t.path FROM department d LEFT JOIN tree_path t ON t.rid = d.rid WHERE d.rid = ?',
        )
        .get(rid) as { name: string | null; code: string | null; path: string | null } | undefined;
      const ways = [row?.name, row?.code, row?.path].flatMap((way) => (way ? [foldText(way)] : []));
      const pair = row?.code && row.name ? [foldText(`${row.code}${row.name}`)] : [];
      words = new Set([...ways, ...pair, ...ways.map(squeezed), ...pair.map(squeezed)]);
      known.set(rid, words);
    }
    return words;
  };
}
