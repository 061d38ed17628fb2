import { describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { inspectWorkbook } from '../../../src/core/exchange/inspect.ts';
import { readWorkbook } from '../../../src/core/exchange/read/read.ts';
import { text } from './helpers.ts';

type Rows = (string | number | null)[][];

/** Merges as `A1:B2`. */
function inspect(rows: Rows, merges: string[], options: { headerRow?: number; headerRows?: number } = {}) {
  const sheet = XLSX.utils.aoa_to_sheet(rows);
  sheet['!merges'] = merges.map((range) => XLSX.utils.decode_range(range));
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, '资产台账');
  const bytes = XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
  const found = inspectWorkbook(readWorkbook(bytes, { name: 'x.xlsx' }), { sheet: '资产台账', ...options });
  return found.sheets[0];
}

const messy: Rows = [
  ['某某公司固定资产台账', null, null, null, null, null, null],
  ['编制单位：信息中心', null, null, null, '2024年3月', null, null],
  ['序号', '资产编号', '设备信息', null, '领用', null, '原值（元）'],
  [null, null, '名称', '型号', '部门', '人员', null],
  [1, 'ZC-001', '服务器', 'R740', '信息中心', '张伟', 50_000],
  [2, 'ZC-002', '打印机', 'M404', null, '李娜', 2000],
  ['合计', null, null, null, null, null, 52_000],
];
const messyMerges = ['A1:G1', 'A2:D2', 'A3:A4', 'B3:B4', 'C3:D3', 'E3:F3', 'G3:G4', 'E5:E6'];

describe('a header of two rows', () => {
  it('is joined, and matched by the whole, its last row or both', () => {
    const sheet = inspect(messy, messyMerges);
    expect(sheet).toMatchObject({ headerRow: 3, headerRows: 2, rows: 3, merged: 1, summaryRows: 1 });
    expect(sheet?.columns.map(({ header, field }) => [header, field])).toEqual([
      ['序号', null],
      ['资产编号', 'tag'],
      ['设备信息 名称', 'name'],
      ['设备信息 型号', 'model'],
      ['领用 部门', 'department'],
      ['领用 人员', 'user'],
      ['原值（元）', 'cost'],
    ]);
  });

  it('is joined without merges too, as in a text file', () => {
    const csv = messy.map((row) => row.map((cell) => cell ?? '').join(',')).join('\n');
    const sheet = inspectWorkbook(text(csv), {}).sheets[0];
    expect(sheet).toMatchObject({ headerRow: 3, headerRows: 2, rows: 3, summaryRows: 1 });
    expect(sheet?.columns.map(({ field }) => field)).toEqual([
      null,
      'tag',
      'name',
      'model',
      'department',
      'user',
      'cost',
    ]);
  });

  it('is joined where the finer names are the better header', () => {
    const sheet = inspect(
      [
        ['设备信息', null, null, '使用信息', null],
        ['资产编号', '资产名称', '型号', '使用部门', '使用人'],
        ['A', 'b', 'c', 'd', 'e'],
      ],
      ['A1:C1', 'D1:E1'],
    );
    expect(sheet).toMatchObject({ headerRow: 1, headerRows: 2, rows: 1 });
    expect(sheet?.columns.map(({ field }) => field)).toEqual(['tag', 'name', 'model', 'department', 'user']);
  });

  it('may have three rows', () => {
    const sheet = inspect(
      [
        ['资产编号', '领用', null, null],
        [null, '部门', '人员', null],
        [null, null, '姓名', '工号'],
        ['A-1', 'x', 'y', '007'],
      ],
      ['A1:A3', 'B1:D1', 'B2:B3', 'C2:D2'],
    );
    expect(sheet).toMatchObject({ headerRow: 1, headerRows: 3, rows: 1 });
    expect(sheet?.columns.map(({ header }) => header)).toEqual([
      '资产编号',
      '领用 部门',
      '领用 人员 姓名',
      '领用 人员 工号',
    ]);
  });

  it('is none where rows of data stand below a wide name, or a banner above', () => {
    const wide = inspect(
      [
        ['Asset tag', 'Name', null, 'Serial'],
        ['A-1', 'a', 'b', 'S1'],
        ['A-2', 'c', 'd', 'S2'],
      ],
      ['B1:C1'],
    );
    expect(wide).toMatchObject({ headerRow: 1, headerRows: 1, rows: 2 });
    const banner = inspect([['Register'], ['Asset tag', 'Name'], ['A-1', 'a']], ['A1:B1']);
    expect(banner).toMatchObject({ headerRow: 2, headerRows: 1, rows: 1 });
  });

  it('takes no line of who and when for groups', () => {
    const merges = ['A1:G1', 'A2:D2', 'E2:G2', ...messyMerges.slice(2)];
    expect(inspect(messy, merges)).toMatchObject({ headerRow: 3, headerRows: 2, rows: 3 });
  });

  it('may be told, with as many rows as a person says', () => {
    const one = inspect(messy, messyMerges, { headerRow: 4, headerRows: 1 });
    expect(one).toMatchObject({ headerRow: 4, headerRows: 1, rows: 3 });
    const two = inspect(messy, messyMerges, { headerRow: 3 });
    expect(two).toMatchObject({ headerRow: 3, headerRows: 2 });
  });
});

describe('the order of day and month', () => {
  const orders = (csv: string) =>
    inspectWorkbook(text(csv), {}).sheets[0]?.columns.map(({ dateOrder }) => dateOrder);

  it('is decided by the column alone; what others lend is told where columns are matched', () => {
    expect(orders('Asset tag,Purchase date,In-service date\nA,25/3/24,3/5/24\nB,1/2/24,4/4/24')).toEqual([
      null,
      'dmy',
      'undecided',
    ]);
    expect(orders('Asset tag,Purchase date\nA,3/25/24\nB,1/2/24')?.[1]).toBe('mdy');
    expect(orders('Asset tag,Purchase date\nA,3/5/24\nB,1/2/24')?.[1]).toBe('undecided');
    expect(orders('Asset tag,Purchase date\nA,25/3/24\nB,3/25/24')?.[1]).toBe('undecided');
  });

  it('is no question where it makes no difference or dates say it themselves', () => {
    expect(orders('Asset tag,Purchase date\nA,5/5/24\nB,6/6/2024')?.[1]).toBeNull();
    expect(orders('Asset tag,Purchase date\nA,2024-03-05\nB,2024/3/5')?.[1]).toBeNull();
    expect(orders('Asset tag,IP,Version\nA,10.0.0.1,1.2')).toEqual([null, null, null]);
  });
});

describe('columns without a known name', () => {
  const fields = (csv: string) => inspectWorkbook(text(csv), {}).sheets[0]?.columns.map(({ field }) => field);

  it('are matched by what they hold where only one thing can be meant', () => {
    const csv = [
      'Asset tag,col1,col2,,col4',
      'A,00:11:22:33:44:55,10.0.0.1,a@example.com,x',
      'B,00-11-22-33-44-66,10.0.0.2,b@example.com,2024-01-01',
      'C,0011.2233.4477,fe80::1,c@example.com,2024-01-02',
    ].join('\n');
    expect(fields(csv)).toEqual(['tag', 'mac', 'ip', 'user.email', null]);
  });

  it('are left alone where two columns fit, or the name was taken', () => {
    const ips = ['A,10.0.0.1,10.0.1.1', 'B,10.0.0.2,10.0.1.2', 'C,10.0.0.3,10.0.1.3'].join('\n');
    expect(fields(`Asset tag,one,two\n${ips}`)).toEqual(['tag', null, null]);
    expect(fields(`Asset tag,IP,two\n${ips}`)).toEqual(['tag', 'ip', null]);
  });
});
