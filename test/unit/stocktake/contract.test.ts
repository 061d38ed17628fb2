import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { expect, it, onTestFinished } from 'vitest';
import { openCore } from '../../../src/contract/host.ts';
import { createClient } from '../../../src/contract/router/index.ts';
import { commit } from '../../../src/core/log/commit.ts';
import { startRegister } from '../../../src/core/log/start.ts';
import { memoryDeviceStore } from '../../../src/core/store/devices.ts';

async function world() {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-contract-'));
  const core = await openCore({
    file: join(folder, 'register.holdfast'),
    host: 'cli',
    configFolder: folder,
    version: '0',
    secrets: { protect: (plain) => plain, unprotect: (kept) => kept },
    devices: memoryDeviceStore(),
    workerEntry: new URL('../../../src/core/workers/worker.ts', import.meta.url),
    fetch,
    quiet: true,
  });
  const me = startRegister(core.reg, '测试台账', '周建林');
  core.reg.setLocalSetting('actor', me);
  onTestFinished(async () => {
    await core.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const make = (entity: 'asset' | 'location' | 'person', patch: Record<string, string>): string =>
    commit(core.reg, { actor: me, kind: 'edit', label: '' }, [{ op: 'create', entity, patch }])
      .records[0] as string;
  return { api: createClient(core), core, folder, make, me };
}

it('a stocktake goes from its scope to the workbook of its differences', async () => {
  const { api, folder, make } = await world();
  const room = make('location', { name: '301' });
  make('asset', { tag: 'PC-1', name: '台式机', class: 'desktop', status: 'inUse', location: room });
  make('asset', { tag: 'PC-2', name: '台式机', class: 'desktop', status: 'inUse', location: room });

  expect(await api.stocktakes.scope({ locations: [room] })).toEqual({ expected: 2 });
  const drafted = await api.stocktakes.create({ name: '年度盘点', locations: [room] });
  expect(drafted).toMatchObject({ state: 'draft', expected: 0, locations: ['301'] });
  const { id } = drafted;
  expect(await api.stocktakes.start({ id })).toMatchObject({ state: 'counting', expected: 2 });

  const answer = await api.stocktakes.scan({ id, scan: 'pc-1', location: room });
  expect(answer).toMatchObject({ outcome: 'expected', asset: { tag: 'PC-1' } });
  await api.stocktakes.scan({ id, scan: '没见过' });
  await api.stocktakes.annotate({ count: answer.count as string, condition: 'damaged' });
  const mistake = await api.stocktakes.scan({ id, scan: 'PC-2' });
  await api.stocktakes.undoScan({ count: mistake.count as string });
  expect((await api.stocktakes.recent({ id, limit: 10 })).map((a) => a.scan)).toEqual(['没见过', 'pc-1']);
  expect(await api.stocktakes.lines({ id, outcome: 'notCounted', offset: 0, limit: 10 })).toMatchObject({
    total: 1,
    lines: [{ tag: 'PC-2', outcome: 'notCounted' }],
  });

  expect(await api.stocktakes.close({ id, markMissing: true })).toMatchObject({
    state: 'closed',
    counted: 1,
  });
  expect((await api.records.byTag({ tag: 'PC-2' })).values.status).toBe('missingUnverified');
  expect(await api.stocktakes.list()).toMatchObject([{ id, notCounted: 1, byOutcome: { unknown: 1 } }]);

  const made = await api.stocktakes.exportDifferences({ id, format: 'xlsx', language: 'zh' });
  expect(made).toMatchObject({ rows: 3, name: expect.stringMatching(/^盘点差异-年度盘点-[\d-]{10}\.xlsx$/) });
  const { base64 } = await api.files.read({ file: made.file, offset: 0, length: 1_000_000 });
  const copy = join(folder, 'copy.xlsx');
  writeFileSync(copy, Buffer.from(base64, 'base64'));
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(copy);
  expect(book.getWorksheet('盘亏待核实')?.getCell('B2').value).toBe('PC-2');
  expect(await api.backup.verify()).toMatchObject({ ok: true, problems: [] });
});

it('what is refused comes with its code', async () => {
  const { api } = await world();
  const none = '00000000-0000-7000-8000-000000000000';
  await expect(api.stocktakes.status({ id: none })).rejects.toMatchObject({
    data: { code: 'STOCKTAKE_NOT_FOUND' },
  });
  await expect(api.stocktakes.scope({ filter: 'nofield=1' })).rejects.toMatchObject({
    data: { code: 'FIELD_UNKNOWN', params: { field: 'nofield' } },
  });
  await expect(api.retirements.get({ id: none })).rejects.toMatchObject({
    data: { code: 'RETIREMENT_NOT_FOUND' },
  });
});

it('a retirement goes from request to disposal between three people', async () => {
  const { api, core, make, me } = await world();
  const technician = make('person', { name: '林志强', role: 'technician' });
  const approver = make('person', { name: '张敏', role: 'approver' });
  const server = make('asset', { tag: 'SRV-1', name: '服务器', class: 'server', status: 'idle' });
  const as = (person: string) => core.reg.setLocalSetting('actor', person);

  as(technician);
  const asked = await api.retirements.request({ assets: [server], reason: 'endOfLife' });
  expect(asked.values).toMatchObject({ title: 'SRV-1 服务器', state: 'requested' });
  expect(asked.labels.requester).toBe('林志强');
  expect(asked.can).toEqual({
    approve: 'OWN_REQUEST',
    dispose: 'NOT_APPROVED_YET',
    withdraw: null,
    recordMedia: 'NOT_APPROVED_YET',
  });
  const { id } = asked;
  as(approver);
  expect((await api.retirements.approve({ id, note: '同意' })).values.state).toBe('approved');
  as(technician);
  const medium = asked.media[0]?.id as string;
  const proof = { serial: 'WD-1', method: 'purge', operator: technician, verifier: me, date: '2026-01-05' };
  const proven = await api.retirements.updateMedium({ medium, values: { ...proof, result: 'passed' } });
  expect(proven).toMatchObject({
    mediaUnproven: 0,
    media: [{ proven: true, labels: { verifier: '周建林' } }],
  });
  const gone = await api.retirements.dispose({ id, disposal: 'recycled', recipient: '绿环' });
  expect(gone.assets[0]?.status).toBe('disposed');
  expect(await api.retirements.list({ state: 'disposed' })).toMatchObject([
    { id, assetCount: 1, mediaUnproven: 0 },
  ]);
});
