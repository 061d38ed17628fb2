import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type FormInput, formJob, formShapeJob } from '../../../src/core/exchange/forms/job.ts';
import { readWorkbook } from '../../../src/core/exchange/read/read.ts';
import { inflateEntry, listZip } from '../../../src/core/exchange/read/zip.ts';
import { requestRetirement } from '../../../src/core/lifecycle/request.ts';
import { assetByTag } from '../../../src/core/register/rows.ts';
import type { JobContext } from '../../../src/core/workers/jobs.ts';
import type { EntityKey } from '../../../src/model/index.ts';
import { TestRegister } from '../../support/register.ts';

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A register with three assets, and forms filled from it. */
class FormWorld {
  readonly test = new TestRegister();

  constructor() {
    onTestFinished(() => this.test.close());
    const make = (entity: EntityKey, patch: Record<string, string>) =>
      this.test.commit([{ op: 'create', entity, patch }]).records[0] as string;
    const site = make('location', { name: '总部' });
    const room = make('location', { name: '机房A', parent: site });
    const user = make('person', { name: '张三', phone: '13800000000' });
    const hall = { location: room, user };
    this.test.asset('SRV-1', {
      ...hall,
      name: '=1+1 服务器',
      purchaseDate: '2024-03-05',
      cost: 1234567,
      memory: 64,
      notes: '第一行',
    });
    this.test.asset('SRV-2', {
      ...hall,
      name: '数据库服务器',
      purchaseDate: '2024-04-01',
      cost: 2000000,
      memory: 128,
    });
    this.test.asset('PRN-1', {
      name: '打印机',
      class: 'printer',
      status: 'idle',
      location: site,
      cost: 80050,
    });
  }

  idOf(tag: string): string {
    return assetByTag(this.test.reg, tag);
  }

  async fill(book: ExcelJS.Workbook | string, tags: readonly string[], more: Partial<FormInput> = {}) {
    const form = join(this.test.folder, 'form.xlsx');
    if (typeof book !== 'string') await book.xlsx.writeFile(form);
    const input: FormInput = {
      form: typeof book === 'string' ? book : form,
      name: 'form.xlsx',
      entity: 'asset',
      ids: tags.map((tag) => this.idOf(tag)),
      language: 'zh',
      actor: this.test.me,
      ...more,
    };
    const context: JobContext = {
      register: () => this.test.reg,
      progress: () => {},
      cancelled: () => false,
      part: () => {},
    };
    const shape = formShapeJob(context, input);
    const path = join(this.test.folder, shape === 'files' ? 'filled.zip' : 'filled.xlsx');
    const result = await formJob(context, { ...input, shape, path });
    const before = new ExcelJS.Workbook();
    if (typeof book !== 'string') await before.xlsx.readFile(form);
    const filled = new ExcelJS.Workbook();
    // It takes its time over 10,000 rows.
    if (shape !== 'files' && tags.length < 1000) await filled.xlsx.readFile(path);
    return { before, filled, shape, path, ...result };
  }
}

function card(): ExcelJS.Workbook {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('卡片', { pageSetup: { orientation: 'landscape', paperSize: 9 } });
  sheet.getColumn(1).width = 14;
  sheet.getColumn(2).width = 40;
  sheet.mergeCells('A1:C1');
  const title = sheet.getCell('A1');
  title.value = '固定资产卡片 {{资产编号}}（{{register}}）';
  title.font = { bold: true, size: 18, color: { argb: 'FFAA0000' } };
  title.alignment = { horizontal: 'center' };
  sheet.getCell('A2').value = '名称';
  sheet.getCell('B2').value = '{{name}}';
  sheet.getCell('B2').border = { bottom: { style: 'thin' } };
  sheet.getCell('B3').value = '{{ 原值 }}';
  sheet.getCell('B3').numFmt = '#,##0.00';
  sheet.getCell('B4').value = '{{购置日期}}';
  sheet.getCell('B4').numFmt = 'yyyy"年"m"月"d"日"';
  sheet.getCell('B5').value = {
    richText: [
      { text: '使用人 ' },
      { font: { bold: true }, text: '{{使' },
      { font: { bold: true }, text: '用人}} 先生' },
    ],
  };
  sheet.getCell('B6').value = { formula: 'B3*2', result: 0 };
  sheet.getCell('B7').value = '{{没有的字段}}';
  sheet.getCell('B8').value = '内存 {{memory}} GB，{{存放地点}}';
  sheet.getRow(2).height = 33;
  book.definedNames.add("'卡片'!$B$9", '存放地点');
  sheet.addImage(book.addImage({ buffer: onePixel as never, extension: 'png' }), 'D2:E5');
  return book;
}

describe('a form for one asset', () => {
  it('is filled in its marks and named cells, with everything else kept', async () => {
    const world = new FormWorld();
    const { before: form, filled, shape, problems } = await world.fill(card(), ['SRV-1']);
    expect(shape).toBe('sheets');
    const sheet = filled.getWorksheet('卡片') as ExcelJS.Worksheet;
    const before = form.getWorksheet('卡片') as ExcelJS.Worksheet;
    expect(sheet.getCell('A1').value).toBe('固定资产卡片 SRV-1（测试台账）');
    expect(sheet.getCell('B2').value).toBe('=1+1 服务器');
    expect(sheet.getCell('B3').value).toBe(12345.67);
    expect(sheet.getCell('B4').value).toEqual(new Date('2024-03-05'));
    expect(sheet.getCell('B5').value).toEqual({
      richText: [
        { text: '使用人 ' },
        { font: { bold: true }, text: '张三' },
        { font: { bold: true }, text: ' 先生' },
      ],
    });
    expect(sheet.getCell('B6').formula).toBe('B3*2');
    expect(sheet.getCell('B8').value).toBe('内存 64 GB，总部 / 机房A');
    expect(sheet.getCell('B9').value).toBe('总部 / 机房A');
    expect(problems).toEqual([{ sheet: '卡片', cell: 'B7', mark: '没有的字段', code: 'FORM_MARK_UNKNOWN' }]);
    expect(sheet.getCell('B7').value).toBe('{{没有的字段}}');
    for (const cell of ['A1', 'B2', 'B3', 'B4', 'B5']) {
      expect(sheet.getCell(cell).style, cell).toEqual(before.getCell(cell).style);
    }
    expect(sheet.getColumn(2).width).toBe(40);
    expect(sheet.getRow(2).height).toBe(33);
    expect(sheet.pageSetup.orientation).toBe('landscape');
    expect(sheet.model.merges).toEqual(['A1:C1']);
    expect(sheet.getImages()).toHaveLength(1);
  });

  it('makes a sheet for each of several, pictures too', async () => {
    const world = new FormWorld();
    const { filled, shape, rows } = await world.fill(card(), ['SRV-1', 'SRV-2', 'PRN-1']);
    expect([shape, rows]).toEqual(['sheets', 3]);
    expect(filled.worksheets.map(({ name }) => name)).toEqual(['SRV-1', 'SRV-2', 'PRN-1']);
    expect(filled.worksheets.map((sheet) => sheet.getCell('B3').value)).toEqual([12345.67, 20000, 800.5]);
    expect(filled.worksheets.map((sheet) => sheet.getCell('B9').value)).toEqual([
      '总部 / 机房A',
      '总部 / 机房A',
      '总部',
    ]);
    expect(filled.worksheets.map((sheet) => sheet.getImages().length)).toEqual([1, 1, 1]);
  });
});

describe('a form for more records than a workbook has room for', () => {
  it('makes an archive with a workbook for each, under names that differ', async () => {
    const world = new FormWorld();
    const tags = Array.from({ length: 201 }, (_, i) => `A/${i}`);
    world.test.commit(tags.map((tag) => ({ op: 'create', entity: 'asset', patch: { tag, name: tag } })));
    const { path, shape, rows } = await world.fill(card(), tags);
    expect([shape, rows]).toEqual(['files', 201]);
    const bytes = readFileSync(path);
    const entries = listZip(bytes, 'filled.zip');
    expect(new Set(entries.map(({ name }) => name)).size).toBe(201);
    const last = entries.find(({ name }) => name === 'A_200.xlsx');
    const book = await readWorkbook(inflateEntry(bytes, last as (typeof entries)[0], 'x'), {
      name: 'x.xlsx',
    });
    expect([...(book.sheets[0]?.rows() ?? [])][1]?.cells[1]).toBe('A/200');
  });
});

function list(): ExcelJS.Workbook {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('清单');
  sheet.headerFooter.oddFooter = '&C{{制表人}} 第 &P 页';
  sheet.getCell('A1').value = '{{使用部门}}资产清单，共 {{count}} 项，合计 {{合计:原值}}';
  sheet.getRow(2).values = ['序号', '编号', '名称', '原值', '含税', '备注'];
  sheet.getRow(3).values = [
    '{{*序号}}',
    '{{*tag}}',
    '{{*名称}}（{{*使用人}}）',
    '{{*cost}}',
    { formula: 'D3*1.13' },
    '固定',
  ];
  sheet.getRow(3).height = 25;
  for (const cell of ['A3', 'B3', 'C3', 'D3'])
    sheet.getCell(cell).border = { top: { style: 'thin' }, bottom: { style: 'thin' } };
  sheet.getCell('D3').numFmt = '#,##0.00';
  sheet.mergeCells('F3:G3');
  sheet.getCell('C4').value = '合计';
  sheet.getCell('D4').value = { formula: 'SUM(D3:D3)' };
  sheet.getCell('E4').value = { formula: 'SUM(E3)' };
  sheet.mergeCells('A5:C5');
  sheet.getCell('A5').value = '审批人：{{状态}}';
  sheet.getCell('D5').value = { formula: 'D4/$D$4' };
  sheet.addImage(book.addImage({ buffer: onePixel as never, extension: 'png' }), {
    tl: { col: 1, row: 6 },
    ext: { width: 10, height: 10 },
  });
  const other = book.addWorksheet('汇总');
  other.getCell('A1').value = { formula: "'清单'!D4+清单!$D$4" };
  sheet.getCell('B3').dataValidation = { type: 'textLength', operator: 'lessThan', formulae: [20] };
  return book;
}

describe('a form for a list', () => {
  it('repeats its row, moves what stands below, and grows the sums', async () => {
    const world = new FormWorld();
    const { before: form, filled, shape, problems } = await world.fill(list(), ['SRV-1', 'SRV-2', 'PRN-1']);
    expect(shape).toBe('list');
    const sheet = filled.getWorksheet('清单') as ExcelJS.Worksheet;
    expect(sheet.getCell('A1').value).toBe('资产清单，共 3 项，合计 33146.17');
    expect([3, 4, 5].map((row) => sheet.getCell(`B${row}`).value)).toEqual(['SRV-1', 'SRV-2', 'PRN-1']);
    expect([3, 4, 5].map((row) => sheet.getCell(`A${row}`).value)).toEqual([1, 2, 3]);
    expect(sheet.getCell('C3').value).toBe('=1+1 服务器（张三）');
    expect([3, 4, 5].map((row) => sheet.getCell(`E${row}`).formula)).toEqual([
      'D3*1.13',
      'D4*1.13',
      'D5*1.13',
    ]);
    expect([3, 4, 5].map((row) => sheet.getRow(row).height)).toEqual([25, 25, 25]);
    const before = form.getWorksheet('清单') as ExcelJS.Worksheet;
    for (const row of [3, 4, 5]) expect(sheet.getCell(`D${row}`).style).toEqual(before.getCell('D3').style);
    expect(sheet.getCell('D6').formula).toBe('SUM(D3:D5)');
    expect(sheet.getCell('E6').formula).toBe('SUM(E3:E5)');
    expect(sheet.getCell('D7').formula).toBe('D6/$D$6');
    expect(sheet.getCell('D7').result).toBeUndefined();
    expect((filled.getWorksheet('汇总') as ExcelJS.Worksheet).getCell('A1').formula).toBe(
      '清单!D6+清单!$D$6',
    );
    expect([...(sheet.model.merges as string[])].sort()).toEqual(['A7:C7', 'F3:G3', 'F4:G4', 'F5:G5']);
    expect(sheet.headerFooter.oddFooter).toBe('&C周建林 第 &P 页');
    expect(Math.floor(sheet.getImages()[0]?.range.tl.row ?? 0)).toBe(8);
    expect(sheet.getCell('B5').dataValidation?.type).toBe('textLength');
    expect(problems).toEqual([{ sheet: '清单', cell: 'A5', mark: '状态', code: 'FORM_MARK_VARIES' }]);
  });

  it('keeps values that look like formulas as text', async () => {
    const world = new FormWorld();
    const { path } = await world.fill(list(), ['SRV-1']);
    const book = await readWorkbook(readFileSync(path), { name: 'filled.xlsx' });
    const rows = [...(book.sheets[0]?.rows() ?? [])];
    expect(rows[2]?.cells[2]).toBe('=1+1 服务器（张三）');
  });

  it('takes 10,000 records', async () => {
    const world = new FormWorld();
    const tags = Array.from({ length: 10_000 }, (_, i) => `A-${String(i).padStart(5, '0')}`);
    world.test.commit(
      tags.map((tag, i) => ({ op: 'create', entity: 'asset', patch: { tag, name: 'x', cost: i * 100 } })),
    );
    const { path, rows } = await world.fill(list(), tags);
    expect(rows).toBe(10_000);
    const book = await readWorkbook(readFileSync(path), { name: 'filled.xlsx' });
    const all = [...(book.sheets[0]?.rows() ?? [])];
    expect(all[2 + 9999]?.cells.slice(0, 4)).toEqual([10_000, 'A-09999', 'x（）', 9999]);
    expect(all[2 + 10_000]?.cells[2]).toBe('合计');
  });
});

describe('a form for a document', () => {
  it('lists what a retirement takes away, and its media', async () => {
    const world = new FormWorld();
    const id = requestRetirement(world.test.reg, world.test.me, {
      assets: ['SRV-1', 'SRV-2'].map((tag) => world.idOf(tag)),
      reason: 'broken',
      title: '年度报废',
      explanation: '',
    });
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('{{number}} 申请');
    sheet.getCell('A1').value = '{{标题}}：{{报废原因}}，申请人 {{申请人}}，原值合计 {{合计 cost}}';
    sheet.getRow(2).values = ['{{*编号}}', '{{*使用人.phone}}', '{{*class}}'];
    sheet.getRow(4).values = ['{{*介质.设备}}', '{{*media.方法}}'];
    const { filled, shape, problems } = await world.fill(book, [], { entity: 'retirement', ids: [id] });
    expect(shape).toBe('sheets');
    expect(problems).toEqual([]);
    const made = filled.worksheets[0] as ExcelJS.Worksheet;
    expect(made.name).toMatch(/ 申请$/);
    expect(made.getCell('A1').value).toBe('年度报废：损坏且无修复价值，申请人 周建林，原值合计 32345.67');
    expect(made.getRow(2).values).toEqual([undefined, 'SRV-1', '13800000000', '服务器']);
    expect(made.getRow(3).values).toEqual([undefined, 'SRV-2', '13800000000', '服务器']);
    expect(made.getCell('A5').value).toMatch(/^SRV-1/);
  });
});

describe('a form that cannot be used', () => {
  it('has no marks, or is no workbook of that kind', async () => {
    const world = new FormWorld();
    const bare = new ExcelJS.Workbook();
    bare.addWorksheet('Sheet1').getCell('A1').value = 'nothing here';
    await expect(world.fill(bare, ['SRV-1'])).rejects.toMatchObject({ code: 'FORM_NO_MARKS' });
    const csv = join(world.test.folder, 'form.csv');
    writeFileSync(csv, 'a,b\n{{tag}},x\n');
    await expect(world.fill(csv, ['SRV-1'])).rejects.toMatchObject({ code: 'FORM_NOT_XLSX' });
  });
});
