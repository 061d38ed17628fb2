import { isNow, type Moment } from '../register/as-of/moment.ts';
import { withAsOf } from '../register/as-of/overlay.ts';
import { graph } from '../register/graph.ts';
import { whereOf } from '../register/where.ts';
import type { Register } from '../store/register.ts';
import type { Difference } from './difference.ts';

/** Which configuration items are meant: those that a filter finds, a neighbourhood, or what both have in common. */
export interface Scope {
  /** In the grammar of src/model/filter.ts. */
  readonly filter?: string | undefined;
  /** Ids of assets, such as a service, whose neighbourhood is meant. */
  readonly roots?: readonly string[] | undefined;
  /** How far the neighbourhood reaches; 1 when left out. */
  readonly hops?: number | undefined;
}

/** More of a neighbourhood than this nobody names as one thing. */
const mostNeighbours = 20_000;

export function isWhole({ filter, roots }: Scope): boolean {
  return !filter?.trim() && (roots?.length ?? 0) === 0;
}

/**
 * The assets of a scope, in the state of the register that this connection shows.
 * @param among local keys of which they are to be; all when left out
 */
export function assetsIn(reg: Register, scope: Scope, among?: readonly number[]): Set<number> {
  const { sql, params } = whereOf(reg, { entity: 'asset', filter: scope.filter });
  const wanted = neighbourhood(reg, scope, among);
  const limited = wanted === null ? '' : ' AND rid IN (SELECT value FROM json_each(?))';
  const list = wanted === null ? [] : [JSON.stringify(wanted)];
  return new Set(
    reg
      .sql(`SELECT rid FROM asset WHERE ${sql}${limited}`)
      .pluck()
      .all(...params, ...list) as number[],
  );
}

function neighbourhood(reg: Register, scope: Scope, among: readonly number[] | undefined) {
  if ((scope.roots?.length ?? 0) === 0) return among ?? null;
  const there = (scope.roots ?? []).filter((id) => isThere(reg, id));
  if (there.length === 0) return [];
  const found = graph(reg, { roots: there, hops: scope.hops ?? 1, limit: mostNeighbours });
  const rids = found.nodes.flatMap(({ id }) => reg.keys.findRid(id) ?? []);
  if (!among) return rids;
  const asked = new Set(among);
  return rids.filter((rid) => asked.has(rid));
}

function isThere(reg: Register, id: string): boolean {
  const rid = reg.keys.findRid(id);
  return rid !== null && reg.sql('SELECT 1 FROM asset WHERE rid = ? AND deleted = 0').get(rid) !== undefined;
}

/** The assets of a scope at a moment. Within a read transaction, on a connection for reading. */
export function assetsAt(
  reg: Register,
  scope: Scope,
  moment: Moment,
  among?: readonly number[],
  onProgress?: (done: number, total: number) => void,
): Promise<Set<number>> {
  if (isNow(moment)) return Promise.resolve(assetsIn(reg, scope, among));
  return withAsOf(reg, moment, () => assetsIn(reg, scope, among), onProgress ? { onProgress } : {});
}

/** Keeps what concerns a scope: assets that were or are in it, and relations with an end in it. */
export async function inScope(
  reg: Register,
  scope: Scope,
  from: Moment,
  to: Moment,
  all: readonly Difference[],
  onProgress?: (done: number, total: number) => void,
): Promise<Difference[]> {
  if (isWhole(scope)) return [...all];
  const asked = new Set<number>();
  for (const difference of all) for (const rid of concerned(reg, difference)) asked.add(rid);
  const among = [...asked];
  const before = await assetsAt(reg, scope, from, among, onProgress);
  const after = await assetsAt(reg, scope, to, among, onProgress);
  return all.filter((difference) =>
    concerned(reg, difference).some((rid) => before.has(rid) || after.has(rid)),
  );
}

/** The assets that a difference is about. */
export function concerned(reg: Register, { entity, rid, values, before }: Difference): number[] {
  if (entity === 'asset') return [rid];
  const ends = [values.source, values.target, before?.source, before?.target];
  return ends.flatMap((id) => (typeof id === 'string' ? (reg.keys.findRid(id) ?? []) : []));
}
