import type { Value } from '../../model/index.ts';
import type { Register } from '../store/register.ts';
import { foldCode } from '../store/text.ts';

interface CountRow {
  readonly rid: number;
  readonly id: Buffer;
  readonly outcome: string | null;
  readonly ms: number;
  readonly counter: number;
}

const counts = `SELECT c.rid, c.outcome, ch.ms, ch.counter, ch.id FROM count c JOIN change ch ON ch.seq = c.created`;

/**
 * Keeps one line for each thing that was counted in a stocktake: an asset, or a label that no asset carries. The newest count
 * decides what the line says, by the stamp of its creation and not by arrival, so that every replica shows the same.
 * @param fresh true for a count that was made here just now
 */
export function writeCountedLine(
  reg: Register,
  rid: number,
  values: Readonly<Record<string, Value>>,
  fresh: boolean,
): void {
  const { stocktake, asset, label } = values;
  if (typeof stocktake !== 'string') return;
  const sheet = reg.keys.rid(stocktake, 'stocktake');
  const thing = typeof asset === 'string' ? reg.keys.rid(asset, 'asset') : 0;
  const key = thing === 0 ? foldCode(String(label ?? '')) : '';
  const line = { sheet, thing, key };
  if (fresh && !isCounted(reg, line)) {
    put(reg, line, rid, (values.outcome as string | null) ?? null, 1);
    return;
  }
  // The plus keeps SQLite from walking all counts of the sheet instead of the few of this thing.
  const rows = (
    thing === 0
      ? reg
          .sql(`${counts} WHERE c.label_key = ? AND +c.stocktake = ? AND c.asset IS NULL AND c.deleted = 0`)
          .all(key, sheet)
      : reg.sql(`${counts} WHERE c.asset = ? AND +c.stocktake = ? AND c.deleted = 0`).all(thing, sheet)
  ) as CountRow[];
  const newest = rows.reduce<CountRow | null>((best, row) => (best && isAfter(best, row) ? best : row), null);
  if (!newest) {
    reg
      .sql('DELETE FROM counted_line WHERE stocktake = ? AND asset = ? AND label = ?')
      .run(sheet, thing, key);
    return;
  }
  put(reg, line, newest.rid, newest.outcome, rows.length);
}

interface LineKey {
  readonly sheet: number;
  /** 0 for a label that no asset carries. */
  readonly thing: number;
  readonly key: string;
}

function isCounted(reg: Register, { sheet, thing, key }: LineKey): boolean {
  return (
    reg
      .sql('SELECT 1 FROM counted_line WHERE stocktake = ? AND asset = ? AND label = ?')
      .get(sheet, thing, key) !== undefined
  );
}

function put(reg: Register, line: LineKey, count: number, outcome: string | null, scans: number): void {
  reg
    .sql(
      `INSERT INTO counted_line(stocktake, asset, label, count, outcome, listed, scans)
       VALUES (@sheet, @thing, @key, @count, @outcome,
         EXISTS (SELECT 1 FROM expected_line WHERE stocktake = @sheet AND asset = @thing), @scans)
       ON CONFLICT DO UPDATE SET count = excluded.count, outcome = excluded.outcome, listed = excluded.listed,
         scans = excluded.scans`,
    )
    .run({ ...line, count, outcome: outcome ?? (line.thing === 0 ? 'unknown' : 'expected'), scans });
}

function isAfter(a: CountRow, b: CountRow): boolean {
  return (a.ms - b.ms || a.counter - b.counter || Buffer.compare(a.id, b.id)) > 0;
}

/** Counts may arrive before the lines that were expected. */
export function relistCountedLines(reg: Register, stocktake: number): void {
  reg
    .sql(
      `UPDATE counted_line SET listed = EXISTS (SELECT 1 FROM expected_line e
         WHERE e.stocktake = counted_line.stocktake AND e.asset = counted_line.asset) WHERE stocktake = ?`,
    )
    .run(stocktake);
}
