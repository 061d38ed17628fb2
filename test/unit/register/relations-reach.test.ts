import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { graph } from '../../../src/core/register/graph.ts';
import { countReach } from '../../../src/core/register/graph-count.ts';
import { rootRids } from '../../../src/core/register/graph-hops.ts';
import { RelationWorld } from '../../support/relation-world.ts';

let world: RelationWorld;
beforeEach(() => {
  world = new RelationWorld();
  world.asset('SW', { class: 'switch' });
  for (let i = 0; i < 40; i++) {
    world.asset(`PC${i}`, { class: 'laptop' }).relate(`PC${i}`, 'connectedTo', 'SW');
    if (i % 4 === 0) world.asset(`APP${i}`, { class: 'application' }).relate(`APP${i}`, 'runsOn', `PC${i}`);
  }
});
afterEach(() => world.close());

const reach = (hops: number, more = {}, most?: number) =>
  countReach(world, rootRids(world, [world.id('SW')]), { hops, ...more }, most);

describe('counting what is too much to draw', () => {
  it('counts by distance and class', () => {
    expect(reach(2)).toEqual({
      total: 51,
      complete: true,
      groups: [
        { class: 'switch', depth: 0, count: 1 },
        { class: 'laptop', depth: 1, count: 40 },
        { class: 'application', depth: 2, count: 10 },
      ],
    });
  });

  it('counts what the graph would draw', () => {
    const drawn = graph(world, { roots: [world.id('SW')], hops: 2, limit: 500 });
    expect(reach(2).total).toBe(drawn.nodes.length);
    expect(reach(2, { types: ['connectedTo'] }).total).toBe(41);
    expect(reach(2, { direction: 'out' }).total).toBe(1);
    expect(reach(2, { direction: 'in', classes: ['laptop'] }).total).toBe(41);
  });

  it('stops at its limit and says so', () => {
    expect(reach(2, {}, 20)).toMatchObject({ total: 20, complete: false });
  });
});

describe('a graph with a direction', () => {
  it('follows relations from source to target, or back', () => {
    const ask = (direction: 'out' | 'in') =>
      graph(world, { roots: [world.id('PC0')], hops: 2, limit: 500, direction }).nodes.map(({ tag }) => tag);
    expect(ask('out')).toEqual(['PC0', 'SW']);
    expect(ask('in')).toEqual(['PC0', 'APP0']);
  });

  it('has only the relations among its start when it goes no hop', () => {
    const found = graph(world, {
      roots: [world.id('PC0'), world.id('SW'), world.id('PC1')],
      hops: 0,
      limit: 500,
    });
    expect(found.nodes).toHaveLength(3);
    expect(found.edges).toHaveLength(2);
    expect(found.truncated).toBe(false);
  });

  it('says where an asset stands: its rack and the room around it', () => {
    world.location('HQ', { kind: 'site' }).location('R1', { kind: 'room', parent: 'HQ' });
    world.location('K1', { kind: 'rack', parent: 'R1' }).location('U7', { kind: 'unit', parent: 'K1' });
    world.asset('SRV', { location: 'U7' }).asset('AC', { location: 'R1' });
    const ids = [world.id('SRV'), world.id('AC'), world.id('PC0')];
    const found = graph(world, { roots: ids, hops: 0, limit: 10, places: true });
    const of = (tag: string) => found.nodes.find((node) => node.tag === tag);
    expect(of('SRV')).toMatchObject({ place: { name: 'HQ / R1' }, rack: { name: 'R1 / K1' } });
    expect(of('AC')).toMatchObject({ place: { name: 'HQ / R1' }, rack: null });
    expect(of('PC0')).toMatchObject({ place: null, rack: null });
  });
});
