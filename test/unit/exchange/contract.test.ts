import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { expect, it, onTestFinished } from 'vitest';
import { openCore } from '../../../src/contract/host.ts';
import { createClient } from '../../../src/contract/router/index.ts';
import { readWorkbook } from '../../../src/core/exchange/read/read.ts';
import { startRegister } from '../../../src/core/log/start.ts';
import { memoryDeviceStore } from '../../../src/core/store/devices.ts';
import { cellsOf } from './helpers.ts';

async function client() {
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
  core.reg.setLocalSetting('actor', startRegister(core.reg, '测试台账', '周建林'));
  onTestFinished(async () => {
    await core.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return createClient(core);
}

/** The result at the end of a procedure that reports progress. */
async function last<T>(
  events: AsyncIterable<{ type: 'progress' } | { type: 'done'; result: T }>,
): Promise<T> {
  for await (const event of events) if (event.type === 'done') return event.result;
  throw new Error('no result');
}

it('a file is handed over in pieces, looked at, checked, imported and exported again', async () => {
  const api = await client();
  const bytes = iconv.encode('固定资产台账\n资产编号,资产名称,备注\n00123,服务器,甲\n00123,重复,乙\n', 'gbk');
  const { file } = await api.files.begin({ name: '台账.csv', size: bytes.length });
  await api.files.append({ file, offset: 0, base64: bytes.subarray(0, 20).toString('base64') });
  await api.files.append({ file, offset: 20, base64: bytes.subarray(20).toString('base64') });

  const found = await api.exchange.inspect({ file });
  expect(found).toMatchObject({ format: 'text', encoding: 'gb18030', delimiter: ',', suggested: 0 });
  const [sheet] = found.sheets;
  expect(sheet).toMatchObject({ headerRow: 2, rows: 2 });
  expect(sheet?.columns.map((column) => [column.letter, column.field, column.samples[0]])).toEqual([
    ['A', 'tag', '00123'],
    ['B', 'name', '服务器'],
    ['C', 'notes', '甲'],
  ]);

  const mapping = { 0: 'tag', 1: 'name', 2: 'notes' };
  const options = { file, sheets: [{ sheet: sheet?.name ?? '', headerRow: 2, mapping }] };
  const preview = await last(await api.exchange.preview(options));
  expect(preview).toMatchObject({ rows: 2, created: 1, rejected: 1, problems: 1 });
  expect(preview.sample.map((row) => row.action)).toEqual(['created', 'rejected']);
  const rejected = await api.exchange.previewRows({
    plan: preview.plan,
    offset: 0,
    limit: 5,
    only: 'rejected',
  });
  expect(rejected.rows[0]?.problems[0]).toMatchObject({ row: 4, column: '资产编号', code: 'TAG_REPEATED' });

  const result = await last(await api.exchange.run({ plan: preview.plan }));
  expect(result).toMatchObject({ rows: 2, created: 1, rejected: 1 });
  await expect(
    api.exchange.previewRows({ plan: preview.plan, offset: 0, limit: 5, only: 'all' }),
  ).rejects.toMatchObject({
    data: { code: 'IMPORT_SESSION_GONE' },
  });

  const columns = ['tag', 'name', 'notes'];
  const exported = await last(
    await api.exchange.export({ entity: 'asset', columns, format: 'xlsx', language: 'zh', plain: true }),
  );
  expect(exported).toMatchObject({ rows: 1, name: expect.stringMatching(/^资产-\d{4}-\d{2}-\d{2}\.xlsx$/) });
  const { base64 } = await api.files.read({ file: exported.file, offset: 0, length: 1_000_000 });
  expect(cellsOf(readWorkbook(Buffer.from(base64, 'base64'), {}))).toEqual([
    ['资产编号', '名称', '备注'],
    ['00123', '服务器', '甲'],
  ]);
});

it('a file that is no workbook is refused by name', async () => {
  const api = await client();
  const { file } = await api.files.begin({ name: '图.xlsx', size: 4 });
  await api.files.append({ file, offset: 0, base64: Buffer.from('%PDF-1.7').toString('base64') });
  await expect(api.exchange.inspect({ file })).rejects.toMatchObject({
    data: { code: 'FILE_NOT_WORKBOOK', params: { file: '图.xlsx', what: 'PDF' } },
  });
});

it('several sheets, words, conflicts and rejected rows go over the contract', async () => {
  const api = await client();
  const bytes = iconv.encode(
    '资产编号,资产名称,类别,购置日期\nA-1,甲,工控机,2026-02-30\nA-2,乙,工控机,2026-02-28\n',
    'utf8',
  );
  const { file } = await api.files.begin({ name: '台账.csv', size: bytes.length });
  await api.files.append({ file, offset: 0, base64: bytes.toString('base64') });
  const preview = await last(await api.exchange.preview({ file, sheets: [] }));
  expect(preview).toMatchObject({
    rows: 2,
    sheets: [{ sheet: '台账', entity: 'asset', rows: 2, rejected: 1 }],
    unknownWords: [{ sheet: '台账', target: 'class', word: '工控机', count: 2 }],
    conflicts: 0,
    records: 1,
    missing: { count: 0 },
  });
  expect(preview.groups[0]).toMatchObject({
    code: 'DATE_IMPOSSIBLE',
    target: 'purchaseDate',
    leavable: true,
    rows: [2],
  });
  const conflicts = await api.exchange.previewRows({
    plan: preview.plan,
    sheet: '台账',
    offset: 0,
    limit: 5,
    only: 'conflicts',
  });
  expect(conflicts).toEqual({ rows: [], total: 0 });
  await last(await api.exchange.run({ plan: preview.plan }));
  const made = await last(await api.exchange.rejects({ plan: preview.plan, language: 'zh' }));
  expect(made).toMatchObject({ name: '台账-未导入的行.xlsx', rows: 1 });
  const again = await api.exchange.inspect({ file: made.file });
  expect(again.sheets[0]).toMatchObject({ name: '台账', entity: 'asset', profile: { name: '台账.csv' } });
});
