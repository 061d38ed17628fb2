import fc from 'fast-check';
import { expect, it } from 'vitest';
import { graph } from '../../../src/core/register/graph.ts';
import { impact } from '../../../src/core/register/impact/impact.ts';
import { upstream } from '../../../src/core/register/impact/upstream.ts';
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
  classes: fc.array(fc.constantFrom('server', 'server', 'cluster', 'vlan'), { minLength: 14, maxLength: 14 }),
  redundancy: fc.array(
    fc.option(
      fc.dictionary(
        fc.constantFrom('memberOf', 'poweredBy', 'connectedTo', 'dependsOn'),
        fc.integer({ min: 0, max: 4 }),
        {
          maxKeys: 3,
        },
      ),
      { nil: undefined, freq: 2 },
    ),
    { minLength: 14, maxLength: 14 },
  ),
  failing: fc.uniqueArray(fc.nat(13), { minLength: 1, maxLength: 3 }),
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
  for (const [i, status] of landscape.statuses.entries()) {
    const redundancy = landscape.redundancy[i];
    world.asset(String(i), {
      status,
      class: landscape.classes[i] as string,
      ...(redundancy ? { redundancy } : {}),
    });
  }
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

type State = 'up' | 'degraded' | 'down';

/** By definition and as slow as it likes: in rounds, every asset anew from what it hangs on. With the round of each state. */
function suffering(
  landscape: Landscape,
  links: readonly Link[],
  failing: ReadonlySet<number>,
): { state: State; since: number }[] {
  const { statuses, classes, redundancy } = landscape;
  let now = statuses.map((_, i) => ({ state: (failing.has(i) ? 'down' : 'up') as State, since: 0 }));
  for (let round = 1; ; round++) {
    const next = now.map((own, i) => {
      if (failing.has(i) || isGone(statuses[i])) return own;
      const states = types.map((type): State => {
        const suppliers = new Set(
          links
            .flatMap((l) => (l.type === type ? carried(l) : []))
            .flatMap(([from, to]) => (to === i ? [from] : [])),
        );
        const living = [...suppliers].filter((s) => failing.has(s) || !isGone(statuses[s]));
        const count = (state: State) => living.filter((s) => now[s]?.state === state).length;
        const told = redundancy[i]?.[type];
        const usual = type === 'memberOf' ? (classes[i] === 'vlan' ? 0 : 1) : living.length;
        const needed = Math.min(told ?? usual, living.length);
        if (needed === 0) return 'up';
        if (count('up') + count('degraded') < needed) return 'down';
        return count('down') > 0 || count('up') < needed ? 'degraded' : 'up';
      });
      const state = states.includes('down') ? 'down' : states.includes('degraded') ? 'degraded' : 'up';
      const worse = own.state === 'down' || (own.state === 'degraded' && state === 'up') ? own.state : state;
      return worse === own.state ? own : { state: worse as State, since: round };
    });
    if (next.every((each, i) => each === now[i])) return now;
    now = next;
  }
}

it('impact finds exactly what goes down or is degraded, after the fewest steps, by a path that exists', () => {
  fc.assert(
    fc.property(landscape, (world) => {
      const links = linksOf(world);
      const failing = new Set(world.failing.map((i) => i % world.statuses.length));
      const expected = suffering(world, links, failing);
      const store = build(world, links);
      const { items, truncated } = impact(
        store,
        [...failing].map((i) => store.id(String(i))),
        1000,
      );
      store.close();
      expect(truncated).toBe(false);
      const want = expected.flatMap(({ state, since }, i) =>
        state === 'up' || since === 0 ? [] : [`${i} ${state} at ${since}`],
      );
      expect(items.map((i) => `${i.tag} ${i.effect} at ${i.depth}`).sort()).toEqual(want.sort());
      for (const item of items) {
        const path = item.path.map((step) => Number(step.tag));
        expect(failing.has(path[0] as number)).toBe(true);
        expect([path.at(-1), path.length]).toEqual([Number(item.tag), item.depth + 1]);
        for (let i = 1; i < path.length; i++) {
          const via = item.path[i]?.via;
          const exists = links.some(
            (l) => l.type === via && carried(l).some(([from, to]) => from === path[i - 1] && to === path[i]),
          );
          expect(exists).toBe(true);
        }
      }
    }),
    { numRuns: times(300, 5000) },
  );
});

it('single points of failure are exactly what, failing alone, brings the asset down, each by a path that exists', () => {
  fc.assert(
    fc.property(landscape, (world) => {
      const links = linksOf(world);
      const root = world.root % world.statuses.length;
      const store = build(world, links);
      const found = upstream(store, store.id(String(root)), { limit: 100, singles: true });
      store.close();
      const want = world.statuses.flatMap((status, i) => {
        if (i === root || isGone(status) || isGone(world.statuses[root])) return [];
        return suffering(world, links, new Set([i]))[root]?.state === 'down' ? [i] : [];
      });
      const singles = found.items.filter((item) => item.single).map((item) => Number(item.tag));
      expect(singles.sort((a, b) => a - b)).toEqual(want);
      for (const item of found.items) {
        const path = item.path.map((step) => Number(step.tag));
        expect([path[0], path.at(-1)]).toEqual([Number(item.tag), root]);
        expect(new Set(path).size).toBe(path.length);
        for (let i = 1; i < path.length; i++) {
          const via = item.path[i]?.via;
          const exists = links.some(
            (l) => l.type === via && carried(l).some(([from, to]) => from === path[i - 1] && to === path[i]),
          );
          expect(exists).toBe(true);
        }
      }
    }),
    { numRuns: times(300, 5000) },
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
