import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as XLSX from 'xlsx';
import { targetOfHeader } from '../../../src/core/exchange/headers.ts';
import { exampleMarkers, isExampleRow } from '../../../src/core/exchange/templates/example-row.ts';
import { type TemplateInput, templateJob } from '../../../src/core/exchange/templates/job.ts';
import type { JobContext } from '../../../src/core/workers/jobs.ts';
import { importEntities } from '../../../src/model/import-targets.ts';
import { TestRegister } from '../../support/register.ts';
import { account, ImportWorld, told } from './import-world.ts';

class TemplateWorld {
  readonly test = new TestRegister();

  constructor() {
    onTestFinished(() => this.test.close());
  }

  make(entity: 'location' | 'organisation', patch: Record<string, string>): string {
    return this.test.commit([{ op: 'create', entity, patch }]).records[0] as string;
  }

  async template(more: Partial<TemplateInput> = {}) {
    const context: JobContext = {
      register: () => this.test.reg,
      progress: () => {},
      cancelled: () => false,
      part: () => {},
    };
    const path = join(this.test.folder, 'template.xlsx');
    await templateJob(context, { entity: 'asset', class: null, language: 'zh', path, ...more });
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    return { path, book, sheet: book.worksheets[0] as ExcelJS.Worksheet };
  }
}

function columnOf(sheet: ExcelJS.Worksheet, header: string): number {
  const values = sheet.getRow(1).values as string[];
  const at = values.indexOf(header);
  expect(at, `${header} in ${values.join(' ')}`).toBeGreaterThan(0);
  return at;
}

const noteText = (cell: ExcelJS.Cell): string => {
  const { note } = cell;
  return typeof note === 'string' ? note : (note?.texts ?? []).map(({ text }) => text).join('');
};

describe('a template', () => {
  it('has the fields of its class, with notes, required ones marked', async () => {
    const world = new TemplateWorld();
    const { sheet } = await world.template({ class: 'server' });
    expect(sheet.name).toBe('服务器');
    const memory = columnOf(sheet, '内存');
    expect(noteText(sheet.getCell(1, memory))).toBe('整数。不小于 0。单位：GB。');
    const name = sheet.getCell(1, columnOf(sheet, '名称 *'));
    expect(noteText(name)).toMatch(/^必填。/);
    expect(name.style.fill).not.toEqual(sheet.getCell(1, memory).style.fill);
    const headers = sheet.getRow(1).values as string[];
    expect(headers).not.toContain('车牌号');
    const plain = await world.template();
    expect(plain.sheet.getRow(1).values).not.toContain('内存');
  });

  it('has one example row in grey that says what it is', async () => {
    const world = new TemplateWorld();
    const { sheet } = await world.template({ class: 'server', language: 'en' });
    expect(sheet.rowCount).toBe(2);
    expect(sheet.getCell('A2').value).toBe('Example (not imported)');
    expect(sheet.getCell('A2').font?.italic).toBe(true);
    expect(sheet.getCell(2, columnOf(sheet, 'Class *')).value).toBe('Server');
    expect(sheet.getCell(2, columnOf(sheet, 'Cost')).value).toBe(56_000);
    expect(sheet.getCell(2, columnOf(sheet, 'Purchase date')).value).toEqual(new Date('2024-03-05'));
    const cells = (sheet.getRow(2).values as string[]).slice(1);
    expect(isExampleRow(cells)).toBe(true);
    expect(isExampleRow(['SRV-1', exampleMarkers.en])).toBe(false);
  });

  it('offers the choices and what the register has, from a hidden sheet of allowed values', async () => {
    const world = new TemplateWorld();
    const site = world.make('location', { name: '总部' });
    world.make('location', { name: '机房A', parent: site });
    world.make('organisation', { name: '华为, 技术' });
    const { book, sheet, path } = await world.template({ class: 'storage' });
    const names = XLSX.read(readFileSync(path)).Workbook?.Names ?? [];
    const lists = book.getWorksheet('可选值') as ExcelJS.Worksheet;
    expect(lists.state).toBe('hidden');
    const offered = (header: string) => {
      const rule = sheet.getCell(3, columnOf(sheet, header)).dataValidation;
      expect(rule?.type, header).toBe('list');
      // exceljs loses the names of long ranges; SheetJS gives them as they stand.
      const range = names.find(({ Name }) => Name === rule?.formulae[0])?.Ref ?? '';
      const [, letters, from, to] = /\$([A-Z]+)\$(\d+):\$[A-Z]+\$(\d+)/.exec(range) ?? [];
      return Array.from(
        { length: Number(to) - Number(from) + 1 },
        (_, i) => lists.getCell(`${letters}${Number(from) + i}`).value,
      );
    };
    expect(offered('存放地点')).toEqual(['总部', '总部 / 机房A']);
    expect(offered('供应商')).toEqual(['华为, 技术']);
    expect(offered('类别 *')).toEqual(['存储']);
    expect(offered('状态')).toContain('维修中');
    expect(offered('币种')).toContain('美元');
    const cell = (header: string) => sheet.getCell(5000, columnOf(sheet, header)).dataValidation;
    expect(cell('购置日期')).toMatchObject({ type: 'date', operator: 'between' });
    expect(cell('U 位')).toMatchObject({ type: 'whole', formulae: [1, 100] });
    expect(cell('序列号')).toMatchObject({ type: 'textLength', formulae: [200] });
    expect(cell('原值')).toMatchObject({ type: 'decimal' });
  });

  it.each(importEntities)(
    'can be made of %s in both languages, each header known to the import',
    async (entity) => {
      const world = new TemplateWorld();
      for (const language of ['zh', 'en'] as const) {
        const { sheet } = await world.template({ entity, language });
        expect(sheet.getCell('A2').value).toBe(exampleMarkers[language]);
        const headers = (sheet.getRow(1).values as string[]).slice(1);
        for (const header of headers) expect(targetOfHeader(header, entity), header).toBeDefined();
      }
    },
  );

  it('refuses a class that is none', async () => {
    await expect(new TemplateWorld().template({ class: 'spoon' })).rejects.toMatchObject({
      code: 'CLASS_NOT_FOUND',
    });
  });
});

describe('a filled template', () => {
  it.each(['zh', 'en'] as const)(
    'imports without a problem, its example row left out, in %s',
    async (language) => {
      const world = new ImportWorld();
      const path = join(world.test.folder, 'template.xlsx');
      await world.pool.run('template', { entity: 'asset', class: 'server', language, path });
      const book = new ExcelJS.Workbook();
      await book.xlsx.readFile(path);
      const sheet = book.worksheets[0] as ExcelJS.Worksheet;
      const example = sheet.getRow(2).values as ExcelJS.CellValue[];
      sheet.getRow(3).values = example.map((value, i) => (i === 1 ? '00042' : value));
      sheet.getRow(4).values = example.map((value, i) => (i === 1 ? 'SRV-43' : i === 9 ? 'SN-43' : value));
      await book.xlsx.writeFile(path);
      const sheets = (await world.imports.inspect(path, { name: 'template.xlsx' })).suggestedSheets;
      expect(sheets).toEqual([0]);
      const result = await world.import(path);
      expect(told(result)).toEqual(['2 EXAMPLE_ROW']);
      expect(account(result)).toEqual([3, 2, 0, 0, 1, 0]);
      expect(world.assets()['00042']).toMatchObject({
        class: 'server',
        status: 'inUse',
        cost: 5_600_000,
        memory: 256,
        purchaseDate: '2024-03-05',
      });
    },
  );

  it('is of its class also where a row leaves the class empty', async () => {
    const world = new ImportWorld();
    const path = join(world.test.folder, 'template.xlsx');
    await world.pool.run('template', { entity: 'asset', class: 'server', language: 'zh', path });
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    book.worksheets[0]?.getRow(3).splice(1, 2, 'SRV-1', '新服务器');
    await book.xlsx.writeFile(path);
    expect(told(await world.import(path))).toEqual(['2 EXAMPLE_ROW']);
    expect(world.assets()['SRV-1']).toMatchObject({ class: 'server' });
  });
});
