import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import ExcelJS from 'exceljs';
import * as XLSX from 'xlsx';

/** The reference: a library alone, in a fresh thread, with the options that are fastest for it; milliseconds. */
const { path, library } = workerData as { path: string; library: 'sheetjs' | 'exceljs' };
const started = performance.now();
const rows = library === 'sheetjs' ? bySheetJs() : await byExcelJs();
parentPort?.postMessage({ ms: performance.now() - started, rows });

function bySheetJs(): number {
  const lean = { cellText: false, cellHTML: false, cellFormula: false, cellNF: false };
  const book = XLSX.read(readFileSync(path), { dense: true, ...lean });
  return book.Sheets[book.SheetNames[0] as string]?.['!data']?.length ?? 0;
}

async function byExcelJs(): Promise<number> {
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, { sharedStrings: 'cache', styles: 'ignore' });
  let rows = 0;
  for await (const sheet of reader) for await (const row of sheet) rows += row.cellCount > 0 ? 1 : 0;
  return rows;
}
