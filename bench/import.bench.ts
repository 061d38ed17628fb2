import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { suggestMapping } from '../src/core/exchange/headers.ts';
import { Imports } from '../src/core/exchange/imports.ts';
import { writeWorkbook } from '../src/core/exchange/write/workbook.ts';
import { startRegister } from '../src/core/log/start.ts';
import { pageRids } from '../src/core/register/list.ts';
import { openRegister } from '../src/core/store/open.ts';
import { WorkPool } from '../src/core/workers/pool.ts';
import { benchDeps } from './support/big-register.ts';
import { wideColumns, wideRows } from './support/wide-workbook.ts';

/**
 * A workbook of 100,000 x 25 cells, from file to committed and searchable, against only parsing the same file with
 * SheetJS in the same run. One JSON line; times in milliseconds. `HOLDFAST_BENCH_SCALE=0.1` for a quick look.
 */
const rows = Math.round(100_000 * Number(process.env.HOLDFAST_BENCH_SCALE ?? 1));
const limit = 2.5;
const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-import-'));

try {
  const workbook = join(folder, 'register.xlsx');
  const writeStart = performance.now();
  await writeWorkbook(workbook, { sheets: [{ name: '资产', columns: wideColumns, rows: wideRows(rows) }] });
  const write = performance.now() - writeStart;
  const own = await importAll(workbook);
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const references = [await parseAlone(workbook), await parseAlone(workbook)];
  const reference = Math.min(...references);
  const ratio = own.total / reference;
  console.log(
    JSON.stringify({
      bench: 'import-xlsx',
      rows,
      columns: wideColumns.length,
      fileBytes: statSync(workbook).size,
      writeMs: Math.round(write),
      referenceMs: references.map(Math.round),
      ...own,
      ratio: Number(ratio.toFixed(2)),
      limit,
      ok: ratio <= limit,
      peakMb,
    }),
  );
  if (ratio > limit) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function parseAlone(path: string): Promise<number> {
  const worker = new Worker(new URL('./support/parse-reference.ts', import.meta.url), { workerData: path });
  return new Promise((resolve, reject) => {
    worker.once('message', ({ ms }: { ms: number }) => resolve(ms)).once('error', reject);
  });
}

/** As the command line does it: recognise, check, write; then look that the last row can be found. */
async function importAll(workbook: string) {
  const reg = openRegister(join(folder, 'register.holdfast'), benchDeps);
  const me = startRegister(reg, 'bench', 'bench');
  const pool = new WorkPool(reg.file, new URL('../src/core/workers/worker.ts', import.meta.url), 1);
  const imports = new Imports(reg, pool);
  const phases: Record<string, number> = {};
  const started = performance.now();
  const onProgress = (phase: string) => {
    phases[phase] ??= Math.round(performance.now() - started);
  };
  const plan = await imports.plan(workbook, 'register.xlsx', { language: 'zh' }, me, false, { onProgress });
  const result = await imports.run(plan.id, me, { onProgress });
  const total = performance.now() - started;
  const found = pageRids(
    reg,
    { entity: 'asset', search: `ZC-${String(rows).padStart(7, '0')}` },
    { offset: 0, limit: 2 },
  );
  if (result.created !== rows || found.length !== 1) throw new Error('the import is not complete');
  const exportMs = await exportAll(pool);
  await pool.close();
  imports.clear();
  reg.close();
  return { total: Math.round(total), phases, exportMs };
}

/** The register that was imported, written out again with the same columns. */
async function exportAll(pool: WorkPool): Promise<number> {
  const started = performance.now();
  const columns = suggestMapping(
    wideColumns.map(({ header }) => ({ header, parts: [header] })),
    'asset',
  ) as string[];
  const path = join(folder, 'export.xlsx');
  const job = {
    query: { entity: 'asset' as const },
    columns,
    format: 'xlsx' as const,
    language: 'zh' as const,
    path,
  };
  const { rows: written } = await pool.run('export', job);
  if (written !== rows) throw new Error('the export is not complete');
  return Math.round(performance.now() - started);
}
