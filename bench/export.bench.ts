import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { Bystander, followed, importFile, openWorld } from './support/core-world.ts';
import { writeWideCsv } from './support/wide-csv.ts';
import { exportColumns, wideColumns, wideRows } from './support/wide-workbook.ts';

/**
 * A list of 100,000 x 25 out of the register as a styled .xlsx, against exceljs's streaming writer that is fed the same rows
 * from memory with the same kinds of styles, in turns. One JSON line; times in milliseconds.
 */
const rows = Math.round(100_000 * Number(process.env.HOLDFAST_BENCH_SCALE ?? 1));
const rounds = Number(process.env.HOLDFAST_BENCH_ROUNDS ?? 3);
const limit = 1;
const formats: Readonly<Record<string, string>> = {
  date: 'yyyy-mm-dd',
  money: '#,##0.00',
  integer: '0',
  code: '@',
};
const world = await openWorld();
const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-export-'));

try {
  const csv = join(folder, 'register.csv');
  await writeWideCsv(csv, rows);
  const { result } = await importFile(world.client, csv, false);
  if (result.created !== rows) throw new Error('the import is not complete');
  const ours: Awaited<ReturnType<typeof exported>>[] = [];
  const theirs: number[] = [];
  const inMemory = [...wideRows(rows)];
  for (let round = 0; round < rounds; round++) {
    theirs.push(await byExcelJs(inMemory));
    ours.push(await exported());
  }
  const best = ours.reduce((a, b) => (b.ms < a.ms ? b : a));
  const ratio = best.ms / Math.min(...theirs);
  console.log(
    JSON.stringify({
      bench: 'export-xlsx',
      rows,
      columns: exportColumns.length,
      oursMs: ours.map(({ ms }) => ms),
      exceljsMs: theirs.map(Math.round),
      ratios: ours.map(({ ms }, i) => Number((ms / (theirs[i] as number)).toFixed(2))),
      ratio: Number(ratio.toFixed(2)),
      limit,
      ok: ratio <= limit,
      bytes: [best.bytes, statSync(join(folder, 'reference.xlsx')).size],
      meanwhile: best.meanwhile,
      load: Number((loadavg()[0] as number).toFixed(1)),
    }),
  );
  if (ratio > limit) process.exitCode = 1;
} finally {
  await world.tidy();
  rmSync(folder, { recursive: true, force: true });
}

async function exported() {
  const watching = new Bystander(world.client, 'ZC-0000001');
  const started = performance.now();
  const made = await followed(
    world.client.exchange.export({
      entity: 'asset',
      columns: [...exportColumns],
      format: 'xlsx',
      language: 'zh',
    }),
  );
  const ms = Math.round(performance.now() - started);
  if (made.rows !== rows) throw new Error('the export is not complete');
  const { size } = statSync(world.core.files.pathOf(made.file));
  return { ms, bytes: size, meanwhile: await watching.stop() };
}

async function byExcelJs(all: ReadonlyArray<ReadonlyArray<unknown>>): Promise<number> {
  const started = performance.now();
  const stream = createWriteStream(join(folder, 'reference.xlsx'));
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet('资产', { views: [{ state: 'frozen', xSplit: 1, ySplit: 1 }] });
  sheet.columns = wideColumns.map(({ header, kind }) => ({
    header,
    width: 16,
    style: formats[kind] ? { numFmt: formats[kind] } : {},
  }));
  sheet.getRow(1).font = { bold: true };
  sheet.getRow(1).commit();
  for (const row of all) sheet.addRow(row.map((value, at) => cell(value, wideColumns[at]?.kind))).commit();
  sheet.commit();
  await book.commit();
  return performance.now() - started;
}

function cell(value: unknown, kind: string | undefined): unknown {
  if (value === null) return null;
  if (kind === 'date') return new Date(`${value}T00:00:00Z`);
  return kind === 'money' ? (value as number) / 100 : value;
}
