import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { exportJob } from '../../../src/core/exchange/export/job.ts';
import type { ExportInput } from '../../../src/core/exchange/export/types.ts';
import { readWorkbookFile } from '../../../src/core/exchange/read/read.ts';
import { openReader } from '../../../src/core/store/reader.ts';
import { cellsOf } from './helpers.ts';
import { account, ImportWorld } from './import-world.ts';

const table =
  '资产编号,名称,类别,状态,存放地点,使用人,购置日期,原值,内存,备注\n' +
  '00123,=1+1 服务器,服务器,在用,总部/机房A,张三,2024-03-05,12345.67,64,第一行\n' +
  '00124,打印机,打印机,闲置,总部,,,,,-5\n';

async function exported(world: ImportWorld, more: Partial<ExportInput> = {}) {
  const format = more.format ?? 'xlsx';
  const path = join(world.test.folder, `out.${format}`);
  const columns = [
    'tag',
    'name',
    'class',
    'status',
    'location',
    'user',
    'purchaseDate',
    'cost',
    'memory',
    'notes',
  ];
  const input: ExportInput = { query: { entity: 'asset' }, columns, format, language: 'zh', path, ...more };
  return { path, result: await world.pool.run('export', input) };
}

describe('an export', () => {
  it('holds what the list shows, read by a library that did not write it', async () => {
    const world = new ImportWorld();
    await world.import(table);
    const { path, result } = await exported(world, { plain: true });
    expect(result.rows).toBe(2);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    const sheet = book.worksheets[0] as ExcelJS.Worksheet;
    expect(sheet.getRow(1).values).toEqual([
      undefined,
      '资产编号',
      '名称',
      '类别',
      '状态',
      '存放地点',
      '使用人',
      '购置日期',
      '原值',
      '内存',
      '备注',
    ]);
    expect(sheet.getRow(2).values).toEqual([
      undefined,
      '00123',
      '=1+1 服务器',
      '服务器',
      '在用',
      '总部 / 机房A',
      '张三',
      new Date('2024-03-05'),
      12345.67,
      64,
      '第一行',
    ]);
  });

  it.each(['xlsx', 'csv', 'ods', 'jsonl'] as const)(
    'says that .%s could not be written, and lets go of the register',
    async (format) => {
      const world = new ImportWorld();
      const assets = Array.from({ length: 3000 }, (_, i) => ({ tag: `M-${i}`, name: 'x'.repeat(200) }));
      world.test.commit(assets.map((patch) => ({ op: 'create', entity: 'asset', patch })));
      const reader = openReader(world.test.file);
      const path = join(world.test.folder, 'missing', `out.${format}`);
      const input: ExportInput = {
        query: { entity: 'asset' },
        columns: ['tag', 'name'],
        format,
        language: 'zh',
        path,
      };
      const context = { register: () => reader, progress: () => {}, cancelled: () => false, part: () => {} };
      await expect(exportJob(context, input)).rejects.toMatchObject({ code: 'FILE_NOT_WRITABLE' });
      expect(reader.db.inTransaction).toBe(false);
      reader.close();
    },
  );

  it('keeps filter, sort and language', async () => {
    const world = new ImportWorld();
    await world.import(table);
    const sort = { field: 'tag', descending: true };
    const sorted = await exported(world, {
      query: { entity: 'asset', sort },
      columns: ['tag', 'status'],
      language: 'en',
      plain: true,
    });
    expect(cellsOf(await readWorkbookFile(sorted.path))).toEqual([
      ['Asset tag', 'Status'],
      ['00124', 'Idle'],
      ['00123', 'In use'],
    ]);
    const filtered = await exported(world, {
      query: { entity: 'asset', filter: 'class=printer' },
      columns: ['tag'],
    });
    expect(filtered.result.rows).toBe(1);
  });

  it.each(['xlsx', 'csv'] as const)('comes back by import unchanged, as %s', async (format) => {
    const world = new ImportWorld();
    await world.import(table);
    const { path } = await exported(world, { format });
    for (const language of ['zh', 'en'] as const) {
      const plan = await world.imports.plan(path, `out.${format}`, { language }, world.test.me, false);
      expect(plan.summary.groups).toEqual([]);
      expect(account(await world.imports.run(plan.id, world.test.me))).toEqual([2, 0, 0, 2, 0, 0]);
    }
  });

  it('can be cancelled and leaves no file', async () => {
    const world = new ImportWorld();
    const lines = Array.from({ length: 3000 }, (_, i) => `A-${i},x`);
    await world.import(`资产编号,名称\n${lines.join('\n')}\n`);
    const path = join(world.test.folder, 'never.xlsx');
    const abort = new AbortController();
    const input: ExportInput = {
      query: { entity: 'asset' },
      columns: ['tag'],
      format: 'xlsx',
      language: 'zh',
      path,
    };
    const run = world.pool.run('export', input, { signal: abort.signal });
    abort.abort();
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(existsSync(path)).toBe(false);
    const again = await world.pool.run('export', {
      ...input,
      format: 'csv',
      path: join(world.test.folder, 'all.csv'),
    });
    expect(again.rows).toBe(3000);
    expect(readFileSync(join(world.test.folder, 'all.csv'), 'utf8').split('\r\n')).toHaveLength(3002);
  });

  it('names a column that does not exist', async () => {
    const world = new ImportWorld();
    await expect(exported(world, { columns: ['nothing'] })).rejects.toMatchObject({ code: 'FIELD_UNKNOWN' });
  });
});
