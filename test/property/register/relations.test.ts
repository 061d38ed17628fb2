import fc from 'fast-check';
import { expect, it } from 'vitest';
import { graph } from '../../../src/core/register/graph.ts';
import { impact } from '../../../src/core/register/impact.ts';
import { isGone } from '../../../src/model/lifecycle.ts';
import { type RelationType, relationTypes } from '../../../src/model/relation-types.ts';
import { times } from '../../support/long.ts';
import { RelationWorld } from '../../support/relation-world.ts';

const types = Object.keys(relationTypes) as RelationType[];

const landscape = fc.record({
  statuses: fc.array(fc.constantFrom('inUse', 'inUse', 'inUse', 'idle', 'retired', 'sold'), {
    minLength: 1,
    maxLength: 14,
  }),
  links: fc.array(fc.tuple(fc.nat(13), fc.constantFrom(...types), fc.nat(13)), { maxLength: 40 }),
  root: fc.nat(13),
  hops: fc.integer({ min: 1, max: 6 }),
});
type Landscape = typeof landscape extends fc.Arbitrary<infer T> ? T : never;

interface Link {
  readonly source: number;
  readonly type: RelationType;
  readonly target: number;
}

/** Links between assets that exist, without loops and repetitions. */
function linksOf({ statuses, links }: Landscape): Link[] {
  const found = new Map<string, Link>();
  for (const [s, type, t] of links) {
    const link = { source: s % statuses.length, type, target: t % statuses.length };
    if (link.source !== link.target) found.set(`${link.source} ${type} ${link.target}`, link);
  }
  return [...found.values()];
}

function build(landscape: Landscape, links: readonly Link[]): RelationWorld {
  const world = new RelationWorld();
  for (const [i, status] of landscape.statuses.entries()) world.asset(String(i), { status });
  for (const link of links) world.relate(String(link.source), link.type, String(link.target));
  return world;
}

/** By definition and as slow as it likes: repeats single steps over all links until nothing changes any more. */
function distances(count: number, root: number, steps: readonly (readonly [number, number])[]): number[] {
  const distance = Array<number>(count).fill(Number.POSITIVE_INFINITY);
  distance[root] = 0;
  for (let changed = true; changed; ) {
    changed = false;
    for (const [from, to] of steps) {
      const through = (distance[from] as number) + 1;
      if (through < (distance[to] as number)) {
        distance[to] = through;
        changed = true;
      }
    }
  }
  return distance;
}

/** From which asset to which a failure passes along a link. */
function carried({ source, type, target }: Link): [number, number][] {
  const rule = relationTypes[type].impact;
  return [
    ...(rule === 'toSource' || rule === 'both' ? [[target, source] as [number, number]] : []),
    ...(rule === 'toTarget' || rule === 'both' ? [[source, target] as [number, number]] : []),
  ];
}

it('impact reaches exactly what the rules say, at the shortest distance, by a path that exists', () => {
  fc.assert(
    fc.property(landscape, (world) => {
      const links = linksOf(world);
      const root = world.root % world.statuses.length;
      const steps = links.flatMap(carried).filter(([, to]) => !isGone(world.statuses[to]));
      const expected = distances(world.statuses.length, root, steps);
      const store = build(world, links);
      const { items, truncated } = impact(store, [store.id(String(root))], 1000);
      store.close();
      expect(truncated).toBe(false);
      const want = expected.flatMap((d, i) =>
        d > 0 && d < Number.POSITIVE_INFINITY ? [`${i} at ${d}`] : [],
      );
      expect(items.map((i) => `${i.tag} at ${i.depth}`).sort()).toEqual(want.sort());
      for (const item of items) {
        const path = item.path.map((step) => Number(step.tag));
        expect([path[0], path.at(-1), path.length]).toEqual([root, Number(item.tag), item.depth + 1]);
        for (let i = 1; i < path.length; i++) {
          const via = item.path[i]?.via;
          const exists = links.some(
            (l) => l.type === via && carried(l).some(([from, to]) => from === path[i - 1] && to === path[i]),
          );
          expect(exists).toBe(true);
        }
      }
    }),
    { numRuns: times(150, 5000) },
  );
});

it('a neighbourhood has exactly the assets within reach and all relations among them', () => {
  fc.assert(
    fc.property(landscape, (world) => {
      const links = linksOf(world);
      const root = world.root % world.statuses.length;
      const both = links.flatMap((l): [number, number][] => [
        [l.source, l.target],
        [l.target, l.source],
      ]);
      const expected = distances(world.statuses.length, root, both);
      const store = build(world, links);
      const found = graph(store, { roots: [store.id(String(root))], hops: world.hops, limit: 500 });
      store.close();
      const want = expected.flatMap((d, i) => (d <= world.hops ? [`${i} at ${d}`] : []));
      expect(found.nodes.map((n) => `${n.tag} at ${n.depth}`).sort()).toEqual(want.sort());
      const inside = (i: number) => (expected[i] as number) <= world.hops;
      const tag = new Map(found.nodes.map((n) => [n.id, n.tag]));
      expect(found.edges.map((e) => `${tag.get(e.source)} ${e.type} ${tag.get(e.target)}`).sort()).toEqual(
        links
          .flatMap((l) => (inside(l.source) && inside(l.target) ? [`${l.source} ${l.type} ${l.target}`] : []))
          .sort(),
      );
      for (const node of found.nodes) {
        const own = links.filter((l) => String(l.source) === node.tag || String(l.target) === node.tag);
        expect(node.degree).toBe(own.length);
      }
    }),
    { numRuns: times(150, 5000) },
  );
});
