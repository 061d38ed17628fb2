import type { ParsingOptions, WorkBook } from 'xlsx';
import { HoldfastError } from '../../../model/errors.ts';
import type { Detected } from './detect.ts';
import { formatKind, formatNumber } from './formats.ts';
import { sheetLibrary } from './library.ts';
import { refuseRepetition } from './ods-repetition.ts';
import { type Cell, type Row, type Sheet, unadorned } from './types.ts';
import { inflateEntry, type ZipEntry } from './zip.ts';

/** Numbers are formatted too, since these formats may name a date only by a number that SheetJS learns of by formatting. */
const options: ParsingOptions = {
  dense: true,
  cellDates: false,
  cellNF: true,
  cellHTML: false,
  cellFormula: false,
  cellText: true,
};

interface RawCell {
  t: string;
  v?: string | number | boolean | Date;
  w?: string;
  z?: string;
}

/**
 * Reads .xls, .xlsb and .ods (and .xlsx, which tests compare with our own reader) by SheetJS. Parts are inflated by us, bounded, and checked by their CRC.
 * @throws FILE_ENCRYPTED, FILE_CORRUPT, FILE_TOO_LARGE, FILE_UNSAFE
 */
export function readSheets(
  bytes: Buffer,
  detected: Exclude<Detected, { kind: 'text' }>,
  name: string,
): Sheet[] {
  const book = parse(bytes, detected, name);
  // OpenDocument dates are absolute; SheetJS has already counted them from 1899-12-30.
  const openDocument = detected.kind === 'zip' && detected.format === 'ods';
  const shift = book.Workbook?.WBProps?.date1904 === true && !openDocument ? 1462 : 0;
  const sheets: Sheet[] = [];
  book.SheetNames.forEach((sheetName, index) => {
    const sheet = book.Sheets[sheetName];
    const hidden = Number(book.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0;
    // SheetJS leaves out a sheet that it can't parse; going on without it would lose its rows unsaid.
    if (!sheet && !hidden) throw new HoldfastError('FILE_CORRUPT', { file: name, detail: sheetName });
    const grid = sheet?.['!data'] as RawCell[][] | undefined;
    if (grid) sheets.push(asSheet(sheetName, hidden, grid, shift));
  });
  return sheets;
}

function parse(bytes: Buffer, detected: Exclude<Detected, { kind: 'text' }>, name: string): WorkBook {
  try {
    if (detected.kind === 'xls') return sheetLibrary().read(bytes, { ...options, type: 'buffer' });
    if (detected.format === 'ods') refuseRepetition(bytes, detected.entries, name);
    const zip = asZip(bytes, detected.entries, name);
    const book = sheetLibrary().parse_zip(zip, options);
    if (zip.failure) throw zip.failure;
    return book;
  } catch (error) {
    if (error instanceof HoldfastError) throw error;
    const message = error instanceof Error ? error.message : '';
    if (/password|encrypt/i.test(message)) throw new HoldfastError('FILE_ENCRYPTED', { file: name });
    if (/Invalid string length|allocation|too large/i.test(message))
      throw new HoldfastError('FILE_TOO_LARGE', { file: name });
    throw new HoldfastError('FILE_CORRUPT', { file: name, detail: 'parse' });
  }
}

interface OfferedZip {
  readonly files: Record<string, unknown>;
  /** Kept here because SheetJS swallows what goes wrong with a single part. */
  failure: unknown;
}

/** Offers the parts in the shape in which SheetJS asks for them, each inflated when it is asked for. */
function asZip(bytes: Buffer, entries: readonly ZipEntry[], name: string): OfferedZip {
  const zip: OfferedZip = { files: Object.create(null), failure: null };
  for (const entry of entries) {
    if (entry.name.endsWith('/') || /\/(media|drawings|embeddings|printerSettings)\//i.test(entry.name))
      continue;
    const asNodeBuffer = (): Buffer => {
      try {
        return part(bytes, entry, name);
      } catch (error) {
        zip.failure ??= error;
        throw error;
      }
    };
    zip.files[entry.name] = { name: entry.name, asNodeBuffer };
  }
  return zip;
}

function part(bytes: Buffer, entry: ZipEntry, name: string): Buffer {
  const data = inflateEntry(bytes, entry, name);
  if (!/\.(xml|rels)$/i.test(entry.name)) return data;
  // Entities could pull in other files or grow without bound; no workbook needs them.
  if (data.subarray(0, 64 * 1024).includes('<!ENTITY'))
    throw new HoldfastError('FILE_UNSAFE', { file: name });
  return data;
}

function asSheet(name: string, hidden: boolean, grid: RawCell[][], shift: number): Sheet {
  let columnCount = 0;
  for (const row of grid) if (row && row.length > columnCount) columnCount = row.length;
  return { name, hidden, rowCount: grid.length, columnCount, rows: () => rowsOf(grid, shift), ...unadorned };
}

function* rowsOf(grid: RawCell[][], shift: number): Generator<Row> {
  for (let r = 0; r < grid.length; r++) {
    const raw = grid[r];
    if (!raw) continue;
    const cells: Cell[] = new Array(raw.length).fill(null);
    let used = false;
    for (let c = 0; c < raw.length; c++) {
      const cell = raw[c];
      if (cell === undefined || cell === null) continue;
      const value = convert(cell, shift);
      if (value === null) continue;
      cells[c] = value;
      used = true;
    }
    if (used) yield { row: r + 1, cells };
  }
}

function convert(cell: RawCell, shift: number): Cell {
  const value = cell.v;
  switch (cell.t) {
    case 's':
      return value === '' || value === undefined ? null : String(value);
    case 'n':
      return typeof value === 'number' && Number.isFinite(value) ? number(value, cell, shift) : null;
    case 'b':
      return Boolean(value);
    case 'e':
      return { kind: 'error', text: errorNames[Number(value)] ?? '#ERROR!' };
    case 'd':
      return value instanceof Date ? { kind: 'date', serial: value.getTime() / 86_400_000 + 25_569 } : null;
    default:
      return null;
  }
}

const errorNames: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};

const implicitDate = /^\d{1,2}\/\d{1,2}\/\d{2,4}$|^\d{1,2}:\d{2}(:\d{2})?$/;

function number(value: number, cell: RawCell, shift: number): Cell {
  const format = cell.z;
  if (format === undefined) {
    const dated = cell.w !== undefined && implicitDate.test(cell.w);
    return dated ? { kind: 'date', serial: value + (value >= 1 ? shift : 0) } : value;
  }
  if (format === 'General') return value;
  const kind = formatKind(format);
  if (kind === 'number') return value;
  if (kind === 'date') return { kind: 'date', serial: value + (value >= 1 ? shift : 0) };
  const text = formatNumber(format, value);
  return text === String(value) ? value : { kind: 'coded', value, text };
}
