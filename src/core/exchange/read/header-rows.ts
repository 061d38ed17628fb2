import type { ForcedHeader, MatchHeader } from './recognise.ts';
import { type Cell, cellText, type Merge, type Row, type Sheet } from './types.ts';

/** The rows that name the columns. */
export interface HeaderRows {
  /** From 1; 0 when there is none and the first row is a record. */
  readonly first: number;
  readonly count: number;
  /** By column: the names from the top row down, each once. */
  readonly parts: readonly (readonly string[])[];
}

const searched = 40;
export const maxHeaderRows = 3;

/**
 * Finds the header: the row that most looks like one, with the row of groups above it (领用 over 部门 and 人员) and the
 * rows of finer names below it.
 */
export function findHeader(sheet: Sheet, match: MatchHeader, forced: ForcedHeader): HeaderRows | null {
  // A person may say that the first row is a record.
  if (forced.headerRow === 0) return { first: 0, count: 1, parts: [] };
  const head = headRows(sheet, forced);
  const merges = sheet.merges.filter(({ top }) => top <= (head.at(-1)?.row ?? 0) + 1);
  const { headerRow, headerRows } = forced;
  const best = headerRow === undefined ? bestHeader(head, match) : head.find(({ row }) => row === headerRow);
  if (!best) return null;
  const rows = new Map(head.map((row) => [row.row, row]));
  const at = (row: number): Row => rows.get(row) ?? { row, cells: [] };
  let first = best.row;
  let last = headerRows === undefined ? best.row : best.row + headerRows - 1;
  if (headerRows === undefined) {
    const grid = { at, merges, match };
    if (headerRow === undefined) {
      while (last - first + 1 < maxHeaderRows && isGroups(grid, first - 1, first)) first--;
    }
    while (last - first + 1 < maxHeaderRows && isFiner(grid, last, last + 1)) last++;
  }
  return { first, count: last - first + 1, parts: joined(at, merges, first, last) };
}

function headRows(sheet: Sheet, { headerRow, headerRows }: ForcedHeader): Row[] {
  const head: Row[] = [];
  const upTo = headerRow === undefined ? Number.POSITIVE_INFINITY : headerRow + (headerRows ?? maxHeaderRows);
  for (const row of sheet.rows()) {
    if (row.row > upTo) break;
    head.push(row);
    if (headerRow === undefined && head.length >= searched) break;
  }
  return head;
}

interface Grid {
  at(row: number): Row;
  readonly merges: readonly Merge[];
  readonly match: MatchHeader;
}

const nameOf = (cell: Cell | undefined): string => (cellText(cell) ?? '').replace(/\s+/g, ' ').trim();

/** A short text that isn't a number or date: what a column could be called. */
function isName(cell: Cell | undefined): boolean {
  if (typeof cell !== 'string') return false;
  const text = cell.trim();
  return text !== '' && text.length <= 60 && !/^[\d\s.,/:%¥￥$-]+$/.test(text);
}

/** `编制单位：信息中心` and `2024年3月` stand above tables but name no columns. */
function isGroupName(cell: Cell | undefined): boolean {
  return isName(cell) && !/[:：]|\d{4}\s*年/.test(nameOf(cell));
}

function filledColumns(row: Row): number[] {
  const columns: number[] = [];
  row.cells.forEach((cell, c) => {
    if (cellText(cell) !== null) columns.push(c);
  });
  return columns;
}

/** Is `below` a row of finer names for the header row `row`? */
function isFiner(grid: Grid, row: number, below: number): boolean {
  const upper = grid.at(row);
  const lower = grid.at(below);
  const names = filledColumns(lower);
  if (names.length === 0 || !names.every((c) => isName(lower.cells[c]))) return false;
  if (new Set(names.map((c) => `${groupOf(grid, row, c)}\n${nameOf(lower.cells[c])}`)).size < names.length)
    return false;
  const spans = grid.merges.filter(
    ({ top, bottom, left, right }) => top <= row && bottom >= row && right > left,
  );
  const under = (c: number) =>
    spans.some(({ bottom, left, right }) => bottom === row && left <= c && c <= right);
  if (spans.length > 0 || grid.merges.some(({ top, bottom }) => top <= row && bottom === below)) {
    return names.some(under) && names.every((c) => under(c) || cellText(upper.cells[c]) === null);
  }
  return isFinerUnmerged(grid, upper, lower, names);
}

/** Without merges, as in text files: the finer names stand where the header is empty, and are words that we know. */
function isFinerUnmerged(grid: Grid, upper: Row, lower: Row, names: readonly number[]): boolean {
  const empty = (c: number) => cellText(upper.cells[c]) === null;
  if (!names.some(empty)) return false;
  // A group's own cell stands over its first name; every other named column must be empty below.
  if (!names.every((c) => empty(c) || (empty(c + 1) && cellText(lower.cells[c + 1]) !== null))) return false;
  const known = names.filter((c) => {
    const name = nameOf(lower.cells[c]);
    return grid.match(name) > 0 || grid.match(`${groupOf(grid, upper.row, c)} ${name}`) > 0;
  });
  return known.length * 2 >= names.length;
}

/** Is `row` a row of groups over the header row `below`, and not a banner over the whole table? */
function isGroups(grid: Grid, row: number, below: number): boolean {
  if (row < 1) return false;
  const upper = grid.at(row);
  const groups = filledColumns(upper);
  if (groups.length < 2 || !groups.every((c) => isGroupName(upper.cells[c]))) return false;
  const through = grid.merges.some(({ top, bottom }) => top <= row && bottom >= below);
  const wide = grid.merges.filter(
    ({ top, bottom, left, right }) => top <= row && bottom === row && right > left,
  );
  if (wide.length === 0) return !through && isFiner(grid, row, below) && knownAny(grid, upper, groups);
  const lower = grid.at(below);
  const named = wide.filter(({ left, right }) => {
    let names = 0;
    for (let c = left; c <= right; c++) if (cellText(lower.cells[c]) !== null) names++;
    return names > 1;
  });
  const covered = (c: number) =>
    cellText(upper.cells[c]) !== null || wide.some(({ left, right }) => left <= c && c <= right);
  return named.length > 0 && (through || named.length > 1 || filledColumns(lower).every(covered));
}

function knownAny(grid: Grid, row: Row, columns: readonly number[]): boolean {
  return columns.some((c) => grid.match(nameOf(row.cells[c])) > 0);
}

/** The text over a column: its own, of the merge that covers it, or the nearest to the left. */
function groupOf(grid: Pick<Grid, 'at' | 'merges'>, row: number, column: number): string {
  const own = nameOf(grid.at(row).cells[column]);
  if (own !== '') return own;
  const merge = grid.merges.find(
    ({ top, bottom, left, right }) => top <= row && row <= bottom && left <= column && column <= right,
  );
  if (merge) return nameOf(grid.at(merge.top).cells[merge.left]);
  const { cells } = grid.at(row);
  for (let c = column - 1; c >= 0; c--) {
    const name = nameOf(cells[c]);
    if (name !== '') return name;
  }
  return '';
}

function joined(at: (row: number) => Row, merges: readonly Merge[], first: number, last: number): string[][] {
  let width = 0;
  for (let row = first; row <= last; row++) width = Math.max(width, at(row).cells.length);
  const parts: string[][] = [];
  for (let c = 0; c < width; c++) {
    const names: string[] = [];
    for (let row = first; row <= last; row++) {
      const name = nameAt(at, merges, row, c, last);
      if (name !== '' && names.at(-1) !== name) names.push(name);
    }
    parts.push(names);
  }
  return parts;
}

function nameAt(
  at: (row: number) => Row,
  merges: readonly Merge[],
  row: number,
  column: number,
  last: number,
): string {
  const own = nameOf(at(row).cells[column]);
  if (own !== '' || row === last) return own;
  let finer = false;
  for (let below = row + 1; below <= last; below++) {
    if (cellText(at(below).cells[column]) !== null) finer = true;
  }
  // A group's name belongs to a column without its own only when that column has a finer name.
  return finer ? groupOf({ at, merges }, row, column) : '';
}

function bestHeader(rows: readonly Row[], match: MatchHeader): Row | undefined {
  let best: Row | undefined;
  let bestScore = 0;
  for (const row of rows) {
    const score = headerScore(row, match);
    if (score > bestScore) {
      bestScore = score;
      best = row;
    }
  }
  return best;
}

/** Known words count most; distinct short texts speak for a header, numbers and dates against it. */
function headerScore(row: Row, match: MatchHeader): number {
  let known = 0;
  let texts = 0;
  let others = 0;
  const seen = new Set<string>();
  for (const cell of row.cells) {
    const text = cellText(cell);
    if (text === null) continue;
    const word = text.trim();
    if (typeof cell !== 'string' || /^[\d\s.,/:-]+$/.test(word)) others++;
    else if (word.length <= 60 && !seen.has(word)) texts++;
    if (typeof cell === 'string' && !seen.has(word)) known += match(word);
    seen.add(word);
  }
  // A single known word among many cells is chance, as is a row of data that happens to say "server".
  const share = texts / Math.max(1, texts + others);
  return known * 3 * share + (texts > 1 ? share * Math.min(texts, 10) * 0.1 : texts * 0.05);
}
