import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { BlobStore } from '../../../src/core/attachments/blob-store.ts';
import { account, ImportWorld, told } from './import-world.ts';

type Edit = (sheet: ExcelJS.Worksheet) => void;

class TripWorld extends ImportWorld {
  #trips = 0;

  /** Exports assets with their hidden keys, lets somebody edit the first sheet, and gives the file. */
  async exported(columns: readonly string[], edit: Edit): Promise<string> {
    const path = join(this.test.folder, `trip-${++this.#trips}.xlsx`);
    const query = { entity: 'asset' as const, sort: { field: 'tag', descending: false } };
    await this.pool.run('export', {
      query,
      columns: [...columns],
      format: 'xlsx',
      language: 'zh',
      path,
    } as never);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    const sheet = book.worksheets.find(
      (one) => one.state === 'visible' && one.getRow(1).values.toString().includes('资产编号'),
    );
    edit(sheet as ExcelJS.Worksheet);
    const edited = join(this.test.folder, `edited-${this.#trips}.xlsx`);
    await book.xlsx.writeFile(edited);
    return edited;
  }
}

const columns = ['tag', 'name', 'notes', 'location', 'cost', 'user'];
const at = (sheet: ExcelJS.Worksheet, tag: string): ExcelJS.Row => {
  for (let n = 2; n <= sheet.rowCount; n++)
    if (sheet.getRow(n).getCell(1).text === tag) return sheet.getRow(n);
  throw new Error(`no row for ${tag}`);
};

function world() {
  const made = new TripWorld();
  for (const tag of ['A-1', 'A-2', 'A-3', 'A-4']) made.test.asset(tag, { notes: '原', cost: 100 });
  const update = (tag: string, patch: Record<string, string | number | null>) =>
    made.test.commit([{ op: 'update', entity: 'asset', id: made.id(tag), patch }]);
  return { made, update };
}

describe('an exported workbook that comes back', () => {
  it('never cuts what a cell could not hold, as a workbook or as a plain list', async () => {
    const { made, update } = world();
    const long = '𠮷'.repeat(20_000);
    update('A-1', { notes: long });
    update('A-2', { notes: 'a\r\nb' });
    const keyed = await made.import(await made.exported(columns, () => {}), { sheets: undefined });
    expect(account(keyed)).toEqual([4, 0, 0, 4, 0, 0]);
    const plain = `资产编号,备注\nA-1,${'𠮷'.repeat(16_383)}\nA-2,"a\nb"\n`;
    expect(account(await made.import(plain))).toEqual([2, 0, 0, 2, 0, 0]);
    expect(made.assets()['A-1']?.notes).toBe(long);
  });

  it('changes nothing when nobody touched it: not one log entry', async () => {
    const { made } = world();
    made.test.commit([
      { op: 'create', entity: 'person', patch: { name: '李伟', number: 'E1' } },
      { op: 'create', entity: 'person', patch: { name: '李伟', number: 'E2' } },
    ]);
    const [person] = made.test.reg
      .sql("SELECT rid FROM person WHERE number = 'E2'")
      .pluck()
      .all() as number[];
    const user = made.test.reg.keys.uuid(person as number);
    made.test.commit([{ op: 'update', entity: 'asset', id: made.id('A-1'), patch: { user } }]);
    const path = await made.exported(columns, () => {});
    const cursor = made.test.reg.cursor();
    const result = await made.import(path, { sheets: undefined });
    expect(account(result)).toEqual([4, 0, 0, 4, 0, 0]);
    expect([result.batch, made.test.reg.cursor(), result.problems]).toEqual([null, cursor, []]);
  });

  it('is compared three ways: updates, what the register has changed, and conflicts value by value', async () => {
    const { made, update } = world();
    const path = await made.exported(columns, (sheet) => {
      at(sheet, 'A-1').getCell(2).value = '工作簿改名';
      at(sheet, 'A-2').getCell(3).value = '工作簿说';
      at(sheet, 'A-2').getCell(5).value = 5;
      at(sheet, 'A-3').getCell(3).value = null;
      at(sheet, 'A-4').getCell(1).value = 'A-4b';
    });
    update('A-1', { notes: '台账改备注' });
    update('A-2', { notes: '台账说' });
    const plan = await made.plan(path, { sheets: undefined }, true);
    expect(plan.summary).toMatchObject({ updated: 4, unchanged: 0, conflicts: 1 });
    const { rows } = made.imports.rows(plan.id, { offset: 0, limit: 9, only: 'conflicts' });
    expect(rows.map(({ conflicts }) => conflicts)).toEqual([
      [{ target: 'notes', column: 2, base: '原', register: '台账说', workbook: '工作簿说', settled: null }],
    ]);
    const row = rows[0]?.row as number;
    const result = await made.imports.run(plan.id, made.test.me);
    expect(told(result)).toEqual([`${row} 备注 VALUE_CONFLICT`]);
    expect(result.conflicts).toEqual([
      {
        sheet: rows[0]?.sheet,
        row,
        field: 'notes',
        base: '原',
        register: '台账说',
        workbook: '工作簿说',
        settled: null,
      },
    ]);
    expect(made.assets()).toMatchObject({
      'A-1': { name: '工作簿改名', notes: '台账改备注' },
      'A-2': { notes: '台账说', cost: 500 },
      'A-4b': {},
    });
    expect(made.assets()['A-3']).not.toHaveProperty('notes');
    const stored = made.test.reg
      .sql("SELECT summary FROM batch WHERE kind = 'import'")
      .pluck()
      .get() as string;
    expect(JSON.parse(stored)).toMatchObject({ conflicts: 1, sheets: [{ updated: 4 }], records: 4 });
  });

  it('settles conflicts one by one or all at once', async () => {
    const { made, update } = world();
    const path = await made.exported(columns, (sheet) => {
      for (const tag of ['A-1', 'A-2']) at(sheet, tag).getCell(3).value = '工作簿';
    });
    update('A-1', { notes: '台账' });
    update('A-2', { notes: '台账' });
    const [sheet] = (await made.plan(path, { sheets: undefined })).options.sheets;
    const row = 2;
    const asked = {
      ...sheet,
      settled: { [row]: { notes: 'workbook' as const } },
      prefer: 'register' as const,
    };
    const result = await made.import(path, { sheets: [asked] });
    expect(result.conflicts.map(({ settled }) => settled)).toEqual(['workbook', 'register']);
    expect([result.updated, result.unchanged, told(result)]).toEqual([1, 3, []]);
    expect(made.assets()).toMatchObject({ 'A-1': { notes: '工作簿' }, 'A-2': { notes: '台账' } });
    const all = await made.import(path, { sheets: [{ ...sheet, prefer: 'workbook' as const }] });
    expect(all.updated).toBe(1);
    expect(made.assets()).toMatchObject({ 'A-2': { notes: '工作簿' } });
  });

  it('lists rows that are gone, and says of keys that name nothing; added rows are new', async () => {
    const { made } = world();
    const gone = made.id('A-2');
    const path = await made.exported(columns, (sheet) => {
      const keys = sheet.getRow(1).values as string[];
      const key = keys.indexOf('_holdfast_key');
      sheet.spliceRows(at(sheet, 'A-2').number, 1);
      at(sheet, 'A-3').getCell(key).value = 'k00000000000070008000000000000000';
      const added = sheet.addRow(['A-5', '新增']);
      added.commit();
    });
    made.test.commit([{ op: 'delete', entity: 'asset', id: made.id('A-4') }]);
    const plan = await made.plan(path, { sheets: undefined });
    expect(plan.summary.missing).toEqual({
      count: 2,
      records: expect.arrayContaining([{ id: gone, label: expect.any(String) }]),
    });
    const result = await made.imports.run(plan.id, made.test.me);
    expect(result.problems.map(({ code }) => code)).toEqual(['KEY_UNKNOWN', 'KEY_DELETED']);
    expect(account(result)).toEqual([4, 1, 0, 1, 0, 2]);
    expect(Object.keys(made.assets()).sort()).toEqual(['A-1', 'A-2', 'A-3', 'A-5']);
  });
});

describe('pictures in cells', () => {
  it('become photos of the asset when the plan is run, and are not attached twice', async () => {
    const made = new ImportWorld();
    const pixel = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('资产');
    sheet.addRow(['资产编号', '名称', '照片']);
    sheet.addRow(['A-1', '有照片', null]);
    sheet.addRow(['A-2', '没有', null]);
    const image = book.addImage({ buffer: pixel as never, extension: 'png' });
    sheet.addImage(image, { tl: { col: 2, row: 1 }, ext: { width: 20, height: 20 } } as never);
    const path = join(made.test.folder, 'photos.xlsx');
    await book.xlsx.writeFile(path);
    const asked = { sheet: '资产', headerRow: 1, mapping: { 0: 'tag', 1: 'name', 60002: 'photo' } };
    const plan = await made.plan(path, asked);
    const store = BlobStore.of(made.test.file);
    expect(existsSync(store.folder)).toBe(false);
    const result = await made.imports.run(plan.id, made.test.me);
    expect(result).toMatchObject({ created: 2, records: 2, createdOthers: { attachment: 1 } });
    const [attached] = made.test.reg.sql('SELECT record, sha256, mime FROM attachment').all() as Record<
      string,
      string
    >[];
    expect(attached).toMatchObject({ record: made.id('A-1'), mime: 'image/png' });
    expect(store.find(attached?.sha256 as string)).not.toBe(null);
    const again = await made.import(path, asked);
    expect([account(again), again.batch]).toEqual([[2, 0, 0, 2, 0, 0], null]);
  });
});

describe('rejected rows', () => {
  it('come as a workbook, also after the import, and come in once they are put right', async () => {
    const made = new ImportWorld();
    const path = await made.workbook({
      设备: [
        ['资产编号', '名称', '购置日期'],
        ['A-1', 'x', '2024-03-05'],
        ['A-2', 'y', '2026-02-30'],
      ],
    });
    const plan = await made.plan(path, { sheets: undefined });
    const result = await made.imports.run(plan.id, made.test.me);
    expect(account(result)).toEqual([2, 1, 0, 0, 0, 1]);
    const out = join(made.test.folder, 'rejected.xlsx');
    expect(await made.imports.rejects(plan.id, 'zh', out)).toEqual({ rows: 1 });
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(out);
    const [sheet] = book.worksheets;
    expect(sheet?.getRow(2).getCell(1).text).toContain('不是存在的日期');
    (sheet as ExcelJS.Worksheet).getRow(2).getCell(4).value = '2026-02-28';
    const fixed = join(made.test.folder, 'fixed.xlsx');
    await book.xlsx.writeFile(fixed);
    const again = await made.import(fixed, { sheets: undefined });
    expect(account(again)).toEqual([1, 1, 0, 0, 0, 0]);
    expect(made.assets()['A-2']).toMatchObject({ purchaseDate: '2026-02-28' });
    await made.imports.inspect(path, {});
    await expect(async () => made.imports.rejects(plan.id, 'zh', out)).rejects.toMatchObject({
      code: 'IMPORT_SESSION_GONE',
    });
  });
});
