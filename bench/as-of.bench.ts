import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare } from '../src/core/compare/comparison.ts';
import { sealNewest } from '../src/core/log/append.ts';
import { openBatch, writeDraft } from '../src/core/log/commit.ts';
import { KeptPast } from '../src/core/register/as-of/kept.ts';
import { type ListQuery, pageRids } from '../src/core/register/list.ts';
import { rowsByRid } from '../src/core/register/rows.ts';
import { openRegister } from '../src/core/store/open.ts';
import { openReader } from '../src/core/store/reader.ts';
import type { Register } from '../src/core/store/register.ts';
import { type BigSize, benchDeps, benchSize, bigRegisterFile, lcg } from './support/big-register.ts';

/**
 * Pages of a list as of a moment, once the overlay is warm, against the same pages of the present in the same run; the building
 * of the overlay apart. Then two moments compared, with the same changes between them in a register and in one of ten times its
 * size. JSON lines; times in milliseconds. HOLDFAST_BENCH_SCALE=0.1 for a tenth of 1,000,000 assets and 3,000,000 relations.
 */
const size = benchSize();
const laterChanges = Number(process.env.HOLDFAST_BENCH_LATER ?? 100_000);
const between = Number(process.env.HOLDFAST_BENCH_BETWEEN ?? 10_000);
const rounds = 200;
const limit = 10;
const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-as-of-'));
const say = (line: object) =>
  console.log(JSON.stringify({ ...line, load: Number((loadavg()[0] as number).toFixed(1)) }));

try {
  await pages();
  const tenth = {
    assets: Math.round(size.assets / 10),
    relations: Math.round(size.relations / 10),
  };
  const small = await compared(tenth);
  const large = await compared(size);
  say({
    bench: 'compare-growth',
    changes: between,
    assets: [tenth.assets, size.assets],
    ms: [small, large],
    ratio: Number((large / small).toFixed(2)),
    // Ten times the register, the same changes: it may not cost ten times as much.
    limit: 3,
    ok: large / small <= 3,
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function pages(): Promise<void> {
  const { file, at } = changedCopy(size, laterChanges, 'pages');
  const present = openReader(file);
  const past = new KeptPast(() => openReader(file));
  try {
    const started = performance.now();
    await past.read({ asOf: at }, () => {});
    say({ bench: 'as-of-build', ...size, laterChanges, ms: Math.round(performance.now() - started) });
    const lists: Readonly<Record<string, ListQuery>> = {
      list: { entity: 'asset' },
      byClass: { entity: 'asset', filter: 'class=server' },
      byName: { entity: 'asset', sort: { field: 'name', descending: false } },
      search: { entity: 'asset', search: '交换机' },
    };
    const random = lcg(7);
    for (const [name, query] of Object.entries(lists)) {
      const offsets = Array.from({ length: rounds }, () => Math.floor(random() * 20) * 50);
      const page = (reg: Register, offset: number) =>
        rowsByRid(reg, 'asset', pageRids(reg, query, { offset, limit: 50 }));
      const now: number[] = [];
      const then: number[] = [];
      for (const offset of offsets) {
        now.push(timed(() => page(present, offset)));
        await past.read({ asOf: at }, (reg) => void then.push(timed(() => page(reg, offset))));
      }
      const [a, b] = [median(now), median(then)];
      say({
        bench: `as-of-page-${name}`,
        ...size,
        laterChanges,
        presentMs: a,
        pastMs: b,
        ratio: Number((b / a).toFixed(2)),
        limit,
        ok: b / a <= limit,
      });
    }
  } finally {
    present.close();
    past.close();
  }
}

async function compared(of: BigSize): Promise<number> {
  const { file, at } = changedCopy(of, between, `compare-${of.assets}`);
  const reg = openReader(file);
  try {
    const times: number[] = [];
    let changed = 0;
    for (let i = 0; i < 5; i++) {
      const started = performance.now();
      const found = await compare(reg, { from: { asOf: at }, to: {} });
      times.push(performance.now() - started);
      changed = found.assets.changed;
    }
    const ms = Math.round(median(times));
    say({ bench: 'compare', ...of, changes: between, changed, ms });
    return ms;
  } finally {
    reg.close();
  }
}

/** A copy of a register in which some of the assets were edited after a moment. */
function changedCopy(of: BigSize, changes: number, name: string): { file: string; at: number } {
  const file = join(folder, `${name}.holdfast`);
  copyFileSync(
    bigRegisterFile(of, (text) => console.error(text)),
    file,
  );
  const at = Date.now();
  const reg = openRegister(file, { ...benchDeps, now: () => Math.max(Date.now(), at + 1000) });
  reg.db.pragma('synchronous = OFF');
  const me = reg.keys.uuid(reg.sql('SELECT rid FROM person LIMIT 1').pluck().get() as number);
  const head = { actor: me, kind: 'bulk' as const, label: 'later', system: true };
  const batch = reg.transaction(() => openBatch(reg, head, 'done'));
  const rids = reg.sql('SELECT rid FROM asset WHERE deleted = 0 ORDER BY rid').pluck().all() as number[];
  for (let from = 0; from < changes; from += 5000) {
    reg.transaction(() => {
      for (let i = from; i < Math.min(changes, from + 5000); i++) {
        const id = reg.keys.uuid(rids[(i * 7919) % rids.length] as number);
        writeDraft(reg, batch, { op: 'update', entity: 'asset', id, patch: { notes: `第 ${i} 次` } });
      }
      sealNewest(reg);
    });
  }
  reg.close();
  return { file, at };
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function median(times: number[]): number {
  times.sort((a, b) => a - b);
  return Number((times[times.length >> 1] as number).toFixed(3));
}
