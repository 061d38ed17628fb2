import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { degreeCap, type GraphQuery, graph } from '../../../src/core/register/graph.ts';
import { RelationWorld } from '../../support/relation-world.ts';

let world: RelationWorld;
beforeEach(() => {
  world = new RelationWorld();
});
afterEach(() => world.close());

function chain(...names: string[]): void {
  for (const name of names) world.asset(name);
  for (let i = 0; i + 1 < names.length; i++)
    world.relate(names[i] as string, 'dependsOn', names[i + 1] as string);
}

function ask(root: string, query: Partial<GraphQuery> = {}) {
  const found = graph(world, { roots: [world.id(root)], hops: 2, limit: 500, ...query });
  const tagOf = new Map(found.nodes.map((n) => [n.id, n.tag]));
  return {
    ...found,
    depths: Object.fromEntries(found.nodes.map((n) => [n.tag, n.depth])),
    links: found.edges.map((e) => `${tagOf.get(e.source)} ${e.type} ${tagOf.get(e.target)}`).sort(),
  };
}

describe('the neighbourhood of an asset', () => {
  it('goes both ways, to the asked number of hops', () => {
    chain('A', 'B', 'C', 'D', 'E');
    expect(ask('C', { hops: 1 }).depths).toEqual({ C: 0, B: 1, D: 1 });
    expect(ask('C', { hops: 2 }).depths).toEqual({ C: 0, B: 1, D: 1, A: 2, E: 2 });
    expect(ask('A', { hops: 3 }).depths).toEqual({ A: 0, B: 1, C: 2, D: 3 });
  });

  it('gives every asset its shortest distance, also on cycles', () => {
    chain('A', 'B', 'C', 'D');
    world.relate('D', 'uses', 'A');
    expect(ask('A', { hops: 6 }).depths).toEqual({ A: 0, B: 1, D: 1, C: 2 });
  });

  it('has each relation among the found assets once, parallel and outer ones included', () => {
    chain('A', 'B', 'C');
    world.relate('A', 'uses', 'B').relate('C', 'backedUpBy', 'A').asset('Z').relate('C', 'uses', 'Z');
    const found = ask('A', { hops: 1 });
    expect(found.links).toEqual(['A dependsOn B', 'A uses B', 'B dependsOn C', 'C backedUpBy A']);
    expect(found.nodes.find((n) => n.tag === 'C')?.degree).toBe(3);
  });

  it('writes ports on the edge', () => {
    world.asset('A').asset('B').relate('A', 'connectedTo', 'B', ['eth0', 'Gi0/1']);
    world.relate('A', 'uses', 'B', [null, 'eth9']).relate('A', 'memberOf', 'B');
    expect(
      ask('A')
        .edges.map((e) => [e.type, e.label])
        .sort(),
    ).toEqual([
      ['connectedTo', 'eth0 – Gi0/1'],
      ['memberOf', null],
      ['uses', 'eth9'],
    ]);
  });

  it('starts from several assets at once', () => {
    chain('A', 'B');
    chain('X', 'Y');
    const found = graph(world, { roots: [world.id('A'), world.id('Y')], hops: 1, limit: 500 });
    expect(found.nodes.map((n) => n.tag).sort()).toEqual(['A', 'B', 'X', 'Y']);
  });

  it('passes over deleted assets and relations', () => {
    chain('A', 'B', 'C', 'D');
    world.remove('C dependsOn D').relate('A', 'uses', 'D').remove('D');
    expect(ask('A', { hops: 4 }).depths).toEqual({ A: 0, B: 1, C: 2 });
  });

  it('says when the root does not exist', () => {
    const missing = '00000000-0000-7000-8000-00000000ffff';
    expect(() => graph(world, { roots: [missing], hops: 1, limit: 10 })).toThrow(
      expect.objectContaining({ code: 'RECORD_NOT_FOUND' }),
    );
  });
});

describe('filters', () => {
  it('follows and shows only relations of the asked types', () => {
    chain('A', 'B', 'C');
    world.asset('S').relate('A', 'connectedTo', 'S').relate('S', 'connectedTo', 'B');
    const found = ask('A', { types: ['connectedTo'] });
    expect(found.links).toEqual(['A connectedTo S', 'S connectedTo B']);
    expect(Object.keys(found.depths).sort()).toEqual(['A', 'B', 'S']);
  });

  it('passes only through assets of the asked classes and those under them, and keeps the root', () => {
    world
      .asset('APP', { class: 'application' })
      .asset('SW', { class: 'switch' })
      .asset('SRV')
      .asset('VM', { class: 'virtualMachine' });
    world
      .relate('APP', 'connectedTo', 'SW')
      .relate('SW', 'connectedTo', 'SRV')
      .relate('APP', 'runsOn', 'VM')
      .relate('VM', 'runsOn', 'SRV');
    expect(ask('APP', { hops: 3, classes: ['networkDevice'] }).depths).toEqual({ APP: 0, SW: 1 });
    expect(ask('APP', { hops: 3, classes: ['computer'] }).depths).toEqual({ APP: 0 });
    expect(ask('APP', { hops: 3, classes: ['hardware'] }).depths).toEqual({ APP: 0, SW: 1, SRV: 2 });
  });
});

describe('a hub', () => {
  const spokes = 3000;
  beforeEach(() => {
    world.asset('HUB', { class: 'switch' });
    world.db.transaction(() => {
      for (let i = 0; i < spokes; i++) world.asset(`S${i}`).relate(`S${i}`, 'connectedTo', 'HUB');
    })();
  });

  it('is cut at the limit, nearer assets first, and says so', () => {
    const found = ask('S7', { hops: 2, limit: 50 });
    expect(found.nodes).toHaveLength(50);
    expect(found.truncated).toBe(true);
    expect(found.depths).toMatchObject({ S7: 0, HUB: 1 });
    expect(found.links).toHaveLength(49);
    expect(found.nodes.find((n) => n.tag === 'HUB')?.degree).toBe(degreeCap);
  });

  it('is not called cut when everything fits exactly', () => {
    chain('A', 'B', 'C');
    expect(ask('A', { hops: 2, limit: 3 }).truncated).toBe(false);
    expect(ask('A', { hops: 1, limit: 2 }).truncated).toBe(false);
    expect(ask('A', { hops: 2, limit: 2 }).truncated).toBe(true);
  });

  it('keeps the relations between two hubs and from hubs to others', () => {
    world
      .asset('HUB2', { class: 'switch' })
      .relate('HUB', 'poweredBy', 'HUB2')
      .relate('HUB2', 'uses', 'HUB')
      .relate('HUB', 'contains', 'S1');
    world.db.transaction(() => {
      for (let i = 0; i < 1200; i++) world.relate(`S${i}`, 'uses', 'HUB2');
    })();
    const found = graph(world, {
      roots: [world.id('HUB'), world.id('HUB2'), world.id('S1')],
      hops: 1,
      limit: 4,
    });
    const types = found.edges.map((e) => e.type).sort();
    expect(types.filter((t) => t === 'poweredBy' || t === 'contains')).toEqual(['contains', 'poweredBy']);
    expect(types.filter((t) => t === 'uses')).toHaveLength(3);
    expect(new Set(found.edges.map((e) => e.id)).size).toBe(found.edges.length);
  });
});
