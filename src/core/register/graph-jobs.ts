import type { JobContext } from '../workers/jobs.ts';
import { countReach, type ReachTotal } from './graph-count.ts';
import type { Reach } from './graph-hops.ts';
import { type FoundPath, findPath, type PathQuery, pathCap } from './graph-path.ts';

export function reachJob(
  context: JobContext,
  { roots, reach }: { readonly roots: readonly number[]; readonly reach: Reach },
): ReachTotal {
  return countReach(context.register(), roots, reach, undefined, () => context.cancelled());
}

/** @throws HoldfastError RECORD_NOT_FOUND, CANCELLED */
export function pathJob(
  context: JobContext,
  { from, to, query }: { readonly from: string; readonly to: string; readonly query: PathQuery },
): FoundPath {
  return findPath(context.register(), from, to, query, pathCap, () => context.cancelled());
}
