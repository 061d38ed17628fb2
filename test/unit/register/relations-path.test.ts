import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPath, type PathQuery } from '../../../src/core/register/graph-path.ts';
import { RelationWorld } from '../../support/relation-world.ts';

let world: RelationWorld;
beforeEach(() => {
  world = new RelationWorld();
});
afterEach(() => world.close());

function chain(type: string, ...names: string[]): void {
  for (let i = 0; i + 1 < names.length; i++) world.relate(names[i] as string, type, names[i + 1] as string);
}

function ask(from: string, to: string, query: PathQuery = {}, most?: number) {
  const found = findPath(world, world.id(from), world.id(to), query, most);
  return {
    complete: found.complete,
    way: found.steps?.map(({ asset }) => asset.tag) ?? null,
    steps: found.steps,
  };
}

describe('the shortest path between two assets', () => {
  beforeEach(() => {
    for (const name of ['A', 'B', 'C', 'D', 'E', 'F']) world.asset(name);
  });

  it('is the shortest of several, also among circles', () => {
    chain('dependsOn', 'A', 'B', 'C', 'D', 'E');
    chain('uses', 'A', 'F', 'E');
    chain('uses', 'B', 'A');
    expect(ask('A', 'E').way).toEqual(['A', 'F', 'E']);
    expect(ask('A', 'D').way).toHaveLength(4);
  });

  it('follows relations against their direction and says so', () => {
    chain('connectedTo', 'A', 'B');
    chain('connectedTo', 'C', 'B');
    const { steps } = ask('A', 'C');
    expect(steps?.map(({ relation }) => relation?.forward ?? null)).toEqual([null, true, false]);
    expect(steps?.[1]?.relation?.type).toBe('connectedTo');
  });

  it('keeps to a direction and to types when they are asked for', () => {
    chain('dependsOn', 'A', 'B', 'C');
    chain('uses', 'A', 'C');
    expect(ask('A', 'C', { types: ['dependsOn'] }).way).toEqual(['A', 'B', 'C']);
    expect(ask('C', 'A', { direction: 'out' })).toMatchObject({ way: null, complete: true });
    expect(ask('C', 'A', { direction: 'in' }).way).toEqual(['C', 'A']);
  });

  it('does not go through what was deleted', () => {
    chain('dependsOn', 'A', 'B', 'C');
    world.remove('B');
    expect(ask('A', 'C')).toMatchObject({ way: null, complete: true });
  });

  it('is one asset when both ends are the same', () => {
    expect(ask('A', 'A').way).toEqual(['A']);
  });

  it('says that it gave up instead of that there is none', () => {
    chain('dependsOn', 'A', 'B', 'C', 'D', 'E', 'F');
    expect(ask('A', 'F', {}, 3)).toMatchObject({ way: null, complete: false });
    expect(ask('A', 'F').way).toHaveLength(6);
  });
});
