import { type Cell, cellText, type Merge, type Row, type Sheet } from './types.ts';

export interface PrepareOptions {
  /** A value merged downwards counts for every row it spans. */
  readonly fillMerged: boolean;
  readonly skipHidden: boolean;
  /** Last row of the header, from 1: merges that begin at or above it are banners and are not filled. */
  readonly headerEnd?: number;
}

/**
 * The rows of a sheet as they are meant. A value merged downwards is filled into the empty cells below it, in its first
 * column; rows that hold nothing of their own stay away. May be gone through again.
 */
export function prepareRows(sheet: Sheet, options: PrepareOptions): Iterable<Row> {
  const hidden = options.skipHidden && sheet.hiddenRows.size > 0 ? sheet.hiddenRows : null;
  const merges = options.fillMerged ? downward(sheet.merges, options.headerEnd ?? 0) : [];
  if (hidden === null && merges.length === 0)
    return { [Symbol.iterator]: () => sheet.rows()[Symbol.iterator]() };
  return { [Symbol.iterator]: () => prepared(sheet, merges, hidden) };
}

/** Merges of more than one row below the header, topmost first. */
export function downward(merges: readonly Merge[], headerEnd: number): Merge[] {
  return merges
    .filter(({ top, bottom }) => bottom > top && top > headerEnd)
    .sort((a, b) => a.top - b.top || a.left - b.left);
}

interface Filling {
  readonly bottom: number;
  readonly value: Cell;
}

function* prepared(
  sheet: Sheet,
  merges: readonly Merge[],
  hidden: ReadonlySet<number> | null,
): Generator<Row> {
  const active = new Map<number, Filling>();
  let next = 0;
  for (const row of sheet.rows()) {
    for (; next < merges.length && (merges[next] as Merge).top <= row.row; next++) {
      const { top, bottom, left } = merges[next] as Merge;
      const value = top === row.row ? row.cells[left] : null;
      // A merge whose first row holds nothing at all has no value to give.
      if (value !== null && value !== undefined) active.set(left, { bottom, value });
      else active.delete(left);
    }
    if (hidden?.has(row.row)) continue;
    yield active.size === 0 ? row : filled(row, active);
  }
}

function filled(row: Row, active: Map<number, Filling>): Row {
  let cells: (Cell | undefined)[] | null = null;
  for (const [column, { bottom, value }] of active) {
    if (row.row > bottom) active.delete(column);
    else if (cellText(row.cells[column]) === null && holdsAnything(row)) {
      cells ??= [...row.cells];
      cells[column] = value;
    }
  }
  return cells === null ? row : { row: row.row, cells };
}

function holdsAnything(row: Row): boolean {
  return row.cells.some((cell) => cellText(cell) !== null);
}
