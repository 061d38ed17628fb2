import { afterEach, beforeEach, expect, it } from 'vitest';
import { neighbours } from '../../../src/core/register/neighbours.ts';
import { RelationWorld } from '../../support/relation-world.ts';

let world: RelationWorld;
beforeEach(() => {
  world = new RelationWorld()
    .asset('ERP', { class: 'application' })
    .asset('DB-1')
    .asset('SW-1', { class: 'switch' });
});
afterEach(() => world.close());

it('lists outgoing relations before incoming ones, with ports and the other asset', () => {
  world.relate('DB-1', 'connectedTo', 'SW-1', ['eth0', 'Gi0/1']).relate('ERP', 'dependsOn', 'DB-1');
  const found = neighbours(world, world.id('DB-1'));
  expect(found.map((n) => [n.direction, n.type, n.asset.tag, n.sourcePort, n.targetPort])).toEqual([
    ['out', 'connectedTo', 'SW-1', 'eth0', 'Gi0/1'],
    ['in', 'dependsOn', 'ERP', null, null],
  ]);
  expect(found[0]?.asset).toEqual({
    id: world.id('SW-1'),
    tag: 'SW-1',
    name: '名称 SW-1',
    class: 'switch',
    status: 'inUse',
  });
  expect(found[0]?.relation).toBe(world.id('DB-1 connectedTo SW-1'));
});

it('leaves out deleted relations and deleted assets', () => {
  world
    .relate('ERP', 'dependsOn', 'DB-1')
    .relate('DB-1', 'connectedTo', 'SW-1')
    .relate('DB-1', 'uses', 'ERP');
  world.remove('ERP dependsOn DB-1').remove('SW-1');
  expect(neighbours(world, world.id('DB-1')).map((n) => n.type)).toEqual(['uses']);
});

it('says when the asset does not exist or was deleted', () => {
  const id = world.id('ERP');
  world.remove('ERP');
  expect(() => neighbours(world, id)).toThrow(expect.objectContaining({ code: 'RECORD_NOT_FOUND' }));
});
