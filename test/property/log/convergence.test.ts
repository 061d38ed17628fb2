import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyRegister } from '../../../src/core/backup/verify.ts';
import { apply } from '../../../src/core/log/apply.ts';
import { entriesOf } from '../../../src/core/log/entries.ts';
import { recordAsOf } from '../../../src/core/log/history.ts';
import { mergeRecord, stableJson } from '../../../src/core/log/pure/merge.ts';
import { undoBatch } from '../../../src/core/log/undo.ts';
import type { Register } from '../../../src/core/store/register.ts';
import { times } from '../../support/long.ts';
import { everything, replicaOf, TestClock, TestRegister } from '../../support/register.ts';

const nothing = { progress: () => {}, cancelled: () => false };

/** Everything a person can see of a register, independent of local keys. */
function visible(reg: Register): string {
  const records = (
    reg.sql("SELECT rid, entity FROM record WHERE entity IN ('asset', 'location')").all() as Array<{
      rid: number;
      entity: string;
    }>
  )
    .map(({ rid, entity }) => {
      const row = reg.sql(`SELECT * FROM "${entity}" WHERE rid = ?`).get(rid) as
        | Record<string, unknown>
        | undefined;
      if (!row) return null;
      const parent = row.parent ?? row.location;
      return {
        id: reg.keys.uuid(rid),
        name: row.name,
        tag: row.tag ?? null,
        notes: row.notes,
        place: typeof parent === 'number' ? reg.keys.uuid(parent) : null,
        deleted: row.deleted,
        heads: row.heads === null ? null : JSON.parse(row.heads as string),
      };
    })
    .filter((r) => r !== null)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const attention = (
    reg.sql('SELECT id, kind FROM attention').all() as Array<{ id: string; kind: string }>
  ).sort((a, b) => (a.id < b.id ? -1 : 1));
  return stableJson({ records, attention });
}

type Act =
  | { kind: 'create'; who: number; tag: number }
  | { kind: 'edit'; who: number; pick: number; field: 'name' | 'notes' | 'tag'; value: number }
  | { kind: 'move'; who: number; pick: number; to: number }
  | { kind: 'nest'; who: number; pick: number; to: number }
  | { kind: 'delete'; who: number; pick: number }
  | { kind: 'exchange'; who: number; from: number }
  | { kind: 'clock'; who: number; by: number };

const who = fc.nat(2);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('create' as const), who, tag: fc.nat(6) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      who,
      pick: fc.nat(20),
      field: fc.constantFrom('name' as const, 'notes' as const, 'tag' as const),
      value: fc.nat(4),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('move' as const), who, pick: fc.nat(20), to: fc.nat(5) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('nest' as const), who, pick: fc.nat(5), to: fc.nat(5) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), who, pick: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('exchange' as const), who, from: fc.nat(2) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('clock' as const),
      who,
      by: fc.integer({ min: -40_000_000_000, max: 40_000_000_000 }),
    }),
  },
);

const living = (t: TestRegister, entity: 'asset' | 'location') =>
  (t.reg.sql(`SELECT rid FROM "${entity}" WHERE deleted = 0 ORDER BY rid`).pluck().all() as number[]).map(
    (rid) => t.reg.keys.uuid(rid),
  );

/** Does what a person on a laptop would; what the register refuses is simply not done. */
function perform(laptops: readonly TestRegister[], a: Act): void {
  const t = laptops[a.who] as TestRegister;
  const pickOf = (entity: 'asset' | 'location', n: number) => {
    const ids = living(t, entity);
    return ids.length === 0 ? null : (ids[n % ids.length] as string);
  };
  try {
    if (a.kind === 'create') t.asset(`T-${a.tag}`);
    else if (a.kind === 'clock') t.clock.now = Math.max(1, t.clock.now + a.by);
    else if (a.kind === 'exchange') apply(t.reg, everything((laptops[a.from] as TestRegister).reg));
    else {
      const entity = a.kind === 'nest' ? 'location' : 'asset';
      const id = pickOf(entity, a.pick);
      if (id === null) return;
      if (a.kind === 'edit')
        t.commit([{ op: 'update', entity, id, patch: { [a.field]: `${a.field} ${a.value}` } }]);
      else if (a.kind === 'delete') t.commit([{ op: 'delete', entity, id }]);
      else
        t.commit([
          {
            op: 'update',
            entity,
            id,
            patch: { [a.kind === 'nest' ? 'parent' : 'location']: pickOf('location', a.to) },
          },
        ]);
    }
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
  }
}

function threeLaptops(): TestRegister[] {
  const first = new TestRegister({ clock: new TestClock(), name: 'one' });
  first.commit(
    ['总部', '分公司', '机房A'].map((name) => ({ op: 'create', entity: 'location', patch: { name } })),
  );
  for (const tag of ['S-1', 'S-2']) first.asset(tag);
  return [
    first,
    replicaOf(first, { clock: new TestClock(), name: 'two' }),
    replicaOf(first, { clock: new TestClock(), name: 'three' }),
  ];
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const out = [...items];
  let s = seed || 1;
  for (let i = out.length - 1; i > 0; i--) {
    s = (s * 48271) % 2147483647;
    const j = s % (i + 1);
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}

describe('replicas', () => {
  it('converge to the same state and the same conflicts, in any order, with repeats and wrong clocks', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 5, maxLength: 40 }), fc.nat(), (acts, seed) => {
        const laptops = threeLaptops();
        const fresh = new TestRegister({ start: false });
        try {
          for (const a of acts) perform(laptops, a);
          const all = laptops.map((t) => everything(t.reg));
          for (const t of laptops) for (const arrival of all) apply(t.reg, arrival);
          // One that starts empty gets every entry twice, singly, in random order: effects before their causes.
          const changes = shuffled(
            all.flatMap((a) => [...a.changes, ...a.changes]),
            seed,
          );
          for (const a of all) apply(fresh.reg, { ...a, changes: [], seals: [] });
          for (const change of changes)
            apply(fresh.reg, { devices: [], batches: [], seals: [], changes: [change] });
          for (const a of all) apply(fresh.reg, { ...a, changes: [] });
          const states = [...laptops, fresh].map((t) => visible(t.reg));
          for (const state of states) expect(state).toBe(states[0]);
          for (const t of [...laptops, fresh]) expect(verifyRegister(t.reg, nothing).problems).toEqual([]);
        } finally {
          for (const t of [...laptops, fresh]) t.close();
        }
      }),
      { numRuns: times(20, 400) },
    );
  });
});

describe('undo', () => {
  it('restores exactly what was there before the batch, and undoing the undo what was after', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { maxLength: 15 }),
        fc.array(act, { minLength: 1, maxLength: 10 }),
        async (before, during) => {
          const t = threeLaptops()[0] as TestRegister;
          const alone = (acts: readonly Act[]) =>
            acts.filter((a) => a.kind !== 'exchange' && a.kind !== 'clock').map((a) => ({ ...a, who: 0 }));
          try {
            for (const a of alone(before)) perform([t], a);
            const was = values(t.reg);
            const first = t.reg.sql('SELECT max(key) FROM batch').pluck().get() as number;
            for (const a of alone(during)) perform([t], a);
            t.reg.db.exec(`UPDATE change SET batch = ${first + 1} WHERE batch > ${first}`);
            const batch = t.reg
              .sql('SELECT hex(id) FROM batch WHERE key = ?')
              .pluck()
              .get(first + 1) as string | undefined;
            if (!batch) return;
            const is = values(t.reg);
            const id = batch.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
            const undo = await undoBatch(t.reg, t.me, id);
            expect(undo.kept).toEqual([]);
            expect(values(t.reg)).toBe(was);
            // Made and deleted within the batch: there was nothing to take back.
            if (undo.batch === null) return;
            await undoBatch(t.reg, t.me, undo.batch);
            expect(values(t.reg)).toBe(is);
          } finally {
            t.close();
          }
        },
      ),
      { numRuns: times(20, 400) },
    );
  });
});

/** Living records by id with their values. */
function values(reg: Register): string {
  const parsed = JSON.parse(visible(reg)) as { records: Array<{ deleted: number; heads: unknown }> };
  return stableJson(parsed.records.filter((r) => r.deleted === 0).map(({ heads: _, ...rest }) => rest));
}

describe('time travel', () => {
  it('equals merging what was written until then', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), fc.nat(60), (acts, cut) => {
        const laptops = threeLaptops();
        try {
          const [t] = laptops as [TestRegister];
          const start = t.clock.now;
          for (const a of acts) if (a.kind !== 'clock') perform(laptops, a);
          const then = start + cut;
          for (const rid of t.reg
            .sql("SELECT rid FROM record WHERE entity = 'asset'")
            .pluck()
            .all() as number[]) {
            const entries = entriesOf(t.reg, rid);
            const replayed = mergeRecord(t.reg.keys.uuid(rid), entries.filter((e) => e.ms <= then).reverse());
            expect(recordAsOf(t.reg, rid, then)).toEqual(replayed);
          }
        } finally {
          for (const t of laptops) t.close();
        }
      }),
      { numRuns: times(15, 500) },
    );
  });
});
