import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { undoBatch } from '../../../src/core/log/undo.ts';
import { breachDetail, breachPage, ruleOf } from '../../../src/core/quality/breaches.ts';
import { type QualityBreaches, type QualityOutcome, qualityJob } from '../../../src/core/quality/check.ts';
import { previewMend } from '../../../src/core/quality/mend.ts';
import { packStates, switchPack } from '../../../src/core/quality/packs.ts';
import { gradedReport, replacementReport } from '../../../src/core/quality/reports.ts';
import { removeRule, rulesOf, saveRule } from '../../../src/core/quality/rules.ts';
import { bulkUpdate } from '../../../src/core/register/bulk.ts';
import { hand, replicaOf, TestRegister } from '../../support/register.ts';

let world: TestRegister;
beforeEach(() => {
  world = new TestRegister();
});
afterEach(() => world.close());

const code = (name: string) => expect.objectContaining({ code: name });

/** Runs all rules; tags of what breaks each. */
function check(): { outcome: QualityOutcome; tags: Record<string, string[]> } {
  const tags: Record<string, string[]> = {};
  const tagOf = world.reg.sql('SELECT tag FROM asset WHERE rid = ?').pluck();
  const part = (value: unknown): void => {
    const { rule, rids } = value as QualityBreaches;
    tags[rule] = [...rids].map((rid) => tagOf.get(rid) as string).sort();
  };
  const context = { register: () => world.reg, progress: () => {}, cancelled: () => false, part };
  const outcome = qualityJob(context, null);
  return { outcome, tags };
}
const breaking = (rule: string): string[] => check().tags[rule] ?? [];
const person = (name: string) =>
  world.commit([{ op: 'create', entity: 'person', patch: { name } }]).records[0] as string;
const place = (name: string) =>
  world.commit([{ op: 'create', entity: 'location', patch: { name } }]).records[0] as string;

describe('the rules that ship with Holdfast', () => {
  it('find what is missing, by class', () => {
    world.asset('A', { name: null });
    world.asset('B', { serial: 'S1', class: 'furniture' });
    world.asset('C', { serial: 'S2' });
    expect(breaking('identity')).toEqual(['A']);
    expect(breaking('serial')).toEqual(['A']);
    expect(breaking('location')).toEqual(['A', 'B', 'C']);
  });

  it('find orphans, which have neither location nor user nor custodian', () => {
    world.asset('A');
    world.asset('B', { location: place('机房') });
    world.asset('C', { custodian: person('刘洋') });
    expect(breaking('orphan')).toEqual(['A']);
    expect(breaking('keeper')).toEqual(['A', 'B']);
  });

  it('find what nobody changed for a year', () => {
    world.asset('OLD');
    world.clock.now += 366 * 86_400_000;
    world.asset('NEW');
    expect(breaking('stale')).toEqual(['OLD']);
  });

  it('find serials, MACs and IPs that stand twice however they are written; what is gone does not count', () => {
    world.asset('A', { serial: 'ab-1', mac: '00:1A:2B:3C:4D:5E', ip: '10.0.0.1' });
    world.asset('B', { serial: 'AB-1', mac: '00:1A:2B:3C:4D:5E', ip: '10.0.0.2' });
    world.asset('C', { serial: 'X', ip: '10.0.0.1' });
    world.asset('D', { serial: 'X', status: 'retired' });
    const { tags } = check();
    expect([tags.duplicateSerial, tags.duplicateMac, tags.duplicateIp]).toEqual([
      ['A', 'B'],
      ['A', 'B'],
      ['A', 'C'],
    ]);
    const page = breachPage(world.reg, { rule: 'duplicateSerial' }, { offset: 0, limit: 10 });
    expect(page.total).toBe(2);
    const detail = breachDetail(world.reg, ruleOf(world.reg, 'duplicateSerial'), page.rids[0] as number, {
      serial: 'ab-1',
    });
    expect(detail).toEqual({ value: 'ab-1', others: ['B'] });
  });

  it('find relations to what is retired, from either end', () => {
    const [a, b, gone] = [world.asset('A'), world.asset('B'), world.asset('GONE', { status: 'retired' })];
    world.asset('C');
    for (const [source, target] of [
      [a, gone],
      [gone, b],
    ] as const)
      world.commit([{ op: 'create', entity: 'relation', patch: { source, type: 'dependsOn', target } }]);
    expect(breaking('goneRelation')).toEqual(['A', 'B']);
    const [rid] = breachPage(world.reg, { rule: 'goneRelation' }, { offset: 0, limit: 1 }).rids;
    expect(breachDetail(world.reg, ruleOf(world.reg, 'goneRelation'), rid as number, {})).toEqual({
      others: ['GONE'],
    });
  });

  it('find bought equipment without the end of its warranty, and host names that fit no pattern', () => {
    world.asset('A', { purchaseDate: '2025-01-01', hostname: 'db 01' });
    world.asset('B', { purchaseDate: '2025-01-01', warrantyEnd: '2028-01-01', hostname: 'db-01.corp' });
    world.asset('C');
    expect(breaking('warranty')).toEqual(['A']);
    expect(breaking('hostname')).toEqual(['A']);
  });
});

describe("a person's own rules", () => {
  it('say what assets that match one filter have to match', () => {
    world.asset('A', { criticality: 'high' });
    world.asset('B', { criticality: 'high', custodian: person('刘洋') });
    world.asset('C');
    const { id } = saveRule(world.reg, world.me, null, {
      zh: '关键资产有保管人',
      kind: 'condition',
      scope: 'criticality=high',
      parameters: { filter: 'custodian!=' },
      weight: 3,
    });
    const { outcome, tags } = check();
    expect(tags[id]).toEqual(['A']);
    expect(outcome.lines.find(({ rule }) => rule === id)).toMatchObject({
      breaches: 1,
      things: 2,
      weight: 3,
    });
  });

  it('are refused when they could never be checked', () => {
    const bad = [
      { zh: 'x', kind: 'condition' as const },
      { zh: 'x', kind: 'condition' as const, parameters: { filter: 'nothing=1' } },
      { zh: 'x', kind: 'pattern' as const, parameters: { field: 'name', pattern: '(' } },
      { zh: 'x', kind: 'duplicate' as const, parameters: { field: 'name' } },
      { kind: 'warranty' as const },
    ];
    expect(
      bad.map((patch) => {
        try {
          saveRule(world.reg, world.me, null, patch);
          return 'saved';
        } catch (cause) {
          return (cause as { code: string }).code;
        }
      }),
    ).toEqual(['FIELD_REQUIRED', 'FIELD_UNKNOWN', 'VALUE_INVALID', 'FIELD_UNKNOWN', 'FIELD_REQUIRED']);
  });

  it('a rule whose field is gone says so and stops no other', () => {
    switchPack(world.reg, world.me, 'mlps', true);
    const patch = { zh: '有等级', kind: 'required' as const, parameters: { fields: ['mlpsLevel'] } };
    const { id } = saveRule(world.reg, world.me, null, patch);
    world.asset('A', { name: null });
    expect(breaking(id)).toEqual(['A']);
    switchPack(world.reg, world.me, 'mlps', false);
    const { outcome, tags } = check();
    expect(outcome.lines.find(({ rule }) => rule === id)?.error?.code).toBe('FIELD_UNKNOWN');
    expect(tags.identity).toEqual(['A']);
  });

  it('a shipped rule is changed, switched off and put back, and two laptops that change it meet in one record', () => {
    world.asset('A');
    saveRule(world.reg, world.me, 'orphan', { weight: 9 });
    const second = replicaOf(world);
    saveRule(world.reg, world.me, 'serial', { enabled: false });
    saveRule(second.reg, second.me, 'serial', { weight: 7 });
    hand(second.reg, world.reg);
    const rule = rulesOf(world.reg).find(({ id }) => id === 'serial');
    expect([rule?.weight, rule?.changed]).toEqual([7, true]);
    const records = world.reg.sql("SELECT count(*) FROM qualityRule WHERE key = 'serial'").pluck().get();
    const conflicts = world.reg.sql("SELECT count(*) FROM attention WHERE kind = 'conflict'").pluck().get();
    expect([records, conflicts]).toEqual([1, 1]);
    saveRule(world.reg, world.me, 'serial', { enabled: false });
    expect(check().tags).not.toHaveProperty('serial');
    removeRule(world.reg, world.me, 'orphan');
    expect(rulesOf(world.reg).find(({ id }) => id === 'orphan')).toMatchObject({ weight: 5, changed: false });
    expect(() => removeRule(world.reg, world.me, 'orphan')).toThrow(code('RECORD_NOT_FOUND'));
    second.close();
  });
});

it('the score is the weight of the breaches against that of all that was looked at, by class and department', () => {
  for (const { id } of rulesOf(world.reg))
    if (id !== 'orphan' && id !== 'location') saveRule(world.reg, world.me, id, { enabled: false });
  const department = world.commit([{ op: 'create', entity: 'department', patch: { name: '信息部' } }])
    .records[0] as string;
  world.asset('A', { department });
  world.asset('B', { department, location: place('机房') });
  world.asset('C', { class: 'application', custodian: person('刘洋') });
  const { outcome } = check();
  // location (4): A of A, B; orphan (5): A of A, B, C.
  expect(outcome.score).toBeCloseTo(100 * (1 - (4 + 5) / (4 * 2 + 5 * 3)), 0);
  const servers = outcome.classes.find(({ key }) => key === 'server');
  expect(servers).toMatchObject({ things: 2, score: 50 });
  expect(servers?.lines.find(({ rule }) => rule === 'location')).toMatchObject({ breaches: 1, things: 2 });
  expect(outcome.departments.find(({ key }) => key === department)).toMatchObject({
    label: '信息部',
    things: 2,
  });
  expect(outcome.departments.find(({ key }) => key === null)).toMatchObject({ things: 1, score: 100 });
});

it('a mend is previewed without a trace, then done as one operation that can be undone', async () => {
  const [a, b] = [world.asset('A'), world.asset('B', { custodian: person('王磊') })];
  const custodian = person('刘洋');
  const gone = '00000000-0000-7000-8000-000000000000';
  const before = world.reg.cursor();
  const preview = previewMend(world.reg, world.me, [a, b, gone], { custodian });
  expect(preview).toMatchObject({
    changed: 2,
    unchanged: 0,
    refused: [{ id: gone, code: 'RECORD_NOT_FOUND' }],
  });
  expect(preview.lines[1]).toMatchObject({ label: 'B 名称 B', fromLabels: { custodian: '王磊' } });
  expect(world.reg.cursor()).toBe(before);
  const done = await bulkUpdate(world.reg, world.me, 'asset', [a, b], { custodian });
  expect(breaking('orphan')).toEqual([]);
  expect(previewMend(world.reg, world.me, [a, b], { custodian })).toMatchObject({ changed: 0, unchanged: 2 });
  await undoBatch(world.reg, world.me, done.batch as string);
  expect(breaking('orphan')).toEqual(['A']);
});

describe('shipped field groups', () => {
  it('are switched on as one operation, fill in like any field, and keep their values when switched off', async () => {
    expect(packStates(world.reg).map(({ on }) => on)).toEqual([false, false]);
    const { batch } = switchPack(world.reg, world.me, 'mlps', true);
    expect(packStates(world.reg).map(({ on }) => on)).toEqual([true, false]);
    world.asset('A', { mlpsSystem: '门户', mlpsLevel: 'l3', mlpsZone: 'dmz' });
    switchPack(world.reg, world.me, 'mlps', false);
    expect(world.reg.catalogue.attrFields).not.toHaveProperty('mlpsLevel');
    switchPack(world.reg, world.me, 'mlps', true);
    expect(gradedReport(world.reg).systems).toMatchObject([
      { system: '门户', level: 'l3', zones: { dmz: 1 } },
    ]);
    expect(batch).not.toBeNull();
  });

  it('等保定级清单 adds up by system and tells levels that differ and assessments that are overdue', () => {
    switchPack(world.reg, world.me, 'mlps', true);
    world.asset('APP', {
      class: 'application',
      mlpsSystem: '门户',
      mlpsLevel: 'l3',
      mlpsFilingNo: '1101-001',
      mlpsAssessed: '2024-11-01',
      mlpsNext: '2025-11-01',
    });
    world.asset('SRV', { mlpsSystem: '门户', mlpsLevel: 'l2' });
    world.asset('OTHER', { mlpsSystem: 'OA', mlpsLevel: 'l2' });
    world.asset('GONE', { mlpsSystem: 'OA', mlpsLevel: 'l2', status: 'retired' });
    const { systems, assets } = gradedReport(world.reg);
    expect(assets).toBe(3);
    expect(
      systems.map(({ system, level, levels, assets: n, overdue }) => [system, level, levels, n, overdue]),
    ).toEqual([
      ['门户', 'l3', 2, 2, true],
      ['OA', 'l2', 1, 1, false],
    ]);
    expect(systems[0]).toMatchObject({ filingNo: '1101-001', assessed: '2024-11-01' });
  });

  it('信创替代进度 counts states by class, and how much of what needs it is replaced', () => {
    switchPack(world.reg, world.me, 'xinchuang', true);
    const states = ['replaced', 'replaced', 'underway', 'notNeeded', null];
    for (const [i, xcState] of states.entries()) world.asset(`S${i}`, { xcState });
    world.asset('L', { class: 'laptop', xcState: 'planned', xcPlanned: '2025-06-30' });
    world.asset('DESK', { class: 'furniture' });
    const { lines, total } = replacementReport(world.reg);
    expect(lines.map((line) => [line.class, line.assets, line.done, line.overdue])).toEqual([
      ['server', 5, 0.5, 0],
      ['laptop', 1, 0, 1],
    ]);
    expect(total).toMatchObject({ assets: 6, overdue: 1, states: { unknown: 1, replaced: 2 } });
  });
});
