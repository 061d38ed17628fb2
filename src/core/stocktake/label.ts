import type { Register } from '../store/register.ts';
import { foldCode } from '../store/text.ts';

/** What a scan needs to know of an asset. */
export interface Scanned {
  readonly rid: number;
  readonly tag: string | null;
  readonly name: string | null;
  readonly serial: string | null;
  readonly model: number | null;
  readonly status: string | null;
  readonly location: number | null;
}

/** No label that we or others print is longer. */
const longestLabel = 200;

/**
 * The label that a scanner read, as it is compared; null when it can't be a label: empty, without a letter or digit, with
 * characters that only a garbled transmission has, or far too long.
 */
export function labelKey(scan: string): string | null {
  const key = foldCode(scan);
  if (key === '' || key.length > longestLabel) return null;
  if (!/[\p{L}\p{N}]/u.test(key) || /[\p{Cc}\ufffd]/u.test(key) || !key.isWellFormed()) return null;
  return key;
}

const columns = 'rid, tag, name, serial, model, status, location';
const ways = [
  `SELECT ${columns} FROM asset WHERE tag_key = ? AND deleted = 0`,
  `SELECT ${columns} FROM asset WHERE rid IN (SELECT asset FROM former_tag WHERE key = ?) AND deleted = 0`,
  `SELECT ${columns} FROM asset WHERE ledgerNo_key = ? AND deleted = 0 LIMIT 20`,
  `SELECT ${columns} FROM asset WHERE serial_key = ? AND deleted = 0 LIMIT 20`,
];

/**
 * The asset that carries a label: as its tag, as a former tag, as its number in the finance ledger, as its serial. Where several
 * do, one that the stocktake expects comes first, then the one that was made first.
 */
export function findByLabel(reg: Register, sheet: number, key: string): Scanned | null {
  for (const way of ways) {
    const found = reg.sql(way).all(key) as Scanned[];
    if (found.length > 0) return found.length === 1 ? (found[0] as Scanned) : bestOf(reg, sheet, found);
  }
  return null;
}

function bestOf(reg: Register, sheet: number, found: readonly Scanned[]): Scanned {
  const listed = reg.sql('SELECT 1 FROM expected_line WHERE stocktake = ? AND asset = ?');
  const sorted = [...found].sort((a, b) => (reg.keys.uuid(a.rid) < reg.keys.uuid(b.rid) ? -1 : 1));
  return (sorted.find((asset) => listed.get(sheet, asset.rid)) ?? sorted[0]) as Scanned;
}
