import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from '../../../src/core/compare/comparison.ts';
import type { Values } from '../../../src/core/compare/difference.ts';
import { fieldDifferences } from '../../../src/core/compare/difference.ts';
import { seenHere } from '../../../src/core/register/as-of/moment.ts';
import { type Moment, withAsOf } from '../../../src/core/register/as-of/overlay.ts';
import { allRids } from '../../../src/core/register/list.ts';
import { rowsByRid } from '../../../src/core/register/rows.ts';
import { openReader } from '../../../src/core/store/reader.ts';
import type { Register } from '../../../src/core/store/register.ts';
import { HoldfastError } from '../../../src/model/index.ts';
import { times } from '../../support/long.ts';
import { hand, replicaOf, TestClock, TestRegister } from '../../support/register.ts';

type Step = {
  do: 'create' | 'name' | 'status' | 'delete' | 'relate' | 'unrelate' | 'port';
  a: number;
  b: number;
};

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('create', 'create', 'name', 'status', 'delete', 'relate', 'relate', 'unrelate', 'port'),
  a: fc.nat(9),
  b: fc.nat(9),
});

/** Takes random steps on a register; what the register refuses is left out. */
function take(test: TestRegister, steps: readonly Step[], prefix: string): void {
  steps.forEach((step, i) => {
    try {
      takeOne(test, step, `${prefix}-${i}`);
    } catch (cause) {
      if (!(cause instanceof HoldfastError)) throw cause;
    }
  });
}

function takeOne(test: TestRegister, { do: what, a, b }: Step, tag: string): void {
  const assets = living(test.reg, 'asset');
  const relations = living(test.reg, 'relation');
  const asset = assets[a % Math.max(1, assets.length)];
  const other = assets[b % Math.max(1, assets.length)];
  const relation = relations[a % Math.max(1, relations.length)];
  test.clock.now += 1000;
  if (what === 'create') test.asset(tag);
  else if (what === 'relate' && asset && other) {
    const patch = { type: 'dependsOn', source: asset, target: other };
    test.commit([{ op: 'create', entity: 'relation', patch }]);
  } else if (what === 'unrelate' && relation) {
    test.commit([{ op: 'delete', entity: 'relation', id: relation }]);
  } else if (what === 'port' && relation) {
    test.commit([{ op: 'update', entity: 'relation', id: relation, patch: { sourcePort: `E${b}` } }]);
  } else if (what === 'delete' && asset) {
    test.commit([{ op: 'delete', entity: 'asset', id: asset }]);
  } else if (asset && (what === 'name' || what === 'status')) {
    const patch: Record<string, string> =
      what === 'name' ? { name: `机 ${b}` } : { status: b % 2 ? 'inUse' : 'idle' };
    test.commit([{ op: 'update', entity: 'asset', id: asset, patch }]);
  }
}

function living(reg: Register, entity: 'asset' | 'relation'): string[] {
  const rids = reg.db.prepare(`SELECT rid FROM "${entity}" WHERE deleted = 0 ORDER BY rid`).pluck().all();
  return (rids as number[]).map((rid) => reg.keys.uuid(rid));
}

async function whole(
  reg: Register,
  entity: 'asset' | 'relation',
  moment: Moment,
): Promise<Map<string, Values>> {
  return withAsOf(reg, moment, () => {
    const rows = rowsByRid(reg, entity, [...allRids(reg, { entity })]);
    return new Map(rows.map(({ id, values }) => [id, values]));
  });
}

/** What two full reads of the past differ by, in the form of a comparison. */
async function naive(reg: Register, from: Moment, to: Moment): Promise<string[]> {
  const lines: string[] = [];
  for (const entity of ['asset', 'relation'] as const) {
    const before = await whole(reg, entity, from);
    const after = await whole(reg, entity, to);
    for (const id of new Set([...before.keys(), ...after.keys()])) {
      const [a, b] = [before.get(id), after.get(id)];
      if (!a || !b) lines.push(JSON.stringify([entity, id, a ? 'removed' : 'added', []]));
      else {
        const fields = fieldDifferences(a, b);
        if (fields.length > 0) lines.push(JSON.stringify([entity, id, 'changed', fields]));
      }
    }
  }
  return lines.sort();
}

async function ours(reg: Register, from: Moment, to: Moment): Promise<string[]> {
  const { all } = await compare(reg, { from, to });
  return all
    .map(({ entity, rid, kind, fields }) => JSON.stringify([entity, reg.keys.uuid(rid), kind, fields]))
    .sort();
}

describe('a comparison', () => {
  it('is the difference of two full reads of the past, also after late sync added to it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 6, maxLength: 24 }),
        fc.array(step, { minLength: 3, maxLength: 8 }),
        fc.nat(100),
        fc.nat(100),
        async (steps, late, p, q) => {
          const test = new TestRegister();
          const first = test.clock.now;
          take(test, steps.slice(0, 6), 'A');
          // It works on from here without a network, at the same times.
          const other = replicaOf(test, { name: 'second', clock: new TestClock(test.clock.now) });
          const middle = test.clock.now;
          const seen = seenHere(test.reg);
          const cursor = test.reg.cursor();
          take(test, steps.slice(6), 'B');
          const last = test.clock.now;
          const at = (percent: number) => first + Math.round(((last - first) * percent) / 100);
          const reader = openReader(test.file);
          const check = async () => {
            const moments: Moment[] = [
              { asOf: at(p) },
              { asOf: at(q) },
              { cursor },
              { asOf: middle, seen },
              {},
            ];
            for (const from of moments)
              for (const to of moments)
                expect(await ours(reader, from, to)).toEqual(await naive(reader, from, to));
          };
          try {
            await check();
            take(other, late, 'L');
            hand(other.reg, test.reg);
            await check();
          } finally {
            reader.close();
            other.close();
            test.close();
          }
        },
      ),
      { numRuns: times(4, 60) },
    );
  }, 120_000);
});
