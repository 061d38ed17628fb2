import { afterEach, beforeEach, expect, it } from 'vitest';
import { inventory, smallNetbox } from '../../support/landscape-fixtures.ts';
import { addsUp, LandscapeWorld } from './world.ts';

let world: LandscapeWorld;
beforeEach(async () => {
  world = await new LandscapeWorld().open();
});
afterEach(() => world.close());

const uuid = (n: number) => `11111111-aaaa-4444-8888-00000000000${n}`;
const mac = (n: number) => `3c:00:00:00:00:0${n}`;

it('leaves machines whose serial numbers were exchanged to a person, and does as he says', async () => {
  const a = { name: 'pc-a', serial: 'S-A', uuid: uuid(1), mac: mac(1) };
  const b = { name: 'pc-b', serial: 'S-B', uuid: uuid(2), mac: mac(2) };
  await world.import({ 'a.json': inventory('a-2023', a), 'b.json': inventory('b-2023', b) });
  const swapped = {
    'a.json': inventory('a-2024', { ...a, serial: 'S-B' }),
    'b.json': inventory('b-2024', { ...b, serial: 'S-A' }),
  };
  const before = world.rows(`SELECT name, serial FROM asset WHERE class = 'laptop' ORDER BY name`);
  const done = await world.import(swapped);
  expect(addsUp(done)).toBe(true);
  const open = await world.objects(done, { open: true });
  expect(open.map(({ name, code }) => [name, code])).toEqual([
    ['pc-a', 'LANDSCAPE_IDENTITY_SPLIT'],
    ['pc-b', 'LANDSCAPE_IDENTITY_SPLIT'],
  ]);
  expect(open[0]?.candidates).toHaveLength(2);
  expect(world.rows(`SELECT name, serial FROM asset WHERE class = 'laptop' ORDER BY name`)).toEqual(before);

  const mine = open[0]?.candidates.find(({ label }) => label.includes('pc-a'))?.id as string;
  const decided = await world.import(swapped, {
    decisions: { [open[0]?.key as string]: mine, [open[1]?.key as string]: 'skip' },
  });
  const rows = await world.objects(decided, { kind: 'computer' });
  expect(rows.map(({ outcome, by, code }) => [outcome, by, code])).toEqual([
    ['merged', 'person', null],
    ['notImported', null, 'LANDSCAPE_SKIPPED'],
  ]);
});

it('does the same by name alone, where nothing else tells', async () => {
  world.make('asset', { tag: 'A', name: 'pc-a', class: 'laptop', serial: 'S-A', status: 'inUse' });
  world.make('asset', { tag: 'B', name: 'pc-b', class: 'laptop', serial: 'S-B', status: 'inUse' });
  const preview = await world.preview({
    'a.json': inventory('a', { name: 'pc-a', serial: 'S-B', uuid: '', mac: '' }),
  });
  const [row] = await world.objects(preview, { kind: 'computer' });
  expect(row).toMatchObject({ outcome: 'notImported', code: 'LANDSCAPE_IDENTITY_SPLIT' });
});

it('does not take a machine of the same name for one with another serial number', async () => {
  world.make('asset', { tag: 'A', name: 'pc-a', class: 'laptop', serial: 'OLD', status: 'inUse' });
  const preview = await world.preview({
    'a.json': inventory('a', { name: 'PC-A', serial: 'NEW', uuid: '', mac: '' }),
  });
  const [row] = await world.objects(preview, { kind: 'computer' });
  expect(row).toMatchObject({
    code: 'LANDSCAPE_IDENTITY_DIFFERS',
    params: { field: 'serial', old: 'OLD', new: 'NEW' },
  });
});

it('keeps two devices of one file apart that claim the same serial number', async () => {
  const fixture = smallNetbox('en');
  Object.assign(fixture.find(({ model, pk }) => model === 'dcim.device' && pk === 3)?.fields as object, {
    serial: 'SW0001',
  });
  const done = await world.import({ 'netbox.json': fixture });
  const [row] = await world.objects(done, { kind: 'dcim.device', outcome: 'notImported' });
  expect(row).toMatchObject({ name: 'pdu-a01', code: 'LANDSCAPE_IDENTITY_SHARED' });
  // What was part of it shares its fate, and a relation with it is told.
  const [outlet] = await world.objects(done, { kind: 'dcim.poweroutlet' });
  expect(outlet).toMatchObject({ outcome: 'notImported', code: 'LANDSCAPE_HOST_NOT_IMPORTED' });
  expect(addsUp(done)).toBe(true);
});

it('takes serial numbers that makers leave empty for none', async () => {
  const blank = { serial: 'To be filled by O.E.M.', uuid: '', mac: '' };
  const done = await world.import({
    'a.json': inventory('a', { name: 'pc-a', ...blank }),
    'b.json': inventory('b', { name: 'pc-b', ...blank }),
  });
  expect(done.kinds.computer?.created).toBe(2);
});

it('leaves what was retired alone', async () => {
  const id = world.make('asset', {
    tag: 'A',
    name: 'pc-a',
    class: 'laptop',
    serial: 'S-A',
    status: 'retired',
  });
  const preview = await world.preview({
    'a.json': inventory('a', { name: 'pc-a', serial: 'S-A', uuid: '', mac: '' }),
  });
  const [row] = await world.objects(preview, { kind: 'computer' });
  expect(row).toMatchObject({ code: 'LANDSCAPE_GONE', candidates: [{ id }] });
});

it('does not let a viewer write', async () => {
  const viewer = world.make('person', { name: '访客', role: 'viewer' });
  world.core.actAs(viewer);
  const preview = await world.preview({ 'netbox.json': smallNetbox('zh') });
  expect(preview.drafts).toBe(0);
  expect(addsUp(preview)).toBe(true);
  expect(preview.reasons.map(({ code }) => code)).toContain('ROLE_FORBIDS');
});
