import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import * as XLSX from 'xlsx';
import { readWorkbook } from '../../../src/core/exchange/read/read.ts';
import type { Cell, ReadOptions, Workbook } from '../../../src/core/exchange/read/types.ts';

/** A folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-exchange-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A workbook made by SheetJS, so that our reader is tested against files that we did not write. */
export function workbookBytes(rows: unknown[][], bookType: XLSX.BookType = 'xlsx', sheet = 'Sheet1'): Buffer {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), sheet);
  return XLSX.write(book, { type: 'buffer', bookType, compression: true }) as Buffer;
}

export function text(content: string, options: ReadOptions = {}): Workbook {
  return readWorkbook(Buffer.from(content), { name: 'table.csv', ...options });
}

/** All rows of a sheet, without row numbers. */
export function cellsOf(book: Workbook, sheet = 0): (readonly (Cell | undefined)[])[] {
  return [...(book.sheets[sheet]?.rows() ?? [])].map((row) => row.cells);
}
