import { describe, expect, it } from 'vitest';
import { inspectWorkbook } from '../../../src/core/exchange/inspect.ts';
import { readWorkbook } from '../../../src/core/exchange/read/read.ts';
import { cellsOf } from './helpers.ts';

const pasted = (content: string, name = 'clipboard.txt') => readWorkbook(Buffer.from(content), { name });

describe('what a spreadsheet puts on the clipboard', () => {
  it('is parted by tabs, whatever commas, quotes and line ends its cells hold', () => {
    const book = pasted(
      '资产编号\t名称\t备注\r\n00123\t服务器\t"两行,\r\n带 ""引号"""\r\n00124\tA, B, C, D\t1,5\r\n',
    );
    expect(book.delimiter).toBe('\t');
    expect(cellsOf(book)).toEqual([
      ['资产编号', '名称', '备注'],
      ['00123', '服务器', '两行,\r\n带 "引号"'],
      ['00124', 'A, B, C, D', '1,5'],
    ]);
  });

  it('may be a single column', () => {
    expect(cellsOf(pasted('资产编号\nA-1\nA-2\n'))).toEqual([['资产编号'], ['A-1'], ['A-2']]);
  });

  it('may be an HTML table, with merged cells, entities and a page around it', () => {
    const book = pasted(
      `<html xmlns:o="urn:x"><head><meta charset="utf-8"><style>td{color:red}</style></head><body><!--StartFragment-->
      <table border=0><col width=72><tr><td rowspan="2">资产编号</td><td colspan=2>领用</td></tr><tr><td>部门</td><td>人员</td></tr>
      <tr><td>00123</td><td rowspan=2>R&amp;D&nbsp;&#37096;</td><td>Nora<br>M.</td></tr><tr><td>00124</td><td></td></tr>
      <tr><td>00125</td><td>财务部</td><td>=1+1<script>alert("<td>")</script></td></tr></table></body></html>`,
      'clipboard.html',
    );
    expect(book.format).toBe('html');
    expect(cellsOf(book).slice(2)).toEqual([
      ['00123', 'R&D 部', 'Nora\nM.'],
      ['00124', null, null],
      ['00125', '财务部', '=1+1'],
    ]);
    const found = inspectWorkbook(book, { name: 'clipboard.html' }).sheets[0];
    expect(found).toMatchObject({ headerRow: 1, headerRows: 2, rows: 3, merged: 1 });
    expect(found?.columns.map(({ field }) => field)).toEqual(['tag', 'department', 'user']);
  });
});

describe('a report that a web system saved as .xls', () => {
  it('is read by its table', () => {
    const table = '<table><tr><th>Asset tag</th><th>Name</th></tr><tr><td>007</td><td>x</td></tr></table>';
    const book = pasted(
      `<?xml version="1.0"?>\n<!DOCTYPE html><html><body><p>Report</p>${table}</body></html>`,
      'r.xls',
    );
    expect(cellsOf(book)).toEqual([
      ['Asset tag', 'Name'],
      ['007', 'x'],
    ]);
  });

  it('in GBK is read as it says', () => {
    const head = '<html><meta charset="gb2312"><table><tr><td>';
    const bytes = Buffer.concat([
      Buffer.from(head),
      Buffer.from('d7cab2fab1e0bac5', 'hex'),
      Buffer.from('</td><td>a</td></tr><tr><td>1</td><td>b</td></tr></table>'),
    ]);
    expect(cellsOf(readWorkbook(bytes, { name: 'r.xls' }))[0]).toEqual(['资产编号', 'a']);
  });

  it.each([
    ['a sign-in page', '<html><body><form><table><tr><td>User</td></tr></table></form></body></html>'],
    ['frames', '<html><frameset><frame src="sheet001.htm"></frameset></html>'],
    ['other XML', '<?xml version="1.0"?><Workbook/>'],
  ])('is refused where it is %s', (_, content) => {
    expect(() => pasted(content, 'r.xls')).toThrow(expect.objectContaining({ code: 'FILE_NOT_WORKBOOK' }));
  });

  it('can not make memory grow by its spans', () => {
    const wide = `<table>${'<tr><td colspan="99999" rowspan="99999">x</td></tr>'.repeat(20)}</table>`;
    expect(() => pasted(wide, 'r.xls')).toThrow(expect.objectContaining({ code: 'FILE_TOO_LARGE' }));
  });
});
