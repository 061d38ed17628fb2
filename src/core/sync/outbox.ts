import type { WireBatch, WireChange, WireDevice, WireSeal } from '../../model/wire.ts';
import type { StoredChange } from '../log/entries.ts';
import { toWire, wireBatch, wireDevice, wireSeals } from '../log/wire-out.ts';
import type { Register } from '../store/register.ts';
import { changeState } from '../store/schema.ts';
import { maxPushChanges, type WireError } from '../wire/protocol.ts';

/** What one push carries. */
export interface Parcel {
  readonly rows: readonly StoredChange[];
  readonly lines: readonly unknown[];
}

/** Entries of other devices (they came by file, or a restored server lacks them), and our own. */
export type Whose = 'others' | 'own';

/**
 * The next changes to send, at most `size` but never a group in halves; null when there is nothing to send.
 *
 * Each device's entries go in the order of its chain. Our own go up to the first of a batch that is still being applied:
 * it leaves as a whole, and what comes after it in the chain waits with it.
 * @param recovering also sends rejected changes that the server does not know, since they are links of the chain
 */
export function nextParcel(reg: Register, whose: Whose, size: number, recovering: boolean): Parcel | null {
  const wanted = recovering
    ? `(c.state = ${changeState.pending} OR (c.state = ${changeState.rejected} AND c.server_seq IS NULL))`
    : `c.state = ${changeState.pending}`;
  const limit = Math.min(size * 2, maxPushChanges);
  const rows = whose === 'own' ? ownRows(reg, wanted, limit) : othersRows(reg, wanted, limit);
  const cut = rows.slice(0, wholeGroups(rows, Math.min(size, withinBytes(rows))));
  return cut.length === 0 ? null : { rows: cut, lines: linesOf(reg, cut) };
}

function othersRows(reg: Register, wanted: string, limit: number): StoredChange[] {
  return reg
    .sql(`SELECT c.* FROM change c WHERE ${wanted} AND c.device <> ? ORDER BY c.device, c.n LIMIT ?`)
    .all(reg.device.key, limit) as StoredChange[];
}

function ownRows(reg: Register, wanted: string, limit: number): StoredChange[] {
  const applying = new Set(
    reg.sql("SELECT key FROM batch WHERE state = 'applying'").pluck().all() as number[],
  );
  const rows = reg
    .sql(`SELECT c.* FROM change c WHERE ${wanted} AND c.device = ? ORDER BY c.seq LIMIT ?`)
    .all(reg.device.key, limit) as StoredChange[];
  const held = rows.findIndex((row) => applying.has(row.batch));
  return held === -1 ? rows : rows.slice(0, held);
}

/** Characters of patches in one push: at three bytes each they stay below what the server unpacks. */
const mostCharacters = 16 * 1024 * 1024;

/** Entries such as a thousand cards of a ledger are large: fewer of them go at a time, but always one. */
function withinBytes(rows: readonly StoredChange[]): number {
  let characters = 0;
  const over = rows.findIndex((row) => {
    characters += row.patch.length;
    return characters > mostCharacters;
  });
  return over === -1 ? rows.length : Math.max(1, over);
}

/** How many rows to take so that the last one ends its group. */
function wholeGroups(rows: readonly StoredChange[], size: number): number {
  let count = Math.min(size, rows.length);
  while (count < rows.length && count > 0) {
    const last = rows[count - 1] as StoredChange;
    const next = rows[count] as StoredChange;
    if (last.grp === null || last.grp !== next.grp || last.batch !== next.batch) break;
    count += 1;
  }
  return count;
}

type Line =
  | { change: WireChange; rejected?: WireError }
  | { batch: WireBatch }
  | { device: WireDevice }
  | { seal: WireSeal }
  | { end: { changes: number } };

function linesOf(reg: Register, rows: readonly StoredChange[]): Line[] {
  const devices = new Map<number, { from: number; to: number }>();
  for (const row of rows) {
    const range = devices.get(row.device) ?? { from: row.n, to: row.n };
    devices.set(row.device, { from: Math.min(range.from, row.n), to: Math.max(range.to, row.n) });
  }
  const batches = [...new Set(rows.map((row) => row.batch))];
  const lines: Line[] = [];
  for (const key of devices.keys()) {
    const device = wireDevice(reg, key);
    if (device.publicKey !== '') lines.push({ device });
  }
  for (const key of batches) {
    const batch = knownBatch(reg, key);
    if (batch) lines.push({ batch });
  }
  for (const row of rows) lines.push(changeLine(reg, row));
  for (const [key, { from, to }] of devices) {
    for (const seal of wireSeals(reg, key, from, to)) lines.push({ seal });
  }
  lines.push({ end: { changes: rows.length } });
  return lines;
}

/** A batch that changes refer to but that has not come itself has nobody yet. */
function knownBatch(reg: Register, key: number): WireBatch | null {
  const actor = reg.sql('SELECT actor FROM batch WHERE key = ?').pluck().get(key);
  return actor === null || actor === undefined ? null : wireBatch(reg, key);
}

function changeLine(reg: Register, row: StoredChange): Line {
  const change = toWire(reg, row);
  if (row.state !== changeState.rejected) return { change };
  const why = reg.sql('SELECT code, params FROM rejection WHERE change = ?').get(row.seq) as
    | { code: string; params: string }
    | undefined;
  return {
    change,
    rejected: { code: why?.code ?? 'SERVER_REJECTED', params: JSON.parse(why?.params ?? '{}') },
  };
}
