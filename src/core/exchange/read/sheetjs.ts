import type { ParsingOptions, WorkBook, WorkSheet } from 'xlsx';
import { HoldfastError } from '../../../model/errors.ts';
import type { Detected } from './detect.ts';
import { formatKind, formatNumber } from './formats.ts';
import { sheetLibrary } from './library.ts';
import { type HiddenLines, odsLayouts } from './ods-layout.ts';
import { refuseRepetition } from './ods-repetition.ts';
import type { Source } from './source.ts';
import type { Cell, MarkRun, Marks, Merge, Row, Sheet } from './types.ts';
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
  s?: { patternType?: string; fgColor?: { rgb?: string } };
}

/**
 * Reads .xls, .xlsb and .ods (and .xlsx, which tests compare with our own reader) by SheetJS. Parts are inflated by us, bounded, and checked by their CRC.
 * @throws FILE_ENCRYPTED, FILE_CORRUPT, FILE_TOO_LARGE, FILE_UNSAFE
 */
export function readSheets(
  bytes: Source,
  detected: Extract<Detected, { kind: 'zip' | 'xls' }>,
  name: string,
): Sheet[] {
  const book = parse(bytes, detected, name);
  // OpenDocument dates are absolute; SheetJS has already counted them from 1899-12-30.
  const openDocument = detected.kind === 'zip' && detected.format === 'ods';
  const shift = book.Workbook?.WBProps?.date1904 === true && !openDocument ? 1462 : 0;
  const layouts = detected.kind === 'zip' && openDocument ? odsLayouts(bytes, detected.entries, name) : null;
  const sheets: Sheet[] = [];
  book.SheetNames.forEach((sheetName, index) => {
    const sheet = book.Sheets[sheetName];
    const hidden = Number(book.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0;
    // SheetJS leaves out a sheet that it can't parse; going on without it would lose its rows unsaid.
    if (!sheet && !hidden) throw new HoldfastError('FILE_CORRUPT', { file: name, detail: sheetName });
    const grid = sheet?.['!data'] as RawCell[][] | undefined;
    if (sheet && grid) sheets.push(asSheet(sheetName, hidden, grid, shift, sheet, layouts?.get(sheetName)));
  });
  return sheets;
}

function parse(bytes: Source, detected: Extract<Detected, { kind: 'zip' | 'xls' }>, name: string): WorkBook {
  try {
    // Its styles say what people marked; in the other formats asking for them makes a cell of every empty one.
    if (detected.kind === 'xls')
      return sheetLibrary().read(bytes.subarray(), { ...options, cellStyles: true, type: 'buffer' });
    if (detected.format === 'ods') refuseRepetition(bytes, detected.entries, name);
    const zip = asZip(bytes, detected, name);
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
function asZip(bytes: Source, detected: Extract<Detected, { kind: 'zip' }>, name: string): OfferedZip {
  const { entries, format } = detected;
  const zip: OfferedZip = { files: Object.create(null), failure: null };
  for (const entry of entries) {
    if (entry.name.endsWith('/') || /\/(media|drawings|embeddings|printerSettings)\//i.test(entry.name))
      continue;
    const asNodeBuffer = (): Buffer => {
      try {
        return part(bytes, entry, name, format === 'ods');
      } catch (error) {
        zip.failure ??= error;
        throw error;
      }
    };
    zip.files[entry.name] = { name: entry.name, asNodeBuffer };
  }
  return zip;
}

function part(bytes: Source, entry: ZipEntry, name: string, openDocument: boolean): Buffer {
  const data = inflateEntry(bytes, entry, name);
  if (!/\.(xml|rels)$/i.test(entry.name)) return data;
  // Entities could pull in other files or grow without bound; no workbook needs them.
  if (data.subarray(0, 64 * 1024).includes('<!ENTITY'))
    throw new HoldfastError('FILE_UNSAFE', { file: name });
  return openDocument && data.includes('_x') ? keptMarks(data) : data;
}

/**
 * `_x0041_` is a way of workbooks of Microsoft to write a character. SheetJS reads it so everywhere, and in OpenDocument it
 * is nothing but these seven letters: the mark is written in that way itself, so that they come out as they stood.
 */
function keptMarks(data: Buffer): Buffer {
  return Buffer.from(data.toString('latin1').replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_'), 'latin1');
}

function asSheet(
  name: string,
  hidden: boolean,
  grid: RawCell[][],
  shift: number,
  sheet: WorkSheet,
  layout: HiddenLines = linesOf(sheet),
): Sheet {
  let columnCount = 0;
  for (const row of grid) if (row && row.length > columnCount) columnCount = row.length;
  const marks = marksOf(grid);
  return {
    name,
    hidden,
    rowCount: grid.length,
    columnCount,
    rows: () => rowsOf(grid, shift),
    merges: mergesOf(sheet),
    ...layout,
    ...(marks ? { marks } : {}),
    pictures: [],
  };
}

function mergesOf(sheet: WorkSheet): Merge[] {
  return (sheet['!merges'] ?? []).map(({ s, e }) => ({
    top: s.r + 1,
    left: s.c,
    bottom: e.r + 1,
    right: e.c,
  }));
}

function linesOf(sheet: WorkSheet): HiddenLines {
  const hiddenRows = new Set<number>();
  const hiddenColumns = new Set<number>();
  sheet['!rows']?.forEach((row, i) => {
    if (row?.hidden) hiddenRows.add(i + 1);
  });
  sheet['!cols']?.forEach((column, i) => {
    if (column?.hidden) hiddenColumns.add(i);
  });
  return { hiddenRows, hiddenColumns };
}

/** Fill colours, which SheetJS tells of .xls; strike-through it doesn't. */
function marksOf(grid: RawCell[][]): Marks | null {
  const fill = (row: number, column: number): string | null => {
    const style = grid[row - 1]?.[column]?.s;
    const rgb = style?.patternType === 'solid' ? style.fgColor?.rgb : undefined;
    return rgb === undefined || /^(FF)?FFFFFF$/i.test(rgb) ? null : `#${rgb.slice(-6).toUpperCase()}`;
  };
  function* runs(below: number): Generator<MarkRun> {
    for (let row = below + 1; row <= grid.length; row++) {
      const { length } = grid[row - 1] ?? [];
      for (let column = 0; column < length; column++) {
        const colour = fill(row, column);
        if (colour !== null) yield { row, first: column, last: column, fill: colour, strike: false };
      }
    }
  }
  return runs(0).next().done ? null : { fill, strike: () => false, runs };
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
