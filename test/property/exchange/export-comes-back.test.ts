import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { buildDemo } from '../../../src/core/demo/build.ts';
import { exportJob } from '../../../src/core/exchange/export/job.ts';
import type { ExportInput } from '../../../src/core/exchange/export/types.ts';
import { inspectKnown } from '../../../src/core/exchange/known-sheets.ts';
import { planJob } from '../../../src/core/exchange/plan/job.ts';
import { readWorkbookFile } from '../../../src/core/exchange/read/read.ts';
import { RoundTrip } from '../../../src/core/exchange/round-trip/sheet.ts';
import { Problem } from '../../../src/core/exchange/values/problem.ts';
import { openReader } from '../../../src/core/store/reader.ts';
import type { Register } from '../../../src/core/store/register.ts';
import type { JobContext } from '../../../src/core/workers/jobs.ts';
import { builtinCatalogue } from '../../../src/model/catalogue.ts';
import { importEntities, importTarget } from '../../../src/model/import-targets.ts';
import { builtinClasses, entityOf } from '../../../src/model/index.ts';
import type { EntityKey, Language } from '../../../src/model/types.ts';
import { TestRegister } from '../../support/register.ts';

let test: TestRegister;
let reader: Register;
let context: JobContext;

/** A register with something of everything, of which nothing is made up for this test. */
beforeAll(async () => {
  test = new TestRegister({ start: false });
  ({ actor: test.me } = await buildDemo(test.reg, { seed: 7, now: test.clock.now, language: 'zh' }));
  reader = openReader(test.file);
  context = { register: () => reader, progress: () => {}, cancelled: () => false, part: () => {} };
}, 120_000);
afterAll(() => {
  reader?.close();
  test?.close();
});

let files = 0;

async function exported(
  entity: EntityKey,
  language: Language,
  more: Partial<ExportInput> = {},
): Promise<string> {
  const path = join(test.folder, `${entity}-${++files}.${more.format ?? 'xlsx'}`);
  const own = Object.entries(entityOf(entity).fields).filter(([, field]) => field.type !== 'json');
  const ofClasses =
    entity === 'asset'
      ? builtinClasses.flatMap(({ key }) => Object.keys(builtinCatalogue.classFields(key)))
      : [];
  const columns = [...new Set([...own.map(([key]) => key), ...ofClasses])];
  await exportJob(context, { query: { entity }, columns, format: 'xlsx', language, path, ...more });
  return path;
}

/** How many rows came back, and every cell that does not say what was exported. */
async function changes(path: string, entity: EntityKey): Promise<{ rows: number; changed: string[] }> {
  const book = await readWorkbookFile(path);
  try {
    const [sheet] = inspectKnown(reader, book).sheets.filter(({ roundTrip }) => roundTrip !== null);
    if (!sheet) throw new Error('nobody knows the sheet');
    expect(sheet).toMatchObject({ entity, roundTrip: { own: true } });
    const rows = [...(book.sheets.find(({ name }) => name === sheet.name)?.rows() ?? [])];
    const trip = RoundTrip.of(reader, book);
    const tripped = trip.sheet(sheet.name, entity, rows[sheet.headerRow - 1]?.cells ?? []);
    const changed: string[] = [];
    for (const { row, cells } of rows.slice(sheet.headerRow)) {
      const found = tripped?.find(row, cells);
      if (!found || found instanceof Problem) throw new Error(`row ${row}: ${found?.code ?? 'no key'}`);
      for (const { index, field, header } of sheet.columns) {
        if (field === null) continue;
        const cell = cells[index];
        if (tripped?.settled(found, field, cell) !== 'keep')
          changed.push(
            `${row} ${header}: ${JSON.stringify(cell)}, not ${JSON.stringify(found.base?.[field])}`,
          );
      }
    }
    expect(trip.missing(1).count).toBe(0);
    return { rows: rows.length - sheet.headerRow, changed: changed.slice(0, 20) };
  } finally {
    book.close();
  }
}

const count = (entity: EntityKey): number =>
  reader.sql(`SELECT count(*) FROM "${entity}" WHERE deleted = 0`).pluck().get() as number;

/** What an import of the file would do. */
async function planned(path: string, language: Language = 'zh') {
  const actor = { id: test.me, role: 'administrator' as const, department: null };
  const { summary } = await planJob(context, {
    path,
    name: 'again.xlsx',
    actor,
    options: { language },
    folder: test.folder,
    id: `plan-${++files}`,
    keepRows: false,
  });
  const { rows, unchanged, drafts, records, problems, groups, missing } = summary;
  const told = groups.map(({ code, column, count }) => `${code} ${column} ${count}`);
  return { rows, unchanged, drafts, records, problems, told, missing: missing.count };
}

const nothing = (rows: number) => ({
  rows,
  unchanged: rows,
  drafts: 0,
  records: 0,
  problems: 0,
  told: [],
  missing: 0,
});

describe('a whole export, imported again, changes nothing', () => {
  it.each(importEntities)(
    'for every %s',
    async (entity) => {
      expect(await planned(await exported(entity, 'zh'))).toEqual(nothing(count(entity)));
      expect(await planned(await exported(entity, 'en'))).toEqual(nothing(count(entity)));
    },
    60_000,
  );
});

describe('a whole export, read again', () => {
  it.each(importEntities.flatMap((entity) => [[entity, 'zh'] as const, [entity, 'en'] as const]))(
    'of every %s in %s has no changed cell',
    async (entity, language) => {
      const path = await exported(entity, language);
      expect(await changes(path, entity)).toEqual({ rows: count(entity), changed: [] });
    },
    60_000,
  );

  it('maps every column that can be imported', async () => {
    const path = await exported('asset', 'en');
    const book = await readWorkbookFile(path);
    const [sheet] = inspectKnown(reader, book).sheets.filter(({ roundTrip }) => roundTrip !== null);
    const fields = Object.keys(entityOf('asset').fields).filter((key) => importTarget('asset', key));
    const mapped = new Set(sheet?.columns.map(({ field }) => field));
    expect(fields.filter((key) => !mapped.has(key))).toEqual([]);
    book.close();
  });

  it('has none after another program saved it', async () => {
    const path = await exported('asset', 'zh');
    const book = XLSX.read(readFileSync(path), { cellNF: true });
    writeFileSync(path, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }));
    expect(await changes(path, 'asset')).toEqual({ rows: count('asset'), changed: [] });
  }, 60_000);

  it('has none when it shows a past day, whatever happened since', async () => {
    // A moment in the middle of what happened to assets after they were made.
    const stamps = reader
      .sql('SELECT changed_ms FROM asset WHERE heads IS NOT NULL ORDER BY 1')
      .pluck()
      .all();
    const asOf = stamps[Math.floor(stamps.length / 2)] as number;
    expect(Math.max(...(stamps as number[]))).toBeGreaterThan(asOf);
    const path = await exported('asset', 'zh', { asOf });
    const { rows, changed } = await changes(path, 'asset');
    expect(rows).toBeGreaterThan(0);
    expect(changed).toEqual([]);
  }, 60_000);
});
