import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as XLSX from 'xlsx';
import { readWorkbook } from '../../../src/core/exchange/read/read.ts';
import { baseValues } from '../../../src/core/exchange/round-trip/base.ts';
import { isUntouched, outcomeOf } from '../../../src/core/exchange/round-trip/compare.ts';
import {
  isRoundTripHeader,
  KeyList,
  keyText,
  metaSheetName,
  readKey,
  readVersion,
  type Version,
  versionOf,
} from '../../../src/core/exchange/round-trip/keys.ts';
import {
  exportedFrom,
  metaSheet,
  readMeta,
  type SheetPart,
} from '../../../src/core/exchange/round-trip/meta.ts';
import type { ExportedRow } from '../../../src/core/exchange/round-trip/sheet.ts';
import { writeWorkbook } from '../../../src/core/exchange/write/workbook.ts';
import { type ProjectionRow, projectionRow } from '../../../src/core/log/project.ts';
import { hand, replicaOf } from '../../support/register.ts';
import { comeBack, RoundTripWorld } from './round-trip-world.ts';

const columns = ['tag', 'name', 'class', 'status', 'location', 'purchaseDate', 'cost', 'quantity', 'notes'];

function place(world: RoundTripWorld, name: string, parent?: string): string {
  const patch: Record<string, string> = parent === undefined ? { name } : { name, parent };
  return world.test.commit([{ op: 'create', entity: 'location', patch }]).records[0] as string;
}

function server(world: RoundTripWorld, tag: string, more: object = {}): string {
  return world.test.asset(tag, {
    purchaseDate: '2024-03-05',
    cost: 1_234_567,
    quantity: 1,
    notes: ' 第一行\r\n第二行 ',
    ...more,
  } as never);
}

function change(world: RoundTripWorld, id: string, patch: Record<string, string | number | null>): void {
  world.test.commit([{ op: 'update', entity: 'asset', id, patch }]);
}

function version(world: RoundTripWorld, id: string): Version {
  const rid = world.reg.keys.findRid(id) as number;
  return readVersion(versionOf(projectionRow(world.reg, 'asset', rid) as ProjectionRow)) as Version;
}

describe('a table that goes on in further sheets', () => {
  it('has each of them remembered with its own records', async () => {
    const world = new RoundTripWorld();
    const ids = Array.from({ length: 21 }, () => world.reg.newId());
    const keys = new KeyList();
    for (const id of ids) keys.add(id);
    const parts: SheetPart[] = [];
    const path = join(world.test.folder, 'split.xlsx');
    await writeWorkbook(
      path,
      {
        sheets: [
          {
            name: '资产',
            columns: [{ header: '资产编号', kind: 'code' }],
            rows: ids.map((_, i) => [`A-${i}`]),
            onPart: (name, rows) => void parts.push({ name, rows }),
          },
          {
            ...metaSheet(exportedFrom(world.reg), [
              { name: '资产', entity: 'asset', language: 'zh', columns: [], keys, parts },
            ]),
            state: 'veryHidden',
            late: true,
          },
        ],
      },
      { rowsPerSheet: 10 },
    );
    const meta = readMeta(readWorkbook(readFileSync(path), { name: 'split.xlsx' }));
    expect(meta?.sheets.map(({ name, keys: own }) => [name, [...own]])).toEqual([
      ['资产', ids.slice(0, 9)],
      ['资产 (2)', ids.slice(9, 18)],
      ['资产 (3)', ids.slice(18)],
    ]);
  });
});

describe('keys', () => {
  it('are never taken for a number and are read back, with dashes or not', () => {
    const id = '00000000-0000-7000-8000-0000000001e5';
    expect(keyText(id)).toBe('k000000000000700080000000000001e5');
    expect(readKey(keyText(id))).toBe(id);
    expect(readKey(` ${id.toUpperCase()} `)).toBe(id);
    expect(readKey(null)).toBeNull();
    expect(readKey(' ')).toBeNull();
    expect(readKey('k00')).toBeUndefined();
    expect(isRoundTripHeader(' _Holdfast_Key')).toBe(true);
    expect(isRoundTripHeader('key')).toBe(false);
  });

  it('of many records are kept in 16 bytes each', () => {
    const ids = Array.from(
      { length: 3000 },
      (_, i) => `0192aaaa-0000-7000-8000-${String(i).padStart(12, '0')}`,
    );
    const list = new KeyList();
    for (const id of ids) list.add(id);
    expect([...list]).toEqual(ids);
    expect(list.packed(2000, 5000).length).toBe(16_000);
  });
});

describe('an exported workbook that comes back', () => {
  it('finds every record and no touched cell, also after other programs have saved it again', async () => {
    const world = new RoundTripWorld();
    const room = place(world, '机房A', place(world, '总部'));
    const ids = [
      server(world, '00123', { location: room }),
      server(world, '=A1', { name: '123', notes: null, cost: null, purchaseDate: '1900-01-15' }),
      server(world, '1E5', { name: 'TRUE', cost: -1, quantity: 3, notes: '2024-03-05' }),
    ];
    change(world, ids[2] as string, { name: '控制\u0007符 ' });
    const path = await world.write(ids, columns);
    for (const saved of [path, await savedByExceljs(path), savedBySheetjs(path)]) {
      const { rows, trip } = comeBack(world.reg, await world.read(saved), columns);
      expect([saved, rows.map(({ touched }) => touched)]).toEqual([saved, [[], [], []]]);
      expect(rows.map(({ exported }) => (exported as { id: string }).id)).toEqual(ids);
      expect(trip.missing(10)).toEqual({ count: 0, records: [] });
    }
  });

  it('knows what it was exported from', async () => {
    const world = new RoundTripWorld();
    const patches = Array.from({ length: 1500 }, (_, i) => ({
      tag: `T${i}`,
      class: 'server',
      status: 'inUse',
    }));
    // In one go: 1,500 transactions, each settled on the disk, take longer than all else here.
    const { records: ids } = world.test.commit(
      patches.map((patch) => ({ op: 'create', entity: 'asset', patch })),
    );
    const meta = readMeta(await world.read(await savedByExceljs(await world.write(ids, columns))));
    expect(meta).toMatchObject({
      register: world.reg.id,
      registerName: '测试台账',
      cursor: world.reg.cursor(),
    });
    expect(meta?.sheets).toHaveLength(1);
    expect(meta?.sheets[0]).toMatchObject({ entity: 'asset', language: 'zh' });
    expect(meta?.sheets[0]?.columns[0]).toEqual({ header: '资产编号', field: 'tag' });
    expect([...(meta?.sheets[0]?.keys ?? [])]).toEqual(ids);
  });

  it('is an ordinary one when somebody wrote into the hidden sheet, or a newer version made it', async () => {
    const world = new RoundTripWorld();
    const path = await world.write([server(world, 'A1')], columns);
    const write = async (cell: string, value: string) => {
      const book = new ExcelJS.Workbook();
      await book.xlsx.readFile(path);
      (book.getWorksheet(metaSheetName) as ExcelJS.Worksheet).getCell(cell).value = value;
      await book.xlsx.writeFile(`${path}.changed.xlsx`);
      return readMeta(await world.read(`${path}.changed.xlsx`));
    };
    expect(await write('B2', 'mine')).toBeNull();
    expect(await write('B1', '2')).toBeNull();
    expect((await write('C1', 'b'))?.register).toBe(world.reg.id);
  });

  it('rebuilds what a row held at the export, whatever happened to it since', async () => {
    const world = new RoundTripWorld();
    const id = server(world, 'A1', { name: '旧名' });
    change(world, id, { notes: '导出前' });
    const path = await world.write([id], columns);
    change(world, id, { name: '新名', cost: 5 });
    const { rows } = comeBack(world.reg, await world.read(path), columns);
    const exported = exportedOf(rows[0]);
    expect(exported.base).toMatchObject({ name: '旧名', notes: '导出前', cost: 1_234_567 });
    expect(exported.register).toMatchObject({ name: '新名', notes: '导出前', cost: 5 });
    expect(rows[0]?.touched).toEqual([]);
  });

  it('counts a change that was refused only afterwards as part of the base', async () => {
    const world = new RoundTripWorld();
    const id = server(world, 'A1', { name: '旧名' });
    change(world, id, { name: '后来被拒绝' });
    const path = await world.write([id], columns);
    world.reg.transaction(() => {
      const seq = world.reg.cursor();
      world.reg.sql('UPDATE change SET state = 2 WHERE seq = ?').run(seq);
      world.reg
        .sql("INSERT INTO rejection(change, code, params, at) VALUES (?, 'ROLE_FORBIDS', '{}', ?)")
        .run(seq, world.reg.deps.now());
    });
    change(world, id, { notes: '导出后' });
    const { rows } = comeBack(world.reg, await world.read(path), columns);
    expect(exportedOf(rows[0]).base).toMatchObject({ name: '后来被拒绝' });
    expect(rows[0]?.touched).toEqual([]);
  });

  it('does not take a place for changed that was renamed or moved since', async () => {
    const world = new RoundTripWorld();
    const site = place(world, '总部');
    const room = place(world, '机房A', site);
    const id = server(world, 'A1', { location: room });
    const path = await world.write([id], columns);
    world.test.commit([{ op: 'update', entity: 'location', id: room, patch: { name: '机房B' } }]);
    world.test.commit([{ op: 'update', entity: 'location', id: site, patch: { name: '园区' } }]);
    const { rows } = comeBack(world.reg, await world.read(path), columns);
    expect(rows[0]?.touched).toEqual([]);
  });

  it('tells which cells were edited, rows that were added, copied, removed, and keys that were damaged', async () => {
    const world = new RoundTripWorld();
    const ids = ['A1', 'A2', 'A3', 'A4', 'A5'].map((tag) => server(world, tag));
    const path = await world.write(ids, columns);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    const sheet = book.worksheets[0] as ExcelJS.Worksheet;
    const keyAt = columns.length + 1;
    sheet.getCell('B2').value = '改过的名称';
    sheet.getCell('G2').value = 12_345.68;
    sheet.getCell('I2').value = null;
    sheet.getCell(3, keyAt).value = 'k123';
    sheet.spliceRows(5, 1);
    sheet.getRow(6).values = ['A1', '复制的行'];
    sheet.getCell(6, keyAt).value = keyText(ids[0] as string);
    sheet.getRow(7).values = ['A9', '新增的行'];
    await book.xlsx.writeFile(path);
    world.test.commit([{ op: 'delete', entity: 'asset', id: ids[4] as string }]);
    const { rows, trip } = comeBack(world.reg, await world.read(path), columns);
    expect(rows.map(({ touched }) => touched)).toEqual([
      ['name', 'cost', 'notes'],
      'KEY_DAMAGED',
      [],
      'KEY_DELETED',
      'KEY_REPEATED',
      null,
    ]);
    expect(trip.missing(1)).toEqual({ count: 2, records: [{ id: ids[1], label: 'A2 名称 A2' }] });
    expect(trip.missing(5).records.map(({ id }) => id)).toEqual([ids[1], ids[3]]);
  });

  it('from another register is imported like any other workbook', async () => {
    const [here, there] = [new RoundTripWorld(), new RoundTripWorld()];
    const path = await there.write([server(there, 'A1')], columns);
    const { rows, trip } = comeBack(here.reg, await here.read(path), columns);
    expect(rows).toEqual([]);
    expect(trip.foreign).toBe(true);
    expect(trip.missing(5).count).toBe(0);
  });
});

describe('the base of a row', () => {
  it('is found on another replica, which has learned of more in between', () => {
    const world = new RoundTripWorld();
    const id = server(world, 'A1', { name: '一' });
    const other = replicaOf(world.test);
    onTestFinished(() => other.close());
    // Written earlier on the other replica than the newest change here, and unknown here at the export.
    other.commit([{ op: 'update', entity: 'asset', id, patch: { notes: '那边' } }]);
    change(world, id, { name: '二' });
    const exported = version(world, id);
    const from = exportedFrom(world.reg);
    hand(world.reg, other.reg);
    hand(other.reg, world.reg);
    for (const reg of [world.reg, other.reg]) {
      const base = baseValues(reg, 'asset', reg.keys.findRid(id) as number, exported, from);
      expect(base).toMatchObject({ name: '二', notes: '第一行\r\n第二行' });
    }
  });

  it('is not guessed when the changes are not here', () => {
    const world = new RoundTripWorld();
    const id = server(world, 'A1');
    change(world, id, { name: '二' });
    const rid = world.reg.keys.findRid(id) as number;
    const unknown = { ...version(world, id), heads: 'ffffffffffff' };
    expect(baseValues(world.reg, 'asset', rid, unknown, exportedFrom(world.reg))).toBeNull();
  });
});

describe('three values', () => {
  it.each([
    ['a', 'a', 'a', 'keep'],
    ['a', 'b', 'a', 'keep'],
    ['a', 'a', 'b', 'update'],
    ['a', 'b', 'b', 'same'],
    ['a', 'b', 'c', 'conflict'],
    ['a', null, null, 'same'],
    ['a', 'a', null, 'update'],
    [null, '', null, 'keep'],
    [null, 'a', 'b', 'conflict'],
    [undefined, 'a', 'a', 'same'],
    [undefined, 'a', 'b', 'conflict'],
  ] as const)(
    '%s at the export, %s in the register, %s in the workbook: %s',
    (base, now, wanted, expected) => {
      expect(outcomeOf(base, now, wanted)).toBe(expected);
    },
  );
});

describe('a cell', () => {
  const date = (serial: number) => ({ kind: 'date' as const, serial });
  it.each([
    ['a date', date(45_356), '2024-03-05', 'date', true],
    ['a date a second early', date(45_355.999_999_9), '2024-03-05', 'date', true],
    ['a date that lost its format', 45_356, '2024-03-05', 'date', true],
    ['another date', date(45_357), '2024-03-05', 'date', false],
    ['money', 12.34, 1234, 'money', true],
    ['money as text with marks', '¥12.34', 1234, 'money', true],
    ['other money', 12.35, 1234, 'money', false],
    ['a moment', date(45_356 + 10 / 24), Date.UTC(2024, 2, 5, 10), 'datetime', true],
    [
      'a moment a minute later',
      date(45_356 + 10 / 24 + 1 / 1440),
      Date.UTC(2024, 2, 5, 10),
      'datetime',
      false,
    ],
    ['a number as text', '1,000', 1000, 'integer', true],
    ['a long number', 0.1 + 0.2, 0.3, 'number', true],
    ['digits that became a number', 123, '123', 'text', true],
    ['a code that lost its zeros', 123, '00123', 'code', false],
    ['text with other line ends and spaces', 'a\r\nb ', 'a\nb', 'text', true],
    ['text that was cut', 'x'.repeat(32_767), 'x'.repeat(40_000), 'text', true],
    ['text that was cut before a pair', `x${'𠮷'.repeat(16_383)}`, `x${'𠮷'.repeat(20_000)}`, 'text', true],
    ['text that was cut so as not to halve a pair', '𠮷'.repeat(16_383), '𠮷'.repeat(20_000), 'text', true],
    ['nothing', null, null, 'text', true],
    ['blanks for nothing', '  ', null, 'text', true],
    ['an emptied cell', null, 'a', 'text', false],
    ['an error', { kind: 'error' as const, text: '#N/A' }, '#N/A', 'text', false],
  ] as const)('holding %s is compared as a value', (_, cell, written, kind, expected) => {
    expect(isUntouched(cell, written, kind)).toBe(expected);
  });
});

function exportedOf(row: { exported: unknown } | undefined): ExportedRow {
  return row?.exported as ExportedRow;
}

async function savedByExceljs(path: string): Promise<string> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  await book.xlsx.writeFile(`${path}.exceljs.xlsx`);
  return `${path}.exceljs.xlsx`;
}

function savedBySheetjs(path: string): string {
  const book = XLSX.read(readFileSync(path), { cellDates: true, cellNF: true });
  writeFileSync(
    `${path}.sheetjs.xlsx`,
    XLSX.write(book, { type: 'buffer', bookType: 'xlsx', cellDates: true }),
  );
  return `${path}.sheetjs.xlsx`;
}
