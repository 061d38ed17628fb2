import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { DelimitedParser } from '../../../src/core/exchange/read/delimited.ts';
import { readWorkbook } from '../../../src/core/exchange/read/read.ts';
import type { TextEncoding } from '../../../src/core/exchange/read/types.ts';
import { cellsOf, text } from './helpers.ts';

describe('text tables', () => {
  it('keep every value as text', () => {
    expect(cellsOf(text('编号,数量\n00123,1e5\n"007",\n'))).toEqual([
      ['编号', '数量'],
      ['00123', '1e5'],
      ['007', ''],
    ]);
  });

  it('end their rows with LF, CRLF or a lone CR, mixed as they come', () => {
    expect(cellsOf(text('a,b\r\n1,2\r3,4\n5,6'))).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });

  it('hold line ends, delimiters and doubled quotes inside quotes', () => {
    expect(cellsOf(text('a,b\n"x\r\ny","1,""2"""\n'))).toEqual([
      ['a', 'b'],
      ['x\r\ny', '1,"2"'],
    ]);
  });

  it('keep a quote that stands inside a bare cell, and text behind a closing quote', () => {
    expect(cellsOf(text('size,note\n5" disk,"a"b\n'))).toEqual([
      ['size', 'note'],
      ['5" disk', 'ab'],
    ]);
  });

  it('say where a quote was opened that never closes', () => {
    expect(() => cellsOf(text('a,b\n1,2\n3,"4\n5,6\n'))).toThrow(
      expect.objectContaining({ code: 'FILE_QUOTE_OPEN', params: { file: 'table.csv', row: 3 } }),
    );
  });

  it('count blank lines as rows of the spreadsheet but do not give them', () => {
    const rows = [...(text('a\n\n\n1\n').sheets[0]?.rows() ?? [])];
    expect(rows.map((row) => row.row)).toEqual([1, 4]);
  });

  it('take off one guard that keeps text from being computed', () => {
    expect(cellsOf(text("a\n'=1+1\n''-x\n'quoted'\n"))).toEqual([['a'], ['=1+1'], ["'-x"], ["'quoted'"]]);
  });

  it('are the same in whatever pieces they arrive', () => {
    const source = 'a,"b ""1"""\r\n"x\ny",2\r"",3\n4,\r\n';
    const whole = new DelimitedParser(',').push(source, true);
    for (let size = 1; size < source.length; size++) {
      const parser = new DelimitedParser(',');
      const rows: string[][] = [];
      for (let at = 0; at < source.length; at += size)
        rows.push(...parser.push(source.slice(at, at + size), false));
      rows.push(...parser.push('', true));
      expect(rows).toEqual(whole);
    }
  });
});

describe('delimiters', () => {
  it.each([',', ';', '\t', '|'] as const)('%j is found', (delimiter) => {
    const rows = [
      ['编号', '名称', '说明'],
      ['1', 'a b', 'x'],
      ['2', 'c, d; e', 'y'],
    ];
    const quoted = rows.map((row) => row.map((cell) => `"${cell}"`).join(delimiter)).join('\n');
    const book = text(quoted);
    expect(book.delimiter).toBe(delimiter);
    expect(cellsOf(book)).toEqual(rows);
  });

  it('may be told by the file itself or by the person', () => {
    expect(cellsOf(text('sep=;\na,b;c\n'))).toEqual([['a,b', 'c']]);
    expect(cellsOf(text('a,b;c\n', { delimiter: ',' }))).toEqual([['a', 'b;c']]);
  });
});

describe('encodings', () => {
  const content = '资产编号,名称,部门\r\nZC-001,机架式服务器,信息中心\r\nZC-002,打印机,财务部\r\n';
  const expected = content
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));

  it.each([
    ['utf-8', false],
    ['utf-8', true],
    ['utf-16le', true],
    ['utf-16be', true],
    ['gb18030', false],
  ] as [TextEncoding, boolean][])('%s (mark: %s) is found', (encoding, mark) => {
    const book = readWorkbook(iconv.encode(content, encoding, { addBOM: mark }), { name: 'x.csv' });
    expect(book.encoding).toBe(encoding);
    expect(cellsOf(book)).toEqual(expected);
  });

  it('UTF-16 without a mark is found by its zeros', () => {
    const latin = 'tag,name\r\nA-1,Server\r\n';
    for (const encoding of ['utf-16le', 'utf-16be'] as const) {
      const book = readWorkbook(iconv.encode(latin, encoding, { addBOM: false }), { name: 'x.csv' });
      expect([book.encoding, cellsOf(book)[1]]).toEqual([encoding, ['A-1', 'Server']]);
    }
  });

  it('Western text is not taken for Chinese', () => {
    const book = readWorkbook(
      iconv.encode('nom,lieu\nRené,Saint-Étienne\nZoë,Orléans – Gare\n', 'windows-1252'),
      {},
    );
    expect(book.encoding).toBe('windows-1252');
    expect(cellsOf(book)[1]).toEqual(['René', 'Saint-Étienne']);
  });

  it('UTF-8 with a ruined byte stays UTF-8 and says that it is damaged', () => {
    const bytes = Buffer.concat([Buffer.from(content), Buffer.from([0xe4, 0xb8]), Buffer.from('\n')]);
    const book = readWorkbook(bytes, {});
    expect([book.encoding, book.damagedBytes]).toEqual(['utf-8', true]);
    expect(cellsOf(book).slice(0, 3)).toEqual(expected);
  });

  it('can be overridden', () => {
    const book = readWorkbook(iconv.encode(content, 'gb18030'), { encoding: 'windows-1252' });
    expect(book.encoding).toBe('windows-1252');
  });

  it('decode a character that two pieces share', () => {
    const long = `名称\n${'汉'.repeat(700_000)}\n`;
    const rows = cellsOf(readWorkbook(Buffer.from(long), {}));
    expect(rows[1]?.[0]).toBe('汉'.repeat(700_000));
  });
});
