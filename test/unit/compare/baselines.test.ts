import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompareInput } from '../../../src/contract/api/index.ts';
import { type Core, openCore } from '../../../src/contract/host.ts';
import { createClient, type HoldfastClient } from '../../../src/contract/router/index.ts';
import { memoryDeviceStore } from '../../../src/core/store/devices.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 2, 2, 8);
const folder = mkdtempSync(join(tmpdir(), 'holdfast-baselines-'));
let now = start;
let core: Core;
let client: HoldfastClient;
let me: string;
let approver: string;
const ids: Record<string, string> = {};

const code = (name: string) => expect.objectContaining({ data: expect.objectContaining({ code: name }) });
const edit = async (tag: string, patch: Record<string, string>, change?: { number: string }) => {
  const { heads } = await client.records.get({ entity: 'asset', id: ids[tag] as string });
  return client.records.update({ entity: 'asset', id: ids[tag] as string, patch, base: heads, change });
};

async function result<T>(stream: AsyncIterable<{ type: string; result?: T }>): Promise<T> {
  for await (const message of stream) if (message.type === 'done') return message.result as T;
  throw new Error('ended without a result');
}
const summary = async (query: CompareInput) => result(await client.compare.summary(query));
const lines = async (query: CompareInput) =>
  (await client.compare.lines({ ...query, language: 'en', offset: 0, limit: 100 })).lines;

beforeAll(async () => {
  core = await openCore({
    file: join(folder, 'register.holdfast'),
    host: 'cli',
    configFolder: folder,
    version: '0',
    secrets: { protect: (plain) => plain, unprotect: (kept) => kept },
    devices: memoryDeviceStore(),
    workerEntry: new URL('../../../src/core/workers/worker.ts', import.meta.url),
    fetch,
    quiet: true,
    now: () => now++,
  });
  client = createClient(core);
  await client.app.start({ registerName: '台账', personName: '周建林' });
  me = core.actor();
  const patch = { name: '陈敏', role: 'approver' };
  approver = (await client.records.create({ entity: 'person', patch })).id;
  for (const [tag, cls] of [
    ['SW-1', 'switch'],
    ['SRV-1', 'server'],
    ['SRV-2', 'server'],
    ['PC-1', 'desktop'],
  ] as const) {
    const patch = { tag, name: `名称 ${tag}`, class: cls, status: 'inUse' };
    ids[tag] = (await client.records.create({ entity: 'asset', patch })).id;
  }
  now = start + day;
});

afterAll(async () => {
  await core.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a baseline', () => {
  let baseline: string;
  const drift = (): CompareInput => ({ from: { baseline }, to: {} });

  it('is fixed over a scope, and approved by somebody else only', async () => {
    await expect(client.baselines.create({ name: '空', filter: 'class=ups' })).rejects.toEqual(
      code('SCOPE_EMPTY'),
    );
    baseline = (await client.baselines.create({ name: '服务器 2026Q1', filter: 'class=server' })).id;
    expect(await client.baselines.get({ id: baseline })).toMatchObject({
      state: 'draft',
      items: 2,
      madeBy: '周建林',
    });
    await expect(client.baselines.approve({ id: baseline })).rejects.toEqual(code('OWN_REQUEST'));
    expect(await client.baselines.covering({ assets: [ids['SRV-1'] as string] })).toEqual([]);
    core.actAs(approver);
    await client.baselines.approve({ id: baseline });
    core.actAs(me);
    expect(await client.baselines.get({ id: baseline })).toMatchObject({
      state: 'approved',
      approvedBy: '陈敏',
    });
    await expect(client.baselines.approve({ id: baseline })).rejects.toEqual(code('BASELINE_STATE'));
  });

  it('says of which assets it asks for a change number', async () => {
    const covering = (tag: string) => client.baselines.covering({ assets: [ids[tag] as string] });
    expect(await covering('SRV-1')).toEqual([{ id: baseline, name: '服务器 2026Q1' }]);
    expect(await covering('PC-1')).toEqual([]);
  });

  it('shows drift with and without a change number, and not what lies outside its scope', async () => {
    now = start + 2 * day;
    await edit('SRV-1', { name: '新名称' }, { number: 'CHG-0007' });
    await edit('SRV-2', { notes: '偷偷改的' });
    await edit('PC-1', { notes: '不在范围内' });
    expect(await summary(drift())).toMatchObject({
      assets: { added: 0, removed: 0, changed: 2 },
      authorisation: { authorised: 1, acknowledged: 0, unauthorised: 1 },
    });
    expect(
      (await lines(drift())).map(({ asset, fields, authorisation }) => [
        asset.tag,
        fields.map(({ field, fromText, toText }) => `${field}: ${fromText} → ${toText}`),
        authorisation,
      ]),
    ).toEqual([
      ['SRV-1', ['name: 名称 SRV-1 → 新名称'], { state: 'authorised', references: ['CHG-0007'] }],
      ['SRV-2', ['notes:  → 偷偷改的'], { state: 'unauthorised', references: [] }],
    ]);
  });

  it('counts what somebody acknowledged apart, until it is changed again', async () => {
    const acknowledged = await client.baselines.acknowledge({
      baseline,
      items: null,
      reason: '紧急处理，已补单',
    });
    expect(acknowledged.records).toBe(1);
    expect((await summary(drift())).authorisation).toEqual({
      authorised: 1,
      acknowledged: 1,
      unauthorised: 0,
    });
    await edit('SRV-2', { notes: '又改了' });
    expect((await summary(drift())).authorisation.unauthorised).toBe(1);
  });

  it('covers relations of its items and many edits at once', async () => {
    await client.records.bulkUpdate({
      entity: 'asset',
      ids: [ids['SRV-1'] as string, ids['SRV-2'] as string],
      patch: { criticality: 'high' },
      change: { number: 'CHG-0008' },
    });
    const relation = { source: ids['SRV-1'] as string, type: 'dependsOn', target: ids['SW-1'] as string };
    await client.relations.add(relation);
    const found = await lines(drift());
    expect(found.find(({ entity }) => entity === 'relation')).toMatchObject({
      kind: 'added',
      asset: { tag: 'SRV-1' },
      target: { tag: 'SW-1' },
      authorisation: { state: 'unauthorised' },
    });
    expect(found.find(({ asset }) => asset.tag === 'SRV-1')?.authorisation.references).toEqual([
      'CHG-0007',
      'CHG-0008',
    ]);
  });

  it('is superseded by the one that replaces it', async () => {
    const { id } = await client.baselines.create({
      name: '2026Q2',
      filter: 'class=server',
      replaces: baseline,
    });
    core.actAs(approver);
    await client.baselines.approve({ id });
    core.actAs(me);
    expect((await client.baselines.get({ id: baseline })).state).toBe('superseded');
    expect((await summary({ from: { baseline: id }, to: {} })).assets.changed).toBe(0);
    expect((await summary({ from: { baseline }, to: { baseline: id } })).assets.changed).toBe(2);
  });

  it('is written as a workbook', async () => {
    const made = await result(await client.compare.workbook({ ...drift(), language: 'zh', drift: true }));
    expect(made.rows).toBeGreaterThan(3);
  });
});

describe('a configuration audit', () => {
  it('draws a sample that can be drawn again, and follows what does not conform to its end', async () => {
    const { id } = await client.audits.create({ name: '一季度', size: 3, stratified: true, seed: '42' });
    expect(await client.audits.get({ id })).toMatchObject({
      population: 4,
      sample: 3,
      seed: '42',
      state: 'open',
    });
    const items = await client.audits.items({ id });
    expect(new Set(items.map(({ asset }) => asset.class)).size).toBe(3);
    expect(await client.audits.redraw({ id })).toEqual({ same: true, drawn: 3 });
    const [first, second, third] = items.map((item) => item.id) as [string, string, string];
    await client.audits.check({ item: first, result: 'conform' });
    await client.audits.check({
      item: second,
      result: 'nonconform',
      finding: '机柜位置不对',
      owner: me,
      due: '2026-04-01',
    });
    await expect(client.audits.close({ id })).rejects.toEqual(code('AUDIT_UNFINISHED'));
    await client.audits.check({ item: third, result: 'conform' });
    const found = (await client.audits.items({ id }))[1]?.nonconformity;
    expect(found).toMatchObject({
      finding: '机柜位置不对',
      state: 'open',
      ownerName: '周建林',
      due: '2026-04-01',
    });
    const nonconformity = found?.id as string;
    await expect(client.audits.closeNonconformity({ id: nonconformity, closed: true })).rejects.toEqual(
      code('NONCONFORMITY_INCOMPLETE'),
    );
    await client.audits.changeNonconformity({ id: nonconformity, action: '改正登记', evidence: '照片 17' });
    await client.audits.closeNonconformity({ id: nonconformity, closed: true });
    await client.audits.close({ id });
    expect(await client.audits.get({ id })).toMatchObject({
      state: 'closed',
      checked: 3,
      nonconform: 1,
      openFindings: 0,
    });
    await expect(client.audits.check({ item: first, result: 'pending' })).rejects.toEqual(
      code('AUDIT_CLOSED'),
    );
    const made = await client.audits.workbook({ id, language: 'en' });
    expect(made.rows).toBe(4);
  });

  it('is drawn from a baseline too, as its items were', async () => {
    const [baseline] = await client.baselines.list();
    const { id } = await client.audits.create({ name: '基线', baseline: baseline?.id, percent: 50 });
    expect(await client.audits.get({ id })).toMatchObject({ population: 2, sample: 1 });
  });
});
