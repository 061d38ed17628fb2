import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordAsOf } from '../../../src/core/log/history.ts';
import { uuidText } from '../../../src/core/log/pure/ids.ts';
import { withAsOf } from '../../../src/core/register/as-of/overlay.ts';
import { labelOf } from '../../../src/core/register/labels.ts';
import { allRids } from '../../../src/core/register/list.ts';
import { getRecord, rowsByRid } from '../../../src/core/register/rows.ts';
import { openReader } from '../../../src/core/store/reader.ts';
import type { Register } from '../../../src/core/store/register.ts';
import type { EntityKey, Value } from '../../../src/model/index.ts';
import { TestRegister } from '../../support/register.ts';

type Step =
  | { do: 'create'; entity: 'asset' | 'location' | 'person'; name: string }
  | { do: 'rename'; which: number; name: string }
  | { do: 'place'; which: number; where: number }
  | { do: 'move'; which: number; where: number }
  | { do: 'delete'; which: number };

const name = fc.constantFrom('数据库服务器', 'mail', '机房 A', '张三', 'Server', '核心交换机');
const which = fc.nat(20);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('create' as const),
    entity: fc.constantFrom('asset', 'location', 'person'),
    name,
  }),
  fc.record({ do: fc.constant('rename' as const), which, name }),
  fc.record({ do: fc.constant('place' as const), which, where: which }),
  fc.record({ do: fc.constant('move' as const), which, where: which }),
  fc.record({ do: fc.constant('delete' as const), which }),
) as fc.Arbitrary<Step>;

const listed: readonly EntityKey[] = ['asset', 'location', 'person'];

/** Makes a register by steps; tells the moment and the newest entry after each. */
class World {
  readonly test = new TestRegister();
  readonly moments: { ms: number; cursor: number; lists: string }[] = [];
  readonly #made: { entity: EntityKey; id: string }[] = [];

  run(steps: readonly Step[]): void {
    for (const step of steps) {
      try {
        this.#do(step);
      } catch {
        // A circle of places, or something still in use: refused, and the register is as it was.
      }
      const { reg, clock } = this.test;
      this.moments.push({ ms: clock.now, cursor: reg.cursor(), lists: shown(reg) });
      clock.now += 1000;
    }
  }

  #do(step: Step): void {
    if (step.do === 'create') {
      const n = this.#made.length;
      const own: Record<string, Value> =
        step.entity === 'asset' ? { tag: `T-${n}`, class: 'server', status: 'inUse' } : {};
      const draft = {
        op: 'create' as const,
        entity: step.entity,
        patch: { ...own, name: `${step.name} ${n}` },
      };
      this.#made.push({ entity: step.entity, id: this.test.commit([draft]).records[0] as string });
      return;
    }
    const found = this.#of(
      step.which,
      step.do === 'place' ? 'asset' : step.do === 'move' ? 'location' : null,
    );
    if (!found) return;
    const { heads } = getRecord(this.test.reg, found.entity, found.id);
    const base = heads;
    if (step.do === 'delete') this.test.commit([{ op: 'delete', ...found, base }]);
    else if (step.do === 'rename') {
      this.test.commit([{ op: 'update', ...found, patch: { name: step.name }, base }]);
    } else {
      const place = this.#of(step.where, 'location');
      if (!place) return;
      const field = step.do === 'place' ? 'location' : 'parent';
      this.test.commit([{ op: 'update', ...found, patch: { [field]: place.id }, base }]);
    }
  }

  #of(n: number, entity: EntityKey | null): { entity: EntityKey; id: string } | undefined {
    const fit = this.#made.filter((made) => entity === null || made.entity === entity);
    return fit[n % Math.max(1, fit.length)];
  }
}

/** Everything that lists show, with words, in their order. */
function shown(reg: Register): string {
  return JSON.stringify(
    listed.map((entity) =>
      [...allRids(reg, { entity })].map((rid) => [
        rowsByRid(reg, entity, [rid])[0],
        labelOf(reg, entity, rid),
      ]),
    ),
  );
}

const searches = ['服务', 'mail', 'hx', '机房'];

function found(reg: Register): string {
  return JSON.stringify(
    searches.flatMap((search) => listed.map((entity) => [...allRids(reg, { entity, search })])),
  );
}

describe('a list as of a moment', () => {
  it('is what it was then: at every moment of any history, and at every log entry', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const world = new World();
        const reader = openReader(world.test.file);
        try {
          world.run(steps);
          const now = shown(reader);
          for (const { ms, cursor, lists } of world.moments) {
            await withAsOf(reader, { asOf: ms }, () => expect(shown(reader)).toBe(lists));
            await withAsOf(reader, { cursor }, () => expect(shown(reader)).toBe(lists));
          }
          expect(shown(reader)).toBe(now);
        } finally {
          reader.close();
          world.test.close();
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it('finds by the words of then', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
        const world = new World();
        const reader = openReader(world.test.file);
        try {
          const half = Math.floor(steps.length / 2);
          world.run(steps.slice(0, half));
          const then = found(world.test.reg);
          const at = world.test.clock.now;
          world.test.clock.now += 1000;
          world.run(steps.slice(half));
          await withAsOf(reader, { asOf: at }, () => expect(found(reader)).toBe(then));
        } finally {
          reader.close();
          world.test.close();
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it('agrees with the history of every record', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), fc.nat(24), async (steps, n) => {
        const world = new World();
        const reader = openReader(world.test.file);
        try {
          world.run(steps);
          const { ms } = world.moments[n % world.moments.length] as (typeof world.moments)[number];
          await withAsOf(reader, { asOf: ms }, () => {
            for (const entity of listed) {
              const rows = rowsByRid(reader, entity, [...allRids(reader, { entity })]);
              const folded = (reader.db.prepare(`SELECT rid FROM main."${entity}"`).pluck().all() as number[])
                .map((rid) => ({ rid, past: recordAsOf(reader, rid, ms) }))
                .filter(({ past }) => past.exists && !past.deleted);
              expect(new Map(rows.map(({ id, values }) => [id, values]))).toEqual(
                new Map(folded.map(({ rid, past }) => [reader.keys.uuid(rid), past.values])),
              );
            }
          });
        } finally {
          reader.close();
          world.test.close();
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});

describe('the overlay', () => {
  it('folds only what changed since, and leaves nothing behind', async () => {
    const test = new TestRegister();
    const many = Array.from({ length: 300 }, (_, i) => test.asset(`A-${i}`));
    const at = test.clock.now;
    test.clock.now += 1000;
    const { heads } = getRecord(test.reg, 'asset', many[7] as string);
    test.commit([
      { op: 'update', entity: 'asset', id: many[7] as string, patch: { name: '改名' }, base: heads },
    ]);
    test.asset('B-1');
    const reader = openReader(test.file);
    const temporary = () => reader.db.prepare('SELECT count(*) FROM sqlite_temp_schema').pluck().get();
    await withAsOf(reader, { asOf: at }, () => {
      expect(reader.db.prepare('SELECT count(*) FROM temp.later_asset').pluck().get()).toBe(2);
      expect([...allRids(reader, { entity: 'asset' })]).toHaveLength(300);
      const id = reader.db.prepare('SELECT id FROM record WHERE rid = ?').pluck();
      expect(
        [...allRids(reader, { entity: 'asset' })].map((rid) => uuidText(id.get(rid) as Buffer)).sort(),
      ).toEqual([...many].sort());
    });
    expect(temporary()).toBe(0);
    await expect(
      withAsOf(reader, { asOf: at }, () => {
        throw new Error('broke off');
      }),
    ).rejects.toThrow('broke off');
    expect(temporary()).toBe(0);
    expect(reader.db.inTransaction).toBe(false);
    expect([...allRids(reader, { entity: 'asset' })]).toHaveLength(301);
    reader.close();
    test.close();
  });
});
