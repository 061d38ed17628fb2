import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SheetImport } from '../../src/contract/api/index.ts';
import { type Core, openCore } from '../../src/contract/host.ts';
import { createClient, type HoldfastClient } from '../../src/contract/router/index.ts';
import { startRegister } from '../../src/core/log/start.ts';
import { memoryDeviceStore } from '../../src/core/store/devices.ts';

let folder: string;
let core: Core;
let api: HoldfastClient;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-rejected-'));
  core = await openCore({
    file: join(folder, 'register.holdfast'),
    host: 'cli',
    configFolder: folder,
    version: '0',
    secrets: { protect: (plain) => plain, unprotect: (kept) => kept },
    devices: memoryDeviceStore(),
    workerEntry: new URL('../../src/core/workers/worker.ts', import.meta.url),
    fetch,
    quiet: true,
  });
  core.reg.setLocalSetting('actor', startRegister(core.reg, '测试台账', '周建林'));
  api = createClient(core);
});
afterEach(async () => {
  await core.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The result at the end of a procedure that reports progress. */
async function last<T>(
  events: AsyncIterable<{ type: 'progress' } | { type: 'done'; result: T }>,
): Promise<T> {
  for await (const event of events) if (event.type === 'done') return event.result;
  throw new Error('no result');
}

type Inspected = Awaited<ReturnType<HoldfastClient['exchange']['inspect']>>;

/** What the import page sends for sheets that nobody changed anything about. */
function asFound(found: Inspected): Parameters<HoldfastClient['exchange']['preview']>[0] {
  const sheets = found.sheets
    .filter((_, i) =>
      (found.suggestedSheets.length > 0 ? found.suggestedSheets : [found.suggested]).includes(i),
    )
    .map((sheet) => {
      const {
        sheet: _sheet,
        headerRow: _row,
        headerRows: _rows,
        mapping: _mapping,
        ...kept
      } = (sheet.profile?.settings ?? {}) as Partial<SheetImport>;
      const mapping = Object.fromEntries(
        sheet.columns.flatMap(({ index, field }) => (field === null ? [] : [[String(index), field]])),
      );
      const { name, headerRow, headerRows, entity } = sheet;
      return { ...kept, sheet: name, entity, headerRow, headerRows, mapping };
    });
  return { file: found.file, sheets, language: 'zh' };
}

async function inspect(path: string): Promise<Inspected> {
  const { file } = await api.files.open({ path });
  return api.exchange.inspect({ file });
}

async function take(file: string, name: string): Promise<string> {
  const path = join(folder, name);
  await api.files.saveAs({ file, path });
  return path;
}

const eachRow = (fn: (row: ExcelJS.Row) => void, sheet: ExcelJS.Worksheet) => {
  for (let n = 2; n <= sheet.rowCount; n++) fn(sheet.getRow(n));
};

describe('rejected rows', () => {
  it('are put right in their workbook and imported again, until none is left', async () => {
    const table = [
      '台账号,品名,类型,启用日期,价钱,说明',
      'A-001,台式机,台式机,2024-03-05,4999.00,好',
      'A-002,打印机,打印机,2024-02-30,1200,日期不对',
      'A-003,投影仪,其他,2024-01-01,一千二,价钱不对',
      'A-001,笔记本,笔记本,2024-05-06,6999,编号重复',
    ].join('\r\n');
    const path = join(folder, '行政部.csv');
    writeFileSync(path, table);
    const found = await inspect(path);
    const asked = asFound(found);
    const [sheet] = asked.sheets as [SheetImport];
    // Headers that nobody knows: a person matches them, and nothing of that is to be done twice.
    sheet.mapping = { 0: 'tag', 1: 'name', 2: 'class', 3: 'inServiceDate', 4: 'cost', 5: 'notes' };
    const first = await last(await api.exchange.preview(asked));
    expect(first).toMatchObject({ rows: 4, created: 1, rejected: 3 });
    const before = await last(await api.exchange.rejects({ plan: first.plan, language: 'zh' }));
    expect(before).toMatchObject({ rows: 3, name: '行政部-未导入的行.xlsx' });
    const done = await last(await api.exchange.run({ plan: first.plan }));
    expect(done).toMatchObject({ rows: 4, created: 1, rejected: 3 });

    const again = await last(await api.exchange.rejects({ plan: first.plan, language: 'zh' }));
    const fixed = await take(again.file, 'fix.xlsx');
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(fixed);
    const rows = book.worksheets[0] as ExcelJS.Worksheet;
    expect(rows.getRow(1).values).toEqual([
      undefined,
      '未导入原因',
      '台账号',
      '品名',
      '类型',
      '启用日期',
      '价钱',
      '说明',
    ]);
    eachRow((row) => expect(String(row.getCell(1).value)).toMatch(/^原第 [345] 行\n.+/), rows);
    rows.getCell('E2').value = '2024-02-29';
    rows.getCell('F3').value = 1200;
    await book.xlsx.writeFile(fixed);

    const second = await inspect(fixed);
    expect(second.sheets).toHaveLength(1);
    expect(second.sheets[0]?.profile?.name).toBe('行政部.csv');
    const plan = await last(await api.exchange.preview(asFound(second)));
    // The repeated tag is there by now: its row changes that asset, which the preview shows side by side.
    expect(plan).toMatchObject({ rows: 3, created: 2, updated: 1, rejected: 0 });
    await last(await api.exchange.run({ plan: plan.plan }));
    const { rows: assets } = await api.records.page({
      entity: 'asset',
      offset: 0,
      limit: 10,
      sort: { field: 'tag', descending: false },
    });
    expect(assets.map(({ values }) => [values.tag, values.inServiceDate, values.cost])).toEqual([
      ['A-001', '2024-05-06', 699_900],
      ['A-002', '2024-02-29', 120_000],
      ['A-003', '2024-01-01', 120_000],
    ]);
  });

  it('are gone when the next file is looked at, and none where none was rejected', async () => {
    const path = join(folder, 'a.csv');
    writeFileSync(path, 'Asset tag,Name\nA-001,Desk\n');
    const plan = await last(await api.exchange.preview(asFound(await inspect(path))));
    const rejects = async () => last(await api.exchange.rejects({ plan: plan.plan, language: 'en' }));
    await expect(rejects()).rejects.toMatchObject({ data: { code: 'NO_REJECTED_ROWS' } });
    await last(await api.exchange.run({ plan: plan.plan }));
    await inspect(path);
    await expect(rejects()).rejects.toMatchObject({ data: { code: 'IMPORT_SESSION_GONE' } });
  });
});

describe('an exported workbook', () => {
  it('that was edited is compared three ways, conflicts are settled, and nothing else changes', async () => {
    const make = async (tag: string, patch: Record<string, string | number>) =>
      (
        await api.records.create({
          entity: 'asset',
          patch: { tag, name: `名称 ${tag}`, class: 'server', ...patch },
        })
      ).id;
    const ids = [
      await make('A-001', { notes: '一', cost: 100_00 }),
      await make('A-002', { notes: '二' }),
      await make('A-003', { notes: '三' }),
    ];
    const made = await last(
      await api.exchange.export({
        entity: 'asset',
        columns: ['tag', 'name', 'notes', 'cost', 'purchaseDate'],
        format: 'xlsx',
        language: 'zh',
      }),
    );
    const path = await take(made.file, 'out.xlsx');
    const cursor = core.reg.cursor();
    const same = await last(await api.exchange.preview(asFound(await inspect(path))));
    expect(same).toMatchObject({ rows: 3, unchanged: 3, problems: 0, conflicts: 0, missing: { count: 0 } });
    expect((await last(await api.exchange.run({ plan: same.plan }))).batch).toBeNull();
    expect(core.reg.cursor()).toBe(cursor);

    const change = async (id: string, patch: Record<string, string>) => {
      const { heads } = await api.records.get({ entity: 'asset', id });
      await api.records.update({ entity: 'asset', id, patch, base: heads });
    };
    await change(ids[0] as string, { notes: '一，台账里改的', name: '只在台账里改' });
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    const sheet = book.worksheets[0] as ExcelJS.Worksheet;
    expect([sheet.getCell('A2').value, sheet.getCell('C2').value]).toEqual(['A-001', '一']);
    sheet.getCell('C2').value = '一，工作簿里改的';
    sheet.getCell('D2').value = 200.5;
    sheet.getCell('C3').value = null;
    sheet.spliceRows(4, 1);
    await book.xlsx.writeFile(path);

    const asked = asFound(await inspect(path));
    const plan = await last(await api.exchange.preview(asked));
    expect(plan).toMatchObject({ rows: 2, updated: 2, conflicts: 1 });
    expect(plan.missing).toEqual({ count: 1, records: [{ id: ids[2], label: 'A-003 名称 A-003' }] });
    expect(plan.sample[0]?.conflicts).toMatchObject([
      {
        target: 'notes',
        base: '一',
        register: '一，台账里改的',
        workbook: '一，工作簿里改的',
        settled: null,
      },
    ]);
    const [one] = asked.sheets as [SheetImport];
    one.settled = { 2: { notes: 'workbook' } };
    const settled = await last(await api.exchange.preview(asked));
    await last(await api.exchange.run({ plan: settled.plan }));
    const values = async (id: string | undefined) =>
      (await api.records.get({ entity: 'asset', id: id as string })).values;
    expect(await values(ids[0])).toMatchObject({
      name: '只在台账里改',
      notes: '一，工作簿里改的',
      cost: 200_50,
    });
    expect((await values(ids[1])).notes).toBeUndefined();
    expect(await values(ids[2])).toMatchObject({ notes: '三' });
  });
});
