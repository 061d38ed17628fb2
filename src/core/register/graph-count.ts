import { hopParameters, type Reach, sidesOf, stepsSql } from './graph-hops.ts';
import { type RelationStore, rawStatement } from './relation-store.ts';

/** Assets of one class at one distance. */
export interface ReachCount {
  readonly class: string | null;
  readonly depth: number;
  readonly count: number;
}

export interface ReachTotal {
  /** Assets found, the roots included. */
  readonly total: number;
  /** False when the counting stopped at `most`. */
  readonly complete: boolean;
  /** Nearest first, then the most. */
  readonly groups: ReachCount[];
}

/** Assets are counted up to here: 50,000 are too many to draw or to list, however many there are. */
export const countCap = 60_000;

/** Parts of a frontier that are asked for at once, so that the work can be broken off between them. */
const part = 2000;

const classSql = 'SELECT a.class FROM json_each(?) n CROSS JOIN asset a ON a.rid = n.value';

/**
 * Counts a neighbourhood that is too large to be shown: how many of which class at which distance.
 * @param most counting stops here
 * @param cancelled asked now and then
 */
export function countReach(
  store: RelationStore,
  roots: readonly number[],
  reach: Reach,
  most: number = countCap,
  cancelled: () => boolean = () => false,
): ReachTotal {
  const seen = new Set<number>(roots);
  const counts = new Map<string, { class: string | null; depth: number; count: number }>();
  const add = (key: string | null, depth: number): void => {
    const name = `${depth} ${key ?? ''}`;
    const known = counts.get(name);
    if (known) known.count++;
    else counts.set(name, { class: key, depth, count: 1 });
  };
  for (const [key] of rawStatement(store, classSql).all(JSON.stringify([...seen])))
    add(key as string | null, 0);
  const steps = sidesOf(reach).map((side) => rawStatement(store, stepsSql(side, reach)));
  const parameters = hopParameters(store, reach);
  let frontier = [...seen];
  let complete = true;
  for (let depth = 1; depth <= reach.hops && frontier.length > 0 && complete; depth++) {
    const next: number[] = [];
    for (let at = 0; at < frontier.length && complete; at += part) {
      if (cancelled()) break;
      const asked = { ...parameters, frontier: JSON.stringify(frontier.slice(at, at + part)) };
      for (const step of steps) {
        for (const row of step.iterate(asked)) {
          const rid = row[1] as number;
          if (seen.has(rid)) continue;
          if (seen.size >= most) {
            complete = false;
            break;
          }
          seen.add(rid);
          next.push(rid);
          add(row[3] as string | null, depth);
        }
      }
    }
    frontier = next;
  }
  const groups = [...counts.values()].sort((a, b) => a.depth - b.depth || b.count - a.count);
  return { total: seen.size, complete, groups };
}
