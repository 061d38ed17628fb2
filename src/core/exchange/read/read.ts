import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { HoldfastError } from '../../../model/errors.ts';
import { readDelimited } from './delimited-sheet.ts';
import { detect } from './detect.ts';
import { limits } from './limits.ts';
import { readSheets } from './sheetjs.ts';
import type { ReadOptions, Workbook } from './types.ts';
import { readXlsx } from './xlsx/read-xlsx.ts';

/**
 * Reads a workbook or text table from disk: .xlsx .xlsm .xlsb .xls .ods, or delimited text. What it is, is
 * told by its content. Runs for seconds on large files: call it in a worker.
 * @throws FILE_NOT_FOUND, FILE_EMPTY, FILE_NOT_WORKBOOK, FILE_ENCRYPTED, FILE_CORRUPT, FILE_TOO_LARGE, FILE_UNSAFE,
 *   FILE_QUOTE_OPEN
 */
export async function readWorkbookFile(path: string, options: ReadOptions = {}): Promise<Workbook> {
  const name = options.name ?? basename(path);
  let bytes: Buffer;
  try {
    const { size } = statSync(path);
    if (size > limits.textBytes) throw new HoldfastError('FILE_TOO_LARGE', { file: name });
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof HoldfastError) throw error;
    throw new HoldfastError('FILE_NOT_FOUND', { file: name });
  }
  return readWorkbook(bytes, { ...options, name });
}

/** The same from bytes in memory, such as a paste or an upload. */
export function readWorkbook(data: Uint8Array, options: ReadOptions = {}): Workbook {
  const name = options.name ?? '';
  const bytes = Buffer.isBuffer(data) ? data : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const detected = detect(bytes, name);
  if (detected.kind === 'text') return readDelimited(bytes, name, options);
  if (bytes.length > limits.workbookBytes) throw new HoldfastError('FILE_TOO_LARGE', { file: name });
  const sheets =
    detected.kind === 'zip' && (detected.format === 'xlsx' || detected.format === 'xlsm')
      ? readXlsx(bytes, detected.entries, name)
      : readSheets(bytes, detected, name);
  if (sheets.length === 0) throw new HoldfastError('FILE_EMPTY', { file: name });
  return { format: detected.kind === 'zip' ? detected.format : 'xls', sheets, close: () => {} };
}
