import { describe, expect, it } from 'vitest';
import { isSummaryRow } from '../../../src/core/exchange/read/summary-row.ts';
import type { Cell } from '../../../src/core/exchange/read/types.ts';

/** 序号, 资产编号, 名称, 数量, 原值, 序列号 */
const columns = [null, 'tag', 'name', 'quantity', 'cost', 'serial'].map((target, index) => ({
  index,
  target,
}));
const is = (...cells: Cell[]) => isSummaryRow(cells, columns);

describe('a line that is no record', () => {
  it.each<[string, Cell[]]>([
    ['a sum', ['合计', null, null, 20, 12_345]],
    ['a sum with spaces between', ['合　　计', null, null, 20, 12_345]],
    ['a sum where the tag would stand', [null, '小计', null, 3, 100]],
    ['a sum where the name would stand', [null, null, '总计：', 3, 100]],
    ['a sum with its count beside', ['共计', null, '25台', null, 100]],
    ['a sum of the page', ['本页合计', null, null, null, 100]],
    ['a sum with the amount in the cell', ['合计：12,345.00元']],
    ['a subtotal of a group', ['信息中心 小计', null, null, 3, 100]],
    ['a total', ['Total', null, null, 3, 100]],
    ['a grand total', [null, 'Grand Total:', null, 3, 100]],
    ['a subtotal', ['Sub-total', null, null, 3]],
    ['signatures', ['制表人：张三', null, '审核人：李四', null, '日期：2024-03-05']],
    ['a signature to be given', ['盘点人签字', null, null, null, null]],
    ['a date', ['填表日期: 2024年3月5日']],
    ['the approval', ['审批人（签字）：']],
    ['who prepared it', ['Prepared by: Nora', null, null, null, null]],
    ['a note', ['备注：本表一式三份']],
  ])('is %s', (_, cells) => {
    expect(isSummaryRow(cells, columns)).toBe(true);
  });

  it.each<[string, Cell[]]>([
    ['an asset', [1, 'A-1', '服务器', 1, 100, 'SN']],
    ['an asset whose name is of such a word', [null, 'A-1', 'Total']],
    ['an instrument called total station', [null, null, 'Total Station S9', 1, 100]],
    ['an asset called 合计', [null, null, '合计', 1, 100, 'SN-1']],
    ['a calculator', [null, null, '合计算盘', 1, 10]],
    ['something of the auditor’s', [null, null, '审核人员办公桌', 1, 10]],
    ['a note beside other cells', ['备注：借出', 'A-2', '打印机']],
    ['a sum with a tag', ['合计', 'A-3', null, 1]],
    ['a number', [5, null, null]],
    ['an empty row', [null, '', undefined as unknown as null]],
    ['a thing named after its total', [null, null, '信息中心小计', 1]],
  ])('is not %s', (_, cells) => {
    expect(isSummaryRow(cells, columns)).toBe(false);
  });

  it('is known in tables of other things', () => {
    const relations = ['source', 'type', 'target'].map((target, index) => ({ index, target }));
    expect(isSummaryRow(['合计', null, null], relations)).toBe(true);
    expect(isSummaryRow(['合计', '依赖', 'DB-01'], relations)).toBe(false);
  });

  it('is in the first row of texts only by its word', () => {
    expect(is('编号', null, '名称')).toBe(false);
  });
});
