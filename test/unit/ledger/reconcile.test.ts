import { describe, expect, it } from 'vitest';
import { addsUp } from '../../../src/core/ledger/lines.ts';
import { LedgerWorld, told, u8, u8Card } from './ledger-world.ts';

describe('laying a card list beside the register', () => {
  it('matches by number, serial, then name, month and cost, and says which', async () => {
    const world = new LedgerWorld();
    const { test } = world;
    test.asset('A-1', { ledgerNo: '00012', cost: 100_00, inServiceDate: '2024-03-05' });
    test.asset('02000007', { cost: 200_00 });
    test.asset('A-3', { serial: 'CN7792X81', cost: 300_00 });
    test.asset('A-4', { name: '激光打印机', cost: 400_00, inServiceDate: '2024-05-20' });
    test.asset('A-5', { name: '投影仪', cost: 500_00 });
    const { id } = await world.reconcile([
      ['2026 年固定资产卡片'],
      [...u8],
      u8Card({ 卡片编号: '00012', 固定资产名称: '名称 A-1', 原值: 100, 开始使用日期: '2024-03-31' }),
      u8Card({ 卡片编号: '00013', 固定资产编号: '02000007', 固定资产名称: '名称 02000007', 原值: 200 }),
      u8Card({
        卡片编号: '00014',
        固定资产名称: '名称 A-3',
        规格型号: 'PowerEdge（S/N:CN7792X81）',
        原值: 300,
      }),
      u8Card({ 卡片编号: '00015', 固定资产名称: '激光 打印机', 开始使用日期: '2024-05-31', 原值: 400 }),
      u8Card({ 卡片编号: '00016', 固定资产名称: '激光打印机', 开始使用日期: '2024-05-31', 原值: 400 }),
      u8Card({ 固定资产名称: '合计', 原值: 1400 }),
    ]);
    expect(told(await world.lines(id))).toEqual([
      'matched 00012~A-1 number',
      'matched 00013~02000007 number',
      'matched 00014~A-3 serial',
      'onlyLedger 00015~',
      'matched 00016~A-4 attributes',
      'onlyRegister ~A-5',
    ]);
    const outcome = await world.outcome(id);
    expect(addsUp(outcome.bridge)).toBe(true);
    expect(outcome.bridge.map(({ key, cost }) => `${key} ${cost}`)).toEqual([
      'register 150000',
      'onlyRegister -50000',
      'ambiguousRegister 0',
      'onlyLedger 40000',
      'ambiguousLedger 0',
      'goneHere 0',
      'otherKind 0',
      'difference 0',
      'ledger 140000',
    ]);
  });

  it('keeps the account of every row, and what the list states as its sum', async () => {
    const world = new LedgerWorld();
    const made = await world.reconcile([
      [...u8],
      u8Card({ 卡片编号: '1', 固定资产名称: '服务器', 原值: 100, 累计折旧: 20, 净值: 81 }),
      u8Card({ 卡片编号: '2', 固定资产名称: '打印机', 原值: '一百' }),
      u8Card({ 使用部门: '信息部', 原值: 5 }),
      u8Card({ 卡片编号: '1', 固定资产名称: '服务器', 原值: 50, 开始使用日期: '2024-02-30' }),
      u8Card({ 卡片编号: '合计', 原值: 150 }),
      u8Card({ 卡片编号: '制表人：王芳' }),
    ]);
    expect(made.account).toEqual({
      rows: 6,
      cards: 2,
      skipped: 2,
      rejected: 2,
      problems: 5,
      statedCost: 150_00,
    });
    expect(made.problems.map(({ row, code, severity }) => `${row} ${code} ${severity}`)).toEqual([
      '2 LEDGER_NET_ODD warning',
      '3 MONEY_UNREADABLE error',
      '4 LEDGER_CARD_NAMELESS error',
      '5 DATE_IMPOSSIBLE warning',
      '5 LEDGER_CARD_REPEATED warning',
    ]);
  });
});
