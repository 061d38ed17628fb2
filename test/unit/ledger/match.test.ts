import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/core/ledger/decide.ts';
import { LedgerWorld, told, u8, u8Card } from './ledger-world.ts';

const date = '2024-05-31';

describe('bringing cards and assets together', () => {
  it('compares one card of several assets, and several cards of one asset, as a whole', async () => {
    const world = new LedgerWorld();
    for (const tag of ['A-1', 'A-2', 'A-3']) world.test.asset(tag, { ledgerNo: '7', cost: 100_00 });
    world.test.asset('S-1', { ledgerNo: '100001', cost: 900_00, quantity: 2 });
    const { id } = await world.reconcile([
      ['Card no', 'Asset', 'Sub-number', 'Description', 'Qty', 'Acquis.val.'],
      ['00007', null, null, '名称 A-1', 3, 300],
      [null, '100001', '0', '名称 S-1', 1, 500],
      [null, '100001', '1', '名称 S-1', 1, 400],
    ]);
    expect(told(await world.lines(id))).toEqual([
      'matched 00007~A-1x3 number',
      'matched 100001x2~S-1 number',
    ]);
  });

  it('finds the twenty assets of one card by their share of its cost', async () => {
    const world = new LedgerWorld();
    for (let n = 1; n <= 20; n++)
      world.test.asset(`NB-${n}`, { name: '笔记本', cost: 5000_00, purchaseDate: '2024-05-03' });
    const { id } = await world.reconcile([
      [...u8],
      u8Card({ 卡片编号: '1', 固定资产名称: '笔记本', 开始使用日期: date, 数量: 20, 原值: 100_000 }),
    ]);
    expect(told(await world.lines(id))).toEqual(['matched 1~NB-1x20 attributes']);
  });

  it('leaves to a person what name, month and cost do not tell apart', async () => {
    const world = new LedgerWorld();
    const twin = { name: '显示器', cost: 1200_00, inServiceDate: '2024-05-01' };
    world.test.asset('M-1', twin);
    world.test.asset('M-2', twin);
    const card = { 固定资产名称: '显示器', 开始使用日期: date, 原值: 1200 };
    const { id } = await world.reconcile([
      [...u8],
      u8Card({ 卡片编号: '1', ...card }),
      u8Card({ 卡片编号: '2', ...card }),
    ]);
    expect(told(await world.lines(id))).toEqual(['ambiguous 1x2~M-1x2 attributes']);
    const [m1, m2] = ['M-1', 'M-2'].map((tag) => idOf(world, tag)) as [string, string];
    decide(world.test.reg, world.test.me, '', [{ card: '1', asset: m2 }], false);
    expect(told(await world.lines(id))).toEqual(['matched 1~M-2 hand', 'matched 2~M-1 attributes']);
    decide(world.test.reg, world.test.me, '', [{ card: '2', asset: m1 }], true);
    expect(told(await world.lines(id))).toEqual(['matched 1~M-2 hand', 'onlyLedger 2~', 'onlyRegister ~M-1']);
  });

  it('follows what was decided by hand in later lists, and says when the asset is gone', async () => {
    const world = new LedgerWorld();
    const asset = world.test.asset('P-1', { name: '投影仪', ledgerNo: '00009', cost: 10_00 });
    const list = [
      [...u8],
      u8Card({ 卡片编号: '00005', 固定资产名称: '会议设备', 原值: 10 }),
      u8Card({ 卡片编号: '00009', 固定资产名称: '投影仪', 原值: 10 }),
    ];
    const first = await world.reconcile(list);
    expect(told(await world.lines(first.id))).toEqual(['onlyLedger 00005~', 'matched 00009~P-1 number']);
    decide(world.test.reg, world.test.me, '', [{ card: '00005', asset }], false);
    const next = await world.reconcile(list, { name: '2027 年度' });
    expect(told(await world.lines(next.id))).toEqual(['different 00005~P-1 hand name', 'onlyLedger 00009~']);
    world.test.commit([{ op: 'delete', entity: 'asset', id: asset }]);
    const { lost } = await world.ledgers.ask({ ask: 'result', id: next.id });
    expect(lost.map(({ card, asset: words }) => `${card} ${words}`)).toEqual(['00005 P-1 投影仪']);
    expect(told(await world.lines(next.id))).toEqual(['onlyLedger 00005~', 'onlyLedger 00009~']);
  });

  it('knows a number whose leading zeros a spreadsheet has lost, but not where two cards would fit', async () => {
    const world = new LedgerWorld();
    world.test.asset('A-1', { ledgerNo: '12', cost: 1_00 });
    world.test.asset('A-2', { ledgerNo: '13', cost: 1_00 });
    const { id } = await world.reconcile([
      [...u8],
      u8Card({ 卡片编号: '00012', 固定资产名称: '名称 A-1', 原值: 1 }),
      u8Card({ 卡片编号: '00013', 固定资产名称: '甲', 原值: 1 }),
      u8Card({ 卡片编号: '013', 固定资产名称: '乙', 原值: 1 }),
    ]);
    expect(told(await world.lines(id, { kind: 'matched' }))).toEqual(['matched 00012~A-1 number']);
  });
});

describe('comparing what belongs together', () => {
  it('tells each kind of difference, and none where the list says nothing', async () => {
    const world = new LedgerWorld();
    const { test } = world;
    const head = world.department('总部');
    const it = world.department('信息部', head);
    const start = { inServiceDate: '2024-05-02', department: it };
    test.asset('A-1', { ledgerNo: '1', cost: 100_01, ...start });
    test.asset('A-2', { ledgerNo: '2', cost: 100_00, quantity: 2, ...start });
    test.asset('A-3', { ledgerNo: '3', cost: 100_00, ...start, status: 'retired' });
    test.asset('A-4', { ledgerNo: '4', cost: 100_00, ...start });
    test.asset('A-5', { ledgerNo: '5', cost: 100_00, ...start });
    test.asset('A-6', { ledgerNo: '6', cost: 100_00, ...start });
    test.asset('A-7', { ledgerNo: '7', cost: 100_00, ...start });
    const card = (n: number, more = {}) =>
      u8Card({
        卡片编号: String(n),
        固定资产名称: `名称 A-${n}`,
        使用部门: '总部/信息部',
        开始使用日期: date,
        原值: 100,
        ...more,
      });
    const { id } = await world.reconcile([
      [...u8],
      card(1),
      card(2),
      card(3),
      card(4, { 使用部门: '财务部' }),
      card(5, { 使用状况: '已报废', 固定资产名称: '别的' }),
      card(6, { 开始使用日期: '2024-06-01', 使用部门: '信息部（50%），财务部（50%）' }),
      u8Card({ 卡片编号: '7', 原值: 100 }),
    ]);
    expect((await world.lines(id)).map(({ differences }) => differences.join('+'))).toEqual([
      'cost',
      'quantity',
      'status',
      'department',
      'status+name',
      'startDate',
      '',
    ]);
  });

  it('lists as missing in the ledger only what should be there', async () => {
    const world = new LedgerWorld();
    const { test } = world;
    test.asset('F-1', { cost: 10_00 });
    test.asset('L-1', { cost: 10_00, kind: 'lowValue' });
    test.asset('L-2', { cost: 10_00, kind: 'leased' });
    test.asset('V-1', { class: 'virtualMachine' });
    test.asset('O-1', { cost: 10_00, status: 'ordered' });
    test.asset('R-1', { cost: 10_00, status: 'disposed' });
    test.asset('U-1', { cost: 10_00, currency: 'USD', ledgerNo: '9' });
    const { id } = await world.reconcile([
      [...u8],
      u8Card({ 卡片编号: '9', 固定资产名称: '名称 U-1', 原值: 70 }),
    ]);
    expect(told(await world.lines(id))).toEqual(['different 9~U-1 number cost', 'onlyRegister ~F-1']);
    const { apart, foreign, lines } = await world.outcome(id);
    expect(Object.keys(apart).sort()).toEqual(['intangible', 'leased', 'lowValue', 'notYet']);
    expect([foreign, lines.apart]).toEqual([1, 4]);
    expect(told(await world.lines(id, { kind: 'apart' }))).toHaveLength(4);
  });
});

function idOf(world: LedgerWorld, tag: string): string {
  const { reg } = world.test;
  return reg.keys.uuid(reg.sql('SELECT rid FROM asset WHERE tag = ?').pluck().get(tag) as number);
}
