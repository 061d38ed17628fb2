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

  it('leaves nothing behind when it is cancelled, refused or has no cards', async () => {
    const world = new LedgerWorld();
    const { test, ledgers } = world;
    const path = world.workbook([[...u8], u8Card({ 卡片编号: '1', 原值: 1 })]);
    const request = { name: 'x', period: null, currency: 'CNY' };
    const cancel = new AbortController();
    const onProgress = () => cancel.abort();
    const work = { signal: cancel.signal, onProgress };
    await expect(ledgers.reconcile(test.me, { path, name: 'a', request }, work)).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    const [viewer] = test.commit([
      { op: 'create', entity: 'person', patch: { name: '只读', role: 'viewer' } },
    ]).records as [string];
    await expect(ledgers.reconcile(viewer, { path, name: 'a', request })).rejects.toMatchObject({
      code: 'ROLE_FORBIDS',
    });
    await expect(world.reconcile([[...u8], u8Card({ 使用部门: '信息部', 原值: 1 })])).rejects.toMatchObject({
      code: 'LEDGER_NO_CARDS',
    });
    await expect(world.reconcile([[...u8]], { period: '2026-13' })).rejects.toMatchObject({
      code: 'LEDGER_PERIOD',
    });
    const left = test.reg.sql("SELECT count(*) FROM batch WHERE kind = 'ledger'").pluck().get();
    expect([left, test.reg.sql('SELECT count(*) FROM reconciliation').pluck().get()]).toEqual([0, 0]);
  });

  it('keeps the cards of a long list in chunks, and reads them back the same', async () => {
    const world = new LedgerWorld();
    const rows = Array.from({ length: 2100 }, (_, i) =>
      u8Card({
        卡片编号: String(i + 1).padStart(5, '0'),
        固定资产名称: `设备 ${i}`,
        原值: i,
        累计折旧: i / 2,
      }),
    );
    const { id, outcome } = await world.reconcile([[...u8], ...rows]);
    const chunks = world.test.reg.sql('SELECT count(*) FROM ledgerCards').pluck().get();
    expect([chunks, outcome.cards]).toEqual([3, 2100]);
    expect(await world.outcome(id)).toEqual(outcome);
  });
});
