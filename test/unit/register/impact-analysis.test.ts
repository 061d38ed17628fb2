import { afterEach, beforeEach, expect, it } from 'vitest';
import { requestRetirement } from '../../../src/core/lifecycle/request.ts';
import { analyse } from '../../../src/core/register/impact/analysis.ts';
import { evidenceOf, keepEvidence } from '../../../src/core/register/impact/evidence.ts';
import { upstream } from '../../../src/core/register/impact/upstream.ts';
import { builtinCatalogue } from '../../../src/model/catalogue.ts';
import { reasonSentence } from '../../../src/model/impact-words.ts';
import { TestRegister } from '../../support/register.ts';

let world: TestRegister;
const ids = new Map<string, string>();
beforeEach(() => {
  world = new TestRegister();
  ids.clear();
});
afterEach(() => world.close());

const id = (tag: string): string => ids.get(tag) as string;
function asset(tag: string, patch: object = {}): void {
  ids.set(tag, world.asset(tag, { name: tag, ...patch } as never));
}
function relate(source: string, type: string, target: string): void {
  const patch = { source: id(source), type, target: id(target) };
  world.commit([{ op: 'create', entity: 'relation', patch }]);
}
function make(entity: 'person' | 'department' | 'organisation' | 'location', patch: object): string {
  return world.commit([{ op: 'create', entity, patch: patch as never }]).records[0] as string;
}

/** ERP runs on a cluster of two databases on one switch each; both switches on one PDU. */
function twinWorld(more: Record<string, object> = {}): void {
  asset('ERP', { class: 'application', ...more.ERP });
  asset('CLUSTER', { class: 'cluster' });
  for (const n of [1, 2]) {
    asset(`DB-${n}`, more.DB);
    asset(`SW-${n}`, { class: 'switch' });
  }
  asset('PDU', { class: 'pdu' });
  relate('ERP', 'dependsOn', 'CLUSTER');
  for (const n of [1, 2]) {
    relate(`DB-${n}`, 'memberOf', 'CLUSTER');
    relate(`DB-${n}`, 'connectedTo', `SW-${n}`);
    relate(`SW-${n}`, 'poweredBy', 'PDU');
  }
}
const effects = (tags: readonly string[]) =>
  Object.fromEntries(analyse(world.reg, tags.map(id), 100).items.map(({ tag, effect }) => [tag, effect]));
const single = (tag: string) =>
  upstream(world.reg, id(tag), { limit: 100, singles: true })
    .items.filter((item) => item.single)
    .map((item) => item.tag)
    .sort();

it('one of a redundant pair degrades, both together bring the service down', () => {
  twinWorld();
  expect(effects(['SW-1'])).toEqual({ 'DB-1': 'down', CLUSTER: 'degraded', ERP: 'degraded' });
  expect(effects(['SW-1', 'SW-2'])).toMatchObject({ CLUSTER: 'down', ERP: 'down' });
});

it('finds the single points of a service with redundancy, and what it hangs on besides', () => {
  twinWorld();
  const found = upstream(world.reg, id('ERP'), { limit: 100, singles: true });
  expect(found.items.map((item) => item.tag).sort()).toEqual([
    'CLUSTER',
    'DB-1',
    'DB-2',
    'PDU',
    'SW-1',
    'SW-2',
  ]);
  expect(found.singles).toEqual({ count: 2, tested: 6, complete: true });
  expect(single('ERP')).toEqual(['CLUSTER', 'PDU']);
});

it('takes how many a group needs from the asset: with both needed, every member is a single point', () => {
  twinWorld();
  world.commit([
    { op: 'update', entity: 'asset', id: id('CLUSTER'), patch: { redundancy: { memberOf: 2 } }, base: {} },
  ]);
  expect(single('ERP')).toEqual(['CLUSTER', 'DB-1', 'DB-2', 'PDU', 'SW-1', 'SW-2']);
  expect(effects(['SW-1'])).toMatchObject({ CLUSTER: 'down', ERP: 'down' });
});

it('carries failure along relation types that the user defined', () => {
  const patch = {
    key: 'feeds',
    zh: '供给',
    en: 'feeds',
    inverseZh: '由…供给',
    inverseEn: 'fed by',
    impact: 'toTarget',
  };
  world.commit([{ op: 'create', entity: 'relationTypeDef', patch }], 'definition');
  asset('SRC');
  asset('DST');
  relate('SRC', 'feeds', 'DST');
  const found = analyse(world.reg, [id('SRC')], 10);
  expect(found.items.map(({ tag, effect }) => [tag, effect])).toEqual([['DST', 'down']]);
  const path = found.items[0]?.path ?? [];
  expect(reasonSentence(path, 'en', world.reg.catalogue)).toBe('DST fed by SRC');
  expect(single('DST')).toEqual(['SRC']);
});

it('says why as a person would, in both languages', () => {
  twinWorld();
  const erp = analyse(world.reg, [id('PDU')], 100).items.find(({ tag }) => tag === 'ERP');
  const path = erp?.path ?? [];
  expect(reasonSentence(path, 'en', builtinCatalogue)).toMatch(
    /^ERP depends on CLUSTER, CLUSTER has member DB-\d, DB-\d connected to SW-\d, SW-\d powered by PDU$/,
  );
  expect(reasonSentence(path, 'zh', builtinCatalogue)).toMatch(/^ERP 依赖 CLUSTER，CLUSTER 成员 DB-\d，/);
});

it('names the people to tell once, with what they are to how many assets and how to reach them', () => {
  const head = make('person', { name: '高岚', phone: '8001' });
  const keeper = make('person', { name: '刘洋', email: 'liu@example.com', title: 'DBA' });
  const department = make('department', { name: '信息部', head });
  const owner = make('organisation', { name: '集团', phone: '010-1' });
  twinWorld({ ERP: { user: keeper, owner }, DB: { custodian: keeper, department } });
  const { people, items, words, nobody } = analyse(world.reg, [id('PDU')], 100);
  expect(
    people.map(({ name, roles, assets, phone, email }) => ({ name, roles, assets, phone, email })),
  ).toEqual([
    { name: '刘洋', roles: { custodian: 2, user: 1 }, assets: 3, phone: null, email: 'liu@example.com' },
    { name: '高岚', roles: { head: 2 }, assets: 2, phone: '8001', email: null },
    { name: '集团', roles: { owner: 1 }, assets: 1, phone: '010-1', email: null },
  ]);
  expect(nobody).toBe(3);
  const db = items.find(({ tag }) => tag === 'DB-1');
  expect(words[db?.department as string]).toBe('信息部');
  expect(db?.services).toEqual([id('ERP')]);
});

it('a retirement keeps what depended on its assets when it was asked for', () => {
  twinWorld();
  const request = { title: '', assets: [id('SW-1')], reason: 'broken', explanation: '' };
  const retirement = requestRetirement(world.reg, world.me, request);
  world.commit([
    { op: 'create', entity: 'relation', patch: { source: id('PDU'), type: 'dependsOn', target: id('SW-1') } },
  ]);
  const [kept] = evidenceOf(world.reg, retirement);
  expect(kept).toMatchObject({ down: 1, degraded: 2, truncated: false, by: '周建林' });
  expect(kept?.cursor).toBeGreaterThan(0);
  const { items } = (kept as NonNullable<typeof kept>).result as { items: { tag: string }[] };
  expect(items.map(({ tag }) => tag)).toEqual(['DB-1', 'CLUSTER', 'ERP']);
  keepEvidence(world.reg, world.me, [id('SW-1')], { retirement, note: '复核' });
  expect(evidenceOf(world.reg, retirement).map(({ note, down }) => [note, down])).toEqual([
    ['复核', 7 - 1],
    [null, 1],
  ]);
});

it('evidence belongs to a retirement or a change, and is never edited', () => {
  asset('A');
  expect(() => keepEvidence(world.reg, world.me, [id('A')], {})).toThrow(
    expect.objectContaining({ code: 'FIELD_REQUIRED' }),
  );
  const kept = keepEvidence(world.reg, world.me, [id('A')], { change: 'CHG-1' });
  expect(() =>
    world.commit([{ op: 'update', entity: 'impactEvidence', id: kept.id, patch: { note: 'x' }, base: {} }]),
  ).toThrow(expect.objectContaining({ code: 'ROLE_FORBIDS' }));
});
