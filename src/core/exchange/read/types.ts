/** What reading a workbook gives, whatever its format was. Plain data: it crosses threads and files unchanged. */

/** A date or time of a spreadsheet, as days since 1899-12-30; the 1904 system is already converted. */
export interface DateCell {
  readonly kind: 'date';
  readonly serial: number;
}

/** A number whose format shows it as a code, such as 123 shown as 00123. */
export interface CodedCell {
  readonly kind: 'coded';
  readonly value: number;
  readonly text: string;
}

/** An error that the spreadsheet computed, such as #N/A. */
export interface ErrorCell {
  readonly kind: 'error';
  readonly text: string;
}

export type Cell = string | number | boolean | null | DateCell | CodedCell | ErrorCell;

export interface Row {
  /** Row number as the spreadsheet shows it, from 1. */
  readonly row: number;
  /** By column from 0; may be shorter than the sheet is wide and have holes (undefined = empty). */
  readonly cells: readonly (Cell | undefined)[];
}

export type WorkbookFormat = 'xlsx' | 'xlsm' | 'xlsb' | 'xls' | 'ods' | 'html' | 'text';
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';
export type Delimiter = ',' | ';' | '\t' | '|';

/** Cells shown as one. Rows from 1, columns from 0, both ends included. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface MarkRun {
  readonly row: number;
  readonly first: number;
  readonly last: number;
  readonly fill: string | null;
  readonly strike: boolean;
}

/** What people mark cells with. Rows from 1, columns from 0. */
export interface Marks {
  /** Fill colour as `#RRGGBB`; null for none and for white. */
  fill(row: number, column: number): string | null;
  /** Is the cell's font struck through? */
  strike(row: number, column: number): boolean;
  /** Marked cells below a row, neighbours that are marked alike as one; in the order of rows. */
  runs(below: number): Iterable<MarkRun>;
}

/** A picture in a cell, or anchored to it. Row from 1, column from 0. */
export interface Picture {
  readonly row: number;
  readonly column: number;
  readonly name: string;
  readonly mime: string;
  /** @throws FILE_CORRUPT, FILE_TOO_LARGE */
  bytes(): Buffer;
}

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Last used row number; null for text, which is counted only when it is read through. */
  readonly rowCount: number | null;
  readonly columnCount: number;
  /** May be called again; gives only rows that hold at least one cell. */
  rows(): Iterable<Row>;
  readonly merges: readonly Merge[];
  /** Also those that a filter hides. From 1. */
  readonly hiddenRows: ReadonlySet<number>;
  /** From 0. */
  readonly hiddenColumns: ReadonlySet<number>;
  /** Absent where the format has no marks, or nobody used them. */
  readonly marks?: Marks | undefined;
  readonly pictures: readonly Picture[];
}

/** What a sheet without merged, hidden or marked cells has of them. */
export const unadorned: Pick<Sheet, 'merges' | 'hiddenRows' | 'hiddenColumns' | 'pictures'> = {
  merges: [],
  hiddenRows: new Set(),
  hiddenColumns: new Set(),
  pictures: [],
};

export interface Workbook {
  readonly format: WorkbookFormat;
  readonly encoding?: TextEncoding;
  readonly delimiter?: Delimiter;
  /** Byte sequences that the encoding could not explain; they show as U+FFFD. */
  readonly damagedBytes?: boolean;
  readonly sheets: readonly Sheet[];
  /** Lets go of the files that are held open for its rows. None are read after that. */
  close(): void;
}

export interface ReadOptions {
  /** Name shown in errors. */
  readonly name?: string;
  /** True once nobody wants the workbook any more; looked at while it is unpacked and looked through. */
  readonly cancelled?: (() => boolean) | undefined;
  /** Bytes unpacked so far, and in all. */
  readonly onProgress?: ((done: number, total: number | null) => void) | undefined;
  /** Overrides what was detected in a text file. */
  readonly encoding?: TextEncoding;
  readonly delimiter?: Delimiter;
}

/** A cell as a person sees it; null when it is empty or blank. */
export function cellText(cell: Cell | undefined): string | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'string') return cell.trim() === '' ? null : cell;
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  return cell.kind === 'date' ? serialToText(cell.serial) : cell.text;
}

/** `2024-03-05`, with the time behind it when there is one; a bare time for serials below 1. */
export function serialToText(serial: number): string {
  if (!Number.isInteger(serial)) return textOfSerial(serial);
  let text = days.get(serial);
  if (text === undefined) {
    text = textOfSerial(serial);
    if (days.size < 20_000) days.set(serial, text);
  }
  return text;
}

/** Texts of days by their serial: columns of dates repeat few of them, and making one takes a microsecond. */
const days = new Map<number, string>();

function textOfSerial(serial: number): string {
  const ms = Math.round(serial * 86_400_000);
  // Serials up to 60 count a 29 February 1900 that never was.
  const at = new Date(Date.UTC(1899, 11, 30) + ms + (serial >= 1 && serial < 60 ? 86_400_000 : 0));
  if (Number.isNaN(at.getTime())) return String(serial);
  const iso = at.toISOString();
  if (serial >= 0 && serial < 1) return iso.slice(11, 19);
  return ms % 86_400_000 === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}
