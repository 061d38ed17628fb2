/**
 * Impact that reaches 10,000 assets in a register of 1,000,000 assets and 3,000,000 relations, against the same traversal in
 * memory over typed arrays with its loading; single points of failure; and all shipped rules of data quality.
 *
 * HOLDFAST_BENCH_ASSETS sets another size (three relations each); HOLDFAST_BENCH_FILE keeps the file for the next run.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { breachWhere, scopeWhere } from '../src/core/quality/conditions.ts';
import { impactOf } from '../src/core/register/impact/impact.ts';
import { spread } from '../src/core/register/impact/spread.ts';
import { upstream } from '../src/core/register/impact/upstream.ts';
import type { Register } from '../src/core/store/register.ts';
import { builtinCatalogue } from '../src/model/catalogue.ts';
import { isGone } from '../src/model/lifecycle.ts';
import { shippedRules } from '../src/model/quality.ts';
import { effectOn } from '../src/model/redundancy.ts';
import { buildRelationRegister, hubsOf, idOf } from './support/relation-register.ts';

const assets = Number(process.env.HOLDFAST_BENCH_ASSETS ?? 1_000_000);
const relations = assets * 3;
const reach = Math.min(10_000, Math.floor(assets / 2));
const rounds = 10;

function print(line: Record<string, unknown>): void {
  console.log(JSON.stringify({ bench: 'impact', assets, relations, ...line }));
}

function timed<T>(run: () => T): { value: T; ms: number } {
  const start = performance.now();
  const value = run();
  return { value, ms: performance.now() - start };
}

const round = (ms: number): number => Number(ms.toFixed(1));
function spreadOf(times: number[]): { p50: number; max: number } {
  times.sort((a, b) => a - b);
  return { p50: round(times[times.length >> 1] ?? 0), max: round(times.at(-1) ?? 0) };
}

/** Who hangs on whom, as compact as memory has it: for each asset the dependants and over which type of relation. */
class InMemory {
  readonly offsets: Uint32Array;
  readonly dependants: Uint32Array;
  readonly types: Uint8Array;
  readonly gone: Uint8Array;
  /** By type: null where all suppliers are needed. */
  readonly needs: (number | null)[];
  readonly names: string[];

  constructor(db: Database.Database) {
    const all = Object.entries(builtinCatalogue.relationTypes);
    this.names = all.map(([key]) => key);
    this.needs = all.map(([, def]) => def.needs ?? null);
    const place = new Map(this.names.map((key, i) => [key, i]));
    this.gone = new Uint8Array(assets + 1);
    for (const [rid, status] of db.prepare('SELECT rid, status FROM asset').raw().iterate() as Iterable<
      [number, string]
    >)
      if (isGone(status)) this.gone[rid] = 1;
    const from = new Uint32Array(relations);
    const to = new Uint32Array(relations);
    const kind = new Uint8Array(relations);
    let n = 0;
    const rows = db.prepare('SELECT source, target, type FROM relation WHERE deleted = 0').raw().iterate();
    for (const [source, target, type] of rows as Iterable<[number, number, string]>) {
      const at = place.get(type) as number;
      const rule = all[at]?.[1].impact;
      if (rule === 'none') continue;
      from[n] = rule === 'toSource' ? target : source;
      to[n] = rule === 'toSource' ? source : target;
      kind[n++] = at;
    }
    this.offsets = new Uint32Array(assets + 2);
    for (let i = 0; i < n; i++) (this.offsets[(from[i] as number) + 1] as number)++;
    for (let i = 1; i < this.offsets.length; i++)
      (this.offsets[i] as number) += this.offsets[i - 1] as number;
    const next = this.offsets.slice();
    this.dependants = new Uint32Array(n);
    this.types = new Uint8Array(n);
    for (let i = 0; i < n; i++) {
      const at = (next[from[i] as number] as number)++;
      this.dependants[at] = to[i] as number;
      this.types[at] = kind[i] as number;
    }
  }

  /** As far as the limit; groups are taken to stand while one member does. */
  reached(root: number, limit: number): number {
    const state = new Uint8Array(assets + 1);
    state[root] = 2;
    let count = 0;
    let frontier = [root];
    while (frontier.length > 0) {
      const next: number[] = [];
      for (const asset of frontier) {
        for (let i = this.offsets[asset] as number; i < (this.offsets[asset + 1] as number); i++) {
          const dependant = this.dependants[i] as number;
          if (this.gone[dependant] === 1 || state[dependant] === 2 || dependant === root) continue;
          const needed = this.needs[this.types[i] as number];
          const effect = needed === null ? state[asset] : effectOn(1, 2, { degraded: 0, down: 1 }) && 1;
          if ((effect as number) <= (state[dependant] as number)) continue;
          if (state[dependant] === 0 && ++count > limit) return limit;
          state[dependant] = effect as number;
          next.push(dependant);
        }
      }
      frontier = next;
    }
    return count;
  }
}

const kept = process.env.HOLDFAST_BENCH_FILE;
const folder = kept ? null : mkdtempSync(path.join(tmpdir(), 'holdfast-bench-'));
const file = kept ?? path.join(folder as string, 'relations.holdfast');
try {
  if (!existsSync(file)) buildRelationRegister(file, assets, relations);
  const db = new Database(file, { readonly: true });
  db.pragma('cache_size = -131072');
  db.pragma('mmap_size = 1073741824');
  const store = { db };
  const root = hubsOf(assets)[3] ?? 1;

  // The first one finds nothing in the page cache of this process.
  const cold = timed(() => impactOf(store, [root], reach));
  const warm = Array.from({ length: rounds }, () => timed(() => impactOf(store, [root], reach)).ms);
  const bare = Array.from({ length: rounds }, () => timed(() => spread(store, [root], reach)).ms);
  const loading = timed(() => new InMemory(db));
  const memory = loading.value;
  const walks = Array.from({ length: rounds }, () => timed(() => memory.reached(root, reach)));
  const walk = spreadOf(walks.map(({ ms }) => ms));
  const reference = loading.ms + walk.p50;
  const ours = spreadOf(warm);
  print({
    step: 'impact',
    reached: cold.value.items.length,
    coldMs: round(cold.ms),
    ms: ours,
    travelOnlyMs: spreadOf(bare),
    referenceReached: walks[0]?.value,
    referenceLoadingMs: round(loading.ms),
    referenceTravelMs: walk,
    ratio: Number((ours.p50 / reference).toFixed(4)),
    ratioCold: Number((cold.ms / reference).toFixed(4)),
    ratioWithoutLoading: Number((ours.p50 / Math.max(0.1, walk.p50)).toFixed(1)),
  });

  for (const limit of [1000, 5000, 20_000]) {
    const found = timed(() => upstream(store, idOf(Math.floor(assets / 2)), { limit, singles: true }));
    print({
      step: 'single points',
      limit,
      hangsOn: found.value.items.length,
      points: found.value.singles?.count,
      complete: found.value.singles?.complete,
      ms: round(found.ms),
    });
  }

  // A register as far as conditions look at one.
  const reg = { db, catalogue: builtinCatalogue, deps: { now: Date.now } } as unknown as Register;
  let total = 0;
  for (const rule of shippedRules) {
    const scope = scopeWhere(reg, rule);
    const breach = breachWhere(reg, rule);
    const found = timed(
      () =>
        db
          .prepare(`SELECT rid, class, department FROM asset WHERE ${scope.sql} AND ${breach.sql}`)
          .raw()
          .all(...scope.params, ...breach.params).length,
    );
    total += found.ms;
    print({ step: 'quality rule', rule: rule.id, breaches: found.value, ms: round(found.ms) });
  }
  print({ step: 'quality', rules: shippedRules.length, ms: round(total) });
  db.close();
} finally {
  if (folder) rmSync(folder, { recursive: true, force: true });
}
