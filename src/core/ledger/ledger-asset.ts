import type { LedgerApart } from '../../model/ledger.ts';
import { isGone } from '../../model/lifecycle.ts';
import type { Register } from '../store/register.ts';

/** An asset as far as the finance ledger has to do with it. Codes are folded as their indexes are. */
export interface LedgerAsset {
  /** Key of the record in this file. */
  readonly rid: number;
  readonly tag: string | null;
  readonly ledgerNo: string | null;
  readonly serial: string | null;
  readonly name: string | null;
  /** Minor units of the ledger's currency; 0 where there is none or it is in another currency. */
  readonly cost: number;
  /** Its cost is in another currency than the ledger. */
  readonly foreign: boolean;
  /** Thousandths, so that sums are exact; 1,000 where the register says nothing. */
  readonly quantity: number;
  readonly department: number | null;
  readonly status: string | null;
  readonly kind: string | null;
  readonly class: string | null;
  /** Hardware and facilities are things that are booked; what runs on them, mostly not. */
  readonly tangible: boolean;
  readonly inService: string | null;
  readonly booked: string | null;
  readonly purchased: string | null;
  readonly usefulLife: number | null;
  readonly salvageRate: number | null;
  readonly method: string | null;
}

const columns =
  'rid, tag_key, ledgerNo_key, serial_key, name, cost, currency, quantity, department, status, kind, class, inServiceDate, bookingDate, purchaseDate, usefulLife, salvageRate, depreciationMethod';

type Raw = readonly (string | number | null)[];

/** Thousandths of a quantity. */
export const thousandths = (quantity: number): number => Math.round(quantity * 1000);

/**
 * The words of assets that repeat: statuses, classes, days. Each row brings its own copy of them out of the database, and a
 * million of those cost more memory than all else that is kept of an asset.
 */
class Words {
  readonly #known = new Map<string, string>();

  one(word: string | null): string | null {
    if (word === null) return null;
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    if (this.#known.size < keptWords) this.#known.set(word, word);
    return word;
  }
}

/** Names of things repeat as well; those of a register where none does are not worth holding twice. */
const keptWords = 100_000;

function assetOf(reg: Register, raw: Raw, currency: string, words: Words): LedgerAsset {
  const own = (raw[6] as string | null) ?? currency;
  const foreign = own !== currency && ((raw[5] as number | null) ?? 0) !== 0;
  const quantity = raw[7] as number | null;
  return {
    rid: raw[0] as number,
    tag: raw[1] as string | null,
    ledgerNo: raw[2] as string | null,
    serial: raw[3] as string | null,
    name: words.one(raw[4] as string | null),
    cost: foreign ? 0 : ((raw[5] as number | null) ?? 0),
    foreign,
    quantity: quantity === null ? 1000 : thousandths(quantity),
    department: raw[8] as number | null,
    status: words.one(raw[9] as string | null),
    kind: words.one(raw[10] as string | null),
    class: words.one(raw[11] as string | null),
    tangible: isTangible(reg, raw[11] as string | null),
    inService: words.one(raw[12] as string | null),
    booked: words.one(raw[13] as string | null),
    purchased: words.one(raw[14] as string | null),
    usefulLife: raw[15] as number | null,
    salvageRate: raw[16] as number | null,
    method: words.one(raw[17] as string | null),
  };
}

/** Every asset that is not deleted, one after the other, in the order in which they were made. */
export function* eachLedgerAsset(reg: Register, currency: string): Generator<LedgerAsset> {
  const rows = reg.rawSql(`SELECT ${columns} FROM asset WHERE deleted = 0 ORDER BY rid`).iterate();
  const words = new Words();
  for (const raw of rows as Iterable<Raw>) yield assetOf(reg, raw, currency, words);
}

export function ledgerAsset(reg: Register, rid: number, currency: string): LedgerAsset | null {
  const raw = reg.rawSql(`SELECT ${columns} FROM asset WHERE rid = ? AND deleted = 0`).get(rid) as
    | Raw
    | undefined;
  return raw ? assetOf(reg, raw, currency, new Words()) : null;
}

/** No longer ours, or proved missing: the ledger shall not have it either. */
export function isGoneHere(asset: LedgerAsset): boolean {
  return isGone(asset.status) || asset.status === 'missing';
}

function isTangible({ catalogue }: Register, classKey: string | null): boolean {
  const root = catalogue.classPath(classKey ?? '')[0]?.key;
  return root === undefined || root === 'hardware' || root === 'facility';
}

/**
 * Why an asset needs no card, or null when it shall have one. An asset whose kind nobody noted counts as a fixed asset
 * when it is a thing or cost something.
 */
export function apartReason(asset: LedgerAsset): LedgerApart | null {
  if (asset.kind === 'lowValue' || asset.kind === 'leased' || asset.kind === 'thirdParty') return asset.kind;
  if (asset.status === 'planned' || asset.status === 'ordered') return 'notYet';
  if (asset.kind === 'fixed' || asset.cost !== 0 || asset.foreign) return null;
  return asset.tangible ? null : 'intangible';
}

/** Does the asset count in the register's total of fixed assets? */
export function countsHere(asset: LedgerAsset): boolean {
  return !isGoneHere(asset) && apartReason(asset) === null;
}

/** What is kept of an asset that no card could mean: a million of them must fit. */
export interface LoneAsset {
  readonly rid: number;
  readonly quantity: number;
  readonly cost: number;
  readonly foreign: boolean;
  /** Why it needs no card; null = it should have one. */
  readonly apart: LedgerApart | null;
}

/** Null for what neither side has any more. */
export function loneOf(asset: LedgerAsset): LoneAsset | null {
  if (isGoneHere(asset)) return null;
  const { rid, quantity, cost, foreign } = asset;
  return { rid, quantity, cost, foreign, apart: apartReason(asset) };
}
