import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uuidText } from '../../../src/core/log/pure/ids.ts';
import { undoBatch } from '../../../src/core/log/undo.ts';
import { cancelSheet, closeSheet } from '../../../src/core/stocktake/close.ts';
import { createSheet } from '../../../src/core/stocktake/create.ts';
import { writeDifferences } from '../../../src/core/stocktake/differences.ts';
import { resultLines } from '../../../src/core/stocktake/lines.ts';
import { countScope } from '../../../src/core/stocktake/scope.ts';
import { startSheet } from '../../../src/core/stocktake/start.ts';
import { allStatuses, statusOf } from '../../../src/core/stocktake/status.ts';
import { StocktakeWorld } from '../../support/stocktake.ts';

let world: StocktakeWorld;

beforeEach(() => {
  world = new StocktakeWorld();
  world.place('总部');
  world.place('3号楼', '总部');
  world.place('301', '3号楼');
  world.place('5号楼', '总部');
  world.person('陈晓燕');
});
afterEach(() => world.close());

const code = (name: string) => expect.objectContaining({ code: name });
const page = { offset: 0, limit: 1000 };
const draft = (filter = '') =>
  createSheet(world.reg, world.me, { name: '年度盘点', filter, locations: [], due: '2026-01-31' });
const tags = (sheet: string, query = {}) =>
  resultLines(world.reg, sheet, query, page).lines.map((line) => line.tag);

describe('the scope of a stocktake', () => {
  it('holds a place with all that is inside it, and what the filter asks for', () => {
    world.asset('A', { location: world.places['301'], class: 'laptop' });
    world.asset('B', { location: world.places['5号楼'] });
    world.asset('C', { location: world.places['301'] });
    expect(tags(world.stocktake('', ['3号楼']))).toEqual(['A', 'C']);
    expect(tags(world.stocktake('class=laptop', ['总部']))).toEqual(['A']);
    expect(tags(world.stocktake())).toEqual(['A', 'C', 'B']);
  });

  it('leaves out what can not be found on a shelf, unless it is asked for', () => {
    for (const status of ['retired', 'disposed', 'sold', 'planned', 'ordered', 'missing'])
      world.asset(`S-${status}`, { status });
    world.asset('VM', { class: 'virtualMachine' });
    world.asset('APP', { class: 'application' });
    world.asset('NEW', { status: null });
    world.asset('HERE');
    const count = (filter: string) => countScope(world.reg, { filter, locations: [] });
    expect(count('')).toBe(2);
    expect(count('status=missing')).toBe(1);
    expect(count('class=virtualMachine')).toBe(1);
  });

  it('is refused when nothing is in it, and the sheet stays a draft', () => {
    const id = draft('class=printer');
    expect(() => startSheet(world.reg, world.me, id)).toThrowError(code('STOCKTAKE_EMPTY'));
    expect(statusOf(world.reg, id)).toMatchObject({ state: 'draft', expected: 0 });
  });

  it('with a filter that can not be read is refused at once', () => {
    expect(() => draft('nofield=1')).toThrowError(code('FIELD_UNKNOWN'));
    expect(allStatuses(world.reg)).toEqual([]);
  });
});

describe('what is expected', () => {
  it('is frozen at the start: later changes of the register do not move it', () => {
    const id = world.asset('A', { location: world.places['301'], user: world.people.陈晓燕 });
    const sheet = world.stocktake();
    world.asset('LATER');
    world.commit([
      { op: 'update', entity: 'asset', id, patch: { location: world.places['5号楼'] as string, user: null } },
    ]);
    expect(statusOf(world.reg, sheet)).toMatchObject({ state: 'counting', expected: 1, notCounted: 1 });
    expect(resultLines(world.reg, sheet, {}, page).lines).toMatchObject([
      { tag: 'A', outcome: 'notCounted', expectedLocation: '总部 / 3号楼 / 301', expectedUser: '陈晓燕' },
    ]);
    expect(world.scan(sheet, 'A', '5号楼').outcome).toBe('elsewhere');
    expect(world.scan(sheet, 'LATER', '5号楼').outcome).toBe('unexpected');
  });

  it('travels in entries of up to a thousand lines and stands complete in the table', () => {
    const drafts = Array.from({ length: 2345 }, (_, i) => ({
      op: 'create' as const,
      entity: 'asset' as const,
      patch: { tag: `T-${String(i).padStart(5, '0')}`, name: '台式机', class: 'desktop', status: 'inUse' },
    }));
    world.commit(drafts);
    const sheet = world.stocktake();
    expect(statusOf(world.reg, sheet).expected).toBe(2345);
    expect(world.reg.db.prepare('SELECT count(*) FROM expectation').pluck().get()).toBe(3);
    const all = tags(sheet);
    expect(all.length).toBe(1000);
    expect(all).toEqual([...all].sort());
    expect(resultLines(world.reg, sheet, {}, { offset: 2000, limit: 1000 })).toMatchObject({ total: 2345 });
    expect(resultLines(world.reg, sheet, {}, { offset: 2000, limit: 1000 }).lines.length).toBe(345);
  });

  it('is given up with the sheet, in draft or while counting, but not afterwards', () => {
    world.asset('A');
    const sheet = world.stocktake();
    cancelSheet(world.reg, world.me, sheet);
    expect(statusOf(world.reg, sheet).state).toBe('cancelled');
    expect(() => world.scan(sheet, 'A')).toThrowError(code('STOCKTAKE_NOT_COUNTING'));
    expect(() => cancelSheet(world.reg, world.me, sheet)).toThrowError(code('STOCKTAKE_STATE'));
    const other = draft();
    cancelSheet(world.reg, world.me, other);
    expect(() => startSheet(world.reg, world.me, other)).toThrowError(code('STOCKTAKE_STATE'));
  });
});

describe('the lines of a result', () => {
  function counted(): string {
    world.asset('A', { location: world.places['301'] });
    world.asset('B', { location: world.places['301'] });
    world.asset('C', { location: world.places['5号楼'] });
    world.asset('X', { location: world.places['301'], status: 'retired' });
    const sheet = world.stocktake();
    world.scan(sheet, 'A', '301');
    world.scan(sheet, 'B', '5号楼');
    world.scan(sheet, 'X', '5号楼');
    world.scan(sheet, '???-7', '301');
    return sheet;
  }

  it('come by outcome, and the numbers agree with the status', () => {
    const sheet = counted();
    expect(tags(sheet, { outcome: 'expected' })).toEqual(['A']);
    expect(tags(sheet, { outcome: 'elsewhere' })).toEqual(['B']);
    expect(tags(sheet, { outcome: 'notCounted' })).toEqual(['C']);
    expect(tags(sheet, { outcome: 'retired' })).toEqual(['X']);
    expect(tags(sheet, { outcome: 'unknown' })).toEqual(['???-7']);
    expect(tags(sheet).sort()).toEqual(['???-7', 'A', 'B', 'C', 'X']);
    expect(statusOf(world.reg, sheet)).toMatchObject({
      expected: 3,
      counted: 2,
      notCounted: 1,
      byOutcome: { expected: 1, elsewhere: 1, retired: 1, unknown: 1 },
    });
  });

  it('come by place: expected or found there, or inside it', () => {
    const sheet = counted();
    const at = (name: string, outcome?: string) =>
      tags(sheet, { location: world.places[name], outcome }).sort();
    expect(at('3号楼')).toEqual(['???-7', 'A', 'B']);
    expect(at('5号楼')).toEqual(['B', 'C', 'X']);
    expect(at('5号楼', 'elsewhere')).toEqual(['B']);
    expect(at('5号楼', 'notCounted')).toEqual(['C']);
    expect(at('3号楼', 'notCounted')).toEqual([]);
  });
});

describe('closing', () => {
  it('dates what was counted and leaves the rest alone unless told', async () => {
    const a = world.asset('A');
    const b = world.asset('B');
    const sheet = world.stocktake();
    world.scan(sheet, 'A');
    await closeSheet(world.reg, world.me, sheet, false);
    expect(world.values('asset', a).lastCounted).toMatch(/^2026-01-0[456]$/);
    expect(world.values('asset', b)).toMatchObject({ status: 'inUse', lastCounted: null });
    expect(statusOf(world.reg, sheet)).toMatchObject({ state: 'closed', counted: 1, notCounted: 1 });
  });

  it('marks what was not counted as missing, where its state may pass to that, and can be undone as one', async () => {
    const a = world.asset('A');
    const b = world.asset('B', { status: 'idle' });
    const c = world.asset('C');
    const sheet = world.stocktake();
    world.scan(sheet, 'A');
    world.commit([{ op: 'update', entity: 'asset', id: c, patch: { status: 'writtenOff' } }]);
    await closeSheet(world.reg, world.me, sheet, true);
    expect(world.values('asset', a).status).toBe('inUse');
    expect(world.values('asset', b).status).toBe('missingUnverified');
    expect(world.values('asset', c).status).toBe('writtenOff');
    const batch = world.reg.db
      .prepare('SELECT id FROM batch ORDER BY key DESC LIMIT 1')
      .pluck()
      .get() as Buffer;
    await undoBatch(world.reg, world.me, uuidText(batch));
    expect(world.values('asset', b).status).toBe('idle');
    expect(world.values('asset', a).lastCounted).toBeNull();
    expect(statusOf(world.reg, sheet).state).toBe('counting');
  });

  it('of thousands of lines does the same, and bars counting meanwhile', async () => {
    const drafts = Array.from({ length: 1500 }, (_, i) => ({
      op: 'create' as const,
      entity: 'asset' as const,
      patch: { tag: `T-${i}`, name: '台式机', class: 'desktop', status: 'inUse' },
    }));
    world.commit(drafts);
    const sheet = world.stocktake();
    world.scan(sheet, 'T-7');
    const closing = closeSheet(world.reg, world.me, sheet, true);
    expect(() => world.scan(sheet, 'T-8')).toThrowError(code('STOCKTAKE_NOT_COUNTING'));
    await closing;
    const count = (status: string) =>
      world.reg.db.prepare('SELECT count(*) FROM asset WHERE status = ?').pluck().get(status);
    expect(count('missingUnverified')).toBe(1499);
    expect(count('inUse')).toBe(1);
    expect(statusOf(world.reg, sheet).state).toBe('closed');
  });

  it('is for those who manage the register, however many lines there are', async () => {
    world.asset('A');
    const sheet = world.stocktake();
    const technician = world.person('林志强', 'technician');
    await expect(closeSheet(world.reg, technician, sheet, true)).rejects.toThrowError(code('ROLE_FORBIDS'));
    expect(statusOf(world.reg, sheet).state).toBe('counting');
  });
});

describe('the differences', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-differences-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function counted(): string {
    world.asset('00123', { location: world.places['301'] });
    world.asset('B', { location: world.places['301'] });
    const sheet = world.stocktake();
    world.scan(sheet, '00123', '5号楼', { condition: 'damaged', notes: '缺电源' });
    world.scan(sheet, '=1+1', '301');
    return sheet;
  }

  it('fill one sheet for each kind, readable by another library', async () => {
    const id = counted();
    const path = join(folder, 'out.xlsx');
    const input = { id, path, format: 'xlsx', language: 'zh' } as const;
    expect(await writeDifferences(world.reg, input)).toEqual({ rows: 4 });
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    expect(book.worksheets.map((sheet) => [sheet.name, sheet.actualRowCount - 1])).toEqual([
      ['汇总', 17],
      ['位置不符', 1],
      ['使用人不符', 0],
      ['未盘', 1],
      ['不在本次盘点范围', 0],
      ['已报废', 0],
      ['未登记标签', 1],
      ['损坏', 1],
    ]);
    const row = book.getWorksheet('位置不符')?.getRow(2).values as unknown[];
    expect(row.slice(1, 10)).toEqual([
      '位置不符',
      '00123',
      '名称 00123',
      '总部 / 3号楼 / 301',
      '总部 / 5号楼',
      undefined,
      undefined,
      '损坏',
      '缺电源',
    ]);
  });

  it('fill one table of text in the other language, with nothing that a spreadsheet would compute', async () => {
    const id = counted();
    const path = join(folder, 'out.csv');
    await writeDifferences(world.reg, { id, path, format: 'csv', language: 'en' });
    const text = readFileSync(path, 'utf8');
    expect(text).toContain('Misplaced,00123,');
    expect(text).toContain("Unknown label,'=1+1,");
    expect(text.trim().split('\r\n').length).toBe(5);
  });
});
