import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { inspectKnown } from '../../../src/core/exchange/known-sheets.ts';
import type { RowProblem } from '../../../src/core/exchange/plan/types.ts';
import { readWorkbookFile } from '../../../src/core/exchange/read/read.ts';
import { type RejectedSheet, rejectsJob } from '../../../src/core/exchange/rejects.ts';
import type { JobContext } from '../../../src/core/workers/jobs.ts';
import { TestRegister } from '../../support/register.ts';
import { cellsOf, workbookBytes } from './helpers.ts';

const world = new TestRegister();
afterAll(() => world.close());
const context: JobContext = {
  register: () => world.reg,
  progress: () => {},
  cancelled: () => false,
  part: () => {},
};

const rows = [
  ['设备台账 2026'],
  ['台账号', '品名', '备注说明', '启用日', '原价', ''],
  ['00123', '电脑', '=1+1', new Date('2024-03-05'), 4999, '甲'],
  ['00124', '打印机', 'x', '2024-13-01', '一千', '乙'],
  ['00125', '椅子', null, null, 300, null],
  ['00123', '电脑', 'y', null, 4999, null],
];
const how: RejectedSheet = {
  entity: 'asset',
  sheet: '设备',
  headerRow: 2,
  headerRows: 1,
  mapping: { 0: 'tag', 1: 'name', 3: 'inServiceDate', 4: 'cost' },
  words: { class: { 台式: 'desktop' } },
  mode: 'both',
  edits: { 4: { 4: '1千' } },
  key: [],
  createMissing: true,
  fallbackClass: 'otherEquipment',
  blank: 'auto',
  blanks: {},
  dateOrders: {},
  decimalMarks: {},
  skipHidden: false,
  fillMerged: true,
  split: { quantity: false, ranges: false },
  leave: [],
  prefer: null,
  settled: {},
};
const problem = (row: number, column: string, target: string, code: string, more: Partial<RowProblem> = {}) =>
  ({
    sheet: '设备',
    row,
    column,
    target,
    value: '',
    code,
    severity: 'error',
    params: { value: '2024-13-01', field: column, first: 3 },
    ...more,
  }) as RowProblem;
const problems = [
  problem(4, '启用日', 'inServiceDate', 'DATE_IMPOSSIBLE'),
  problem(4, '原价', 'cost', 'MONEY_UNREADABLE'),
  problem(5, '原价', 'cost', 'MONEY_ROUNDED', { severity: 'warning' }),
  problem(6, '原价', 'cost', 'MONEY_ROUNDED', { severity: 'warning' }),
  problem(6, '台账号', 'tag', 'TAG_REPEATED'),
];

async function rejected(language: 'zh' | 'en' = 'zh', late: RowProblem[] = []) {
  const test = new TestRegister();
  onTestFinished(() => test.close());
  const path = join(test.folder, 'in.xlsx');
  writeFileSync(path, workbookBytes(rows, 'xlsx', '设备'));
  const lines = join(test.folder, 'problems');
  writeFileSync(lines, problems.map((one) => `${JSON.stringify(one)}\n`).join(''));
  const out = join(test.folder, 'rejected.xlsx');
  const id = test.reg.newId();
  const result = await rejectsJob(context, {
    path,
    name: '台账.xlsx',
    sheets: [how],
    problems: lines,
    late,
    language,
    id,
    out,
  });
  const book = await readWorkbookFile(out);
  onTestFinished(() => book.close());
  return { test, out, book, result, id };
}

describe('the rejected rows of an import', () => {
  it('are a workbook of the same columns with the reasons in front', async () => {
    const { book, result } = await rejected();
    expect(result).toEqual({ rows: 2 });
    const [header, first, second, ...more] = cellsOf(book);
    expect(header).toEqual(['未导入原因', '台账号', '品名', '备注说明', '启用日', '原价']);
    expect(first?.slice(1)).toEqual(['00124', '打印机', 'x', '2024-13-01', '1千', '乙']);
    expect(second?.slice(1)).toEqual(['00123', '电脑', 'y', undefined, 4999]);
    expect(String(first?.[0]).split('\n')).toEqual([
      '原第 4 行',
      expect.stringContaining('【启用日】'),
      expect.stringContaining('【原价】'),
    ]);
    expect(String(second?.[0]).split('\n')).toHaveLength(3);
    expect(more).toEqual([]);
  });

  it('have their bad cells marked, and dates and codes as they were', async () => {
    const { out } = await rejected('en', [problem(3, '', '', 'KEY_AMBIGUOUS')]);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(out);
    const sheet = book.getWorksheet('设备') as ExcelJS.Worksheet;
    expect(sheet.getCell('A1').value).toBe('Reason not imported');
    const fill = (at: string) => (sheet.getCell(at).fill as ExcelJS.FillPattern | undefined)?.fgColor?.argb;
    expect([fill('B2'), fill('E3'), fill('F3'), fill('F4'), fill('E4')]).toEqual([
      undefined,
      'FFFEE2E2',
      'FFFEE2E2',
      'FFFEF3C7',
      undefined,
    ]);
    expect(sheet.getRow(2).values).toEqual([
      undefined,
      expect.stringContaining('Row 3 of the file'),
      '00123',
      '电脑',
      '=1+1',
      new Date('2024-03-05'),
      4999,
      '甲',
    ]);
    expect(book.getWorksheet('_holdfast_import')?.state).toBe('veryHidden');
  });

  it('are recognised when they are imported again, with the settings of the first time', async () => {
    const { test, book, id } = await rejected();
    const found = inspectKnown(test.reg, book);
    expect(found.sheets).toHaveLength(1);
    const [sheet] = found.sheets;
    expect(sheet?.columns.map(({ field }) => field)).toEqual([
      null,
      'tag',
      'name',
      null,
      'inServiceDate',
      'cost',
      null,
    ]);
    expect(sheet?.profile).toMatchObject({ id, name: '台账.xlsx' });
    expect(sheet?.profile?.settings).toMatchObject({ words: { class: { 台式: 'desktop' } }, mode: 'both' });
    expect(sheet?.profile?.settings).not.toHaveProperty('edits');
  });

  it('say so when there are none', async () => {
    const test = new TestRegister();
    onTestFinished(() => test.close());
    const [path, lines] = [join(test.folder, 'in.xlsx'), join(test.folder, 'problems')];
    writeFileSync(path, workbookBytes(rows, 'xlsx', '设备'));
    writeFileSync(lines, `${JSON.stringify(problems[2])}\n`);
    const input = { path, name: 'x', sheets: [how], problems: lines, language: 'zh' as const, id: 'x' };
    const failing = rejectsJob(context, { ...input, out: join(test.folder, 'out.xlsx') });
    await expect(failing).rejects.toMatchObject({ code: 'NO_REJECTED_ROWS' });
  });
});
