import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import * as XLSX from 'xlsx';
import { markColumns } from '../../../src/core/exchange/read/mark-columns.ts';
import { readWorkbook, readWorkbookFile } from '../../../src/core/exchange/read/read.ts';
import type { Sheet } from '../../../src/core/exchange/read/types.ts';
import { handmade, sheetParts, t, zipClaiming } from './handmade.ts';
import { temporaryFolder } from './helpers.ts';

// Small bounds, so that small workbooks are read as the largest are: from files, by windows that cut through rows.
vi.mock('../../../src/core/exchange/read/limits.ts', async (original) => {
  const { limits } = await original<typeof import('../../../src/core/exchange/read/limits.ts')>();
  return { limits: { ...limits, streamedBytes: 200, windowBytes: 300, rowBytes: 4000 } };
});

function plain(sheet: Sheet) {
  const marks = markColumns(sheet, 1).map(({ index, cell }) => [index, cell(2), cell(3)]);
  const { name, hidden, merges, hiddenRows, hiddenColumns } = sheet;
  const rows = [...sheet.rows()].map(({ row, cells }) => [row, Array.from(cells, (cell) => cell ?? null)]);
  return {
    name,
    hidden,
    merges,
    hiddenRows: [...hiddenRows],
    hiddenColumns: [...hiddenColumns],
    marks,
    rows,
  };
}

/** The same file read both ways: from a file by windows, and as bytes in memory. */
async function both(bytes: Buffer): Promise<[unknown, unknown]> {
  const path = join(temporaryFolder(), 'book.xlsx');
  writeFileSync(path, bytes);
  const streamed = await readWorkbookFile(path);
  const whole = readWorkbook(bytes, { name: 'book.xlsx' });
  const [ours, theirs] = [streamed.sheets.map(plain), whole.sheets.map(plain)];
  // A second time, after everything was seen.
  expect(streamed.sheets.map(plain)).toEqual(ours);
  streamed.close();
  return [ours, theirs];
}

const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('holdfast-read-'));

const rows = Array.from({ length: 40 }, (_, i) => {
  const r = i + 2;
  const hidden = i % 7 === 3 ? ' hidden="1"' : '';
  return `<row r="${r}" spans="1:3"${hidden}><c r="A${r}" t="s"><v>${i % 30}</v></c>${t(`B${r}`, `设备 ${i}`, i % 3 === 0 ? 1 : 0)}<c r="C${r}"><v>${i}</v></c></row>`;
});
const strings = Array.from({ length: 30 }, (_, i) => `<si><t>文本-${i}-${'长'.repeat(i)}</t></si>`);
const styles =
  '<styleSheet><fonts><font/></fonts><fills><fill/><fill><patternFill patternType="solid"><fgColor rgb="FFFF0000"/></patternFill></fill></fills><cellXfs><xf/><xf fillId="1"/></cellXfs></styleSheet>';
const large = (cells = rows.join('')) =>
  handmade(
    `<dimension ref="A1:C41"/><cols><col min="3" max="3" hidden="1"/></cols><sheetData><row r="1">${t('A1', '编号')}${t('B1', '名称')}</row>${cells}</sheetData><mergeCells><mergeCell ref="A2:A4"/></mergeCells>`,
    { 'xl/sharedStrings.xml': `<sst>${strings.join('')}</sst>`, 'xl/styles.xml': styles },
  );

describe('a sheet too large for memory', () => {
  it('gives the same as one that is held: cells, merges, hidden rows and columns, marks', async () => {
    const [streamed, whole] = await both(large());
    expect(streamed).toEqual(whole);
  });

  it('whose tags carry a prefix too', async () => {
    const prefixed = rows.join('').replace(/<(\/?)(row|c|v|is|t)\b/g, '<$1x:$2');
    const bytes = handmade(
      `<x:sheetData>${prefixed}</x:sheetData><x:mergeCells><x:mergeCell ref="A2:A3"/></x:mergeCells>`,
      {
        'xl/sharedStrings.xml': `<sst>${strings.join('')}</sst>`,
      },
    );
    const [streamed, whole] = await both(bytes);
    expect(streamed).toEqual(whole);
    expect(JSON.stringify(streamed)).toContain('设备 39');
  });

  it('may be one of many that are small by themselves', async () => {
    const book = XLSX.utils.book_new();
    for (let i = 0; i < 12; i++) {
      XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['编号'], [`A-${i}`]]), `s${i}`);
    }
    const [streamed, whole] = await both(XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    expect(streamed).toEqual(whole);
  });

  it('leaves no file behind, also when it is not closed', async () => {
    const before = leftovers();
    const path = join(temporaryFolder(), 'book.xlsx');
    writeFileSync(path, large());
    const book = await readWorkbookFile(path);
    expect([...(book.sheets[0] as Sheet).rows()].length).toBe(41);
    expect(leftovers()).toEqual(before);
    book.close();
  });

  it('can be cancelled while it is unpacked, and reports how far it is', async () => {
    const before = leftovers();
    const path = join(temporaryFolder(), 'book.xlsx');
    writeFileSync(path, large());
    const seen: number[] = [];
    await readWorkbookFile(path, {
      onProgress: (done, total) => seen.push(done / (total ?? Number.NaN)),
    }).then((book) => book.close());
    expect(seen.at(-1)).toBe(1);
    seen.length = 0;
    const stopped = readWorkbookFile(path, {
      cancelled: () => true,
      onProgress: (done) => seen.push(done),
    });
    await expect(stopped).rejects.toThrow(expect.objectContaining({ code: 'CANCELLED' }));
    expect(seen).toEqual([]);
    expect(leftovers()).toEqual(before);
  });

  it.each([
    [
      'a row beyond what one may hold',
      large(`<row r="2">${t('A2', 'x'.repeat(9000))}</row>`),
      'FILE_TOO_LARGE',
    ],
    ['a text that is not there', large('<row r="2"><c t="s"><v>99</v></c></row>'), 'FILE_CORRUPT'],
    [
      'less of it told than it unpacks to',
      zipClaiming(sheetParts(`<sheetData>${'<row/>'.repeat(200)}</sheetData>`), {
        'xl/worksheets/sheet1.xml': 400,
      }),
      'FILE_CORRUPT',
    ],
    [
      'sections that a window could cut',
      large('<row r="2"><c t="str"><v><![CDATA[x]]></v></c></row>'),
      'FILE_CORRUPT',
    ],
  ])('is refused with %s', async (_, bytes, code) => {
    const path = join(temporaryFolder(), 'book.xlsx');
    writeFileSync(path, bytes);
    const read = async () => {
      const book = await readWorkbookFile(path);
      for (const sheet of book.sheets) for (const _row of sheet.rows());
    };
    await expect(read()).rejects.toThrow(expect.objectContaining({ code }));
  });

  const corpus = new URL('../../../../shared/data/workbooks/', import.meta.url).pathname;
  if (!existsSync(corpus)) console.log(`skipped: streaming real workbooks, since ${corpus} is not there`);
  it.runIf(existsSync(corpus))('gives the same for every real workbook', async () => {
    for (const file of readdirSync(corpus).filter((name) => name.endsWith('.xlsx'))) {
      const [streamed, whole] = await both(readFileSync(`${corpus}${file}`));
      expect(streamed, file).toEqual(whole);
    }
  });
});
