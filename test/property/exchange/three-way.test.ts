import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { readWorkbookFile } from '../../../src/core/exchange/read/read.ts';
import type { Row } from '../../../src/core/exchange/read/types.ts';
import { isUntouched, outcomeOf } from '../../../src/core/exchange/round-trip/compare.ts';
import { cellParser } from '../../../src/core/exchange/values/parse.ts';
import { Problem } from '../../../src/core/exchange/values/problem.ts';
import type { CellValue, ColumnKind } from '../../../src/core/exchange/write/types.ts';
import { writeWorkbook } from '../../../src/core/exchange/write/workbook.ts';
import type { FieldDef, Value } from '../../../src/model/types.ts';
import { times } from '../../support/long.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-three-way-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const label = { zh: '', en: '' };
const kinds = ['text', 'code', 'money', 'date', 'datetime', 'integer', 'number'] as const;
type Kind = (typeof kinds)[number];
const fields = Object.fromEntries(
  kinds.map((kind) => [kind, { type: kind === 'text' ? 'longtext' : kind, label }]),
) as Record<Kind, FieldDef>;

/** Texts that spreadsheets like to change, without what other programs' writers can't carry at all. */
const words = fc.constantFrom(
  '服务器',
  'a b',
  '00123',
  '123',
  '1.0',
  '1E5',
  '5.02E+18',
  '2024-03-05',
  'TRUE',
  '=1+1',
  '-5',
  '第一行\n第二行',
  '😀 & <b>',
);
const day = fc
  .date({ min: new Date('1900-03-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((value) => value.toISOString().slice(0, 10));
const values: Record<Kind, fc.Arbitrary<Value>> = {
  text: words,
  code: words.filter((text) => !/\n|E/.test(text)),
  money: fc.integer({ min: -1e11, max: 1e11 }),
  date: day,
  datetime: day.map((text) => Date.parse(`${text}T00:00:00Z`)),
  integer: fc.integer(),
  number: fc.oneof(
    fc.integer(),
    fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 1000),
  ),
};
/** Few different ones, so that two sides often agree. */
const value = (kind: Kind) =>
  fc.tuple(values[kind], values[kind]).chain((two) => fc.constantFrom<(Value | null)[]>(...two, null));

interface Case {
  readonly kind: Kind;
  readonly base: Value;
  readonly register: Value;
  readonly workbook: Value;
}
const cases: fc.Arbitrary<Case> = fc.constantFrom(...kinds).chain((kind) => {
  const pool = fc.array(value(kind), { minLength: 3, maxLength: 3 });
  return pool.chain((few) => {
    const one = fc.constantFrom(...few);
    return fc.record({ kind: fc.constant(kind), base: one, register: one, workbook: one });
  });
});

type Decision = 'keep' | 'update' | 'same' | 'conflict';

/** What an import decides for one cell, put together as the planner does. */
function decide(row: Row, column: number, { kind, base, register }: Case, written: CellValue): Decision {
  const cell = row.cells[column];
  if (isUntouched(cell, written, kind as ColumnKind)) return 'keep';
  if (isUntouched(cell, register as CellValue, kind as ColumnKind)) return 'same';
  const parsed = cellParser(kind, fields[kind], { order: 'mdy' })(cell);
  return outcomeOf(base, register, parsed instanceof Problem ? (parsed.value as Value) : parsed);
}

/** The same, said as simply as it can be. */
function naive({ base, register, workbook }: Case): Decision {
  if (workbook === base) return 'keep';
  if (workbook === register) return 'same';
  if (register === base) return 'update';
  return 'conflict';
}

async function save(name: string, rows: CellValue[][], columns: readonly Kind[]): Promise<string> {
  const path = join(folder, name);
  const sheet = { name: 'x', columns: columns.map((kind, i) => ({ header: `c${i}`, kind })), rows };
  await writeWorkbook(path, { sheets: [sheet] });
  return path;
}

async function rowsOf(path: string): Promise<Row[]> {
  const book = await readWorkbookFile(path);
  const rows = [...(book.sheets[0]?.rows() ?? [])].slice(1);
  book.close();
  return rows;
}

const through: Record<string, (path: string) => Promise<string>> = {
  'our own file': async (path) => path,
  'a file saved by exceljs': async (path) => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    await book.xlsx.writeFile(`${path}.e.xlsx`);
    return `${path}.e.xlsx`;
  },
  'a file saved by SheetJS': async (path) => {
    const book = XLSX.read(readFileSync(path), { cellNF: true });
    writeFileSync(`${path}.s.xlsx`, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }));
    return `${path}.s.xlsx`;
  },
};

describe('three-way comparison', () => {
  it.each(Object.keys(through))('of random values decides as a naive one does, in %s', async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.array(cases, { minLength: 1, maxLength: 12 }), async (all) => {
        // The workbook as a person saved it: a column for each case, one row.
        const path = await save(
          'edited.xlsx',
          [['row', ...all.map(({ workbook }) => workbook as CellValue)]],
          ['text', ...all.map(({ kind }) => kind)],
        );
        const [row] = await rowsOf(await (through[name] as (path: string) => Promise<string>)(path));
        const decided = all.map((one, i) => decide(row as Row, i + 1, one, one.base as CellValue));
        expect(decided).toEqual(all.map(naive));
      }),
      { numRuns: times(60, 1000) },
    );
  });

  it('asks for nothing where the workbook was not edited', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(cases, { minLength: 1, maxLength: 12 }), async (all) => {
        const path = await save(
          'same.xlsx',
          [['row', ...all.map(({ base }) => base as CellValue)]],
          ['text', ...all.map(({ kind }) => kind)],
        );
        const [row] = await rowsOf(path);
        const decided = all.map((one, i) => decide(row as Row, i + 1, one, one.base as CellValue));
        expect(new Set(decided)).toEqual(new Set(['keep']));
      }),
      { numRuns: times(40, 500) },
    );
  });
});
