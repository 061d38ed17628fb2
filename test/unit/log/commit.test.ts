import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listAttention } from '../../../src/core/attention/list.ts';
import { settleConflict } from '../../../src/core/attention/settle.ts';
import { verifyRegister } from '../../../src/core/backup/verify.ts';
import { historyOf, recordAsOf } from '../../../src/core/log/history.ts';
import { undoBatch } from '../../../src/core/log/undo.ts';
import { getRecord } from '../../../src/core/register/rows.ts';
import { hand, replicaOf, TestRegister } from '../../support/register.ts';

let here: TestRegister;
let there: TestRegister;

beforeEach(() => {
  here = new TestRegister();
  there = replicaOf(here);
});
afterEach(() => {
  here.close();
  there.close();
});

const nothing = { progress: () => {}, cancelled: () => false };
const rid = (t: TestRegister, id: string) => t.reg.keys.findRid(id) as number;

describe('editing a register', () => {
  it('keeps the base that the form showed: a remote edit meanwhile becomes one conflict, not a silent overwrite', () => {
    const id = here.asset('SW-1');
    hand(here.reg, there.reg);
    const form = getRecord(here.reg, 'asset', id);
    there.commit([{ op: 'update', entity: 'asset', id, patch: { name: '远端' } }]);
    hand(there.reg, here.reg);
    here.commit([{ op: 'update', entity: 'asset', id, patch: { name: '本地' }, base: form.heads }]);
    hand(here.reg, there.reg);
    for (const side of [here, there]) {
      const items = listAttention(side.reg);
      expect(items).toHaveLength(1);
      expect(items[0]).toMatchObject({ kind: 'conflict', record: id });
      expect(getRecord(side.reg, 'asset', id).values.name).toBe('本地');
    }
  });

  it('settles a conflict everywhere with one choice', () => {
    const id = here.asset('SW-1');
    hand(here.reg, there.reg);
    here.commit([{ op: 'update', entity: 'asset', id, patch: { name: 'A' } }]);
    there.commit([{ op: 'update', entity: 'asset', id, patch: { name: 'B' } }]);
    hand(there.reg, here.reg);
    const [item] = listAttention(here.reg);
    if (item?.kind !== 'conflict') throw new Error('no conflict');
    const sideA = item.fields[0]?.sides.find((side) => side.value === 'A');
    settleConflict(here.reg, here.me, item.id, sideA?.change as string);
    hand(here.reg, there.reg);
    for (const side of [here, there]) {
      expect(listAttention(side.reg)).toEqual([]);
      expect(getRecord(side.reg, 'asset', id).values.name).toBe('A');
    }
  });

  it('brings a deleted record back when the edit wins over the deletion', () => {
    const id = here.asset('SW-1', { serial: 'S1' });
    hand(here.reg, there.reg);
    here.commit([{ op: 'delete', entity: 'asset', id }]);
    there.commit([{ op: 'update', entity: 'asset', id, patch: { name: '改名' } }]);
    hand(there.reg, here.reg);
    const [item] = listAttention(here.reg);
    if (item?.kind !== 'conflict') throw new Error('no conflict');
    const edit = item.fields[0]?.sides.find((side) => !side.deletes);
    settleConflict(here.reg, here.me, item.id, edit?.change as string);
    hand(here.reg, there.reg);
    for (const side of [here, there]) {
      expect(getRecord(side.reg, 'asset', id)).toMatchObject({
        deleted: false,
        values: { name: '改名', serial: 'S1', tag: 'SW-1' },
      });
      expect(listAttention(side.reg)).toEqual([]);
    }
  });

  it('refuses a tag that is taken, comparing after width and case, and frees it by deletion', () => {
    const id = here.asset('sw-1');
    expect(() => here.asset('ＳＷ－１')).toThrowError(expect.objectContaining({ code: 'DUPLICATE_VALUE' }));
    here.commit([{ op: 'delete', entity: 'asset', id }]);
    expect(here.asset('SW-1')).toBeTruthy();
  });

  it('lists two assets that got the same tag on two laptops, until one is changed', () => {
    const mine = here.asset('SW-1');
    there.asset('SW-1');
    hand(there.reg, here.reg);
    hand(here.reg, there.reg);
    for (const side of [here, there])
      expect(listAttention(side.reg)).toMatchObject([{ kind: 'breach', code: 'DUPLICATE_VALUE' }]);
    here.commit([{ op: 'update', entity: 'asset', id: mine, patch: { tag: 'SW-2' } }]);
    hand(here.reg, there.reg);
    for (const side of [here, there]) expect(listAttention(side.reg)).toEqual([]);
  });

  it('lists a circle that two moves closed together', () => {
    const [a, b] = here.commit([
      { op: 'create', entity: 'location', patch: { name: 'A' } },
      { op: 'create', entity: 'location', patch: { name: 'B' } },
    ]).records as [string, string];
    hand(here.reg, there.reg);
    here.commit([{ op: 'update', entity: 'location', id: a, patch: { parent: b } }]);
    there.commit([{ op: 'update', entity: 'location', id: b, patch: { parent: a } }]);
    hand(there.reg, here.reg);
    expect(listAttention(here.reg).some((item) => item.kind === 'breach' && item.code === 'TREE_CYCLE')).toBe(
      true,
    );
  });

  it('lists a place that was deleted while an asset was moved there', () => {
    const [room] = here.commit([{ op: 'create', entity: 'location', patch: { name: '机房' } }]).records as [
      string,
    ];
    const id = here.asset('SW-1');
    hand(here.reg, there.reg);
    here.commit([{ op: 'delete', entity: 'location', id: room }]);
    there.commit([{ op: 'update', entity: 'asset', id, patch: { location: room } }]);
    hand(there.reg, here.reg);
    hand(here.reg, there.reg);
    for (const side of [here, there]) {
      expect(listAttention(side.reg)).toMatchObject([{ kind: 'breach', code: 'DELETED_STILL_USED' }]);
    }
  });

  it('does not let a plain edit retire an asset', () => {
    const id = here.asset('SW-1');
    expect(() =>
      here.commit([{ op: 'update', entity: 'asset', id, patch: { status: 'retired' } }]),
    ).toThrowError(expect.objectContaining({ code: 'STATUS_NOT_ALLOWED' }));
  });

  it('writes nothing of a batch when one of its drafts is refused', () => {
    const before = here.reg.cursor();
    expect(() =>
      here.commit([
        { op: 'create', entity: 'asset', patch: { tag: 'OK-1' } },
        { op: 'create', entity: 'asset', patch: { tag: 'BAD', purchaseDate: '2026-02-30' } },
      ]),
    ).toThrowError(expect.objectContaining({ code: 'VALUE_INVALID' }));
    expect(here.reg.cursor()).toBe(before);
    here.asset('OK-1');
    expect(verifyRegister(here.reg, nothing).problems).toEqual([]);
  });

  it('enforces roles where the data is', () => {
    const [viewer] = here.commit([
      { op: 'create', entity: 'person', patch: { name: '只读', role: 'viewer' } },
    ]).records as [string];
    there.me = viewer;
    hand(here.reg, there.reg);
    expect(() => there.asset('X-1')).toThrowError(expect.objectContaining({ code: 'ROLE_FORBIDS' }));
  });
});

describe('looking back', () => {
  it('tells who changed what, from what to what', () => {
    const id = here.asset('SW-1', { notes: '旧' });
    here.commit([{ op: 'update', entity: 'asset', id, patch: { notes: '新' } }]);
    const [newest, oldest] = historyOf(here.reg, rid(here, id));
    expect(newest).toMatchObject({ operation: 'update', fields: [{ field: 'notes', from: '旧', to: '新' }] });
    expect(oldest?.operation).toBe('create');
  });

  it('shows a record as it was', () => {
    const id = here.asset('SW-1', { notes: '旧' });
    const then = here.clock.now;
    here.clock.now += 86_400_000;
    here.commit([{ op: 'update', entity: 'asset', id, patch: { notes: '新' } }]);
    expect(recordAsOf(here.reg, rid(here, id), then).values.notes).toBe('旧');
    expect(recordAsOf(here.reg, rid(here, id), here.clock.now).values.notes).toBe('新');
  });
});

describe('undo', () => {
  it('takes a batch back and lists fields changed since instead of overwriting them', async () => {
    const id = here.asset('SW-1', { notes: '旧', serial: 'S1' });
    const batch = here.commit([
      { op: 'update', entity: 'asset', id, patch: { notes: '新', serial: 'S2' } },
    ]).batch;
    here.commit([{ op: 'update', entity: 'asset', id, patch: { serial: 'S3' } }]);
    const result = await undoBatch(here.reg, here.me, batch);
    expect(getRecord(here.reg, 'asset', id).values).toMatchObject({ notes: '旧', serial: 'S3' });
    expect(result.kept).toEqual([{ entity: 'asset', id, field: 'serial' }]);
    await expect(undoBatch(here.reg, here.me, batch)).rejects.toMatchObject({ code: 'BATCH_UNDONE' });
  });

  it('can itself be undone', async () => {
    const id = here.asset('SW-1', { notes: '旧' });
    const before = getRecord(here.reg, 'asset', id).values;
    const deletion = here.commit([{ op: 'delete', entity: 'asset', id }]).batch;
    const undo = await undoBatch(here.reg, here.me, deletion);
    expect(getRecord(here.reg, 'asset', id)).toMatchObject({ deleted: false, values: before });
    await undoBatch(here.reg, here.me, undo.batch as string);
    expect(getRecord(here.reg, 'asset', id).deleted).toBe(true);
  });
});

describe('tamper evidence', () => {
  it('names the first entry that was altered', () => {
    here.asset('SW-1', { cost: 100 });
    here.asset('SW-2');
    expect(verifyRegister(here.reg, nothing)).toMatchObject({ ok: true });
    const n = here.reg.sql('SELECT n FROM change ORDER BY seq LIMIT 1 OFFSET 1').pluck().get() as number;
    here.reg.db.exec(`UPDATE change SET patch = replace(patch, '100', '1') WHERE n = ${n}`);
    const { ok, problems } = verifyRegister(here.reg, nothing);
    expect(ok).toBe(false);
    expect(problems[0]).toMatchObject({ code: 'CHAIN_BROKEN', params: { n } });
  });

  it('notices a row that was altered behind the log’s back', () => {
    here.asset('SW-1', { cost: 100 });
    here.reg.db.exec('UPDATE asset SET cost = 1');
    expect(verifyRegister(here.reg, nothing).problems[0]).toMatchObject({ code: 'PROJECTION_DIFFERS' });
  });
});
