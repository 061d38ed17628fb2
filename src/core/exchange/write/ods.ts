import { Readable } from 'node:stream';
import * as XLSX from 'xlsx';
import { HoldfastError } from '../../../model/errors.ts';
import { odsLimit } from '../../../model/export-limits.ts';
import { dateSerial, fitText, minorToDecimal, noteCut } from './cell-xml.ts';
import { letters } from './letters.ts';
import { sheetName } from './sheet-names.ts';
import { streamToFile } from './to-file.ts';
import type {
  CellValue,
  ColumnKind,
  CutLog,
  WriteCell,
  WriteOptions,
  WriteResult,
  WriteSheet,
} from './types.ts';

const formats: Readonly<Partial<Record<ColumnKind, string>>> = {
  code: '@',
  integer: '0',
  count: '#,##0',
  money: '#,##0.00',
  percent: '0.00%',
  date: 'yyyy\\-mm\\-dd',
  datetime: 'yyyy\\-mm\\-dd hh:mm',
};

/**
 * Writes an OpenDocument workbook: values with their formats, no colours or rules. Sheets are written in their order, late ones
 * last.
 * @throws EXPORT_TOO_LARGE above the limits, CANCELLED, DISK_FULL, FILE_NOT_WRITABLE
 */
export async function writeOds(
  path: string,
  sheets: readonly WriteSheet[],
  options: WriteOptions = {},
): Promise<WriteResult> {
  if (options.signal?.aborted) throw new HoldfastError('CANCELLED');
  const book = XLSX.utils.book_new();
  const done: Done = { rows: 0, sheets: 0, cutLog: options.cutLog ?? { truncated: 0, cuts: [] } };
  const hidden: XLSX.SheetProps[] = [];
  for (const sheet of [...sheets].sort((a, b) => Number(a.late ?? false) - Number(b.late ?? false))) {
    const name = sheetName(sheet.name, book.SheetNames);
    XLSX.utils.book_append_sheet(book, await worksheet(name, sheet, options, done), name);
    hidden.push({ Hidden: { visible: 0, hidden: 1, veryHidden: 2 }[sheet.state ?? 'visible'] as 0 | 1 | 2 });
    done.sheets++;
  }
  book.Workbook = { Sheets: hidden };
  if (options.signal?.aborted) throw new HoldfastError('CANCELLED');
  const bytes = XLSX.write(book, { type: 'buffer', bookType: 'ods', compression: true }) as Buffer;
  await streamToFile(path, Readable.from([bytes], { objectMode: true }), options.signal);
  options.onProgress?.(done.rows);
  return { rows: done.rows, sheets: done.sheets, ...done.cutLog };
}

interface Done {
  rows: number;
  sheets: number;
  readonly cutLog: CutLog;
}

async function worksheet(
  name: string,
  sheet: WriteSheet,
  options: WriteOptions,
  done: Done,
): Promise<XLSX.WorkSheet> {
  const cells: XLSX.WorkSheet = {};
  const { columns } = sheet;
  const counted = sheet.layout !== 'free' && (sheet.state ?? 'visible') === 'visible';
  let row = 0;
  if (sheet.layout !== 'free') {
    row = 1;
    columns.forEach((column, c) => {
      cells[`${letters(c)}1`] = { t: 's', v: clean(column.header) };
    });
  }
  for await (const values of sheet.rows) {
    row++;
    for (let c = 0; c < columns.length; c++) {
      const at = `${letters(c)}${row}`;
      const cell = odsCell(values[c], columns[c]?.kind ?? 'text', (length) =>
        noteCut(done.cutLog, { sheet: name, cell: at, length }),
      );
      if (cell) cells[at] = cell;
    }
    if (counted) count(++done.rows, columns.length, options);
  }
  cells['!ref'] = `A1:${letters(Math.max(0, columns.length - 1))}${Math.max(1, row)}`;
  cells['!cols'] = columns.map(({ width, hidden }) => ({ wch: width ?? 16, ...(hidden ? { hidden } : {}) }));
  return cells;
}

function count(rows: number, columns: number, options: WriteOptions): void {
  if (rows > odsLimit(columns)) throw tooLarge(columns);
  if (rows % 2000 !== 0) return;
  if (options.signal?.aborted) throw new HoldfastError('CANCELLED');
  options.onProgress?.(rows);
}

export function tooLarge(columns: number): HoldfastError {
  return new HoldfastError('EXPORT_TOO_LARGE', { format: 'ods', limit: odsLimit(columns), columns });
}

function odsCell(
  cell: WriteCell,
  columnKind: ColumnKind,
  onCut: (length: number) => void,
): XLSX.CellObject | null {
  const rich = typeof cell === 'object' && cell !== null;
  const value: CellValue = rich ? cell.value : cell;
  const kind = rich ? (cell.kind ?? columnKind) : columnKind;
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return { t: 'b', v: value };
  if (typeof value === 'number') return numberCell(value, kind);
  if (kind === 'date' || kind === 'datetime') {
    const serial = dateSerial(value);
    if (serial !== null) return { t: 'n', v: serial, z: formats[kind] as string };
  }
  const fitted = fitText(value);
  if (fitted.length < value.length) onCut(value.length);
  return { t: 's', v: clean(fitted), ...(kind === 'code' ? { z: '@' } : {}) };
}

function numberCell(value: number, kind: ColumnKind): XLSX.CellObject {
  if (!Number.isFinite(value) || kind === 'text' || kind === 'code' || kind === 'wrapped') {
    return { t: 's', v: String(value) };
  }
  const format = formats[kind];
  const v =
    kind === 'money'
      ? Number(minorToDecimal(value))
      : kind === 'datetime'
        ? value / 86_400_000 + 25_569
        : value;
  return { t: 'n', v, ...(format ? { z: format } : {}) };
}

/** This format has no way to write them: they become U+FFFD, where xlsx keeps them. */
export function clean(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML 1.0 can't hold
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
  );
}
