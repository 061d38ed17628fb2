import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listAttention } from '../../../src/core/attention/list.ts';
import { discardRejected, resendRejected, settleConflict } from '../../../src/core/attention/settle.ts';
import { apply } from '../../../src/core/log/apply.ts';
import { commit, type Draft } from '../../../src/core/log/commit.ts';
import { undoBatch } from '../../../src/core/log/undo.ts';
import { pageRids } from '../../../src/core/register/list.ts';
import { getRecord } from '../../../src/core/register/rows.ts';
import { everything, hand, replicaOf, TestRegister } from '../../support/register.ts';

let here: TestRegister;
beforeEach(() => {
  here = new TestRegister();
});
afterEach(() => here.close());

const code = (wanted: string) => expect.objectContaining({ code: wanted });
const person = (role: string | null) =>
  here.commit([{ op: 'create', entity: 'person', patch: { name: `某 ${role}`, role, active: true } }])
    .records[0] as string;
const as = (actor: string, draft: Draft) => () =>
  commit(here.reg, { actor, kind: 'edit', label: '' }, [draft]);

describe('what a role allows', () => {
  it('keeps one administrator, whoever asks', async () => {
    const id = here.me;
    const drafts: Draft[] = [
      { op: 'delete', entity: 'person', id },
      { op: 'update', entity: 'person', id, patch: { role: 'viewer' } },
      { op: 'update', entity: 'person', id, patch: { role: null } },
      { op: 'update', entity: 'person', id, patch: { active: false } },
    ];
    for (const draft of drafts)
      expect(as(id, draft), JSON.stringify(draft)).toThrowError(code('LAST_ADMINISTRATOR'));
    const started = here.reg.sql("SELECT id FROM batch WHERE kind = 'start'").pluck().get() as Buffer;
    const text = started.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    await undoBatch(here.reg, id, text).catch(() => {});
    expect(getRecord(here.reg, 'person', id)).toMatchObject({ deleted: false });
    person('administrator');
    expect(as(id, { op: 'delete', entity: 'person', id })).not.toThrow();
  });

  it('lets only an administrator take a role away by deleting its person', () => {
    const manager = person('assetManager');
    const victim = person('auditor');
    const plain = person(null);
    expect(as(manager, { op: 'delete', entity: 'person', id: victim })).toThrowError(code('ROLE_FORBIDS'));
    expect(
      as(manager, { op: 'update', entity: 'person', id: victim, patch: { active: false } }),
    ).toThrowError(code('ROLE_FORBIDS'));
    expect(as(manager, { op: 'delete', entity: 'person', id: plain })).not.toThrow();
  });

  it('lets only those named for it write an asset off or declare it found', () => {
    const id = here.asset('SW-1');
    const technician = person('technician');
    const approver = person('approver');
    const manager = person('assetManager');
    const to = (status: string): Draft => ({ op: 'update', entity: 'asset', id, patch: { status } });
    expect(as(technician, to('sold'))).toThrowError(code('ROLE_FORBIDS'));
    expect(as(approver, to('idle'))).toThrowError(code('ROLE_FORBIDS'));
    expect(as(technician, to('idle'))).not.toThrow();
    expect(as(manager, to('sold'))).not.toThrow();
  });
});

describe('filters from people', () => {
  it('answer names that every object has like any other unknown field', () => {
    for (const filter of ['constructor=1', 'toString=1', '__proto__=1', 'hasOwnProperty~x'])
      expect(
        () => pageRids(here.reg, { entity: 'asset', filter }, { offset: 0, limit: 1 }),
        filter,
      ).toThrowError(code('FIELD_UNKNOWN'));
    const sort = { field: 'constructor', descending: false };
    expect(() => pageRids(here.reg, { entity: 'asset', sort }, { offset: 0, limit: 1 })).toThrowError(
      code('SORT_UNKNOWN'),
    );
  });

  it('may name very many ids, values and texts', () => {
    const id = here.asset('SW-1');
    const ids = Array.from({ length: 40_000 }, () => here.reg.newId());
    const window = { offset: 0, limit: 9 };
    expect(
      pageRids(here.reg, { entity: 'asset', filter: `id=${[...ids, id].join(',')}` }, window),
    ).toHaveLength(1);
    const many = Array.from({ length: 3000 }, (_, i) => `t${i}`);
    for (const filter of [
      `tag=${many.join(',')},SW-1`,
      `name=${many.join(',')},名称`,
      `notes~${many.join(',')}`,
    ])
      expect(() => pageRids(here.reg, { entity: 'asset', filter }, window), filter.slice(0, 9)).not.toThrow();
    expect(pageRids(here.reg, { entity: 'asset', filter: 'tag=sw-1,x' }, window)).toHaveLength(1);
    expect(
      pageRids(here.reg, { entity: 'asset', filter: `tag=${many.join(',')},sw-1` }, window),
    ).toHaveLength(1);
    expect(pageRids(here.reg, { entity: 'asset', filter: "'name=x,名称 sw-1'" }, window)).toHaveLength(1);
  });
});

describe('needs attention', () => {
  it('settles a conflict of states in favour of the one that a plain edit could not reach', () => {
    const there = replicaOf(here);
    const id = here.asset('SW-1', { status: 'pendingRetirement' });
    hand(here.reg, there.reg);
    const by = { actor: here.me, kind: 'retirement', label: '', by: 'retirement' } as const;
    commit(here.reg, by, [{ op: 'update', entity: 'asset', id, patch: { status: 'retired' } }]);
    commit(there.reg, by, [{ op: 'update', entity: 'asset', id, patch: { status: 'inUse' } }]);
    hand(there.reg, here.reg);
    const [item] = listAttention(here.reg);
    if (item?.kind !== 'conflict') throw new Error('no conflict');
    const retired = item.fields[0]?.sides.find((side) => side.value === 'retired');
    settleConflict(here.reg, here.me, item.id, retired?.change as string);
    expect(getRecord(here.reg, 'asset', id).values.status).toBe('retired');
    expect(listAttention(here.reg)).toEqual([]);
    there.close();
  });

  it('lets a rejection be put away by its author or a keeper of the register, by nobody else', () => {
    const technician = person('technician');
    const viewer = person('viewer');
    const made = commit(here.reg, { actor: technician, kind: 'edit', label: '' }, [
      { op: 'create', entity: 'asset', patch: { tag: 'SW-1', name: 'x', class: 'server' } },
    ]);
    const [change] = made.changes as [string];
    const rejection = { code: 'ROLE_FORBIDS', params: { role: 'technician' } };
    const all = everything(here.reg);
    const changes = all.changes.filter((c) => c.change.id === change).map((c) => ({ ...c, rejection }));
    apply(here.reg, { ...all, changes });
    expect(() => discardRejected(here.reg, viewer, change)).toThrowError(code('ROLE_FORBIDS'));
    expect(listAttention(here.reg)).toHaveLength(1);
    discardRejected(here.reg, technician, change);
    expect(listAttention(here.reg)).toEqual([]);
  });

  it('settles nothing but what stands in conflict', () => {
    const there = replicaOf(here);
    const id = here.asset('SW-1', { serial: 'S1' });
    hand(here.reg, there.reg);
    here.commit([{ op: 'update', entity: 'asset', id, patch: { name: 'A' } }]);
    there.commit([{ op: 'update', entity: 'asset', id, patch: { name: 'B' } }]);
    hand(there.reg, here.reg);
    const [item] = listAttention(here.reg);
    if (item?.kind !== 'conflict') throw new Error('no conflict');
    const change = item.fields[0]?.sides[0]?.change as string;
    expect(() => settleConflict(here.reg, here.me, item.id, change, ['serial'])).toThrowError(
      code('CONFLICT_NOT_FOUND'),
    );
    settleConflict(here.reg, here.me, item.id, change, ['name', 'serial']);
    expect(getRecord(here.reg, 'asset', id).values.serial).toBe('S1');
    there.close();
  });

  it('sends a rejected approval again together with the assets that it retires', () => {
    const id = here.asset('SW-1', { status: 'pendingRetirement' });
    const [retirement] = here.commit([
      {
        op: 'create',
        entity: 'retirement',
        patch: { title: '报废', reason: 'obsolete', state: 'requested' },
      },
    ]).records as [string];
    const head = { actor: here.me, kind: 'retirement', label: '', by: 'retirement' } as const;
    const made = commit(here.reg, head, [
      { op: 'update', entity: 'retirement', id: retirement, patch: { state: 'approved' }, group: 1 },
      { op: 'update', entity: 'asset', id, patch: { status: 'retired' }, group: 1 },
    ]);
    const rejection = { code: 'ROLE_FORBIDS', params: { role: 'approver' } };
    const all = everything(here.reg);
    const changes = all.changes
      .filter((c) => made.changes.includes(c.change.id))
      .map((c) => ({ ...c, rejection }));
    apply(here.reg, { ...all, changes });
    expect(getRecord(here.reg, 'asset', id).values.status).toBe('pendingRetirement');
    resendRejected(here.reg, here.me, made.changes[0] as string);
    expect(getRecord(here.reg, 'asset', id).values.status).toBe('retired');
    expect(getRecord(here.reg, 'retirement', retirement).values.state).toBe('approved');
    expect(listAttention(here.reg)).toEqual([]);
  });
});
