import { describe, expect, it } from 'vitest';
import { type Card, cardFields } from '../../../src/core/ledger/card.ts';
import { cardColumns, suggestMapping } from '../../../src/core/ledger/columns.ts';
import { cardState } from '../../../src/core/ledger/compare.ts';
import { readCards } from '../../../src/core/ledger/read-cards.ts';
import { text } from '../exchange/helpers.ts';

function read(csv: string): readonly Card[] {
  const [sheet] = text(csv).sheets;
  if (!sheet) throw new Error('no sheet');
  const headers = (csv.split('\n')[0] as string).split(',');
  const mapping = Object.fromEntries(
    suggestMapping(headers).flatMap((target, i) => (target === null ? [] : [[String(i), target]])),
  );
  return readCards(sheet, cardColumns(sheet, mapping, new Map(headers.map((h, i) => [i, h])), 1), 1).cards;
}

describe('the columns of a card list', () => {
  it('are known as 用友 U8 calls them', () => {
    const headers =
      '卡片编号,固定资产编号,固定资产名称,类别名称,规格型号,使用部门,使用状况,增加方式,开始使用日期,使用年限(月),原值,累计折旧,净值,净残值率,数量,存放地点';
    expect(suggestMapping(headers.split(','))).toEqual([
      'cardNo',
      'assetNo',
      'name',
      'category',
      'spec',
      'department',
      'status',
      'origin',
      'startDate',
      'usefulLife',
      'cost',
      'depreciation',
      'net',
      'salvageRate',
      'quantity',
      'location',
    ]);
  });

  it('are known as 金蝶 and SAP call them', () => {
    const kingdee =
      '资产编码,资产名称,资产类别,数量,计量单位,开始使用日期,原币金额,累计折旧,净值,使用部门,资产状态,卡片编码';
    expect(suggestMapping(kingdee.split(','))).toEqual([
      'assetNo',
      'name',
      'category',
      'quantity',
      'unit',
      'startDate',
      'cost',
      'depreciation',
      'net',
      'department',
      'status',
      'cardNo',
    ]);
    const sap = 'Asset,Sub-number,Description,Cap. date,Acquis.val.,Accum.dep.,Book val.,Cost center';
    expect(suggestMapping(sap.split(','))).toEqual([
      'assetNo',
      'subNo',
      'name',
      'startDate',
      'cost',
      'depreciation',
      'net',
      'department',
    ]);
  });

  it('give lives in months and rates in percent, however the list counts them', () => {
    const years = read('名称,原值,使用年限,净残值率\n甲,100,5,0.05\n乙,100,10,5%\n丙,100,8年,4');
    expect(years.map(({ usefulLife, salvageRate }) => [usefulLife, salvageRate])).toEqual([
      [60, 5],
      [120, 5],
      [96, 4],
    ]);
    const months = read('名称,原值,使用年限(月)\n甲,100,36\n乙,100,48');
    expect(months.map(({ usefulLife }) => usefulLife)).toEqual([36, 48]);
  });
});

describe('the status of a card', () => {
  const card = (more: Partial<Card>): Card =>
    ({ ...Object.fromEntries(cardFields.map((field) => [field, null])), ...more }) as Card;

  it('is gone, unused or in use', () => {
    const states = ['在用', '使用中', '未使用', '不需用', '已报废', '待报废', '资产减少', 'Retired', null];
    expect(states.map((status) => cardState(card({ status })))).toEqual([
      'inUse',
      'inUse',
      'unused',
      'unused',
      'gone',
      'inUse',
      'gone',
      'gone',
      'inUse',
    ]);
    expect(cardState(card({ status: '在用', endDate: '2024-05-01' }))).toBe('gone');
  });

  it('reads amounts in the unit that the header says', () => {
    const [card] = read('卡片编号,资产名称,原值（万元）,累计折旧\nK-1,服务器,1.25,300\n');
    expect(card).toMatchObject({ cost: 12_500_00, depreciation: 300_00 });
  });
});
