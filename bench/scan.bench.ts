import { constants, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSheet } from '../src/core/stocktake/create.ts';
import { resultLines } from '../src/core/stocktake/lines.ts';
import { scanLabel } from '../src/core/stocktake/scan.ts';
import { scopeWhere } from '../src/core/stocktake/scope.ts';
import { startSheet } from '../src/core/stocktake/start.ts';
import { statusOf } from '../src/core/stocktake/status.ts';
import { openRegister } from '../src/core/store/open.ts';
import { benchDeps, benchSize, bigRegisterFile, lcg } from './support/big-register.ts';

/**
 * Freezing 100,000 expected lines out of 1,000,000 assets against one bare INSERT ... SELECT, and a scan from the label to the
 * committed answer against a bare lookup and insert, on the same file, through the same connection and with the same durability.
 * One JSON line a measurement; times in milliseconds.
 */
const size = benchSize();
const { assets } = size;
const master = bigRegisterFile(size, (text) => console.error(text));
const folder = mkdtempSync(join(tmpdir(), 'holdfast-scan-'));
const file = join(folder, 'register.holdfast');
copyFileSync(master, file, constants.COPYFILE_FICLONE);
const reg = openRegister(file, benchDeps);
const me = reg.keys.uuid(reg.sql('SELECT rid FROM person WHERE role IS NOT NULL').pluck().get() as number);

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function quantiles(samples: number[]): { p50: number; p99: number } {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (q: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] as number).toFixed(3));
  return { p50: at(0.5), p99: at(0.99) };
}

function print(bench: string, ours: number[], bare: number[], limit: number, more: object = {}): void {
  const a = quantiles(ours);
  const b = quantiles(bare);
  const ratio = Number((a.p50 / b.p50).toFixed(2));
  console.log(JSON.stringify({ bench, assets, ours: a, bare: b, ratio, limit, ...more }));
}

/** A tenth of the register, found by index as people scope it. */
const filter = 'class=server status=inUse,inStock,idle,inRepair,pendingRetirement';
const scope = { filter: `${filter} cost<1600000000`, locations: [] };

reg.db.exec(`CREATE TABLE bare_line(stocktake INTEGER NOT NULL, asset INTEGER NOT NULL, location INTEGER, user INTEGER,
  status TEXT, PRIMARY KEY(stocktake, asset)) WITHOUT ROWID`);
reg.db.exec(
  'CREATE TABLE bare_count(stocktake INTEGER, asset INTEGER, location INTEGER, label TEXT, at INTEGER)',
);
const bareLines = (stocktake: number) => {
  const where = scopeWhere(reg, scope);
  return reg.db
    .prepare(
      `INSERT INTO bare_line SELECT ?, rid, location, user, status FROM asset WHERE ${where.sql} ORDER BY rid`,
    )
    .run(stocktake, ...where.params).changes;
};

const freezes: number[] = [];
const bareFreezes: number[] = [];
let sheet = '';
let lines = 0;
for (let round = 0; round < 6; round++) {
  sheet = createSheet(reg, me, { name: `盘点 ${round}`, due: null, ...scope });
  const bare = timed(() => {
    lines = bareLines(round);
  });
  const ours = timed(() => startSheet(reg, me, sheet));
  // The first round warms the cache for both.
  if (round === 0) continue;
  freezes.push(ours);
  bareFreezes.push(bare);
}
print('freeze', freezes, bareFreezes, 3, { lines });

const expected = reg
  .sql(
    'SELECT a.tag, a.location FROM expected_line e JOIN asset a ON a.rid = e.asset WHERE e.stocktake = ? ORDER BY e.asset',
  )
  .all(reg.keys.findRid(sheet)) as Array<{ tag: string; location: number | null }>;
const random = lcg(11);
for (let i = expected.length - 1; i > 0; i--) {
  const j = random() % (i + 1);
  [expected[i], expected[j]] = [expected[j] as never, expected[i] as never];
}
const rounds = Math.min(2000, Math.floor(expected.length / 2));
const bareLookup = reg.db.prepare(
  'SELECT rid, tag, name, status, location FROM asset WHERE tag_key = ? AND deleted = 0',
);
const bareInsert = reg.db.prepare('INSERT INTO bare_count VALUES (?, ?, ?, ?, ?)');
const scans: number[] = [];
const bareScans: number[] = [];
for (let i = 0; i < rounds; i++) {
  const { tag, location } = expected[i] as { tag: string; location: number | null };
  const other = expected[rounds + i] as { tag: string };
  const place = location === null ? null : reg.keys.uuid(location);
  const bare = timed(() => {
    const found = bareLookup.get(other.tag.toUpperCase()) as { rid: number; location: number };
    bareInsert.run(1, found.rid, found.location, other.tag, Date.now());
  });
  const ours = timed(() => {
    scanLabel(reg, me, sheet, { scan: tag, location: place, user: null, condition: null, notes: null });
  });
  if (i < 50) continue;
  scans.push(ours);
  bareScans.push(bare);
}
print('scan', scans, bareScans, 3);

const status = Array.from({ length: 50 }, () => timed(() => void statusOf(reg, sheet)));
console.log(JSON.stringify({ bench: 'status', assets, lines, ours: quantiles(status) }));
for (const query of [{}, { outcome: 'notCounted' }, { outcome: 'expected' }]) {
  const pages = Array.from({ length: 50 }, () =>
    timed(() => void resultLines(reg, sheet, query, { offset: 0, limit: 100 })),
  );
  console.log(JSON.stringify({ bench: 'lines', assets, lines, query, ours: quantiles(pages) }));
}
reg.close();
rmSync(folder, { recursive: true, force: true });
