import { describe, expect, it } from 'vitest';
import { recognise } from '../../../src/core/exchange/read/recognise.ts';
import type { Sheet } from '../../../src/core/exchange/read/types.ts';
import { columnLetter } from '../../../src/model/column-letter.ts';
import { text } from './helpers.ts';

const known = (word: string) =>
  ['资产编号', '名称', '部门', 'Asset Tag', 'Name', '购置日期'].includes(word) ? 1 : 0;
const sheet = (content: string) => text(content).sheets[0] as Sheet;

describe('the header of a sheet', () => {
  it('is found below titles, banners and notes', () => {
    const found = recognise(
      sheet(
        '某某公司固定资产台账,,\n编制日期：2024年3月,,\n,,\n资产编号,名称,部门\nA-1,服务器,信息中心\n\nA-2,打印机,财务部\n',
      ),
      known,
    );
    expect(found.headerRow).toBe(4);
    expect(found.dataRows).toBe(2);
    expect(found.columns.map((column) => column.header)).toEqual(['资产编号', '名称', '部门']);
  });

  it('is the first row of texts when no word is known', () => {
    expect(recognise(sheet('foo,bar,baz\n1,2,3\n4,5,6\n'), () => 0).headerRow).toBe(1);
  });

  it('is not a row of data that happens to hold a known word', () => {
    expect(recognise(sheet('资产编号,名称\n1,部门\n2,x\n'), known).headerRow).toBe(1);
  });

  it('may be told', () => {
    const found = recognise(sheet('x,y\n资产编号,名称\n1,2\n'), known, { headerRow: 1 });
    expect([found.headerRow, found.dataRows]).toEqual([1, 2]);
  });

  it('stops looking when nobody waits for it any more', () => {
    const long = sheet(`资产编号,名称\n${'1,x\n'.repeat(5000)}`);
    let asked = 0;
    const stop = () => ++asked > 2;
    expect(() => recognise(long, known, {}, undefined, stop)).toThrow(
      expect.objectContaining({ code: 'CANCELLED' }),
    );
    expect(asked).toBe(3);
  });

  it('has columns without a name only where they hold values', () => {
    const found = recognise(sheet('资产编号,,名称,\nA,x,b,\n'), known);
    expect(found.columns.map(({ letter, header }) => [letter, header])).toEqual([
      ['A', '资产编号'],
      ['B', ''],
      ['C', '名称'],
    ]);
  });

  it('with nothing under it has no data rows', () => {
    expect(recognise(sheet('资产编号,名称\n ,\n'), known).dataRows).toBe(0);
  });
});

describe('column letters', () => {
  it('run as in a spreadsheet', () => {
    expect([0, 25, 26, 701, 702, 16_383].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD']);
  });
});
