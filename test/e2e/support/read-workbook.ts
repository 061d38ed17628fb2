import ExcelJS from 'exceljs';
import type { Download } from 'playwright-core';

export type SheetRow = Readonly<Record<string, ExcelJS.CellValue>>;

/** Reads a downloaded workbook with a library that did not write it: rows by header, by the sheet's name. */
export async function readWorkbook(download: Download): Promise<Readonly<Record<string, SheetRow[]>>> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(await download.path());
  return Object.fromEntries(book.worksheets.map((sheet) => [sheet.name, rowsOf(sheet)]));
}

function rowsOf(sheet: ExcelJS.Worksheet): SheetRow[] {
  const [header = [], ...rows] = sheet.getSheetValues().slice(1) as ExcelJS.CellValue[][];
  return rows.map((row) =>
    Object.fromEntries(header.flatMap((name, i) => (name ? [[String(name), row?.[i] ?? null]] : []))),
  );
}
