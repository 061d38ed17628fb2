import { type Cell, cellText, type Row, type Sheet } from './types.ts';

/** How well a text fits as a column name: 0 not at all, 1 certainly. */
export type MatchHeader = (text: string) => number;

export interface RecognisedColumn {
  /** From 0. */
  readonly index: number;
  /** As spreadsheets call it: A, B, ... AA. */
  readonly letter: string;
  /** Empty for a column with values but no name. */
  readonly header: string;
}

export interface RecognisedSheet {
  /** Row number of the header, from 1; 0 when the sheet has none. */
  readonly headerRow: number;
  readonly columns: readonly RecognisedColumn[];
  /** Rows under the header that hold anything. */
  readonly dataRows: number;
}

const searched = 40;

/**
 * Finds the header below title rows and merged banners, and how far the data reaches.
 * @param forced takes this row (from 1) as the header
 */
export function recognise(sheet: Sheet, matchHeader: MatchHeader, forced?: number): RecognisedSheet {
  const head: Row[] = [];
  for (const row of sheet.rows()) {
    head.push(row);
    if (forced === undefined ? head.length >= searched : row.row >= forced) break;
  }
  const header =
    forced === undefined ? bestHeader(head, matchHeader) : head.find((row) => row.row === forced);
  if (!header) return { headerRow: forced ?? 0, columns: [], dataRows: 0 };
  const used: boolean[] = [];
  let dataRows = 0;
  for (const { row, cells } of sheet.rows()) {
    if (row <= header.row) continue;
    if (markUsed(cells, used)) dataRows++;
  }
  return { headerRow: header.row, columns: columnsOf(header, used), dataRows };
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

function columnsOf(header: Row, used: readonly boolean[]): RecognisedColumn[] {
  const columns: RecognisedColumn[] = [];
  const width = Math.max(header.cells.length, used.length);
  for (let index = 0; index < width; index++) {
    const text = (cellText(header.cells[index]) ?? '').replace(/\s+/g, ' ').trim();
    if (text === '' && used[index] !== true) continue;
    columns.push({ index, letter: columnLetter(index), header: text });
  }
  return columns;
}

function bestHeader(rows: readonly Row[], matchHeader: MatchHeader): Row | undefined {
  let best: Row | undefined;
  let bestScore = 0;
  for (const row of rows) {
    const score = headerScore(row, matchHeader);
    if (score > bestScore) {
      bestScore = score;
      best = row;
    }
  }
  return best;
}

/** Known words count most; distinct short texts speak for a header, numbers and dates against it. */
function headerScore(row: Row, matchHeader: MatchHeader): number {
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
    if (typeof cell === 'string' && !seen.has(word)) known += matchHeader(word);
    seen.add(word);
  }
  // A single known word among many cells is chance, as is a row of data that happens to say "server".
  const share = texts / Math.max(1, texts + others);
  return known * 3 * share + (texts > 1 ? share * Math.min(texts, 10) * 0.1 : texts * 0.05);
}

/** A, B ... Z, AA, AB ... from a column index from 0. */
export function columnLetter(index: number): string {
  let letters = '';
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) {
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  }
  return letters;
}
