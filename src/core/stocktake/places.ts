import type { Register } from '../store/register.ts';

/** Is a place the other one, or somewhere inside it? Circles from concurrent moves end where they close. */
export function isWithin(reg: Register, place: number, container: number): boolean {
  const parentOf = reg.sql('SELECT parent FROM location WHERE rid = ?').pluck();
  const seen = new Set<number>();
  for (let at: number | null | undefined = place; at && !seen.has(at); ) {
    if (at === container) return true;
    seen.add(at);
    at = parentOf.get(at) as number | null | undefined;
  }
  return false;
}

/** Places and all that is inside them, as record keys. Unknown ids are left out. */
export function subtree(reg: Register, ids: readonly string[]): number[] {
  const childrenOf = reg.sql('SELECT rid FROM location WHERE parent = ? AND deleted = 0').pluck();
  const out = new Set<number>();
  const queue = ids.map((id) => reg.keys.findRid(id)).filter((rid) => rid !== null);
  for (let rid = queue.pop(); rid !== undefined; rid = queue.pop()) {
    if (out.has(rid)) continue;
    out.add(rid);
    queue.push(...(childrenOf.all(rid) as number[]));
  }
  return [...out];
}
