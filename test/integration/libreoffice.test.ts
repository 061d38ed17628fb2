import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportedDigest } from '../../src/core/exchange/export/recompute.ts';
import type { ExportInput } from '../../src/core/exchange/export/types.ts';
import { coverSheet } from '../../src/core/exchange/write/cover.ts';
import type { WriteBook, WriteCell } from '../../src/core/exchange/write/types.ts';
import { writeWorkbook } from '../../src/core/exchange/write/workbook.ts';
import { WorkPool } from '../../src/core/workers/pool.ts';
import { TestRegister } from '../support/register.ts';

const installed = spawnSync('soffice', ['--version']).status === 0;
if (!installed)
  console.warn('LibreOffice (soffice) is not installed: what it reads of our files is not tested');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-libreoffice-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The file as LibreOffice reads it, written anew in another format; a filter such as `csv:...:-1` writes every sheet. */
function converted(path: string, to: string): string {
  const out = join(folder, 'converted');
  execFileSync(
    'soffice',
    [
      `-env:UserInstallation=file://${join(folder, 'profile')}`,
      '--headless',
      '--convert-to',
      to,
      '--outdir',
      out,
      path,
    ],
    { timeout: 120_000, stdio: 'pipe' },
  );
  return join(out, `${basename(path).replace(/\.\w+$/, '')}.${to.split(':')[0]}`);
}

const texts = [
  '=1+1',
  '+1',
  '-1',
  '@x',
  '00123',
  '5.02E+18',
  '第一行\n第二行',
  '<&>"\'',
  '😀 𠮷',
  ' padded ',
];

function book(): WriteBook {
  const rows: WriteCell[][] = texts.map((text, i) => [
    `A-${i}`,
    text,
    '2024-03-05',
    i * 100_001,
    i * 1000,
    { value: 'x', tone: 'bad', note: i === 0 ? '说明\nNote' : '' },
    { value: '照片.jpg', link: `https://example.com/照片 ${i}.jpg?a=1&b=2` },
  ]);
  return {
    sheets: [
      {
        name: '资产 & "台账"',
        columns: [
          { header: '资产编号', kind: 'code', note: '唯一 & 必填', tone: 'required' },
          { header: '名称', kind: 'text' },
          { header: '购置日期', kind: 'date', rule: { type: 'date', min: '2000-01-01' } },
          { header: '原值', kind: 'money' },
          { header: '数量', kind: 'count' },
          { header: '状态', kind: 'text', choices: Array.from({ length: 60 }, (_, i) => `状态 ${i}, 很长`) },
          { header: '附件', kind: 'text', hidden: true },
        ],
        rows,
      },
      { name: '_meta', state: 'veryHidden', columns: [{ header: 'k', kind: 'code' }], rows: [['v']] },
      coverSheet('说明', '资产台账', () => [
        { label: '行数', value: rows.length, kind: 'count' },
        { heading: '条件' },
        { text: '全部' },
      ]),
    ],
  };
}

describe.skipIf(!installed)('a workbook of ours in LibreOffice', () => {
  it('has the same values, formats and sheets', async () => {
    const path = join(folder, 'all.xlsx');
    await writeWorkbook(path, book());
    const read = new ExcelJS.Workbook();
    await read.xlsx.readFile(converted(path, 'xlsx'));
    expect(read.worksheets.map(({ name, state }) => [name, state])).toEqual([
      ['资产 & "台账"', 'visible'],
      ['_meta', expect.stringMatching(/hidden/i)],
      ['说明', 'visible'],
      ['Lists', 'hidden'],
    ]);
    const sheet = read.worksheets[0] as ExcelJS.Worksheet;
    texts.forEach((text, i) => {
      const row = sheet.getRow(i + 2);
      expect(row.getCell(2).value, text).toBe(text);
      expect(row.getCell(3).value).toEqual(new Date('2024-03-05T00:00:00Z'));
      expect(row.getCell(4).value).toBe((i * 100_001) / 100);
      expect(row.getCell(5).value).toBe(i * 1000);
      const linked = row.getCell(7).value as ExcelJS.CellHyperlinkValue;
      expect(linked.text).toBe('照片.jpg');
      expect(decodeURI(linked.hyperlink)).toBe(`https://example.com/照片 ${i}.jpg?a=1&b=2`);
    });
    const note = sheet.getCell('A1').note as ExcelJS.Comment;
    expect(note.texts?.map(({ text }) => text).join('')).toBe('唯一 & 必填');
    expect(sheet.getColumn(7).hidden).toBe(true);
    expect(sheet.getCell('D3').numFmt).toBe('#,##0.00');
    expect(sheet.getCell('F2').dataValidation.formulae?.[0]).toMatch(/list_1|Lists/);
  }, 180_000);

  it('reads as the same table of text', async () => {
    const path = join(folder, 'table.xlsx');
    await writeWorkbook(path, book());
    const csv = readFileSync(converted(path, 'csv:Text - txt - csv (StarCalc):44,34,76,1'), 'utf8');
    for (const text of texts) expect(csv).toContain(text.replaceAll('"', '""'));
    expect(csv).toContain('2024-03-05');
    expect(csv).toContain('"1,000.01"');
  }, 180_000);
});

/** A register with what exports hold: texts that look like formulas, dates, money, places, relations. */
function filled(): TestRegister {
  const test = new TestRegister();
  const [place] = test.commit([{ op: 'create', entity: 'location', patch: { name: '总部 & "A"' } }]).records;
  const ids = texts.map((text, i) =>
    test.asset(`T-${i}`, {
      name: text,
      location: place as string,
      cost: i * 123_451,
      purchaseDate: '2024-02-29',
      quantity: 1000 + i,
      notes: `${text}\n第二行\t尾`,
    }),
  );
  test.commit(
    ids.slice(1).map((id) => ({
      op: 'create' as const,
      entity: 'relation' as const,
      patch: { source: ids[0] as string, type: 'dependsOn', target: id },
    })),
  );
  return test;
}

const kinds: readonly (Pick<ExportInput, 'query' | 'columns' | 'format'> & {
  more?: Partial<ExportInput>;
})[] = [
  {
    query: { entity: 'asset' },
    columns: ['tag', 'name', 'class', 'location', 'cost', 'purchaseDate', 'quantity', 'notes'],
    format: 'xlsx',
  },
  {
    query: { entity: 'asset' },
    columns: ['tag', 'name', 'cost', 'purchaseDate', 'quantity', 'status'],
    format: 'ods',
    more: { language: 'en' },
  },
  {
    query: { entity: 'asset', filter: 'cost>5000' },
    columns: ['tag', 'name', 'notes'],
    format: 'xlsx',
    more: { plain: true, asOf: Date.UTC(2026, 5, 1) },
  },
  { query: { entity: 'relation' }, columns: ['source', 'type', 'target'], format: 'xlsx' },
  { query: { entity: 'location' }, columns: ['id', 'name', 'parent'], format: 'ods' },
  { query: { entity: 'person' }, columns: ['name', 'role', 'active'], format: 'xlsx' },
];

describe.skipIf(!installed)('an export that LibreOffice opened and saved again', () => {
  let test: TestRegister;
  let pool: WorkPool;
  beforeAll(() => {
    test = filled();
    pool = new WorkPool(test.file, new URL('../../src/core/workers/worker.ts', import.meta.url), 1);
  });
  afterAll(async () => {
    await pool.close();
    test.close();
  });

  it.each(kinds)(
    'has the same data: $query.entity as .$format',
    async ({ query, columns, format, more }) => {
      const path = join(folder, `${query.entity}-${columns.length}.${format}`);
      const input: ExportInput = { query, columns, format, language: 'zh', path, ...more };
      const { rows, sha256 } = await pool.run('export', input);
      expect(rows).toBeGreaterThan(0);
      expect(await exportedDigest(converted(path, 'xlsx'))).toBe(sha256);
    },
    180_000,
  );
});
