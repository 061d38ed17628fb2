import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { BlobStore } from '../../../src/core/attachments/blob-store.ts';
import { checkExport, exportedDigest } from '../../../src/core/exchange/export/recompute.ts';
import type { ExportInput } from '../../../src/core/exchange/export/types.ts';
import { readWorkbookFile } from '../../../src/core/exchange/read/read.ts';
import { readKey, readVersion } from '../../../src/core/exchange/round-trip/keys.ts';
import { readMeta } from '../../../src/core/exchange/round-trip/meta.ts';
import { writeOds } from '../../../src/core/exchange/write/ods.ts';
import { getRecord } from '../../../src/core/register/rows.ts';
import { WorkPool } from '../../../src/core/workers/pool.ts';
import { odsLimit } from '../../../src/model/export-limits.ts';
import { TestRegister } from '../../support/register.ts';
import { cellsOf } from './helpers.ts';

let test: TestRegister;
let pool: WorkPool;
let ids: string[];
let place: string;

beforeEach(() => {
  test = new TestRegister();
  pool = new WorkPool(test.file, new URL('../../../src/core/workers/worker.ts', import.meta.url));
  const [hq] = test.commit([{ op: 'create', entity: 'location', patch: { name: '总部' } }]).records;
  const room = {
    op: 'create' as const,
    entity: 'location' as const,
    patch: { name: '机房', parent: hq as string },
  };
  place = test.commit([room]).records[0] as string;
  ids = [
    test.asset('HF-001', {
      location: place,
      cost: 123_450,
      currency: 'CNY',
      memory: 64,
      purchaseDate: '2024-03-05',
      notes: '两行\n备注\t尾',
    }),
    test.asset('00002', { name: '=SUM(A1)', class: 'printer', status: 'idle', quantity: 1200 }),
    test.asset('-3', { name: '  前后空格 ', notes: '\\反斜杠' }),
  ];
});
afterEach(async () => {
  await pool.close();
  test.close();
});

const columns = [
  'tag',
  'name',
  'class',
  'status',
  'location',
  'quantity',
  'cost',
  'purchaseDate',
  'memory',
  'notes',
];

async function exported(more: Partial<ExportInput> = {}) {
  const format = more.format ?? 'xlsx';
  const path = join(test.folder, `out.${format}`);
  const input: ExportInput = {
    query: { entity: 'asset' },
    columns,
    format,
    language: 'zh',
    path,
    by: '周建林',
    ...more,
  };
  return { path, result: await pool.run('export', input) };
}

/** Labels and values of the cover. */
async function coverOf(path: string): Promise<Map<string, unknown>> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  const sheet = (book.getWorksheet('说明') ?? book.getWorksheet('About')) as ExcelJS.Worksheet;
  const lines = new Map<string, unknown>();
  sheet.eachRow((row) => lines.set(String(row.getCell(1).value), row.getCell(2).value));
  return lines;
}

describe('an exported workbook', () => {
  it('opens on its table, with a cover behind it that says what it is', async () => {
    const { path, result } = await exported({
      query: {
        entity: 'asset',
        filter: `class=server cost>=1000 location~${place} user=`,
        search: 'HF',
        sort: { field: 'cost', descending: true },
      },
    });
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    expect(book.worksheets.map(({ name, state }) => [name, state])).toEqual([
      ['资产', 'visible'],
      ['说明', 'visible'],
      ['_holdfast', 'veryHidden'],
    ]);
    expect(book.views[0]?.activeTab).toBe(0);
    const cover = await coverOf(path);
    expect(cover.get('台账')).toBe('测试台账');
    expect(cover.get('筛选')).toBe(
      '类别 是 服务器；原值 不小于 1000；存放地点 在其中或其下： 总部 / 机房；使用人 为空；搜索“HF”',
    );
    expect(cover.get('排序')).toBe('原值 降序');
    expect(cover.get('导出人')).toBe('周建林');
    expect(cover.get('行数')).toBe(1);
    expect(cover.get('列数')).toBe(columns.length);
    expect(cover.get('变更记录号')).toBe(test.reg.cursor());
    expect(cover.get('数据 SHA-256')).toBe(result.sha256);
    expect(cover.get('被截断的文字')).toBe('无');
    expect(String(cover.get('导出时间'))).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d \(.+\)$/);
  });

  it('says the same in English', async () => {
    const { path } = await exported({
      language: 'en',
      query: { entity: 'asset', filter: 'status!=idle,inRepair purchaseDate<2025-01-01 notes!=' },
      asOf: Date.UTC(2025, 5, 15, 12),
    });
    const cover = await coverOf(path);
    expect(cover.get('Filter')).toBe(
      'Status is not Idle or In repair; Purchase date is before 2025-01-01; Notes is not empty',
    );
    expect(String(cover.get('As of'))).toMatch(/^2025-06-15 /);
  });

  it('is the present where the moment asked for is still to come', async () => {
    const { path } = await exported({ language: 'en', asOf: Date.now() + 86_400_000 });
    expect((await coverOf(path)).get('As of')).toBe('The present, when exported');
  });

  it('carries keys, versions and the sheet by which it comes back', async () => {
    const { path } = await exported();
    const book = await readWorkbookFile(path);
    const [header, ...rows] = cellsOf(book);
    const key = header?.indexOf('_holdfast_key') as number;
    expect(rows.map((row) => readKey(row[key])).sort()).toEqual([...ids].sort());
    expect(rows.every((row) => readVersion(row[key + 1]) !== null)).toBe(true);
    const meta = readMeta(book);
    expect(meta).toMatchObject({ register: test.reg.id, cursor: test.reg.cursor(), asOf: null });
    expect(meta?.sheets[0]).toMatchObject({ name: '资产', entity: 'asset', language: 'zh' });
    expect(meta?.sheets[0]?.columns[0]).toEqual({ field: 'tag', header: '资产编号' });
    const xlsx = new ExcelJS.Workbook();
    await xlsx.xlsx.readFile(path);
    expect(xlsx.worksheets[0]?.autoFilter).toBe('A1:L4');
    expect([11, 12].map((column) => xlsx.worksheets[0]?.getColumn(column).hidden)).toEqual([true, true]);
  });

  it('is only the table when it is plain', async () => {
    const { path } = await exported({ plain: true });
    const book = await readWorkbookFile(path);
    expect(book.sheets.filter(({ hidden }) => !hidden).map(({ name }) => name)).toEqual(['资产']);
    expect(cellsOf(book)[0]).toHaveLength(columns.length);
  });

  it('offers the labels of choices and classes, long lists from a hidden sheet', async () => {
    const { path } = await exported({ language: 'en' });
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    const sheet = book.worksheets[0] as ExcelJS.Worksheet;
    expect(sheet.getCell('C2').dataValidation.formulae).toEqual(['list_1']);
    const lists = book.getWorksheet('Lists') as ExcelJS.Worksheet;
    expect(lists.getCell('A1').value).toBe('Class');
    expect(lists.getColumn(1).values).toContain('Server');
    // Labels with a comma in them would fall apart in the rule itself.
    expect(sheet.getCell('D2').dataValidation.formulae).toEqual(['list_2']);
    expect(lists.getColumn(2).values).toContain('In use');
  });

  it.each(['xlsx', 'ods'] as const)(
    'has a checksum that can be computed again from the %s file',
    async (format) => {
      for (const plain of [false, true]) {
        const { path, result } = await exported({ format, plain });
        const stated = plain ? null : result.sha256;
        expect(await checkExport(path)).toEqual({ sha256: result.sha256, stated });
      }
    },
  );

  it('has the checksum that its definition gives, whoever computes it', async () => {
    const { result } = await exported({ columns: ['tag', 'cost', 'purchaseDate', 'notes', 'quantity'] });
    const lines = [
      '资产编号\t原值\t购置日期\t备注\t数量',
      '-3\t\t\t\\\\反斜杠\t',
      '00002\t\t\t\t1200',
      'HF-001\t1234.5\t2024-03-05\t两行\\n备注\\t尾\t',
    ];
    const sorted = await exported({
      columns: ['tag', 'cost', 'purchaseDate', 'notes', 'quantity'],
      ids: [ids[2], ids[1], ids[0]] as string[],
    });
    expect(sorted.result.sha256).toBe(
      createHash('sha256')
        .update(`${lines.join('\n')}\n`)
        .digest('hex'),
    );
    expect(result.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('shows by its checksum that a value was changed', async () => {
    const { path, result } = await exported({ plain: true });
    const book = XLSX.read(readFileSync(path));
    (book.Sheets.资产 as XLSX.WorkSheet).B2 = { t: 's', v: '改过' };
    const changed = join(test.folder, 'changed.xlsx');
    writeFileSync(changed, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    expect(await exportedDigest(changed)).not.toBe(result.sha256);
  });

  it('says which texts were too long for a cell, and still can be checked', async () => {
    test.asset('LONG', { notes: '长'.repeat(40_000) });
    const { path, result } = await exported();
    expect(result.cut).toBe(1);
    expect(String((await coverOf(path)).get('被截断的文字'))).toMatch(/1 处.*资产!J/s);
    expect(await exportedDigest(path)).toBe(result.sha256);
    expect((await exported({ format: 'csv' })).result.cut).toBe(0);
  });

  it('reads equal by SheetJS', async () => {
    const { path } = await exported({ plain: true });
    const rows = XLSX.utils.sheet_to_json(XLSX.read(readFileSync(path)).Sheets.资产 as XLSX.WorkSheet, {
      header: 1,
    }) as unknown[][];
    const row = rows.find(([tag]) => tag === '00002');
    expect(row?.slice(0, 6)).toEqual(['00002', '=SUM(A1)', '打印机', '闲置', undefined, 1200]);
  });
});

describe('an export in other formats', () => {
  it('as .ods holds the same values, with a cover', async () => {
    const { path, result } = await exported({ format: 'ods' });
    const book = await readWorkbookFile(path);
    expect(book.sheets.map(({ name }) => name)).toEqual(['资产', '说明']);
    const xlsx = await exported({ plain: true });
    const filled = (rows: ReturnType<typeof cellsOf>) =>
      rows.map((row) => columns.map((_, c) => row[c] ?? null));
    expect(filled(cellsOf(book))).toEqual(filled(cellsOf(await readWorkbookFile(xlsx.path))));
    expect(result.sha256).toBe(xlsx.result.sha256);
  });

  it('as .ods refuses more rows than can be held in memory, and says how many it takes', async () => {
    const many = Array.from({ length: 40 }, (_, i) => (i === 0 ? 'tag' : columns[1 + (i % 9)])) as string[];
    expect(odsLimit(many.length)).toBe(12_500);
    function* endless() {
      for (;;) yield ['x'];
    }
    const path = join(test.folder, 'large.ods');
    const writing = writeOds(path, [
      { name: 'a', columns: [{ header: 'a', kind: 'text' }], rows: endless() },
    ]);
    await expect(writing).rejects.toMatchObject({ code: 'EXPORT_TOO_LARGE', params: { limit: 100_000 } });
    expect(existsSync(path)).toBe(false);
  });

  it('as .csv is checked by the SHA-256 of the file', async () => {
    const { path, result } = await exported({ format: 'csv' });
    expect(result.sha256).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'));
    expect(await exportedDigest(path)).toBe(result.sha256);
  });

  it('as .jsonl is one object a line: field keys, refs as id and words, money in major units', async () => {
    const { path, result } = await exported({ format: 'jsonl' });
    expect(result.sha256).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'));
    const rows = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows.map((row) => Object.keys(row))).toEqual(rows.map(() => ['id', ...columns]));
    expect(rows.find(({ tag }) => tag === 'HF-001')).toEqual({
      id: ids[0],
      tag: 'HF-001',
      name: '名称 HF-001',
      class: 'server',
      status: 'inUse',
      location: { id: place, label: '总部 / 机房' },
      quantity: null,
      cost: { amount: 1234.5, currency: 'CNY' },
      purchaseDate: '2024-03-05',
      memory: 64,
      notes: '两行\n备注\t尾',
    });
  });

  it.each(['xlsx', 'csv', 'ods', 'jsonl'] as const)(
    'leaves nothing behind when .%s is cancelled',
    async (format) => {
      const many = Array.from({ length: 3000 }, (_, i) => ({
        op: 'create' as const,
        entity: 'asset' as const,
        patch: { tag: `A-${i}`, name: 'x', class: 'server', status: 'inUse' },
      }));
      test.commit(many);
      const before = readdirSync(test.folder).sort();
      const abort = new AbortController();
      const input: ExportInput = {
        query: { entity: 'asset' },
        columns,
        format,
        language: 'zh',
        path: join(test.folder, `never.${format}`),
      };
      const run = pool.run('export', input, { signal: abort.signal });
      abort.abort();
      await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
      expect(readdirSync(test.folder).sort()).toEqual(before);
    },
  );
});

describe('an export of other records', () => {
  it('names the ends of relations by tag, and relation types in words', async () => {
    test.commit([
      {
        op: 'create',
        entity: 'relation',
        patch: { source: ids[0] as string, target: ids[1] as string, type: 'dependsOn' },
      },
    ]);
    const { path } = await exported({
      query: { entity: 'relation' },
      columns: ['source', 'type', 'target'],
      plain: true,
    });
    const [header, row] = cellsOf(await readWorkbookFile(path));
    expect(header).toEqual(['源资产编号', expect.any(String), '目标资产编号']);
    expect([row?.[0], row?.[2]]).toEqual(['HF-001', '00002']);
    expect(row?.[1]).toMatch(/依赖/);
  });

  it('works for places, and can hold the internal id', async () => {
    const { path, result } = await exported({
      query: { entity: 'location' },
      columns: ['id', 'name', 'parent'],
      format: 'csv',
    });
    expect(result.rows).toBe(2);
    expect(readFileSync(path, 'utf8')).toContain(`${place},机房,总部`);
  });

  it('lists the names of attachments, the first one linked to its file', async () => {
    const blobs = BlobStore.of(test.file);
    const sha256 = blobs.put(Buffer.from('picture'), 'jpg');
    const record = ids[0] as string;
    test.commit([
      { op: 'create', entity: 'attachment', patch: { record, name: '照片.jpg', sha256 } },
      { op: 'create', entity: 'attachment', patch: { record, name: '合同.pdf' } },
    ]);
    const { path } = await exported({ columns: ['tag', 'attachments'], ids: [record, ids[1] as string] });
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    const sheet = book.worksheets[0] as ExcelJS.Worksheet;
    expect(sheet.getCell('B2').value).toEqual({
      text: '照片.jpg、合同.pdf',
      hyperlink: pathToFileURL(blobs.find(sha256) as string).href,
    });
    expect(sheet.getCell('B3').value).toBeNull();
  });
});

describe('an export of the past', () => {
  it('shows the register as it was, also what is deleted or renamed since', async () => {
    const at = test.clock.now;
    const before = await exported({ plain: true });
    test.clock.now += 60_000;
    const base = (id: string, entity: 'asset' | 'location') => getRecord(test.reg, entity, id).heads;
    test.commit([
      {
        op: 'update',
        entity: 'location',
        id: place,
        patch: { name: '新机房' },
        base: base(place, 'location'),
      },
    ]);
    test.commit([
      { op: 'delete', entity: 'asset', id: ids[1] as string, base: base(ids[1] as string, 'asset') },
    ]);
    test.asset('NEW');
    const now = await exported({ plain: true });
    expect(now.result.sha256).not.toBe(before.result.sha256);
    const then = await exported({ plain: true, asOf: at });
    expect(then.result).toMatchObject({ rows: 3, sha256: before.result.sha256 });
    const repeated = await exported({ plain: true, cursor: before.result.cursor });
    expect(repeated.result).toEqual(before.result);
  });

  it('refuses a log position that is not there', async () => {
    await expect(exported({ cursor: 1_000_000 })).rejects.toMatchObject({ code: 'EXPORT_CURSOR_UNKNOWN' });
  });
});

describe('an export of chosen records', () => {
  it('keeps their order and tells how many are not there', async () => {
    const gone = '018f0000-0000-7000-8000-000000000000';
    const { path, result } = await exported({
      ids: [ids[2] as string, gone, ids[0] as string],
      plain: true,
      format: 'csv',
    });
    expect(result).toMatchObject({ rows: 2, missing: 1 });
    const tags = readFileSync(path, 'utf8')
      .split('\r\n')
      .slice(1, 3)
      .map((line) => line.split(',')[0]);
    expect(tags[0]).toBe("'-3");
  });
});
