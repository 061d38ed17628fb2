import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inventory, smallItop, smallNetbox } from '../../support/landscape-fixtures.ts';
import { addsUp, LandscapeWorld } from './world.ts';

let world: LandscapeWorld;
// One register for all: most of these write nothing, and each of the others has files of its own.
beforeAll(async () => {
  world = await new LandscapeWorld().open();
});
afterAll(() => world.close());

const fails = (code: string) => expect.objectContaining({ data: expect.objectContaining({ code }) });
const pc = { name: 'pc', serial: 'S-1', uuid: '', mac: '' };

describe('nothing is imported of', () => {
  it.each([
    [
      'a NetBox file cut in half',
      'n.json',
      () => JSON.stringify(smallNetbox('zh')).slice(0, 3000),
      'LANDSCAPE_CUT',
    ],
    [
      'one cut within a text',
      'n.json',
      () => `${JSON.stringify(smallNetbox('zh').slice(0, 9)).slice(0, -40)}"abc`,
      'LANDSCAPE_CUT',
    ],
    [
      'one that is no JSON',
      'n.json',
      () => `[{"model": "dcim.site", "pk": 1, "fields": {"name": nothing}}]`,
      'LANDSCAPE_JSON',
    ],
    [
      'one whose objects are of no known version',
      'n.json',
      () => '{"count": 1, "results": [{"url": "https://n/api/dcim/x", "data": {}}]}',
      'LANDSCAPE_OTHER_VERSION',
    ],
    [
      'one nested without end',
      'n.json',
      () => `[{"model": "dcim.site", "pk": 1, "fields": {"a": ${'['.repeat(5000)}`,
      'LANDSCAPE_DEEP',
    ],
    ['an iTop file cut in half', 'i.xml', () => smallItop().slice(0, 900), 'LANDSCAPE_CUT'],
    [
      'an iTop file with wrong tags',
      'i.xml',
      () => '<Set><Server id="1"><name>a</nam></Server></Set>',
      'LANDSCAPE_XML',
    ],
    ['an iTop file nested without end', 'i.xml', () => `<Set>${'<a>'.repeat(100)}`, 'LANDSCAPE_DEEP'],
    [
      'an inventory cut in half',
      'g.json',
      () => JSON.stringify(inventory('a', pc)).slice(0, -300),
      'LANDSCAPE_CUT',
    ],
    [
      'an inventory without content',
      'g.json',
      () => '{"deviceid": "a", "content": [], "hardware": {}}',
      'LANDSCAPE_SCHEMA',
    ],
    ['something else', 'x.json', () => '{"hello": "world"}', 'LANDSCAPE_NOT_FOUND'],
    [
      'entities',
      'i.xml',
      () => '<?xml version="1.0"?><Set><!DOCTYPE a [<!ENTITY b "c">]></Set>',
      'FILE_UNSAFE',
    ],
  ])('%s', async (_, name, content, code) => {
    const before = world.changes();
    await expect(world.import({ [name]: content() })).rejects.toEqual(fails(code));
    expect(world.changes()).toBe(before);
  });

  it('a file larger than fits', async () => {
    const path = join(world.folder, 'huge.json');
    writeFileSync(path, '[{"model": "dcim.site", "pk": 1, "fields": {');
    truncateSync(path, 1100 * 1024 * 1024);
    const { file } = await world.client.files.open({ path });
    const reading = async () => {
      for await (const _ of await world.client.landscapes.preview({ files: [file] }));
    };
    await expect(reading()).rejects.toEqual(fails('LANDSCAPE_TOO_LARGE'));
  });
});

it('lists a damaged inventory among others and reads these', async () => {
  const done = await world.import({
    'a.json': inventory('a', pc),
    'b.json': JSON.stringify(inventory('b', { ...pc, serial: 'S-2', name: 'pc-2' })).slice(0, 700),
    'schema.json': {
      $schema: 'http://json-schema.org/draft-07/schema#',
      properties: { deviceid: {}, content: {} },
    },
  });
  expect(addsUp(done)).toBe(true);
  const left = await world.objects(done, { kind: 'file' });
  expect(left.map(({ id, code }) => [id, code])).toEqual([
    ['b.json', 'LANDSCAPE_CUT'],
    ['schema.json', 'LANDSCAPE_FILE_UNKNOWN'],
  ]);
  expect(world.asset('pc').serial).toBe('S-1');
});

it('leaves out the parts of an inventory that break its schema, and says where', async () => {
  const broken = inventory('a', pc) as { content: Record<string, unknown> };
  Object.assign(broken.content, {
    monitors: { serial: 'M' },
    cpus: ['fast'],
    bios: [],
    drives: 'C:',
    madeUp: [{}],
  });
  const done = await world.import({ 'a.json': broken });
  expect(addsUp(done)).toBe(true);
  const left = await world.objects(done, { outcome: 'notImported' });
  expect(left.map(({ kind, code }) => `${kind} ${code}`).sort()).toEqual([
    'bios LANDSCAPE_SCHEMA',
    'cpus LANDSCAPE_SCHEMA',
    'drives LANDSCAPE_SCHEMA',
    'madeUp LANDSCAPE_KIND_UNKNOWN',
    'monitors LANDSCAPE_SCHEMA',
    'printers LANDSCAPE_NO_IDENTITY',
  ]);
});

it('takes keys such as __proto__ and constructor for what they are', async () => {
  const evil = `[{"model": "dcim.site", "pk": 1, "fields": {"name": "s", "__proto__": {"status": "x"}, "constructor": 1}},
    {"model": "__proto__", "pk": "__proto__", "fields": {"__proto__": null}},
    {"model": "constructor.prototype", "pk": 1, "fields": {}}]`;
  const done = await world.import({ 'n.json': evil });
  expect(done.total).toMatchObject({ objects: 3, created: 1, notImported: 2 });
  expect(({} as Record<string, unknown>).status).toBeUndefined();
});

it('accounts for every object, whatever stands in it', async () => {
  const kinds = [
    'dcim.site',
    'dcim.rack',
    'dcim.device',
    'dcim.cable',
    'dcim.cabletermination',
    'dcim.interface',
  ];
  const junk = fc.oneof(
    fc.integer({ min: 0, max: 4 }),
    fc.string(),
    fc.constant(null),
    fc.constant(['dcim', 'site']),
  );
  const fields = fc.dictionary(
    fc.constantFrom(
      'name',
      'site',
      'rack',
      'device',
      'device_type',
      'cable',
      'termination_type',
      'termination_id',
      'serial',
    ),
    junk,
  );
  const object = fc.record({ model: fc.constantFrom(...kinds), pk: fc.integer({ min: 1, max: 4 }), fields });
  await fc.assert(
    fc.asyncProperty(fc.array(object, { minLength: 1, maxLength: 12 }), async (objects) => {
      const preview = await world.preview({ 'n.json': objects });
      expect(preview.total.objects).toBe(objects.length);
      expect(addsUp(preview)).toBe(true);
    }),
    { numRuns: 25 },
  );
});
