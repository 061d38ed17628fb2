import { columnLetter } from '../../../model/column-letter.ts';
import { HoldfastError } from '../../../model/errors.ts';
import { findHeader, type HeaderRows } from './header-rows.ts';
import { type Cell, cellText, type Sheet } from './types.ts';

/** How well a text fits as a column name: 0 not at all, 1 certainly. */
export type MatchHeader = (text: string) => number;

export interface RecognisedColumn {
  /** From 0. */
  readonly index: number;
  /** As spreadsheets call it: A, B, ... AA. */
  readonly letter: string;
  /** Empty for a column with values but no name; the rows of a header that takes several are joined by a space. */
  readonly header: string;
  /** What it is joined from, from the top row down. */
  readonly parts: readonly string[];
}

export interface RecognisedSheet {
  /** First row of the header, from 1; 0 when the sheet has none. */
  readonly headerRow: number;
  /** Rows that the header takes, 1 to 3; 0 when there is none. */
  readonly headerRows: number;
  readonly columns: readonly RecognisedColumn[];
  /** Rows under the header that hold anything. */
  readonly dataRows: number;
}

/** Takes these rows as the header. */
export interface ForcedHeader {
  /** From 1; 0 = the sheet has none, its first row is a record. */
  readonly headerRow?: number | undefined;
  readonly headerRows?: number | undefined;
}

/** Sees every row under the header once, while it is counted anyhow. */
export type RowVisitor = (row: number, cells: readonly (Cell | undefined)[]) => void;

/**
 * Finds the header below title rows and merged banners, and how far the data reaches. Goes through the whole sheet.
 * @param begin called when the header is known; gives who wants to see the rows under it
 * @throws CANCELLED
 */
export function recognise(
  sheet: Sheet,
  matchHeader: MatchHeader,
  forced: ForcedHeader = {},
  begin: (header: HeaderRows) => RowVisitor = () => () => {},
  cancelled: () => boolean = () => false,
): RecognisedSheet {
  const header = findHeader(sheet, matchHeader, forced);
  if (!header) return { headerRow: forced.headerRow ?? 0, headerRows: 0, columns: [], dataRows: 0 };
  const last = header.first + header.count - 1;
  const visit = begin(header);
  const used: boolean[] = [];
  let dataRows = 0;
  for (const { row, cells } of sheet.rows()) {
    if ((row & 1023) === 0 && cancelled()) throw new HoldfastError('CANCELLED');
    if (row <= last || !markUsed(cells, used)) continue;
    dataRows++;
    visit(row, cells);
  }
  return {
    headerRow: header.first,
    headerRows: header.first === 0 ? 0 : header.count,
    columns: columnsOf(header, used),
    dataRows,
  };
}

/** Notes which columns hold something; says whether the row does at all. */
function markUsed(cells: readonly (Cell | undefined)[], used: boolean[]): boolean {
  let any = false;
  for (let c = 0; c < cells.length; c++) {
    const cell = cells[c];
    if (cell === null || cell === undefined || cell === '') continue;
    if (used[c] === true && any) continue;
    if (typeof cell === 'string' && cellText(cell) === null) continue;
    used[c] = true;
    any = true;
  }
  return any;
}

function columnsOf(header: HeaderRows, used: readonly boolean[]): RecognisedColumn[] {
  const columns: RecognisedColumn[] = [];
  const width = Math.max(header.parts.length, used.length);
  for (let index = 0; index < width; index++) {
    const parts = header.parts[index] ?? [];
    if (parts.length === 0 && used[index] !== true) continue;
    columns.push({ index, letter: columnLetter(index), header: parts.join(' '), parts });
  }
  return columns;
}
