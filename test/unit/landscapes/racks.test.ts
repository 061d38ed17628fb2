import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collide, freeUnits } from '../../../src/model/racks.ts';
import { LandscapeWorld } from './world.ts';

let world: LandscapeWorld;
let rack: string;
beforeEach(async () => {
  world = await new LandscapeWorld().open();
  rack = world.make('location', { name: '机柜 01', kind: 'rack', units: 10 });
});
afterEach(() => world.close());

const fails = (code: string) => expect.objectContaining({ data: expect.objectContaining({ code }) });

describe('a rack', () => {
  it('shows what stands in it and what does not, heights and depths from the models where need be', async () => {
    const model = world.make('productModel', { name: 'R750', rackHeight: 2, fullDepth: true });
    world.make('asset', {
      tag: 'A',
      name: 'a',
      class: 'server',
      location: rack,
      rackUnit: 3,
      model,
      status: 'inUse',
    });
    world.make('asset', {
      tag: 'B',
      name: 'b',
      class: 'switch',
      location: rack,
      rackUnit: 99,
      status: 'inUse',
    });
    world.make('asset', {
      tag: 'C',
      name: 'c',
      class: 'switch',
      location: rack,
      status: 'retired',
      rackUnit: 1,
    });
    const view = await world.client.racks.get({ id: rack });
    expect(view.mounted).toMatchObject([{ tag: 'A', unit: 3, height: 2, face: 'both', model: 'R750' }]);
    expect(view.loose.map(({ tag }) => tag)).toEqual(['B']);
    expect(freeUnits(view.units, 'rear', view.mounted)).toEqual([10, 9, 8, 7, 6, 5, 2, 1]);
    expect((await world.client.racks.list({ search: '机柜' })).racks).toMatchObject([
      { id: rack, units: 10 },
    ]);
  });

  it('takes a thing at free units and says what is in the way elsewhere', async () => {
    const values = { class: 'server', location: rack, rackHeight: 2, status: 'inUse' };
    world.make('asset', { ...values, tag: 'A', name: 'a', rackUnit: 3, rackFace: 'both' });
    const b = world.make('asset', { ...values, tag: 'B', name: 'b' });
    const place = (unit: number | null, face: 'front' | 'rear' | 'both' = 'front') =>
      world.client.racks.place({ rack, asset: b, unit, face });
    await expect(place(2)).rejects.toEqual(fails('RACK_OCCUPIED'));
    await expect(place(4, 'rear')).rejects.toEqual(fails('RACK_OCCUPIED'));
    await expect(place(10)).rejects.toEqual(fails('RACK_OUTSIDE'));
    const done = await place(5);
    expect(done.rack.mounted.map(({ tag, unit }) => [tag, unit])).toEqual([
      ['A', 3],
      ['B', 5],
    ]);
    expect((await place(null)).rack.loose.map(({ tag }) => tag)).toEqual(['B']);
    await expect(
      world.client.racks.place({
        rack: world.make('location', { name: 'x' }),
        asset: b,
        unit: 1,
        face: 'front',
      }),
    ).rejects.toEqual(fails('RACK_UNKNOWN'));
  });

  it('tells of things that two people put at the same units', async () => {
    const values = { class: 'server', location: rack, rackUnit: 1, status: 'inUse' };
    const a = world.make('asset', { ...values, tag: 'A', name: 'a' });
    const b = world.make('asset', { ...values, tag: 'B', name: 'b' });
    world.make('asset', { ...values, tag: 'C', name: 'c', rackFace: 'rear' });
    expect((await world.client.racks.get({ id: rack })).overlaps).toEqual([[a, b]]);
  });
});

it('lets a shallow thing stand behind another, and a deep one not', () => {
  const at = (id: string, face: 'front' | 'rear' | 'both', unit: number, height = 1) => ({
    id,
    face,
    unit,
    height,
  });
  expect(collide(at('a', 'front', 1), at('b', 'rear', 1))).toBe(false);
  expect(collide(at('a', 'both', 1), at('b', 'rear', 1))).toBe(true);
  expect(collide(at('a', 'front', 1, 3), at('b', 'front', 3))).toBe(true);
  expect(collide(at('a', 'front', 1, 2), at('b', 'front', 3))).toBe(false);
});
