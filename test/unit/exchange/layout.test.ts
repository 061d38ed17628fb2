import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { markColumns } from '../../../src/core/exchange/read/mark-columns.ts';
import { prepareRows } from '../../../src/core/exchange/read/prepare-rows.ts';
import { readWorkbook } from '../../../src/core/exchange/read/read.ts';
import type { Sheet } from '../../../src/core/exchange/read/types.ts';
import { handmade, t } from './handmade.ts';
import { text } from './helpers.ts';

const sheetOf = (bytes: Buffer): Sheet => readWorkbook(bytes, { name: 'x.xlsx' }).sheets[0] as Sheet;

describe('merged cells', () => {
  const filled = (sheet: Sheet, headerEnd = 1) =>
    [...prepareRows(sheet, { fillMerged: true, skipHidden: false, headerEnd })].map(({ row, cells }) => [
      row,
      ...Array.from(cells, (cell) => cell ?? null),
    ]);
  const sheet = () =>
    sheetOf(
      handmade(
        `<sheetData><row r="1">${t('A1', '部门')}${t('B1', '名称')}</row>
        <row r="2">${t('A2', '信息中心')}${t('B2', '甲')}</row><row r="3">${t('B3', '乙')}</row>
        <row r="4"><c r="A4"/>${t('B4', ' ')}</row><row r="5">${t('B5', '丙')}</row><row r="6">${t('A6', '财务部')}</row></sheetData>
        <mergeCells><mergeCell ref="A2:A5"/><mergeCell ref="A6:B6"/></mergeCells>`,
      ),
    );

  it('give their value to every row below, but make no rows of their own', () => {
    expect(filled(sheet())).toEqual([
      [1, '部门', '名称'],
      [2, '信息中心', '甲'],
      [3, '信息中心', '乙'],
      [4, null, ' '],
      [5, '信息中心', '丙'],
      [6, '财务部'],
    ]);
  });

  it('of the header fill nothing', () => {
    expect(filled(sheet(), 2)[2]).toEqual([3, null, '乙']);
  });

  it('are left as they are when nobody asks, and rows() may be gone through again', () => {
    const rows = prepareRows(sheet(), { fillMerged: false, skipHidden: false });
    expect([...rows].length).toBe(6);
    expect([...rows][2]?.cells[0]).toBeUndefined();
  });

  it.each(['xlsx', 'xls', 'xlsb', 'ods'] as const)('are known of .%s', (bookType) => {
    const made = XLSX.utils.aoa_to_sheet([
      ['a', 'b'],
      ['x', 1],
      [null, 2],
    ]);
    made['!merges'] = [{ s: { r: 1, c: 0 }, e: { r: 2, c: 0 } }];
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, made, 's');
    const read = sheetOf(XLSX.write(book, { type: 'buffer', bookType }) as Buffer);
    expect(read.merges).toEqual([{ top: 2, left: 0, bottom: 3, right: 0 }]);
    expect(filled(read)[2]).toEqual([3, 'x', 2]);
  });
});

describe('hidden rows and columns', () => {
  const hiddenBook = (bookType: XLSX.BookType) => {
    const made = XLSX.utils.aoa_to_sheet([
      ['a', 'b'],
      ['x', 1],
      ['y', 2],
      ['z', 3],
    ]);
    made['!rows'] = [{}, { hidden: true }, { hpt: 30 }];
    made['!cols'] = [{}, { hidden: true }];
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, made, 's');
    return sheetOf(XLSX.write(book, { type: 'buffer', bookType, cellStyles: true }) as Buffer);
  };

  it('are known of .xlsx, and left out only on request', () => {
    const sheet = hiddenBook('xlsx');
    expect([[...sheet.hiddenRows], [...sheet.hiddenColumns]]).toEqual([[2], [1]]);
    const rows = (skipHidden: boolean) => [...prepareRows(sheet, { fillMerged: false, skipHidden })];
    expect(rows(false).map(({ row }) => row)).toEqual([1, 2, 3, 4]);
    expect(rows(true).map(({ row }) => row)).toEqual([1, 3, 4]);
  });

  it('of .ods are known, repeated ones too', () => {
    const made = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(made, XLSX.utils.aoa_to_sheet([['a'], ['b'], ['b'], ['c']]), 's');
    const zip = XLSX.CFB.read(XLSX.write(made, { type: 'buffer', bookType: 'ods' }) as Buffer, {
      type: 'buffer',
    });
    const part = XLSX.CFB.find(zip, 'content.xml') as { content: Buffer };
    let at = 0;
    const xml = Buffer.from(part.content)
      .toString()
      .replace(/<table:table-row/g, (tag) => (++at === 2 ? `${tag} table:visibility="filter"` : tag))
      .replace('table:visibility="filter"', 'table:visibility="filter" table:number-rows-repeated="2"')
      .replace(
        /(<table:table table:name="s"[^>]*>)/,
        '$1<table:table-column/><table:table-column table:visibility="collapse"/>',
      );
    part.content = Buffer.from(xml);
    const sheet = sheetOf(XLSX.CFB.write(zip, { fileType: 'zip', type: 'buffer' }) as Buffer);
    expect([[...sheet.hiddenRows], [...sheet.hiddenColumns]]).toEqual([[2, 3], [1]]);
  });
});

describe('fills and strike-through', () => {
  const styles = `<styleSheet>
    <fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>
    <fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
    <fill><patternFill patternType="solid"><fgColor rgb="FFFF0000"/><bgColor indexed="64"/></patternFill></fill>
    <fill><patternFill patternType="solid"><fgColor theme="4" tint="0.4"/></patternFill></fill>
    <fill><patternFill patternType="solid"><fgColor indexed="13"/></patternFill></fill>
    <fill><patternFill patternType="solid"><fgColor rgb="FFFFFFFF"/></patternFill></fill></fills>
    <cellXfs><xf/><xf fillId="2"/><xf fillId="3"/><xf fillId="4"/><xf fillId="5"/><xf fontId="1"/><xf fontId="2"/></cellXfs>
    <dxfs><dxf><font><strike/></font><fill><patternFill><bgColor rgb="FF00FF00"/></patternFill></fill></dxf></dxfs></styleSheet>`;
  const theme = `<a:theme><a:clrScheme><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr lastClr="FFFFFF"/></a:lt1>
    <a:dk2><a:srgbClr val="44546A"/></a:dk2><a:lt2><a:srgbClr val="E7E6E6"/></a:lt2><a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme></a:theme>`;
  const marked = (rows: string) =>
    sheetOf(
      handmade(`<sheetData>${rows}</sheetData>`, { 'xl/styles.xml': styles, 'xl/theme/theme1.xml': theme }),
    );

  it('are known by cell: plain, theme with tint, indexed; white and none are none', () => {
    const sheet = marked(
      `<row r="1">${[1, 2, 3, 4, 5, 6, 0].map((s, i) => t(`${'ABCDEFG'[i]}1`, 'x', s)).join('')}</row>`,
    );
    const fills = [0, 1, 2, 3, 4].map((c) => sheet.marks?.fill(1, c));
    // Excel shows accent 1, 40 % lighter, as 8FAADC.
    expect(fills).toEqual(['#FF0000', '#8FAADC', '#FFFF00', null, null]);
    expect([4, 5, 6].map((c) => sheet.marks?.strike(1, c))).toEqual([true, false, false]);
  });

  it('become columns of their own where rows differ, each pattern once', () => {
    const sheet = marked(
      `<row r="1">${t('A1', '资产编号', 3)}${t('B1', '名称', 3)}${t('C1', '备注')}</row>
      <row r="2">${t('A2', '1', 1)}${t('B2', 'x', 1)}<c r="C2" s="5"/></row>
      <row r="3">${t('A3', '2')}${t('B3', 'y')}</row><row r="4">${t('A4', '3', 3)}${t('B4', 'z', 3)}</row>`,
    );
    const columns = markColumns(sheet, 1);
    expect(columns.map(({ index, header }) => [index, header])).toEqual([
      [20_000, '资产编号 · 填充色'],
      [40_002, '备注 · 删除线'],
    ]);
    expect([2, 3, 4].map((row) => columns[0]?.cell(row))).toEqual(['红色', null, '黄色']);
    expect([2, 3].map((row) => columns[1]?.cell(row))).toEqual([true, false]);
  });

  it('of a whole column say nothing', () => {
    const sheet = marked(
      `<row r="1">${t('A1', 'Tag')}</row><row r="2">${t('A2', '1', 1)}</row><row r="3">${t('A3', '2', 1)}</row>`,
    );
    expect(markColumns(sheet, 1)).toEqual([]);
  });

  it('are read of what another program wrote', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Assets');
    sheet.addRows([
      ['Asset tag', 'Name'],
      ['A-1', 'one'],
      ['A-2', 'two'],
    ]);
    sheet.getCell('B2').fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF92D050' } };
    sheet.getCell('A3').font = { strike: true };
    sheet.getRow(3).hidden = true;
    const read = sheetOf(Buffer.from(await book.xlsx.writeBuffer()));
    expect(markColumns(read, 1).map(({ header, cell }) => [header, cell(2), cell(3)])).toEqual([
      ['Name · fill colour', 'green', null],
      ['Asset tag · struck through', false, true],
    ]);
    expect([...read.hiddenRows]).toEqual([3]);
  });

  it('are not there in a text file', () => {
    const sheet = text('a,b\n1,2').sheets[0] as Sheet;
    expect([sheet.marks, markColumns(sheet, 1), sheet.merges]).toEqual([undefined, [], []]);
  });
});
