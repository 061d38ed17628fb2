import type { Value } from '../../../model/index.ts';
import { type Entry, entriesOf } from '../../log/entries.ts';
import { mergeRecord } from '../../log/pure/merge.ts';
import type { PackContext } from './context.ts';
import { type Sums, sumOf } from './totals.ts';

/** How the register's assets came from what they were at the start of a period to what they were at its end. */
export interface Movement {
  created: Sums;
  restored: Sums;
  deleted: Sums;
  /** Assets that stayed in their kind and currency: by how much their cost changed. */
  changed: Sums;
  /** Assets that changed kind or currency: out of one, into another. */
  movedOut: Sums;
  movedIn: Sums;
}

interface State {
  readonly exists: boolean;
  readonly alive: boolean;
  readonly kind: string | null;
  readonly currency: string;
  readonly cost: number;
}

/** Follows every asset that the log names in the period; the tables are not asked. */
export function movementOf(context: PackContext): Movement {
  const { reg, period } = context;
  const movement: Movement = {
    created: new Map(),
    restored: new Map(),
    deleted: new Map(),
    changed: new Map(),
    movedOut: new Map(),
    movedIn: new Map(),
  };
  const touched = reg.db
    .prepare<unknown[], number>(
      `SELECT DISTINCT c.record FROM change c JOIN record r ON r.rid = c.record
       WHERE c.ms BETWEEN ? AND ? AND r.entity = 'asset' ORDER BY c.record`,
    )
    .pluck()
    .all(period.from, period.to);
  for (const rid of touched) {
    context.step();
    const entries = entriesOf(reg, rid);
    const id = reg.keys.uuid(rid);
    const before = stateAt(id, entries, period.from - 1);
    const after = stateAt(id, entries, period.to);
    note(movement, before, after);
  }
  return movement;
}

function stateAt(id: string, entries: readonly Entry[], ms: number): State {
  const then = entries.filter((entry) => entry.ms <= ms);
  const { exists, deleted, values } = mergeRecord(id, then);
  const text = (value: Value | undefined) => (typeof value === 'string' ? value : null);
  return {
    exists,
    alive: exists && !deleted,
    kind: text(values.kind),
    currency: text(values.currency) ?? 'CNY',
    cost: typeof values.cost === 'number' ? values.cost : 0,
  };
}

function note(movement: Movement, before: State, after: State): void {
  const add = (sums: Sums, state: State, cost = state.cost) => {
    const sum = sumOf(sums, state.kind, state.currency);
    sum.count++;
    sum.cost += cost;
  };
  if (!before.alive && !after.alive) return;
  if (!before.alive) add(before.exists ? movement.restored : movement.created, after);
  else if (!after.alive) add(movement.deleted, before);
  else if (before.kind !== after.kind || before.currency !== after.currency) {
    add(movement.movedOut, before);
    add(movement.movedIn, after);
  } else if (before.cost !== after.cost) add(movement.changed, after, after.cost - before.cost);
}
