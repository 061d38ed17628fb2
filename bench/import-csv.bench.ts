import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { inOwnProcess } from './support/own-process.ts';
import { referenceTable, writeWideCsv } from './support/wide-csv.ts';
import { wideRows } from './support/wide-workbook.ts';

/**
 * A text file of 1,000,000 x 25 into the register, with log, indexes, search and checks, in a process of its own, against the
 * `sqlite3` shell's `.import` of the same file into a table with the same indexes, in turns; then the export of all of it as
 * .xlsx, for its memory. JSON lines; times in milliseconds. `HOLDFAST_BENCH_SCALE=0.1` for a quick look.
 */
const rows = Math.round(1_000_000 * Number(process.env.HOLDFAST_BENCH_SCALE ?? 1));
const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-csv-'));
const limits = { ratio: 6, importMb: 700, exportMb: 500 };

try {
  const file = join(folder, 'register.csv');
  await writeWideCsv(file, rows);
  const before = bySqlite(file);
  const register = join(folder, 'register.holdfast');
  const own = inOwnProcess('import', register, file);
  const after = bySqlite(file);
  if (own.rows !== rows) throw new Error('the import is not complete');
  // The mean, since the machine may have become busier or quieter meanwhile.
  const ratio = own.ms / ((before.ms + after.ms) / 2);
  const ok = ratio <= limits.ratio && own.peakMb <= limits.importMb;
  report('import-csv', {
    fileBytes: statSync(file).size,
    registerBytes: statSync(register).size,
    reference: before.by,
    referenceMs: [before.ms, after.ms],
    ...own,
    ratio: Number(ratio.toFixed(2)),
    limits,
    ok,
  });
  const out = inOwnProcess('export', register, '');
  const fits = out.peakMb <= limits.exportMb && out.rows === rows;
  report('export-memory', { ...out, limits, ok: fits });
  if (!ok || !fits) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function report(bench: string, more: object): void {
  console.log(JSON.stringify({ bench, ...more, load: Number((loadavg()[0] as number).toFixed(1)) }));
}

/** The shell where it is installed (Debian package sqlite3); else the same statement for each row by better-sqlite3. */
function bySqlite(file: string): { by: string; ms: number } {
  const db = join(folder, 'reference.db');
  rmSync(db, { force: true });
  const started = performance.now();
  const { error, status, stderr } = spawnSync(
    'sqlite3',
    [db, referenceTable(), '.mode csv', `.import --skip 1 "${file}" asset`],
    { encoding: 'utf8' },
  );
  const ms = Math.round(performance.now() - started);
  if (error) return byStatements(db);
  if (status !== 0) throw new Error(`sqlite3: ${stderr}`);
  check(db);
  return { by: 'sqlite3 shell', ms };
}

function byStatements(path: string): { by: string; ms: number } {
  const db = new Database(path);
  db.exec(referenceTable());
  const { length } = db.pragma('table_info(asset)') as unknown[];
  const insert = db.prepare(`INSERT INTO asset VALUES (${Array(length).fill('?').join(', ')})`);
  const started = performance.now();
  db.transaction(() => {
    for (const row of rowsOfFile()) insert.run(row);
  })();
  const ms = Math.round(performance.now() - started);
  db.close();
  check(path);
  return { by: 'better-sqlite3, since the sqlite3 shell is not installed', ms };
}

function check(path: string): void {
  const db = new Database(path, { readonly: true });
  const count = db.prepare('SELECT count(*) FROM asset').pluck().get();
  db.close();
  rmSync(path, { force: true });
  if (count !== rows) throw new Error(`the reference has ${count} rows`);
}

function* rowsOfFile(): Generator<string[]> {
  for (const row of wideRows(rows)) yield row.map((value) => (value === null ? '' : String(value)));
}
