import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { detect } from '../../../src/core/exchange/read/detect.ts';
import { readWorkbook } from '../../../src/core/exchange/read/read.ts';
import { readSheets } from '../../../src/core/exchange/read/sheetjs.ts';
import type { Cell, Sheet } from '../../../src/core/exchange/read/types.ts';
import { readXlsx } from '../../../src/core/exchange/read/xlsx/read-xlsx.ts';
import { cellsOf, workbookBytes } from './helpers.ts';

/** A workbook from hand-written parts. */
function handmade(sheet: string, more: Record<string, string> = {}, workbook = ''): Buffer {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships><Relationship Id="r1" Type="${office}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook>${workbook}<sheets><sheet name="A &amp; B" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet>${sheet}</worksheet>`,
    ...more,
  };
  const zip = XLSX.CFB.utils.cfb_new({ root: 'R' });
  for (const [name, content] of Object.entries(parts))
    XLSX.CFB.utils.cfb_add(zip, name, Buffer.from(content));
  return XLSX.CFB.write(zip, { fileType: 'zip', type: 'buffer', compression: true }) as Buffer;
}

const rowsOf = (sheet: string, more?: Record<string, string>, workbook?: string) =>
  cellsOf(readWorkbook(handmade(`<sheetData>${sheet}</sheetData>`, more, workbook), { name: 'x.xlsx' }));

describe('our reader of xlsx', () => {
  it('reads every type of cell', () => {
    const strings =
      '<sst><si><t>一</t></si><si><r><t>ri</t></r><r><rPr><b/></rPr><t xml:space="preserve">ch </t></r><rPh sb="0"><t>yi</t></rPh></si><si/></sst>';
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="00000"/><numFmt formatCode="yyyy&quot;年&quot;" numFmtId="171"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="31"/><xf numFmtId="4"/></cellXfs></styleSheet>';
    const cells = rowsOf(
      '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c><c r="D2" t="inlineStr"><is><t>a&lt;b &#x4e2d;_x0041_</t></is></c><c r="E2" t="str"><f>"x"</f><v>x</v></c><c r="F2" t="b"><v>1</v></c><c r="G2" t="e"><v>#N/A</v></c><c r="H2" t="d"><v>2024-03-05</v></c></row>' +
        '<row r="4"><c r="A4"><v>1.5E3</v></c><c r="B4" s="1"><v>45356</v></c><c r="C4" s="2"><v>42</v></c><c r="D4" s="3"><v>45356.5</v></c><c r="E4" s="4"><v>45356</v></c><c r="F4" s="5"><v>-0.07</v></c><c r="G4"><f>A1</f></c><c r="H4" s="1"/></row>',
      { 'xl/sharedStrings.xml': strings, 'xl/styles.xml': styles },
    );
    const date = (serial: number) => ({ kind: 'date', serial });
    expect(cells).toEqual([
      ['一', 'rich ', undefined, 'a<b 中A', 'x', true, { kind: 'error', text: '#N/A' }, date(45_356)],
      [1500, date(45_356), { kind: 'coded', value: 42, text: '00042' }, date(45_356.5), date(45_356), -0.07],
    ]);
  });

  it('counts rows and columns on where their references are left out, and takes prefixes and odd quotes', () => {
    const cells = rowsOf(
      "<x:row><x:c><x:v>1</x:v></x:c><x:c t='str'><x:v>a>b</x:v></x:c></x:row><x:row r='5' note='>'><x:c r='C5'><x:v>2</x:v></x:c></x:row>",
    );
    expect(cells[0]).toEqual([1, 'a>b']);
    expect(cells[1]?.[2]).toBe(2);
  });

  it('takes CDATA for text', () => {
    expect(rowsOf('<row><c t="inlineStr"><is><t><![CDATA[a<b & 中]]></t></is></c></row>')).toEqual([
      ['a<b & 中'],
    ]);
  });

  it('converts dates of the 1904 system', () => {
    const styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>';
    const cells = rowsOf(
      '<row><c><v>1</v></c></row>',
      { 'xl/styles.xml': styles },
      '<workbookPr date1904="1"/>',
    );
    expect(cells).toEqual([[{ kind: 'date', serial: 1463 }]]);
  });

  it('holds nothing for a million used but empty rows', () => {
    const empty = Array.from(
      { length: 1_048_576 },
      (_, i) => `<row r="${i + 1}" s="1"><c r="A${i + 1}" s="1"/></row>`,
    ).join('');
    const book = readWorkbook(handmade(`<sheetData>${empty}</sheetData>`), { name: 'x.xlsx' });
    expect([book.sheets[0]?.rowCount, cellsOf(book)]).toEqual([0, []]);
  }, 30_000);

  it.each([
    ['a text that is not there', '<row><c t="s"><v>7</v></c></row>'],
    ['a row beyond all sheets', '<row r="1048577"><c><v>1</v></c></row>'],
    ['a column beyond all sheets', '<row><c r="XFE1"><v>1</v></c></row>'],
  ])('refuses %s', (_, sheet) => {
    expect(() => rowsOf(sheet)).toThrow(expect.objectContaining({ code: 'FILE_CORRUPT' }));
  });

  it('keeps names and visibility of sheets', () => {
    const bytes = handmade('<sheetData/>');
    expect(readWorkbook(bytes, {}).sheets[0]).toMatchObject({ name: 'A & B', hidden: false });
    const book = XLSX.utils.book_new();
    for (const name of ['甲', '乙'])
      XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([[name]]), name);
    book.Workbook = { Sheets: [{}, { Hidden: 2 }] };
    const written = XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
    expect(readWorkbook(written, {}).sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['甲', false],
      ['乙', true],
    ]);
  });
});

/** Cells of all sheets in a form that both readers share. */
function plain(sheets: Sheet[]): unknown {
  return sheets.map((sheet) => ({
    name: sheet.name,
    hidden: sheet.hidden,
    rows: [...sheet.rows()].map(({ row, cells }) => [
      row,
      trimmed(Array.from(cells, (cell) => settled(cell))),
    ]),
  }));
}

function trimmed(cells: unknown[]): unknown[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1);
}

function settled(cell: Cell | undefined): unknown {
  if (cell === undefined) return null;
  return typeof cell === 'object' && cell?.kind === 'date'
    ? { date: Math.round(cell.serial * 1e6) / 1e6 }
    : cell;
}

const corpus = new URL('../../../../shared/data/workbooks/', import.meta.url).pathname;
if (!existsSync(corpus))
  console.log(`skipped: comparing readers on real workbooks, since ${corpus} is not there`);

describe('our reader and SheetJS', () => {
  const both = (bytes: Buffer) => {
    const detected = detect(bytes, 'x');
    if (detected.kind !== 'zip') throw new Error('no zip');
    return [plain(readXlsx(bytes, detected.entries, 'x')), plain(readSheets(bytes, detected, 'x'))];
  };

  it('agree on what SheetJS writes', () => {
    const rows = [
      ['a', 1, true, null, new Date(Date.UTC(2024, 2, 5))],
      [],
      ['  b ', -1.5, false, '中文', 1e21],
      [null, null, 'z'],
    ];
    const [ours, theirs] = both(workbookBytes(rows));
    expect(ours).toEqual(theirs);
  });

  it.runIf(existsSync(corpus))('agree on every real xlsx', () => {
    const files = readdirSync(corpus).filter((file) => file.endsWith('.xlsx'));
    expect(files.length).toBeGreaterThan(8);
    for (const file of files) {
      const [ours, theirs] = both(readFileSync(`${corpus}${file}`));
      expect(ours, file).toEqual(theirs);
    }
  });
});
