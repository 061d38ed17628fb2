import { afterEach, beforeEach, expect, it } from 'vitest';
import { impact, pathCap } from '../../../src/core/register/impact/impact.ts';
import { RelationWorld } from '../../support/relation-world.ts';

let world: RelationWorld;
beforeEach(() => {
  world = new RelationWorld();
});
afterEach(() => world.close());

function whenDown(...names: string[]) {
  return impact(
    world,
    names.map((name) => world.id(name)),
    2000,
  ).items;
}
const tags = (items: readonly { tag: string }[]): string[] => items.map((i) => i.tag).sort();

it('follows each relation type only in the direction in which it carries failure', () => {
  for (const name of [
    'X',
    'dep',
    'vm',
    'cluster',
    'child',
    'fed',
    'backup',
    'peer',
    'uplink',
    'service',
    'licence',
  ])
    world.asset(name);
  world.relate('dep', 'dependsOn', 'X').relate('vm', 'runsOn', 'X').relate('fed', 'poweredBy', 'X');
  world
    .relate('X', 'memberOf', 'cluster')
    .relate('X', 'contains', 'child')
    .relate('X', 'provides', 'service');
  world
    .relate('X', 'connectedTo', 'uplink')
    .relate('peer', 'connectedTo', 'X')
    .relate('X', 'backedUpBy', 'backup')
    .relate('X', 'licensedBy', 'licence');
  expect(tags(whenDown('X'))).toEqual(['child', 'cluster', 'dep', 'fed', 'peer', 'service', 'vm']);
  expect(tags(whenDown('dep'))).toEqual([]);
  expect(tags(whenDown('backup'))).toEqual([]);
});

it('tells the shortest path from the failing asset, with the relation of each step, and whom to tell', () => {
  world.person('赵敏').asset('AGG').asset('APP').asset('PAY', { custodian: '赵敏' });
  world.relate('APP', 'connectedTo', 'AGG').relate('PAY', 'dependsOn', 'APP');
  const items = whenDown('AGG');
  expect(items.map((i) => [i.tag, i.depth, i.custodian])).toEqual([
    ['APP', 1, null],
    ['PAY', 2, '赵敏'],
  ]);
  expect(items[1]?.path.map((step) => [step.tag, step.via])).toEqual([
    ['AGG', null],
    ['APP', 'connectedTo'],
    ['PAY', 'dependsOn'],
  ]);
});

it('ends on cycles and never lists the failing asset itself', () => {
  for (const name of ['A', 'B', 'C']) world.asset(name);
  world.relate('A', 'dependsOn', 'B').relate('B', 'dependsOn', 'C').relate('C', 'dependsOn', 'A');
  expect(whenDown('A').map((i) => [i.tag, i.depth])).toEqual([
    ['C', 1],
    ['B', 2],
  ]);
});

it('does not pass through assets that are gone or deleted', () => {
  world.asset('DB').asset('OLD', { status: 'retired' }).asset('APP').asset('DEL').asset('APP2');
  world
    .relate('OLD', 'dependsOn', 'DB')
    .relate('APP', 'dependsOn', 'OLD')
    .relate('DEL', 'dependsOn', 'DB')
    .relate('APP2', 'dependsOn', 'DEL');
  world.remove('DEL');
  expect(whenDown('DB')).toEqual([]);
});

const effects = (items: readonly { tag: string; effect: string }[]) =>
  items.map((i) => `${i.tag} ${i.effect}`).sort();

it('degrades what has enough in reserve, and takes it down when too little is left', () => {
  world
    .asset('PDU-A')
    .asset('PDU-B')
    .asset('SRV', { redundancy: { poweredBy: 1 } })
    .asset('ERP');
  world
    .relate('SRV', 'poweredBy', 'PDU-A')
    .relate('SRV', 'poweredBy', 'PDU-B')
    .relate('ERP', 'runsOn', 'SRV');
  expect(effects(whenDown('PDU-A'))).toEqual(['ERP degraded', 'SRV degraded']);
  expect(effects(whenDown('PDU-A', 'PDU-B'))).toEqual(['ERP down', 'SRV down']);
});

it('counts the members of a group once, and those that are gone not at all', () => {
  for (const name of ['ESX-1', 'ESX-2', 'ESX-3']) world.asset(name);
  world
    .asset('OLD', { status: 'retired' })
    .asset('CLUSTER', { class: 'cluster', redundancy: { memberOf: 2 } });
  for (const name of ['ESX-1', 'ESX-2', 'ESX-3', 'OLD']) world.relate(name, 'memberOf', 'CLUSTER');
  expect(effects(whenDown('ESX-1'))).toEqual(['CLUSTER degraded']);
  expect(effects(whenDown('ESX-1', 'ESX-2'))).toEqual(['CLUSTER down']);
});

it('leaves a network alone when one of its members fails', () => {
  world.asset('VM').asset('VLAN', { class: 'vlan' }).relate('VM', 'memberOf', 'VLAN');
  expect(whenDown('VM')).toEqual([]);
});

it('takes several failing assets together and measures from the nearest', () => {
  for (const name of ['A', 'B', 'C', 'D']) world.asset(name);
  world.relate('B', 'dependsOn', 'A').relate('C', 'dependsOn', 'B').relate('D', 'dependsOn', 'C');
  expect(whenDown('A', 'C').map((i) => [i.tag, i.depth])).toEqual([
    ['B', 1],
    ['D', 1],
  ]);
});

it('stops at the limit and says so', () => {
  world.asset('HUB');
  for (let i = 0; i < 30; i++) world.asset(`S${i}`).relate(`S${i}`, 'dependsOn', 'HUB');
  const cut = impact(world, [world.id('HUB')], 10);
  expect([cut.items.length, cut.truncated]).toEqual([10, true]);
  const whole = impact(world, [world.id('HUB')], 30);
  expect([whole.items.length, whole.truncated]).toEqual([30, false]);
});

it('keeps both ends of a very long chain', () => {
  const length = pathCap + 40;
  for (let i = 0; i <= length; i++) world.asset(`N${i}`);
  for (let i = 0; i < length; i++) world.relate(`N${i + 1}`, 'dependsOn', `N${i}`);
  const last = whenDown('N0').at(-1);
  expect(last?.depth).toBe(length);
  expect(last?.path).toHaveLength(pathCap + 1);
  expect([last?.path[0]?.tag, last?.path.at(-1)?.tag]).toEqual(['N0', `N${length}`]);
});

it('says when a failing asset does not exist', () => {
  expect(() => impact(world, ['00000000-0000-7000-8000-00000000ffff'], 10)).toThrow(
    expect.objectContaining({ code: 'RECORD_NOT_FOUND' }),
  );
});
