import { describe, expect, it } from 'vitest';
import { undoBatch } from '../../../src/core/log/undo.ts';
import { LedgerWorld, u8, u8Card } from './ledger-world.ts';

async function world() {
  const made = new LedgerWorld();
  const it = made.department('信息部');
  made.test.asset('A-1', { serial: 'CN88120X', cost: 90_00, department: it });
  made.test.asset('A-2', { ledgerNo: '2', cost: 50_00, department: it });
  made.test.asset('A-3', { ledgerNo: '2', cost: 50_00, department: it });
  const { id } = await made.reconcile([
    [...u8],
    u8Card({
      卡片编号: '00001',
      固定资产编号: '02001',
      固定资产名称: '名称 A-1',
      规格型号: 'CN88120X',
      使用部门: '信息部',
      开始使用日期: '2024-05-31',
      '使用年限(月)': 60,
      净残值率: 0.05,
      原值: 100,
    }),
    u8Card({ 卡片编号: '2', 固定资产名称: '名称 A-2', 使用部门: '行政部', 数量: 2, 原值: 120 }),
  ]);
  return { made, id };
}

const all = ['ledgerNo', 'cost', 'bookingDate', 'usefulLife', 'salvageRate', 'department'] as const;

describe('taking figures over from the ledger', () => {
  it('writes what differs as one batch that can be undone, and splits no cost over several assets', async () => {
    const { made, id } = await world();
    const { test, ledgers } = made;
    const wanted = { fields: all, number: 'card' } as const;
    const plan = await ledgers.planTakeOver(test.me, id, wanted);
    expect(
      plan.rows.map(({ tag, fields }) => [tag, ...fields.map(({ field, to }) => `${field}=${to}`)]),
    ).toEqual([
      ['A-1', 'ledgerNo=00001', 'cost=10000', 'bookingDate=2024-05-31', 'usefulLife=60', 'salvageRate=5'],
    ]);
    const { batch, changed, refused } = await ledgers.takeOver(test.me, id, wanted, plan.digest);
    expect([changed, refused]).toEqual([1, []]);
    expect(row(made, 'A-1')).toEqual({ ledgerNo: '00001', cost: 100_00, usefulLife: 60 });
    await undoBatch(test.reg, test.me, batch as string);
    expect(row(made, 'A-1')).toEqual({ ledgerNo: null, cost: 90_00, usefulLife: null });
  });

  it('refuses to write what the preview did not show', async () => {
    const { made, id } = await world();
    const { test, ledgers } = made;
    const wanted = { fields: ['cost'], number: 'card' } as const;
    const { digest } = await ledgers.planTakeOver(test.me, id, wanted);
    const rid = test.reg.sql("SELECT rid FROM asset WHERE tag = 'A-1'").pluck().get() as number;
    test.commit([{ op: 'update', entity: 'asset', id: test.reg.keys.uuid(rid), patch: { cost: 95_00 } }]);
    await expect(ledgers.takeOver(test.me, id, wanted, digest)).rejects.toMatchObject({
      code: 'LEDGER_TAKE_OVER_STALE',
    });
    expect(row(made, 'A-1').cost).toBe(95_00);
  });

  it('lets finance write finance fields only, and says so beforehand', async () => {
    const { made, id } = await world();
    const { test, ledgers } = made;
    const [person] = test.commit([
      { op: 'create', entity: 'person', patch: { name: '王会计', role: 'finance' } },
    ]).records as [string];
    const other = made.department('财务部');
    const rid = test.reg.sql("SELECT rid FROM asset WHERE tag = 'A-1'").pluck().get() as number;
    const asset = test.reg.keys.uuid(rid);
    test.commit([{ op: 'update', entity: 'asset', id: asset, patch: { department: other } }]);
    const both = await ledgers.planTakeOver(person, id, { fields: ['cost', 'department'], number: 'card' });
    expect(both.rows.map(({ tag, refused }) => `${tag} ${refused}`)).toEqual(['A-1 ROLE_FORBIDS']);
    const own = await ledgers.planTakeOver(person, id, { fields: ['cost'], number: 'card' });
    expect(own.assets).toBe(1);
    await ledgers.takeOver(person, id, { fields: ['cost'], number: 'card' }, own.digest);
    expect(row(made, 'A-1').cost).toBe(100_00);
  });
});

function row(
  made: LedgerWorld,
  tag: string,
): { ledgerNo: string | null; cost: number; usefulLife: number | null } {
  return made.test.reg.sql('SELECT ledgerNo, cost, usefulLife FROM asset WHERE tag = ?').get(tag) as never;
}
