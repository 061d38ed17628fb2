import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { readWorkbookFile } from '../../../src/core/exchange/read/read.ts';
import { writeCsv } from '../../../src/core/exchange/write/csv.ts';
import { sheetName } from '../../../src/core/exchange/write/sheet-names.ts';
import type { CellValue, WriteColumn } from '../../../src/core/exchange/write/types.ts';
import { writeWorkbook } from '../../../src/core/exchange/write/workbook.ts';
import { cellsOf, temporaryFolder } from './helpers.ts';

const columns: WriteColumn[] = [
  { header: '资产编号', kind: 'code' },
  { header: '名称', kind: 'text' },
  { header: '购置日期', kind: 'date' },
  { header: '原值', kind: 'money' },
  { header: '数量', kind: 'number' },
  { header: '状态', kind: 'text', choices: ['在用', '闲置'] },
];
const rows: CellValue[][] = [
  ['00123', '=1+1', '2024-03-05', 123_456, 2, '在用'],
  ['1E5', '-5 度', '1999-12-31', -7, 0.5, null],
];

async function written(sheetRows: Iterable<CellValue[]>, sheetColumns = columns): Promise<string> {
  const path = join(temporaryFolder(), 'out.xlsx');
  await writeWorkbook(path, { sheets: [{ name: '资产', columns: sheetColumns, rows: sheetRows }] });
  return path;
}

async function byExceljs(path: string): Promise<ExcelJS.Worksheet> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  return book.worksheets[0] as ExcelJS.Worksheet;
}

describe('a written workbook', () => {
  it('is read equal by a library that did not write it', async () => {
    const sheet = await byExceljs(await written(rows));
    expect(sheet.name).toBe('资产');
    expect(sheet.getRow(1).values).toEqual([undefined, ...columns.map((column) => column.header)]);
    const [, tag, name, date, cost, quantity, status] = sheet.getRow(2).values as ExcelJS.CellValue[];
    expect([tag, name, cost, quantity, status]).toEqual(['00123', '=1+1', 1234.56, 2, '在用']);
    expect(date).toEqual(new Date('2024-03-05T00:00:00Z'));
    expect(sheet.getCell('D2').numFmt).toBe('#,##0.00');
    expect(sheet.getCell('C2').numFmt).toContain('yyyy');
    expect(sheet.getCell('A2').numFmt).toBe('@');
    expect(sheet.getCell('D3').value).toBe(-0.07);
  });

  it('has a styled and frozen header, a frozen first column, a filter, fitted widths and drop-downs', async () => {
    const sheet = await byExceljs(await written(rows));
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 1, ySplit: 1 });
    expect(sheet.getCell('A1').font.bold).toBe(true);
    expect(sheet.autoFilter).toBe('A1:F3');
    expect(sheet.getColumn(3).width).toBeGreaterThan(10);
    expect(sheet.getCell('F2').dataValidation).toMatchObject({ type: 'list', formulae: ['"在用,闲置"'] });
  });

  it('never holds a formula', async () => {
    const texts = ['=1+1', '+1', '-1', '@x', '\t=1', '\r=1', "'=1", '=HYPERLINK("http://x")'];
    const path = await written(texts.map((text) => [text, text, text, null, null, text]));
    const sheet = await byExceljs(path);
    for (let row = 2; row <= texts.length + 1; row++) {
      for (const column of [1, 2, 3, 6]) {
        expect(sheet.getRow(row).getCell(column).type, texts[row - 2]).toBe(ExcelJS.ValueType.String);
      }
    }
    expect(
      cellsOf(await readWorkbookFile(path))
        .slice(1)
        .map((row) => row[1]),
    ).toEqual(texts);
  });

  it('survives control characters, lone surrogates and texts that look like escapes', async () => {
    const texts = [
      'a\u0000b',
      'x\u001fy',
      '\ud800',
      'a\udfffb',
      '_x0041_',
      'line\nbreak\ttab',
      '<&>"\'',
      '\uffff',
      '😀',
    ];
    const path = await written(
      texts.map((text) => [text, text]),
      columns.slice(0, 2),
    );
    const read = cellsOf(await readWorkbookFile(path)).slice(1);
    expect(read.map((row) => row[0])).toEqual(texts);
    expect(read.map((row) => row[1])).toEqual(texts);
  });

  it('has no rows when there are none', async () => {
    const sheet = await byExceljs(await written([]));
    expect(sheet.rowCount).toBe(1);
  });

  it('goes on in a further sheet beyond the rows that a spreadsheet has', async () => {
    const path = join(temporaryFolder(), 'long.xlsx');
    const many = 1_048_580;
    function* numbers(): Generator<CellValue[]> {
      for (let i = 1; i <= many; i++) yield [i];
    }
    const result = await writeWorkbook(path, {
      sheets: [{ name: '数', columns: [{ header: 'n', kind: 'integer' }], rows: numbers() }],
    });
    expect(result).toEqual({ rows: many, sheets: 2, truncated: 0, cuts: [] });
    const book = await readWorkbookFile(path);
    expect(book.sheets.map((sheet) => [sheet.name, sheet.rowCount])).toEqual([
      ['数', 1_048_576],
      ['数 (2)', 6],
    ]);
    expect(cellsOf(book, 1).at(-1)).toEqual([many]);
  }, 60_000);

  it('says how many texts it had to cut', async () => {
    const path = join(temporaryFolder(), 'cut.xlsx');
    const sheet = { name: 'a', columns: columns.slice(0, 1), rows: [['x'.repeat(40_000)]] };
    expect((await writeWorkbook(path, { sheets: [sheet] })).truncated).toBe(1);
  });

  it('leaves nothing behind when it is cancelled, and keeps the file that was there', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'out.xlsx');
    await writeWorkbook(path, { sheets: [{ name: 'a', columns, rows }] });
    const before = readFileSync(path);
    const abort = new AbortController();
    function* endless(): Generator<CellValue[]> {
      for (let i = 0; ; i++) yield [`A-${i}`, 'x'];
    }
    const writing = writeWorkbook(
      path,
      { sheets: [{ name: 'a', columns, rows: endless() }] },
      { signal: abort.signal, onProgress: (count) => count >= 4000 && abort.abort() },
    );
    await expect(writing).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(readdirSync(folder)).toEqual(['out.xlsx']);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('leaves nothing behind when its rows fail', async () => {
    const folder = temporaryFolder();
    function* failing(): Generator<CellValue[]> {
      for (let i = 0; i < 500; i++) yield ['x'];
      throw new Error('source broke');
    }
    const writing = writeWorkbook(join(folder, 'a.xlsx'), {
      sheets: [{ name: 'a', columns, rows: failing() }],
    });
    await expect(writing).rejects.toThrow('source broke');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('names the place where it could not be written', async () => {
    const writing = writeWorkbook('/proc/nowhere/a.xlsx', { sheets: [{ name: 'a', columns, rows }] });
    await expect(writing).rejects.toMatchObject({ code: 'FILE_NOT_WRITABLE', params: { file: 'a.xlsx' } });
    expect(existsSync('/proc/nowhere')).toBe(false);
  });
});

describe('sheet names', () => {
  it('are made acceptable and unique', () => {
    expect(sheetName('a/b:c', [])).toBe('a b c');
    expect(sheetName('', [])).toBe('Sheet');
    expect(sheetName('资产', ['资产'])).toBe('资产 (2)');
    expect(sheetName('ABC', ['abc', 'abc (2)'])).toBe('ABC (3)');
    expect(sheetName('x'.repeat(40), []).length).toBe(31);
  });
});

describe('written csv', () => {
  it('has a mark and CRLF, guards what would be computed, and reads back exactly', async () => {
    const path = join(temporaryFolder(), 'out.csv');
    const texts = [
      '=1+1',
      "'=x",
      '-',
      'a,b',
      'say "hi"',
      'two\nlines',
      ' padded ',
      "'quoted'",
      '\ttab',
      'a;b',
    ];
    const csvColumns: WriteColumn[] = [
      { header: '名称', kind: 'text' },
      { header: '原值', kind: 'money' },
    ];
    await writeCsv(path, { name: 'x', columns: csvColumns, rows: texts.map((text) => [text, -1]) });
    const raw = readFileSync(path, 'utf8');
    expect(raw.startsWith('\ufeff名称,原值\r\n')).toBe(true);
    expect(raw).toContain("'=1+1,-0.01\r\n''=x,");
    const read = cellsOf(await readWorkbookFile(path)).slice(1);
    expect(read.map((row) => row[0])).toEqual(texts);
  });
});
