import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { valueWords } from '../../../src/core/exchange/words.ts';
import { account, ImportWorld, told } from './import-world.ts';

const sum = (numbers: readonly unknown[]) => numbers.reduce<number>((all, each) => all + Number(each), 0);

describe('words that name no choice', () => {
  it('are listed once each with their count, and mean what a person says of them', async () => {
    const world = new ImportWorld();
    const file =
      '资产编号,名称,类别,资产性质\nA-1,x,工控机,行政类\nA-2,y,工控机,固定资产\nA-3,z,大屏幕,行政类\nA-4,z,台式机,\n';
    const plan = await world.plan(file);
    expect(plan.summary.unknownWords).toEqual([
      { sheet: 'register', target: 'class', word: '工控机', count: 2 },
      { sheet: 'register', target: 'kind', word: '行政类', count: 2 },
      { sheet: 'register', target: 'class', word: '大屏幕', count: 1 },
    ]);
    const words = { class: { 工控机: 'desktop', 大屏幕: 'monitor' }, kind: { 行政类: '' } };
    const result = await world.import(file, { words });
    expect(told(result)).toEqual([]);
    expect(world.assets()).toMatchObject({
      'A-1': { class: 'desktop' },
      'A-2': { class: 'desktop', kind: 'fixed' },
      'A-3': { class: 'monitor' },
    });
    expect(world.assets()['A-1']).not.toHaveProperty('category');
  });

  it('count as unknown where the meaning is no choice either', async () => {
    const world = new ImportWorld();
    const plan = await world.plan('资产编号,状态\nA-1,封存\n', { words: { status: { 封存: 'nonsense' } } });
    expect(plan.summary.unknownWords).toMatchObject([{ target: 'status', word: '封存' }]);
  });
});

describe('the order of day and month', () => {
  it('is assumed with one warning for the column, unless a person says it', async () => {
    const world = new ImportWorld();
    const file = '资产编号,名称,购置日期\nA-1,x,3/5/24\nA-2,y,4/5/24\n';
    const assumed = await world.import(file);
    expect(told(assumed)).toEqual(['0 购置日期 DATE_ORDER_ASSUMED']);
    expect(assumed.problems[0]).toMatchObject({ target: 'purchaseDate', severity: 'warning' });
    expect(world.assets()['A-1']).toMatchObject({ purchaseDate: '2024-03-05' });
    const said = await world.import(file, { dateOrders: { 2: 'dmy' } });
    expect(told(said)).toEqual([]);
    expect(world.assets()['A-1']).toMatchObject({ purchaseDate: '2024-05-03' });
  });

  it('is decided by the other columns of the sheet where its own values could be either', async () => {
    const world = new ImportWorld();
    const result = await world.import('资产编号,购置日期,保修到期\nA-1,3/5/24,25/12/26\n');
    expect(told(result)).toEqual(['0 购置日期 DATE_ORDER_LENT']);
    expect(world.assets()['A-1']).toMatchObject({ purchaseDate: '2024-05-03', warrantyEnd: '2026-12-25' });
  });

  it('is not lent by columns that differ', async () => {
    const world = new ImportWorld();
    const file = '资产编号,购置日期,保修到期,启用日期\nA-1,3/5/24,25/12/26,12/25/24\n';
    expect(told(await world.import(file))).toEqual(['0 购置日期 DATE_ORDER_ASSUMED']);
    const said = await world.import(file, { dateOrders: { 1: 'dmy' } });
    expect(told(said)).toEqual([]);
    expect(world.assets()['A-1']).toMatchObject({ purchaseDate: '2024-05-03', inServiceDate: '2024-12-25' });
  });

  it('stays as it was for rejected rows that come again, as does the decimal mark', async () => {
    const world = new ImportWorld();
    const file =
      '资产编号;名称;原值;购置日期\nA-1;x;1.234,50;25/3/24\nA-2;y;12,5;3/5/24\nA-1;z;1.234;4/5/24\n';
    const plan = await world.plan(file);
    const first = await world.imports.run(plan.id, world.test.me);
    expect(told(first)).toEqual(['4 资产编号 TAG_REPEATED']);
    const out = join(world.test.folder, 'rejected.xlsx');
    await world.imports.rejects(plan.id, 'zh', out);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(out);
    const sheet = book.worksheets[0] as ExcelJS.Worksheet;
    sheet.getCell('B2').value = 'A-3';
    await book.xlsx.writeFile(out);
    const again = await world.import(out, { sheets: undefined });
    expect(told(again)).toEqual([]);
    expect(world.assets()['A-3']).toMatchObject({ cost: 123_400, purchaseDate: '2024-05-04' });
  });
});

describe('amounts', () => {
  it('are read in the unit that the header says', async () => {
    const world = new ImportWorld();
    const file =
      '资产编号,名称,原值（万元）,税额(千元)\nA-1,x,1.5,0.2\nA-2,y,"1,200",\nA-3,z,3万,800元\nA-4,z,12000元,-1\n';
    expect(told(await world.import(file))).toEqual([]);
    expect(world.assets()).toMatchObject({
      'A-1': { cost: 15_000_00, tax: 200_00 },
      'A-2': { cost: 12_000_000_00 },
      'A-3': { cost: 30_000_00, tax: 800_00 },
      'A-4': { cost: 12_000_00, tax: -1_000_00 },
    });
    await world.import('资产编号,原值（元）\nA-1,1.5\n');
    expect(world.assets()['A-1']).toMatchObject({ cost: 1_50 });
  });

  it('are read in the unit that a line over the table states, and rejected rows keep it', async () => {
    const world = new ImportWorld();
    const head = '固定资产明细表,,\n编制单位：信息中心,,金额单位：万元\n资产编号,名称,原值,税额（元）\n';
    expect(told(await world.import(`${head}A-1,x,1.5,20\n`))).toEqual([]);
    expect(world.assets()['A-1']).toMatchObject({ cost: 15_000_00, tax: 20_00 });
  });

  it('bring their currency along where they name one and no column does', async () => {
    const world = new ImportWorld();
    const file =
      '资产编号,名称,原值,税额（美元）,币种\nA-1,x,£568.00,,\nA-2,x,"HK$1,000",,\nA-3,x,¥3,,\nA-4,x,$4,,EUR\nA-5,x,,6,\n';
    expect(told(await world.import(file))).toEqual([]);
    const made = world.assets();
    const tags = ['A-1', 'A-2', 'A-3', 'A-4', 'A-5'];
    expect(tags.map((tag) => made[tag]?.currency ?? null)).toEqual(['GBP', 'HKD', null, 'EUR', 'USD']);
    expect(made['A-1']).toMatchObject({ cost: 568_00 });
  });

  it('take the decimal mark that the other amounts of their column have', async () => {
    const world = new ImportWorld();
    const german = 'Asset tag;Name;Purchase cost\nA-1;x;1.234\nA-2;y;1.234,56\nA-3;z;12,5\n';
    expect(told(await world.import(german))).toEqual([]);
    expect(world.assets()).toMatchObject({
      'A-1': { cost: 1_234_00 },
      'A-2': { cost: 1_234_56 },
      'A-3': { cost: 12_50 },
    });
  });
});

describe('errors of a spreadsheet in a text file', () => {
  it('name no asset, place or person; a note may speak of them', async () => {
    const world = new ImportWorld();
    const file = '资产编号,名称,存放地点,使用人,备注\n#N/A,x,,,\nA-1,y,#REF!,#N/A,#N/A\n';
    const result = await world.import(file);
    expect(told(result)).toEqual(['2 资产编号 CELL_ERROR', '3 存放地点 CELL_ERROR', '3 使用人 CELL_ERROR']);
    expect(account(result)).toEqual([2, 1, 0, 0, 0, 1]);
    expect(Object.keys(world.assets())).toEqual(['A-1']);
    expect(world.assets()['A-1']).toMatchObject({ notes: '#N/A' });
    expect(world.assets()['A-1']).not.toHaveProperty('location');
  });
});

describe('a cell that may be left blank', () => {
  const file = '资产编号,名称,购置日期,存放地点,原值\nA-1,x,2026-02-30,机房,abc\nbad,,,,\n';
  const leave = [
    { code: 'DATE_IMPOSSIBLE', target: 'purchaseDate' },
    { code: 'REFERENCE_MISSING', target: 'location' },
    { code: 'MONEY_UNREADABLE', target: 'cost' },
  ];

  it('is named among the problems of its row, references too, all at once', async () => {
    const world = new ImportWorld();
    const plan = await world.plan(file, { createMissing: false });
    expect(plan.summary.groups.map(({ code, target, leavable }) => [code, target, leavable])).toEqual([
      ['DATE_IMPOSSIBLE', 'purchaseDate', true],
      ['MONEY_UNREADABLE', 'cost', true],
      ['REFERENCE_MISSING', 'location', true],
    ]);
  });

  it('comes in empty, as a thing to complete, and is off the list when it is filled', async () => {
    const world = new ImportWorld();
    const result = await world.import(file, { createMissing: false, leave });
    expect(account(result)).toEqual([2, 2, 0, 0, 0, 0]);
    expect(result.problems.map(({ severity }) => severity)).toEqual(['warning', 'warning', 'warning']);
    expect(world.assets()['A-1']?.incomplete).toEqual(['purchaseDate', 'cost', 'location']);
    const words = valueWords(
      world.test.reg,
      'incomplete',
      { type: 'list', label: { zh: '', en: '' } },
      ['cost', 'user'],
      'zh',
    );
    expect(words).toBe('原值、使用人');
    await world.import('资产编号,购置日期\nA-1,2026-02-28\n');
    expect(world.assets()['A-1']?.incomplete).toEqual(['cost', 'location']);
    const id = world.id('A-1');
    world.test.commit([{ op: 'update', entity: 'asset', id, patch: { cost: 5, name: '别的' } }]);
    expect(world.assets()['A-1']?.incomplete).toEqual(['location']);
    await world.import('资产编号,存放地点\nA-1,机房\n');
    expect(world.assets()['A-1']).not.toHaveProperty('incomplete');
  });

  it('is never the key, and does not hide what the register knows', async () => {
    const world = new ImportWorld();
    world.test.asset('A-1', { purchaseDate: '2020-01-01' });
    const tag = await world.import('资产编号,名称\n5.02E+18,x\n', {
      leave: [{ code: 'CODE_DAMAGED', target: 'tag' }],
    });
    expect(tag.rejected).toBe(1);
    const result = await world.import('资产编号,购置日期,名称\nA-1,2026-02-30,新\n', { leave });
    expect(account(result)).toEqual([1, 0, 1, 0, 0, 0]);
    expect(world.assets()['A-1']).toMatchObject({ purchaseDate: '2020-01-01', name: '新' });
    expect(world.assets()['A-1']).not.toHaveProperty('incomplete');
  });
});

describe('cells put right in the preview', () => {
  it('replace those of the file, and are shown', async () => {
    const world = new ImportWorld();
    const edits = { 2: { 2: '2026-02-28' }, 3: { 0: 'A-2', 1: '' } };
    const plan = await world.plan('资产编号,名称,购置日期\nA-1,x,2026-02-30\nA-1,y,\n', { edits }, true);
    expect(plan.summary).toMatchObject({ created: 2, problems: 0 });
    const { rows } = world.imports.rows(plan.id, { offset: 0, limit: 5, only: 'all' });
    expect(rows.map(({ cells }) => cells)).toEqual([{ 0: 'A-1', 1: 'x', 2: '2026-02-28' }, { 0: 'A-2' }]);
  });
});

describe('rows that are no records', () => {
  it('sums and signatures are skipped with that reason; hidden rows only when asked', async () => {
    const world = new ImportWorld();
    const file = '资产编号,名称,数量,原值\nA-1,x,1,10\n小计,,1,10\nA-2,y,1,5\n合计,,2,15\n制表人：张三,,,\n';
    const result = await world.import(file);
    expect(account(result)).toEqual([5, 2, 0, 0, 3, 0]);
    expect(told(result)).toEqual(['3 SUMMARY_ROW', '5 SUMMARY_ROW', '6 SUMMARY_ROW']);
  });
});

describe('one row for several assets', () => {
  const split = { quantity: true, ranges: true };

  it('is split by its quantity: numbers are assigned, the total is divided to the cent', async () => {
    const world = new ImportWorld();
    const result = await world.import('名称,类别,数量,原值,税额单价\n办公椅,家具,3,100.00,1.00\n', {
      split,
      mapping: { 0: 'name', 1: 'class', 2: 'quantity', 3: 'cost', 4: 'tax' },
      sheet: 'register',
      headerRow: 1,
    });
    expect(account(result)).toEqual([1, 1, 0, 0, 0, 0]);
    expect(result.records).toBe(3);
    expect(result.problems).toMatchObject([
      { code: 'TAG_ASSIGNED', params: { suggestion: 'HF-FUR-00001 ~ HF-FUR-00003' } },
    ]);
    const assets = Object.entries(world.assets())
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([, values]) => values);
    expect(assets.map(({ cost }) => cost)).toEqual([3334, 3333, 3333]);
    expect(sum(assets.map(({ cost }) => cost))).toBe(10_000);
    expect(assets.map(({ quantity, tax }) => [quantity, tax])).toEqual([
      [1, 100],
      [1, 100],
      [1, 100],
    ]);
  });

  it('is split by ranges and lists of numbers, whose count must agree with the quantity', async () => {
    const world = new ImportWorld();
    const file =
      '资产编号,名称,数量,序列号,原值\n0001~0003,甲,3,,9\nHF-009至HF-010,乙,,"S1、S2",\nA01-A03,丙,2,,\nZC-1-ZC-20,丁,,,\n"001、002",戊,2,X,\n2024-0001,己,1,,\n';
    const result = await world.import(file, { split });
    expect(told(result)).toEqual(['4 数量 SPLIT_COUNT', '6 序列号 SPLIT_SERIALS']);
    expect(account(result)).toEqual([6, 4, 0, 0, 0, 2]);
    expect(result.records).toBe(7);
    expect(Object.keys(world.assets()).sort()).toEqual([
      '0001',
      '0002',
      '0003',
      '2024-0001',
      'HF-009',
      'HF-010',
      'ZC-1-ZC-20',
    ]);
    expect(world.assets()['HF-010']).toMatchObject({ serial: 'S2' });
    const cursor = world.test.reg.cursor();
    const again = await world.import(file, { split });
    expect(account(again)).toEqual([6, 0, 0, 4, 0, 2]);
    expect(world.test.reg.cursor()).toBe(cursor);
  });

  it('comes in with a cell left blank in each of its records', async () => {
    const world = new ImportWorld();
    const leave = [{ code: 'REFERENCE_MISSING', target: 'custodian' }];
    const result = await world.import('资产编号,名称,保管人\n001、002,x,没有此人\n', {
      split,
      leave,
      createMissing: false,
    });
    expect(account(result)).toEqual([1, 1, 0, 0, 0, 0]);
    expect(Object.values(world.assets()).map(({ incomplete }) => incomplete)).toEqual([
      ['custodian'],
      ['custodian'],
    ]);
  });

  it('stays one, and says so, where several things share one tag', async () => {
    const world = new ImportWorld();
    const result = await world.import('资产编号,名称,数量\nZC-7,x,20\n', { split });
    expect(told(result)).toEqual(['2 数量 SPLIT_ONE_TAG']);
    expect(world.assets()['ZC-7']).toMatchObject({ quantity: 20 });
  });

  it('stays one where nobody asked for it, and is refused beyond 10,000', async () => {
    const world = new ImportWorld();
    const whole = await world.import('资产编号,名称,数量\n0001~0003,x,3\n');
    expect([whole.records, Object.keys(world.assets())]).toEqual([1, ['0001~0003']]);
    const many = await world.import('名称,数量\nx,10001\n', { split });
    expect(told(many)).toEqual(['2 数量 SPLIT_TOO_MANY']);
  });
});

describe('keys', () => {
  it('of several columns name a record together; more than one that fits is told with their number', async () => {
    const world = new ImportWorld();
    await world.import('资产编号,名称,存放地点,备注\nA-1,投影仪,甲,\nA-2,投影仪,乙,\nA-3,投影仪,乙,\n');
    const result = await world.import('名称,存放地点,备注\n投影仪,甲,找到\n投影仪,乙,两个\n投影仪,丙,新\n', {
      key: ['name', 'location'],
    });
    expect(told(result)).toEqual(
      ['3 名称 KEY_AMBIGUOUS', '4 名称 TAG_ASSIGNED'].map((text) => text.replace('4 名称 TAG', '4 TAG')),
    );
    expect(result.problems[0]).toMatchObject({ params: { count: 2 } });
    expect(account(result)).toEqual([3, 1, 1, 0, 0, 1]);
    expect(world.assets()['A-1']).toMatchObject({ notes: '找到' });
  });

  it('can be the ledger number or the internal id; a value that only one record may have is not given twice', async () => {
    const world = new ImportWorld();
    const id = world.test.asset('A-1', { ledgerNo: 'F-1' });
    world.test.asset('A-2');
    const ledger = await world.import('财务编号,名称,资产编号\nf-1,甲,A-2\n', { key: ['ledgerNo'] });
    expect(told(ledger)).toEqual(['2 资产编号 DUPLICATE_VALUE']);
    const renamed = await world.import('财务编号,名称,资产编号\nf-1,甲,A-9\n', { key: ['ledgerNo'] });
    expect(account(renamed)).toEqual([1, 0, 1, 0, 0, 0]);
    const byId = await world.import(`内部编号,名称\n${id},乙\n00000000-0000-7000-8000-000000000000,丙\n`);
    expect(told(byId)).toEqual(['3 内部编号 ID_UNKNOWN']);
    expect(world.assets()['A-9']).toMatchObject({ name: '乙' });
  });

  it('blanks are kept or cleared column by column, never the tag or a required field', async () => {
    const world = new ImportWorld();
    await world.import('资产编号,名称,备注,订单号\nA-1,x,备注,PO-1\n');
    await world.import('资产编号,名称,备注,订单号\nA-1,,,\n', { blanks: { orderNo: 'clear' } });
    expect(world.assets()['A-1']).toMatchObject({ name: 'x', notes: '备注' });
    expect(world.assets()['A-1']).not.toHaveProperty('orderNo');
    await world.import('资产编号,名称,备注,订单号\nA-1,,,\n', { blank: 'clear', blanks: { name: 'keep' } });
    expect(world.assets()['A-1']).toMatchObject({ name: 'x', tag: 'A-1' });
    expect(world.assets()['A-1']).not.toHaveProperty('notes');
  });
});

describe('what people mark cells with', () => {
  it('merged cells count for every row they span, colours can be a column, hidden rows are left out on request', async () => {
    const world = new ImportWorld();
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('台账');
    sheet.addRow(['固定资产台账']);
    sheet.mergeCells('A1:D1');
    sheet.addRow(['资产编号', '名称', '使用部门', '备注']);
    for (const tag of ['A-1', 'A-2', 'A-3', 'A-4']) sheet.addRow([tag, `名称${tag}`, null, null]);
    sheet.getCell('C3').value = '信息中心';
    sheet.mergeCells('C3:C5');
    const yellow = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFFF00' } } as const;
    sheet.getCell('A4').fill = yellow;
    sheet.getRow(6).hidden = true;
    const path = join(world.test.folder, 'marked.xlsx');
    await book.xlsx.writeFile(path);
    const asked = {
      sheet: '台账',
      headerRow: 2,
      mapping: { 0: 'tag', 1: 'name', 2: 'department', 20000: 'status' },
      words: { status: { 黄色: 'idle' } },
    };
    const plan = await world.plan(path, { ...asked, skipHidden: true }, true);
    expect(plan.summary).toMatchObject({ created: 3, skipped: 1 });
    expect(plan.summary.groups).toMatchObject([{ code: 'HIDDEN_ROW', rows: [6] }]);
    const { rows } = world.imports.rows(plan.id, { offset: 1, limit: 1, only: 'all' });
    expect(rows[0]?.cells).toMatchObject({ 0: 'A-2', 2: '信息中心', 20000: '黄色' });
    const result = await world.import(path, asked);
    expect(account(result)).toEqual([4, 4, 0, 0, 0, 0]);
    expect(world.assets()).toMatchObject({
      'A-1': { department: '信息中心' },
      'A-2': { department: '信息中心', status: 'idle' },
      'A-3': { department: '信息中心' },
    });
    expect(world.assets()['A-4']).not.toHaveProperty('department');
  });
});

describe('a sheet without a header', () => {
  it('takes its first row for a record when a person says so, and shows it for the choice', async () => {
    const world = new ImportWorld();
    const file = world.file('A-1,服务器,不是金额\nA-2,交换机,200\n');
    const { sheets } = await world.imports.inspect(file, { headerRow: 0 });
    expect(sheets[0]).toMatchObject({ headerRow: 0, headerRows: 0, rows: 2 });
    expect(sheets[0]?.columns.map(({ letter, header }) => `${letter}${header}`)).toEqual(['A', 'B', 'C']);
    expect(sheets[0]?.top).toEqual([
      { row: 1, cells: ['A-1', '服务器', '不是金额'] },
      { row: 2, cells: ['A-2', '交换机', '200'] },
    ]);
    const mapping = { 0: 'tag', 1: 'name', 2: 'cost' };
    const result = await world.import(file, { headerRow: 0, mapping, sheet: sheets[0]?.name });
    expect([account(result), told(result)]).toEqual([[2, 1, 0, 0, 0, 1], ['1 C MONEY_UNREADABLE']]);
    expect(world.assets()['A-2']).toMatchObject({ name: '交换机', cost: 20_000 });
  });

  it('has its rejected rows come back by the letters of their columns', async () => {
    const world = new ImportWorld();
    const mapping = { 0: 'tag', 1: 'name', 2: 'cost' };
    const plan = await world.plan('A-1,服务器,x\n', { headerRow: 0, mapping, sheet: 'register' });
    const out = join(world.test.folder, 'rejected.xlsx');
    await world.imports.rejects(plan.id, 'en', out);
    const { sheets } = await world.imports.inspect(out, {});
    expect(sheets[0]?.columns.map(({ header, field }) => [header, field])).toEqual([
      ['Reason not imported', null],
      ['A', 'tag'],
      ['B', 'name'],
      ['C', 'cost'],
    ]);
  });
});
