/**
 * Neighbourhoods of 2 and 3 hops and up to 500 nodes, shortest paths, counts of what is too much to draw, and impact, in a register of 1,000,000 assets and 3,000,000 relations,
 * against one recursive SQL statement that answers the same on the same file in the same process.
 *
 * HOLDFAST_BENCH_ASSETS sets another size (three relations each); HOLDFAST_BENCH_FILE keeps the file for the next run.
 */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { graph } from '../src/core/register/graph.ts';
import { countReach } from '../src/core/register/graph-count.ts';
import { findPath } from '../src/core/register/graph-path.ts';
import { impact } from '../src/core/register/impact/impact.ts';
import { neighbours } from '../src/core/register/neighbours.ts';
import { buildRelationRegister, hubsOf, idOf } from './support/relation-register.ts';

const assets = Number(process.env.HOLDFAST_BENCH_ASSETS ?? 1_000_000);
const relations = assets * 3;
const rounds = 300;
const limit = 500;

const near = `
  near(rid, depth) AS (
    SELECT :root, 0
    UNION SELECT r.target, n.depth + 1 FROM near n JOIN relation r ON r.source = n.rid AND r.deleted = 0 WHERE n.depth < :hops
    UNION SELECT r.source, n.depth + 1 FROM near n JOIN relation r ON r.target = n.rid AND r.deleted = 0 WHERE n.depth < :hops)`;
const found = 'found(rid) AS MATERIALIZED (SELECT DISTINCT rid FROM near LIMIT :limit)';
const asset = (a: string): string => `c${a}.id, ${a}.tag, ${a}.name, ${a}.class, ${a}.status`;
const joined = (a: string, rid: string): string =>
  `JOIN asset ${a} ON ${a}.rid = ${rid} JOIN record c${a} ON c${a}.rid = ${a}.rid`;

/** The same answer in one statement: the edges of the neighbourhood with both of their ends. */
const sameAnswer = `WITH RECURSIVE ${near}, ${found}
  SELECT rc.id, r.type, r.sourcePort, r.targetPort, ${asset('s')}, ${asset('t')}
  FROM found f CROSS JOIN relation r ON r.source = f.rid AND r.deleted = 0 JOIN record rc ON rc.rid = r.rid
  ${joined('s', 'r.source')} ${joined('t', 'r.target')}
  WHERE +r.target IN (SELECT rid FROM found)`;
/** Less than the same answer: only the nodes, without edges and degrees. */
const nodesOnly = `WITH RECURSIVE ${near}, ${found} SELECT ${asset('s')} FROM found ${joined('s', 'found.rid')}`;

function milliseconds(times: number[]): { p50: number; p99: number } {
  times.sort((a, b) => a - b);
  const at = (q: number) =>
    Number((times[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0).toFixed(3));
  return { p50: at(0.5), p99: at(0.99) };
}

function timed(run: (i: number) => unknown, count: number): { p50: number; p99: number } {
  for (let i = 0; i < Math.min(20, count); i++) run(i);
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    run(i);
    times.push(performance.now() - start);
  }
  return milliseconds(times);
}

function print(line: Record<string, unknown>): void {
  console.log(JSON.stringify({ bench: 'graph', assets, relations, ...line }));
}

const kept = process.env.HOLDFAST_BENCH_FILE;
const folder = kept ? null : mkdtempSync(path.join(tmpdir(), 'holdfast-bench-'));
const file = kept ?? path.join(folder as string, 'relations.holdfast');
try {
  if (!existsSync(file)) {
    const start = performance.now();
    buildRelationRegister(file, assets, relations);
    print({ step: 'build', seconds: Math.round((performance.now() - start) / 1000) });
  }
  print({ step: 'file', bytes: statSync(file).size });
  const db = new Database(file, { readonly: true });
  db.pragma('cache_size = -131072');
  db.pragma('mmap_size = 1073741824');
  const store = { db };
  const roots = Array.from({ length: rounds }, (_, i) => 1 + Math.floor((i * (assets - 1)) / rounds));

  const same = db.prepare(sameAnswer).raw();
  const few = db.prepare(nodesOnly).raw();
  const turns = rounds + 20;
  for (const hops of [2, 3]) {
    const reference = timed((i) => same.all({ root: roots[i % rounds], hops, limit }), rounds);
    const nodesReference = timed((i) => few.all({ root: roots[i % rounds], hops, limit }), rounds);
    let nodes = 0;
    let edges = 0;
    const ours = timed((i) => {
      const answer = graph(store, { roots: [idOf(roots[i % rounds] as number)], hops, limit, places: true });
      nodes += answer.nodes.length;
      edges += answer.edges.length;
    }, rounds);
    print({
      step: 'neighbourhood',
      hops,
      limit,
      nodes: Math.round(nodes / turns),
      edges: Math.round(edges / turns),
      ...ours,
      reference,
      ratio: Number((ours.p50 / reference.p50).toFixed(2)),
      ratioP99: Number((ours.p99 / reference.p99).toFixed(2)),
      nodesOnlyReference: nodesReference,
      ratioToNodesOnly: Number((ours.p50 / nodesReference.p50).toFixed(2)),
    });
  }

  const hubs = hubsOf(assets);
  const hub = timed(
    (i) => graph(store, { roots: [idOf(hubs[i % hubs.length] as number)], hops: 2, limit }),
    60,
  );
  const hubReference = timed((i) => same.all({ root: hubs[i % hubs.length], hops: 1, limit }), 60);
  print({
    step: 'neighbourhood of a hub',
    ...hub,
    reference: hubReference,
    ratio: Number((hub.p50 / hubReference.p50).toFixed(2)),
  });
  print({
    step: 'neighbours',
    ...timed((i) => neighbours(store, idOf(roots[i % rounds] as number)), rounds),
  });
  let steps = 0;
  const paths = timed((i) => {
    const [from, to] = [roots[i % rounds] as number, roots[(i * 7 + 31) % rounds] as number];
    steps += findPath(store, idOf(from), idOf(to)).steps?.length ?? 0;
  }, rounds);
  print({ step: 'shortest path', steps: Number((steps / turns).toFixed(1)), ...paths });
  let counted = 0;
  const counts = timed((i) => {
    counted += countReach(store, [roots[i % rounds] as number], { hops: 6 }).total;
  }, 10);
  print({ step: 'count of 6 hops', counted: Math.round(counted / 20), ...counts });
  let affected = 0;
  const impacted = timed((i) => {
    affected += impact(store, [idOf(roots[i % rounds] as number)], 2000).items.length;
  }, rounds);
  print({ step: 'impact', limit: 2000, affected: Math.round(affected / turns), ...impacted });
  db.close();
} finally {
  if (folder) rmSync(folder, { recursive: true, force: true });
}
