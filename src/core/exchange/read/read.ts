import { basename } from 'node:path';
import { HoldfastError } from '../../../model/errors.ts';
import { readDelimited } from './delimited-sheet.ts';
import { type Detected, detect } from './detect.ts';
import { readHtml } from './html-table.ts';
import { limits } from './limits.ts';
import { readSheets } from './sheetjs.ts';
import { FileSource, type Source } from './source.ts';
import { spillLarge } from './spill.ts';
import type { ReadOptions, Sheet, Workbook, WorkbookFormat } from './types.ts';
import { readXlsx } from './xlsx/read-xlsx.ts';

/**
 * Reads a workbook or text table from disk: .xlsx .xlsm .xlsb .xls .ods, or delimited text. What it is, is told by its
 * content. The file stays open until the workbook is closed. Runs for seconds on large files: call it in a worker.
 * @throws FILE_NOT_FOUND, FILE_EMPTY, FILE_NOT_WORKBOOK, FILE_ENCRYPTED, FILE_CORRUPT, FILE_TOO_LARGE, FILE_UNSAFE,
 *   FILE_QUOTE_OPEN, DISK_FULL, CANCELLED
 */
export async function readWorkbookFile(path: string, options: ReadOptions = {}): Promise<Workbook> {
  const name = options.name ?? basename(path);
  let source: FileSource;
  try {
    source = FileSource.open(path);
  } catch {
    throw new HoldfastError('FILE_NOT_FOUND', { file: name });
  }
  try {
    return await readSource(source, { ...options, name });
  } catch (error) {
    source.close();
    throw (error as NodeJS.ErrnoException).code === 'EISDIR'
      ? new HoldfastError('FILE_NOT_FOUND', { file: name })
      : error;
  }
}

async function readSource(source: FileSource, options: ReadOptions & { name: string }): Promise<Workbook> {
  const { name } = options;
  if (source.length > limits.textBytes) throw new HoldfastError('FILE_TOO_LARGE', { file: name });
  const detected = detect(source, name);
  if (!isXlsx(detected)) {
    const book = readDetected(source, detected, options);
    return { ...book, close: () => source.close() };
  }
  checkSize(source, name);
  const files = await spillLarge(source, detected.entries, name, options);
  const close = () => {
    for (const file of files.values()) file.close();
    source.close();
  };
  try {
    const sheets = readXlsx(source, detected.entries, name, files, options.cancelled);
    return bookOf(detected.format, sheets, name, close);
  } catch (error) {
    close();
    throw error;
  }
}

/** The same from bytes in memory, such as a paste. */
export function readWorkbook(data: Uint8Array, options: ReadOptions = {}): Workbook {
  const bytes = Buffer.isBuffer(data) ? data : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const name = options.name ?? '';
  return readDetected(bytes, detect(bytes, name), { ...options, name });
}

type Xlsx = Extract<Detected, { kind: 'zip' }>;

function isXlsx(detected: Detected): detected is Xlsx {
  return detected.kind === 'zip' && (detected.format === 'xlsx' || detected.format === 'xlsm');
}

function checkSize(source: Source, name: string): void {
  if (source.length > limits.workbookBytes) throw new HoldfastError('FILE_TOO_LARGE', { file: name });
}

/** What is read in one go is held in one go. */
function checkUnpacked({ entries }: Xlsx, name: string): void {
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > limits.heldBytes) throw new HoldfastError('FILE_TOO_LARGE', { file: name });
}

function readDetected(source: Source, detected: Detected, options: ReadOptions & { name: string }): Workbook {
  const { name } = options;
  if (detected.kind === 'text') return readDelimited(source, name, options);
  if (detected.kind === 'html') return readHtml(source.subarray(), name, options);
  checkSize(source, name);
  if (detected.kind === 'zip') checkUnpacked(detected, name);
  const sheets = isXlsx(detected)
    ? readXlsx(source, detected.entries, name, new Map(), options.cancelled)
    : readSheets(source, detected, name);
  return bookOf(detected.kind === 'zip' ? detected.format : 'xls', sheets, name, () => {});
}

function bookOf(format: WorkbookFormat, sheets: readonly Sheet[], name: string, close: () => void): Workbook {
  if (sheets.length === 0) throw new HoldfastError('FILE_EMPTY', { file: name });
  return { format, sheets, close };
}
