import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Arrival, apply } from '../../src/core/log/apply.ts';
import { resultLines } from '../../src/core/stocktake/lines.ts';
import { scanLabel } from '../../src/core/stocktake/scan.ts';
import { statusOf } from '../../src/core/stocktake/status.ts';
import type { Register } from '../../src/core/store/register.ts';
import { times } from '../support/long.ts';
import { everything, replicaOf, TestClock, type TestRegister } from '../support/register.ts';
import { StocktakeWorld } from '../support/stocktake.ts';

/** What a replica does next: scan, or hear from another one. */
type Step =
  | { readonly do: 'scan'; readonly at: number; readonly label: number; readonly place: number | null }
  | { readonly do: 'hear'; readonly at: number; readonly from: number; readonly seed: number }
  | { readonly do: 'undo'; readonly at: number };

const replicas = 3;
const labels = ['A-1', 'A-2', 'A-3', 'B-1', 'OUT-1', 'GONE-1', '不明-1', '不明-2'];
const places = ['3号楼', '301', '5号楼'];
const replica = fc.integer({ min: 0, max: replicas - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('scan' as const),
      at: replica,
      label: fc.integer({ min: 0, max: labels.length - 1 }),
      place: fc.option(fc.integer({ min: 0, max: places.length - 1 })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('hear' as const), at: replica, from: replica, seed: fc.nat() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undo' as const), at: replica }) },
);

function shuffled<T>(list: readonly T[], seed: number): T[] {
  const out = [...list];
  let a = seed + 1;
  for (let i = out.length - 1; i > 0; i--) {
    a = (Math.imul(a, 1_103_515_245) + 12_345) & 0x7fffffff;
    const j = a % (i + 1);
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}

/** Hands everything over in an order of its own, in two parts that may overlap. */
function hear(to: Register, from: Register, seed: number): void {
  const all: Arrival = everything(from);
  const changes = shuffled(all.changes, seed);
  const cut = seed % (changes.length + 1);
  apply(to, { ...all, seals: [], changes: changes.slice(0, cut) });
  apply(to, { ...all, changes: changes.slice(Math.max(0, cut - 3)) });
}

/** What a person sees of the stocktake, without what only this device knows. */
function result(reg: Register, sheet: string) {
  const { lines, total } = resultLines(reg, sheet, {}, { offset: 0, limit: 1000 });
  const sorted = [...lines].sort((a, b) => (a.key < b.key ? -1 : 1));
  return { total, status: statusOf(reg, sheet), lines: sorted };
}

function worldWithSheet(): { world: StocktakeWorld; sheet: string; placeIds: string[] } {
  const world = new StocktakeWorld();
  world.place('3号楼');
  world.place('301', '3号楼');
  world.place('5号楼');
  for (const tag of ['A-1', 'A-2', 'A-3']) world.asset(tag, { location: world.places['301'] });
  world.asset('B-1', { location: world.places['3号楼'], user: world.person('陈晓燕') });
  world.asset('OUT-1', { location: world.places['5号楼'] });
  world.asset('GONE-1', { status: 'retired' });
  const sheet = world.stocktake('', ['3号楼']);
  return { world, sheet, placeIds: places.map((name) => world.places[name] as string) };
}

it('counts of several laptops, exchanged in any order and repeatedly, end in the same result everywhere', () => {
  const { world, sheet, placeIds } = worldWithSheet();
  const offsets = fc.array(fc.integer({ min: -400_000, max: 400_000 }), {
    minLength: replicas,
    maxLength: replicas,
  });
  try {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), offsets, (steps, clocks) => {
        run(world, sheet, placeIds, steps, clocks);
      }),
      { numRuns: times(12, 300) },
    );
  } finally {
    world.close();
  }
});

function run(world: TestRegister, sheet: string, placeIds: string[], steps: Step[], clocks: number[]): void {
  const copies = clocks.map((offset, i) =>
    replicaOf(world, { clock: new TestClock(world.clock.now + offset), name: `laptop ${i}` }),
  );
  const acknowledged = new Set<string>();
  const own: string[][] = copies.map(() => []);
  try {
    for (const next of steps) {
      const copy = copies[next.at] as TestRegister;
      if (next.do === 'scan') {
        const location = next.place === null ? null : (placeIds[next.place] as string);
        const scan = {
          scan: labels[next.label] as string,
          location,
          user: null,
          condition: null,
          notes: null,
        };
        const answer = scanLabel(copy.reg, copy.me, sheet, scan);
        if (answer.outcome === 'alreadyCounted' || answer.outcome === 'invalid') continue;
        expect(acknowledged.has(answer.count as string)).toBe(false);
        acknowledged.add(answer.count as string);
        (own[next.at] as string[]).push(answer.count as string);
      } else if (next.do === 'undo') {
        const id = (own[next.at] as string[]).pop();
        if (id === undefined) continue;
        copy.commit([{ op: 'delete', entity: 'count', id }], 'scan');
        acknowledged.delete(id);
      } else if (next.from !== next.at) {
        hear(copy.reg, (copies[next.from] as TestRegister).reg, next.seed);
      }
    }
    // Twice around: everyone has everything, and what comes again does no harm.
    for (let i = 0; i < replicas * 2; i++)
      hear(
        (copies[(i + 1) % replicas] as TestRegister).reg,
        (copies[i % replicas] as TestRegister).reg,
        i * 7,
      );
    const [first, ...others] = copies.map((copy) => result(copy.reg, sheet));
    for (const other of others) expect(other).toEqual(first);
    for (const copy of copies) {
      const rids = copy.reg.db.prepare('SELECT rid FROM count WHERE deleted = 0').pluck().all() as number[];
      expect(new Set(rids.map((rid) => copy.reg.keys.uuid(rid)))).toEqual(acknowledged);
    }
    const scans = first?.lines.reduce((sum, line) => sum + line.scans, 0);
    expect(scans).toBe(acknowledged.size);
  } finally {
    for (const copy of copies) copy.close();
  }
}
