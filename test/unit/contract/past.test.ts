import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Core, openCore } from '../../../src/contract/host.ts';
import { createClient, type HoldfastClient } from '../../../src/contract/router/index.ts';
import { memoryDeviceStore } from '../../../src/core/store/devices.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 2, 2, 8);
const folder = mkdtempSync(join(tmpdir(), 'holdfast-past-'));
let now = start;
let core: Core;
let client: HoldfastClient;
const ids: Record<string, string> = {};

const base = async (id: string) => (await client.records.get({ entity: 'asset', id })).heads;

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
  for (const [tag, name] of [
    ['SW-1', '核心交换机'],
    ['SRV-1', '数据库服务器'],
    ['SRV-2', 'mail'],
  ] as const) {
    const patch = { tag, name, class: tag.startsWith('SW') ? 'switch' : 'server', status: 'inUse' };
    ids[tag] = (await client.records.create({ entity: 'asset', patch })).id;
  }
  now = start + day;
  const { id } = await client.relations.add({
    source: ids['SRV-1'] as string,
    type: 'dependsOn',
    target: ids['SW-1'] as string,
  });
  ids.relation = id;
  now = start + 2 * day;
  await client.relations.remove({ relation: id });
  const srv = ids['SRV-1'] as string;
  await client.records.update({
    entity: 'asset',
    id: srv,
    patch: { name: '改名' },
    base: await base(srv),
  });
  const mail = ids['SRV-2'] as string;
  await client.records.remove({ entity: 'asset', id: mail, base: await base(mail) });
});

afterAll(async () => {
  await core.close();
  rmSync(folder, { recursive: true, force: true });
});

const list = async (at?: number) => {
  const asOf = at === undefined ? undefined : { at };
  const { rows } = await client.records.page({ entity: 'asset', offset: 0, limit: 10, asOf });
  return rows.map(({ values }) => values.name);
};

describe('the contract as of a moment', () => {
  it('lists, counts, finds and shows what was there then', async () => {
    expect(await list()).toEqual(['改名', '核心交换机']);
    expect(await list(start + day)).toEqual(['数据库服务器', 'mail', '核心交换机']);
    const asOf = { at: start + day };
    expect((await client.records.totals({ entity: 'asset', asOf })).count).toBe(3);
    expect(
      (await client.records.page({ entity: 'asset', search: '数据', offset: 0, limit: 9, asOf })).rows,
    ).toHaveLength(1);
    expect((await client.records.byTag({ tag: 'srv-2', asOf })).values.name).toBe('mail');
    const record = await client.records.get({ entity: 'asset', id: ids['SRV-1'] as string, asOf });
    expect(record.values.name).toBe('数据库服务器');
  });

  it('knows the relations of then, their graph and what a failure would have reached', async () => {
    const asset = ids['SW-1'] as string;
    const asOf = { at: start + day + 3_600_000 };
    expect(await client.relations.of({ asset })).toEqual([]);
    expect(await client.relations.of({ asset, asOf })).toMatchObject([
      { direction: 'in', asset: { tag: 'SRV-1' } },
    ]);
    const graph = await client.relations.graph({ roots: [asset], hops: 2, asOf });
    expect(graph.nodes.map(({ tag }) => tag).sort()).toEqual(['SRV-1', 'SW-1']);
    const { items } = await client.relations.impact({ assets: [asset], asOf });
    expect(items.map(({ tag }) => tag)).toEqual(['SRV-1']);
    expect((await client.relations.impact({ assets: [asset] })).items).toEqual([]);
  });

  it('is empty before the first entry', async () => {
    expect(await list(start - day)).toEqual([]);
    const asOf = { at: start - day };
    expect((await client.records.totals({ entity: 'asset', asOf })).count).toBe(0);
  });

  it('stays what it was while the register goes on', async () => {
    const then = await list(start + day);
    const sw = ids['SW-1'] as string;
    await client.records.update({ entity: 'asset', id: sw, patch: { name: '汇聚' }, base: await base(sw) });
    await client.records.create({ entity: 'asset', patch: { tag: 'NEW', name: '新', class: 'server' } });
    expect(await list(start + day)).toEqual(then);
    expect(await list()).toContain('新');
  });

  it('refuses to write while the past is looked at', async () => {
    const input = { entity: 'asset' as const, patch: { tag: 'X', name: 'X', class: 'server' } };
    await expect(client.records.create({ ...input, asOf: { at: start } } as never)).rejects.toMatchObject({
      data: { code: 'PAST_READONLY' },
    });
    expect(await list()).not.toContain('X');
  });

  it('does not take a moment that it cannot read for the present', async () => {
    const input = { entity: 'asset' as const, patch: { tag: 'Y', name: 'Y', class: 'server' } };
    for (const asOf of ['2026-03-02', { at: '2026-03-02' }, start, null]) {
      const unread = { data: { code: 'MOMENT_UNKNOWN' } };
      await expect(client.records.create({ ...input, asOf } as never)).rejects.toMatchObject(unread);
      const page = { entity: 'asset' as const, offset: 0, limit: 10, asOf: asOf as never };
      await expect(client.records.page(page)).rejects.toMatchObject(unread);
    }
    expect(await list()).not.toContain('Y');
  });

  it('can be asked at a log position', async () => {
    const cursor = core.reg.cursor();
    await client.records.create({ entity: 'asset', patch: { tag: 'LATER', name: '后来', class: 'server' } });
    const { rows } = await client.records.page({ entity: 'asset', offset: 0, limit: 10, asOf: { cursor } });
    expect(rows.map(({ values }) => values.name)).not.toContain('后来');
  });
});
