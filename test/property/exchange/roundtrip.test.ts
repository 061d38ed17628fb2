import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook, readWorkbookFile } from '../../../src/core/exchange/read/read.ts';
import type { Cell } from '../../../src/core/exchange/read/types.ts';
import { dayMonthOrder } from '../../../src/core/exchange/values/date.ts';
import { cellParser } from '../../../src/core/exchange/values/parse.ts';
import { Problem } from '../../../src/core/exchange/values/problem.ts';
import { writeCsv } from '../../../src/core/exchange/write/csv.ts';
import type { CellValue, ColumnKind, WriteColumn } from '../../../src/core/exchange/write/types.ts';
import { writeWorkbook } from '../../../src/core/exchange/write/workbook.ts';
import { describeError, HoldfastError, isErrorCode } from '../../../src/model/errors.ts';
import { builtinClasses, entities } from '../../../src/model/index.ts';
import { times } from '../../support/long.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-roundtrip-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Texts with everything that breaks spreadsheets: lone surrogates, controls, escapes, formula starts. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 6 })
    .map((codes) => String.fromCharCode(...codes)),
  fc.constantFrom(
    '=1+1',
    '+1',
    '-1',
    '@a',
    "'=1",
    "''",
    '_x0041_',
    '_x',
    '00123',
    '1E5',
    '2024-03-05',
    'TRUE',
    '中文，名称',
    '😀',
  ),
);
const date = fc
  .date({ min: new Date('1900-03-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((value) => value.toISOString().slice(0, 10));

const valuesOf: Record<'text' | 'code' | 'money' | 'date' | 'integer', fc.Arbitrary<CellValue>> = {
  text: nasty,
  code: nasty,
  money: fc.integer({ min: -1e13, max: 1e13 }),
  date,
  integer: fc.integer(),
};
const kinds: (keyof typeof valuesOf)[] = ['text', 'code', 'money', 'date', 'integer'];
const columns: WriteColumn[] = kinds.map((kind) => ({ header: kind, kind: kind as ColumnKind }));
const table = fc.array(
  fc.tuple(
    ...kinds.map((kind) => fc.option(valuesOf[kind], { nil: null, freq: 6 })),
  ) as unknown as fc.Arbitrary<CellValue[]>,
  { minLength: 1, maxLength: 12 },
);

/** What a reader should give for a value that was written. */
function expected(value: CellValue, kind: string): Cell {
  if (value === null || value === undefined || value === '') return null;
  if (kind === 'money') return (value as number) / 100;
  if (kind === 'date') return { kind: 'date', serial: Date.parse(value as string) / 86_400_000 + 25_569 };
  return value as Cell;
}

function padded(cells: readonly (Cell | undefined)[]): Cell[] {
  return kinds.map((_, c) => cells[c] ?? null);
}

describe('random tables', () => {
  it('survive xlsx, read by our reader', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const path = join(folder, 'a.xlsx');
        await writeWorkbook(path, { sheets: [{ name: 's', columns, rows }] });
        const sheet = (await readWorkbookFile(path)).sheets[0];
        const read = new Map([...(sheet?.rows() ?? [])].map((row) => [row.row, padded(row.cells)]));
        rows.forEach((row, r) => {
          expect(read.get(r + 2) ?? padded([])).toEqual(
            row.map((value, c) => expected(value, kinds[c] as string)),
          );
        });
      }),
      { numRuns: times(150, 5000) },
    );
  });

  it('survive xlsx, read by exceljs', async () => {
    // exceljs keeps `_xHHHH_` escapes of some characters as they are, so the texts here have none.
    const plain = table.filter((rows) =>
      rows.every((row) =>
        row.every((value) => typeof value !== 'string' || !/[\p{Cc}\p{Cs}\ufffe\uffff]|_x/u.test(value)),
      ),
    );
    await fc.assert(
      fc.asyncProperty(plain, async (rows) => {
        const path = join(folder, 'b.xlsx');
        await writeWorkbook(path, { sheets: [{ name: 's', columns, rows }] });
        const book = new ExcelJS.Workbook();
        await book.xlsx.readFile(path);
        const sheet = book.worksheets[0] as ExcelJS.Worksheet;
        rows.forEach((row, r) => {
          row.forEach((value, c) => {
            const read = sheet.getRow(r + 2).getCell(c + 1).value ?? null;
            const want =
              kinds[c] === 'date' && value ? new Date(value as string) : expected(value, kinds[c] as string);
            expect(read).toEqual(want);
          });
        });
      }),
      { numRuns: times(100, 3000) },
    );
  });

  it('survive csv', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const path = join(folder, 'a.csv');
        await writeCsv(path, { name: 's', columns, rows });
        const sheet = (await readWorkbookFile(path)).sheets[0];
        const read = new Map([...(sheet?.rows() ?? [])].map((row) => [row.row, row.cells]));
        rows.forEach((row, r) => {
          const cells = read.get(r + 2) ?? [];
          row.forEach((value, c) => {
            const want =
              value === null || value === undefined
                ? ''
                : kinds[c] === 'money'
                  ? ((value as number) / 100).toFixed(2)
                  : String(value).toWellFormed();
            expect(cells[c] ?? '').toBe(want);
          });
        });
      }),
      { numRuns: times(200, 5000) },
    );
  });
});

const garbageCell: fc.Arbitrary<Cell> = fc.oneof(
  nasty,
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.record({ kind: fc.constant('date' as const), serial: fc.double() }),
  fc.record({ kind: fc.constant('coded' as const), value: fc.double(), text: nasty }),
  fc.record({ kind: fc.constant('error' as const), text: fc.constantFrom('#N/A', '#REF!') }),
  fc
    .tuple(
      fc.integer({ min: 0, max: 99 }),
      fc.constantFrom('/', '-', '.', '年'),
      fc.integer({ min: 0, max: 99 }),
      fc.integer({ min: 0, max: 9999 }),
    )
    .map(([a, s, b, y]) => `${a}${s}${b}${s}${y}`),
);

describe('random garbage', () => {
  it('in a cell gives a value of the right type, nothing, or a named problem', () => {
    const fields = Object.entries(entities.asset.fields);
    fc.assert(
      fc.property(fc.constantFrom(...fields), garbageCell, ([key, field], cell) => {
        const parsed = cellParser(key, field, { order: dayMonthOrder([cell], 'mdy') })(cell);
        if (parsed === null) return;
        if (parsed instanceof Problem) {
          expect(isErrorCode(parsed.code)).toBe(true);
          expect(describeError(parsed.code, parsed.params, 'zh')).not.toBe('');
          return;
        }
        if (field.type === 'money' || field.type === 'integer')
          expect(Number.isSafeInteger(parsed)).toBe(true);
        if (field.type === 'date') {
          expect(new Date(`${parsed}T00:00:00Z`).toISOString().slice(0, 10)).toBe(parsed);
        }
        if (typeof parsed === 'string') expect(parsed.isWellFormed() && parsed !== '').toBe(true);
      }),
      { numRuns: times(5000, 200_000) },
    );
  });

  it('as a file is read or refused with a named error', () => {
    const start = fc.constantFrom(
      ...['504b0304', 'd0cf11e0a1b11ae1', 'efbbbf', 'fffe', 'feff', '0908100000060500', '3c3f786d6c', ''].map(
        (hex) => Buffer.from(hex, 'hex'),
      ),
    );
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 600 }), (head, tail) => {
        try {
          for (const sheet of readWorkbook(Buffer.concat([head, tail]), { name: 'x' }).sheets)
            [...sheet.rows()];
        } catch (error) {
          if (!(error instanceof HoldfastError)) throw error;
        }
      }),
      { numRuns: times(1000, 50_000) },
    );
  });

  it('never makes a class of a word by chance of an object prototype', () => {
    expect(builtinClasses.some((def) => ['constructor', '__proto__', 'toString'].includes(def.key))).toBe(
      false,
    );
  });
});
