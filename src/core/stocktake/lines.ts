import { labelOf } from '../register/labels.ts';
import type { Register } from '../store/register.ts';
import { subtree } from './places.ts';
import { sheetOf } from './sheet.ts';
import { statusOf } from './status.ts';

/** One line of a result; the shape of the contract's stocktakeLine. */
export interface ResultLine {
  readonly key: string;
  readonly outcome: string;
  readonly asset: string | null;
  readonly tag: string;
  readonly name: string;
  readonly expectedLocation: string | null;
  readonly foundLocation: string | null;
  readonly expectedUser: string | null;
  readonly foundUser: string | null;
  readonly countedBy: string | null;
  readonly countedAt: number | null;
  readonly condition: string | null;
  readonly notes: string | null;
  readonly scans: number;
}

export interface LineQuery {
  /** A kind of result, `notCounted` among them; all when left out. */
  readonly outcome?: string | undefined;
  /** Id of a place: lines expected or found in it or inside it. */
  readonly location?: string | undefined;
  /** Only things whose newest count found them damaged. */
  readonly damaged?: boolean | undefined;
}

interface LineRow {
  readonly asset: number;
  readonly label: string;
  readonly outcome: string;
  readonly scans: number;
  readonly expectedAt: number | null;
  readonly expectedWith: number | null;
  readonly foundAt: number | null;
  readonly foundWith: number | null;
  readonly counter: number | null;
  readonly at: number | null;
  readonly condition: string | null;
  readonly notes: string | null;
  readonly read: string | null;
  readonly tag: string | null;
  readonly name: string | null;
}

/** Up to this many expected lines, results are sorted by place and tag; longer ones come in the register's own order. */
const sortable = 20_000;

const columns = `l.asset, l.label, l.outcome, l.scans, l.expectedAt, l.expectedWith, c.location AS foundAt,
  c.user AS foundWith, c.counter, c.at, c.condition, c.notes, c.label AS read, a.tag, a.name`;

/** Lines that were expected, counted or not. */
const expectedLines = `SELECT e.asset, '' AS label, coalesce(k.outcome, 'notCounted') AS outcome, coalesce(k.scans, 0) AS scans,
    e.location AS expectedAt, e.user AS expectedWith, k.count
  FROM expected_line e LEFT JOIN counted_line k ON k.stocktake = e.stocktake AND k.asset = e.asset AND k.label = ''
  WHERE e.stocktake = @sheet`;
/** Things that were counted without having been expected. */
const otherLines = `SELECT k.asset, k.label, k.outcome, k.scans, NULL AS expectedAt, NULL AS expectedWith, k.count
  FROM counted_line k WHERE k.stocktake = @sheet AND k.listed = 0`;
/** Things of one outcome, found by index. */
const linesOfOutcome = `SELECT k.asset, k.label, k.outcome, k.scans, e.location AS expectedAt, e.user AS expectedWith, k.count
  FROM counted_line k LEFT JOIN expected_line e ON e.stocktake = k.stocktake AND e.asset = k.asset
  WHERE k.stocktake = @sheet AND k.outcome = @outcome`;

/**
 * A page of a stocktake's result and how many lines there are.
 * @throws HoldfastError STOCKTAKE_NOT_FOUND
 */
export function resultLines(
  reg: Register,
  id: string,
  query: LineQuery,
  window: { readonly offset: number; readonly limit: number },
): { lines: ResultLine[]; total: number } {
  const sheet = sheetOf(reg, id);
  const from = linesFrom(reg, sheet.rid, query);
  const total = query.location === undefined ? totalOf(reg, id, query.outcome) : countLines(reg, from);
  const order = total <= sortable ? 'ORDER BY p.folded IS NULL, p.folded, a.tag_key, l.label' : '';
  const rows = reg
    .sql(
      `SELECT ${columns} FROM ${from.sql} LEFT JOIN asset a ON a.rid = l.asset
       LEFT JOIN tree_path p ON p.rid = coalesce(c.location, l.expectedAt) ${order}
       LIMIT @limit OFFSET @offset`,
    )
    .all({ ...from.params, limit: window.limit, offset: window.offset }) as LineRow[];
  const describe = describer(reg);
  return { lines: rows.map(describe), total };
}

/** Without a place to narrow them down, the numbers of the status say how many lines there are. */
function totalOf(reg: Register, id: string, outcome: string | undefined): number {
  const { expected, counted, notCounted, byOutcome } = statusOf(reg, id);
  if (outcome === 'notCounted') return notCounted;
  if (outcome !== undefined) return byOutcome[outcome] ?? 0;
  return Object.values(byOutcome).reduce((sum, n) => sum + n, expected - counted);
}

function countLines(reg: Register, from: From): number {
  return reg.sql(`SELECT count(*) FROM ${from.sql}`).pluck().get(from.params) as number;
}

/** All lines of one kind, in the register's order, for an export. */
export function* everyLine(reg: Register, sheet: number, query: LineQuery): Generator<ResultLine> {
  const from = linesFrom(reg, sheet, query);
  const describe = describer(reg);
  const rows = reg.db
    .prepare<unknown[], LineRow>(`SELECT ${columns} FROM ${from.sql} LEFT JOIN asset a ON a.rid = l.asset`)
    .iterate(from.params);
  for (const row of rows) yield describe(row);
}

interface From {
  readonly sql: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What stands after FROM: `l` the lines, `c` the newest count of each. */
function linesFrom(reg: Register, sheet: number, query: LineQuery): From {
  const { outcome, location } = query;
  const byIndex = outcome !== undefined && outcome !== 'notCounted';
  const base = byIndex
    ? linesOfOutcome
    : outcome === 'notCounted'
      ? `${expectedLines} AND k.asset IS NULL`
      : `${expectedLines} UNION ALL ${otherLines}`;
  const params: Record<string, string | number> = byIndex ? { sheet, outcome } : { sheet };
  const parts: string[] = [];
  if (location !== undefined) {
    params.places = JSON.stringify(subtree(reg, [location]));
    const inside = '(SELECT value FROM json_each(@places))';
    parts.push(`(b.expectedAt IN ${inside} OR n.location IN ${inside})`);
  }
  if (query.damaged) parts.push(`n.condition = 'damaged'`);
  const narrowed =
    parts.length === 0
      ? base
      : `SELECT b.* FROM (${base}) b LEFT JOIN count n ON n.rid = b.count WHERE ${parts.join(' AND ')}`;
  return { sql: `(${narrowed}) l LEFT JOIN count c ON c.rid = l.count`, params };
}

/** Puts rows into words; the words for a place or person are looked up once. */
function describer(reg: Register): (row: LineRow) => ResultLine {
  const words = new Map<string, string>();
  const word = (entity: 'location' | 'person', rid: number | null): string | null => {
    if (rid === null) return null;
    const key = `${entity} ${rid}`;
    let text = words.get(key);
    if (text === undefined) {
      text = labelOf(reg, entity, rid);
      words.set(key, text);
    }
    return text;
  };
  return (row) => ({
    key: row.asset === 0 ? `label ${row.label}` : reg.keys.uuid(row.asset),
    outcome: row.outcome,
    asset: row.asset === 0 ? null : reg.keys.uuid(row.asset),
    tag: row.tag ?? row.read ?? row.label,
    name: row.name ?? '',
    expectedLocation: word('location', row.expectedAt),
    foundLocation: word('location', row.foundAt),
    expectedUser: word('person', row.expectedWith),
    foundUser: word('person', row.foundWith),
    countedBy: word('person', row.counter),
    countedAt: row.at,
    condition: row.condition,
    notes: row.notes,
    scans: row.scans,
  });
}
