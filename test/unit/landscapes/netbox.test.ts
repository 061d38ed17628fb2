import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { netboxPage, smallNetbox, smallWords } from '../../support/landscape-fixtures.ts';
import { addsUp, LandscapeWorld } from './world.ts';

let world: LandscapeWorld;
beforeEach(async () => {
  world = await new LandscapeWorld().open();
});
afterEach(() => world.close());

describe.each(['zh', 'en'] as const)('a NetBox dump, in %s', (language) => {
  const words = smallWords[language];

  it('becomes places, models, assets and relations, with every object accounted for', async () => {
    const fixture = smallNetbox(language);
    const done = await world.import({ 'netbox.json': fixture });
    expect(done.sources).toEqual(['netbox']);
    expect(done.total.objects).toBe(fixture.length);
    expect(addsUp(done)).toBe(true);
    expect(done.kinds['dcim.device']).toEqual({
      objects: 3,
      created: 3,
      merged: 0,
      unchanged: 0,
      notImported: 0,
    });
    expect(done.kinds['auth.permission']?.notImported).toBe(1);

    expect(world.asset('sw-a01')).toMatchObject({
      class: 'switch',
      serial: 'SW0001',
      rackUnit: 10,
      rackHeight: 1,
      rackFace: 'front',
    });
    expect(world.asset('db-01')).toMatchObject({
      ...{ class: 'server', tag: 'IT-0001', ip: '10.1.0.5', mac: '00:1A:2B:3C:4D:5E' },
      ...{ rackUnit: 3, rackHeight: 2, rackFace: 'both', status: 'inUse' },
    });
    expect(world.asset('pdu-a01')).toMatchObject({ class: 'pdu', rackUnit: null });
    const [rack] = world.rows(`SELECT name, units, notes FROM location WHERE kind = 'rack'`);
    expect(rack).toEqual({ name: words.rack, units: 12, notes: 'U12: ODF' });
    const [path] = world.rows(`SELECT path FROM tree_path WHERE path LIKE '%${words.rack}'`);
    expect(String(path?.path)).toContain(words.site);

    expect(world.relations()).toEqual([
      '10.0.0.0/8 contains 10.1.0.0/24',
      '10.1.0.0/24 memberOf VLAN 10 Office',
      '10.1.0.5/24 memberOf 10.1.0.0/24',
      'app-01 runsOn cluster-1',
      'db-01:PSU1 poweredBy pdu-a01:Outlet 1',
      'db-01:eth0 connectedTo sw-a01:GE0/0/1',
      'db-01:eth0 uses 10.1.0.5/24',
    ]);
  });

  it('comes in a second time without a change, and is taken back as one operation', async () => {
    const fixture = smallNetbox(language);
    const first = await world.import({ 'netbox.json': fixture });
    const before = world.changes();
    const again = await world.import({ 'netbox.json': fixture });
    expect(again.batch).toBeNull();
    expect(again.total).toMatchObject({ created: 0, merged: 0, unchanged: first.total.created });
    expect(world.changes()).toBe(before);
    for await (const _ of await world.client.batches.undo({ id: first.batch as string }));
    expect(world.rows('SELECT 1 FROM asset WHERE deleted = 0')).toHaveLength(0);
    expect(world.rows('SELECT 1 FROM location WHERE deleted = 0')).toHaveLength(0);
    expect(world.relations()).toEqual([]);
  });
});

it('reads pages of the API, with cables that name their ends themselves', async () => {
  const page = netboxPage();
  const done = await world.import({ 'page-1.json': page });
  expect(done.total.objects).toBe(page.count);
  expect(addsUp(done)).toBe(true);
  expect(world.relations()).toEqual(['sw-a01:GE0/0/1 connectedTo sw-a02:GE0/0/2']);
});

it('reads cables as they were written before version 3.3', async () => {
  const old = smallNetbox('en').filter(({ model }) => model !== 'dcim.cabletermination');
  const cable = old.find(({ model, pk }) => model === 'dcim.cable' && pk === 1);
  Object.assign(cable?.fields as object, {
    ...{ termination_a_type: ['dcim', 'interface'], termination_a_id: 1 },
    ...{ termination_b_type: ['dcim', 'interface'], termination_b_id: 2 },
  });
  await world.import({ 'netbox-2.11.json': old });
  expect(world.relations()).toContain('db-01:eth0 connectedTo sw-a01:GE0/0/1');
});

it('follows what changed there, and says field by field what would change', async () => {
  await world.import({ 'a.json': smallNetbox('en') });
  const moved = smallNetbox('en');
  Object.assign(moved.find(({ model, pk }) => model === 'dcim.device' && pk === 1)?.fields as object, {
    position: '5.0',
  });
  const preview = await world.preview({ 'b.json': moved });
  expect(preview.total).toMatchObject({ created: 0, merged: 2 });
  const [row] = await world.objects(preview, { kind: 'dcim.device', outcome: 'merged' });
  expect(row).toMatchObject({ name: 'sw-a01', by: 'key', changes: [{ field: 'rackUnit', from: 10, to: 5 }] });
  const mine = await world.preview({ 'b.json': moved }, { prefer: 'register' });
  expect(mine.total.merged).toBe(0);
  await world.import({ 'b.json': moved });
  expect(world.asset('sw-a01').rackUnit).toBe(5);
});

it('lists cables to nothing and goes on', async () => {
  const loose = smallNetbox('en');
  const termination = loose.find(({ model, pk }) => model === 'dcim.cabletermination' && pk === 2);
  Object.assign(termination?.fields as object, { termination_id: 999 });
  const done = await world.import({ 'loose.json': loose });
  expect(addsUp(done)).toBe(true);
  const [cable] = await world.objects(done, { kind: 'dcim.cable', outcome: 'notImported' });
  expect(cable).toMatchObject({ id: '1', code: 'LANDSCAPE_CABLE_LOOSE' });
  expect(world.relations()).toContain('db-01:PSU1 poweredBy pdu-a01:Outlet 1');
});
