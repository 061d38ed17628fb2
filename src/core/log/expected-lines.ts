import type { JsonObject, Value } from '../../model/index.ts';
import type { Register } from '../store/register.ts';
import { relistCountedLines } from './counted-lines.ts';
import { isUuid, uuidText } from './pure/ids.ts';

/** What a stocktake expects of one asset, as it stood when the stocktake was started. Integer record keys. */
export interface ExpectedLine {
  readonly asset: number;
  readonly location: number | null;
  readonly user: number | null;
  readonly status: string | null;
}

/** Lines of one log entry, column by column as the freeze reads them: record keys and states, `-` for none. */
export interface FrozenLines {
  /** 32 hexadecimal digits for each asset. */
  readonly ids: string;
  readonly locations: readonly string[];
  readonly users: readonly string[];
  readonly states: readonly string[];
}

/** At most this many lines travel in one log entry. */
export const linesPerEntry = 1000;

/** Lines that a freeze wrote to the table itself, in one statement; the projection need not write them again. */
const inTable = new WeakSet<object>();

/**
 * Packs lines for the log: ids as base64, places, users and states as a small table each and a number per line (`-` for
 * none). A few long texts are hashed and stored twenty times as fast as a list of lists with the ids spelled out.
 */
export function packLines(reg: Register, lines: FrozenLines): JsonObject {
  const uuid = (key: string) => reg.keys.uuid(Number(key));
  const places = tableOf(lines.locations);
  const users = tableOf(lines.users);
  const states = tableOf(lines.states);
  const packed = {
    assets: Buffer.from(lines.ids, 'hex').toString('base64'),
    places: places.keys.map(uuid),
    placeOf: places.numbers,
    users: users.keys.map(uuid),
    userOf: users.numbers,
    states: states.keys,
    stateOf: states.numbers,
  };
  inTable.add(packed);
  return packed;
}

/** The different values, and for each line which of them it has. */
function tableOf(values: readonly string[]): { keys: string[]; numbers: string } {
  const numbers = new Map<string, string>([['-', '-']]);
  const keys: string[] = [];
  const line: string[] = [];
  for (const value of values) {
    let number = numbers.get(value);
    if (number === undefined) {
      number = String(keys.length);
      numbers.set(value, number);
      keys.push(value);
    }
    line.push(number);
  }
  return { keys, numbers: line.join(' ') };
}

/** Reads what `packLines` wrote; a damaged or foreign structure gives no lines. Makes keys for what is mentioned first. */
export function unpackLines(reg: Register, packed: Value | undefined): ExpectedLine[] {
  if (typeof packed !== 'object' || packed === null || Array.isArray(packed)) return [];
  const p = packed as JsonObject;
  if (typeof p.assets !== 'string') return [];
  const ids = Buffer.from(p.assets, 'base64');
  const places = readTable(p.places, p.placeOf, (id) => (isUuid(id) ? reg.keys.rid(id, 'location') : null));
  const users = readTable(p.users, p.userOf, (id) => (isUuid(id) ? reg.keys.rid(id, 'person') : null));
  const states = readTable(p.states, p.stateOf, (state) => state);
  const lines: ExpectedLine[] = [];
  for (let i = 0; i + 16 <= ids.length; i += 16) {
    const asset = reg.keys.rid(uuidText(ids.subarray(i, i + 16)), 'asset');
    const n = i / 16;
    lines.push({ asset, location: places(n), user: users(n), status: states(n) });
  }
  return lines;
}

function readTable<T>(
  keys: unknown,
  numbers: unknown,
  read: (key: string) => T | null,
): (line: number) => T | null {
  const table = (Array.isArray(keys) ? keys : []).map((key) => (typeof key === 'string' ? read(key) : null));
  const at = typeof numbers === 'string' ? numbers.split(' ') : [];
  return (line) => table[Number(at[line] ?? '-')] ?? null;
}

/** Fills or clears the table of expected lines from one log entry of a stocktake. */
export function writeExpectedLines(
  reg: Register,
  values: Readonly<Record<string, Value>>,
  deleted: boolean,
): void {
  const { stocktake, lines } = values;
  if (typeof stocktake !== 'string' || typeof lines !== 'object' || lines === null) return;
  if (inTable.has(lines) && !deleted) return;
  const sheet = reg.keys.rid(stocktake, 'stocktake');
  const put = reg.sql(
    'INSERT OR REPLACE INTO expected_line(stocktake, asset, location, user, status) VALUES (?, ?, ?, ?, ?)',
  );
  const drop = reg.sql('DELETE FROM expected_line WHERE stocktake = ? AND asset = ?');
  for (const line of unpackLines(reg, lines)) {
    if (deleted) drop.run(sheet, line.asset);
    else put.run(sheet, line.asset, line.location, line.user, line.status);
  }
  relistCountedLines(reg, sheet);
}
