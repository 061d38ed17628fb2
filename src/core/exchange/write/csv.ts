import { Readable } from 'node:stream';
import { HoldfastError } from '../../../model/errors.ts';
import { minorToDecimal } from './cell-xml.ts';
import { streamToFile } from './to-file.ts';
import type { ColumnKind, WriteCell, WriteOptions, WriteResult, WriteSheet } from './types.ts';

const pieceChars = 128 * 1024;
const computed = /^'*[=+\-@\t\r]/;

/**
 * Writes delimited text as spreadsheets open it without asking: UTF-8 with mark, commas, CRLF. Text that a
 * spreadsheet would compute gets a ' in front, of which our reader takes one off again.
 * @throws CANCELLED, DISK_FULL, FILE_NOT_WRITABLE
 */
export async function writeCsv(
  path: string,
  sheet: WriteSheet,
  options: WriteOptions = {},
): Promise<WriteResult> {
  if (options.signal?.aborted) throw new HoldfastError('CANCELLED');
  const count = { rows: 0 };
  await streamToFile(path, Readable.from(pieces(sheet, options, count)), options.signal);
  options.onProgress?.(count.rows);
  return { rows: count.rows, sheets: 1, truncated: 0, cuts: [] };
}

async function* pieces(
  sheet: WriteSheet,
  options: WriteOptions,
  count: { rows: number },
): AsyncGenerator<string> {
  let text = `\ufeff${sheet.columns.map((column) => quote(guard(column.header))).join(',')}\r\n`;
  for await (const row of sheet.rows) {
    text += line(row, sheet);
    count.rows++;
    if (count.rows % 2000 === 0) {
      if (options.signal?.aborted) throw new HoldfastError('CANCELLED');
      options.onProgress?.(count.rows);
    }
    if (text.length > pieceChars) {
      options.onText?.(text);
      yield text;
      text = '';
    }
  }
  options.onText?.(text);
  yield text;
}

function line(row: readonly WriteCell[], sheet: WriteSheet): string {
  let text = '';
  sheet.columns.forEach((column, c) => {
    if (c > 0) text += ',';
    text += csvCell(row[c], column.kind);
  });
  // A record of one empty cell would be a blank line, which no reader counts as a row.
  return text === '' ? '""\r\n' : `${text}\r\n`;
}

function csvCell(cell: WriteCell, columnKind: ColumnKind): string {
  const rich = typeof cell === 'object' && cell !== null;
  const value = rich ? cell.value : cell;
  const kind = rich ? (cell.kind ?? columnKind) : columnKind;
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') {
    if (kind === 'money') return minorToDecimal(value);
    if (kind === 'datetime') return new Date(value).toISOString().slice(0, 19).replace('T', ' ');
    return String(value);
  }
  return quote(guard(value));
}

function guard(text: string): string {
  return computed.test(text) ? `'${text}` : text;
}

function quote(text: string): string {
  const clean = text.toWellFormed();
  return /[",\r\n;\t|]|^\s|\s$/.test(clean) ? `"${clean.replaceAll('"', '""')}"` : clean;
}
