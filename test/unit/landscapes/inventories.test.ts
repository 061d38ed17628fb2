import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventory, networkEquipment, smallItop } from '../../support/landscape-fixtures.ts';
import { addsUp, LandscapeWorld } from './world.ts';

let world: LandscapeWorld;
beforeEach(async () => {
  world = await new LandscapeWorld().open();
});
afterEach(() => world.close());

const anna = {
  name: '安娜的电脑',
  serial: 'PF-1',
  uuid: '11111111-aaaa-4444-8888-000000000001',
  mac: '3c:00:00:00:00:01',
};
const ben = {
  name: 'ben-pc',
  serial: 'PF-2',
  uuid: '11111111-aaaa-4444-8888-000000000002',
  mac: '3c:00:00:00:00:02',
};

describe('GLPI inventories', () => {
  it('become a computer with what hangs on it; every entry is accounted for', async () => {
    const done = await world.import({ 'anna.json': inventory('anna-2024', anna) });
    expect(done.sources).toEqual(['glpi']);
    // The machine, three sections about it, two networks, and six entries of other lists.
    expect(done.total).toEqual({ objects: 11, created: 10, merged: 0, unchanged: 0, notImported: 1 });
    expect(world.asset('安娜的电脑')).toMatchObject({
      class: 'laptop',
      serial: 'PF-1',
      mac: '3C:00:00:00:00:01',
      uuid: anna.uuid,
    });
    expect(world.relations()).toEqual([
      '7-Zip installedOn 安娜的电脑',
      'U2720Q connectedTo 安娜的电脑',
      '安娜的电脑:sda contains PM981',
    ]);
    const [printer] = await world.objects(done, { outcome: 'notImported' });
    expect(printer).toMatchObject({ kind: 'printers', code: 'LANDSCAPE_NO_IDENTITY' });
  });

  it('share what is the same: software of two machines is one record, the same file brings nothing new', async () => {
    const files = { 'a.json': inventory('a-1', anna), 'b.json': inventory('b-1', ben) };
    const done = await world.import(files);
    expect(addsUp(done)).toBe(true);
    expect(world.rows(`SELECT 1 FROM asset WHERE class = 'software'`)).toHaveLength(1);
    expect(world.relations().filter((words) => words.startsWith('7-Zip'))).toHaveLength(2);
    expect((await world.import(files)).batch).toBeNull();
  });

  it('merge into records that are there by serial number, and fill in what these lack', async () => {
    world.make('asset', {
      tag: 'IT-7',
      name: '前台笔记本',
      class: 'laptop',
      serial: 'pf-1',
      status: 'inUse',
    });
    const done = await world.import({ 'a.json': inventory('a-1', anna) });
    const rows = world.rows(`SELECT tag, name, hostname, uuid FROM asset WHERE class = 'laptop'`);
    expect(rows).toEqual([{ tag: 'IT-7', name: anna.name, hostname: anna.name, uuid: anna.uuid }]);
    expect(done.kinds.computer).toMatchObject({ merged: 1, created: 0 });
  });

  it('connect to neighbours by name and address, and never invent a machine from an address', async () => {
    world.make('asset', {
      tag: 'SRV-1',
      name: 'db-01',
      class: 'server',
      mac: '00:1A:2B:3C:4D:5E',
      status: 'inUse',
    });
    const done = await world.import({ 'core.json': networkEquipment });
    expect(addsUp(done)).toBe(true);
    expect(world.relations()).toEqual([
      'db-01 connectedTo sw-core:XGE0/0/2',
      'sw-core:XGE0/0/1 connectedTo sw-a01:GE0/0/24',
    ]);
    const [unknown] = await world.objects(done, { outcome: 'notImported' });
    expect(unknown).toMatchObject({ code: 'LANDSCAPE_NEIGHBOUR_UNKNOWN', params: { port: 'XGE0/0/3' } });
  });
});

describe('an iTop export', () => {
  it('becomes servers, virtual machines and what depends on them', async () => {
    const done = await world.import({ 'itop.xml': smallItop() });
    expect(done.sources).toEqual(['itop']);
    expect(addsUp(done)).toBe(true);
    expect(done.total.objects).toBe(11);
    expect(world.asset('srv-2')).toMatchObject({
      class: 'server',
      serial: 'ABC-2',
      criticality: 'high',
      ip: '10.0.0.2',
    });
    expect(world.relations()).toEqual(['CRM dependsOn vm-12', 'esx-9 runsOn srv-2', 'vm-12 runsOn esx-9']);
    const left = await world.objects(done, { outcome: 'notImported' });
    expect(left.map(({ kind, code }) => [kind, code])).toEqual([
      ['lnkApplicationSolutionToFunctionalCI', 'LANDSCAPE_END_MISSING'],
      ['ContactType', 'LANDSCAPE_WORD'],
      ['WeirdThing', 'LANDSCAPE_KIND_UNKNOWN'],
    ]);
    expect(done.missing).toEqual([{ what: 'brand_id 77', count: 1 }]);
    expect((await world.import({ 'itop.xml': smallItop() })).batch).toBeNull();
  });
});
