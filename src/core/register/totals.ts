import { HoldfastError } from '../../model/index.ts';
import type { Register } from '../store/register.ts';
import type { JobContext } from '../workers/jobs.ts';
import { isWorthDeepSearch, type ListQuery, pageRids, type Window } from './list.ts';
import { whereOf } from './where.ts';

export interface Totals {
  readonly count: number;
  /** Cost in minor units; kinds and currencies are never added together. */
  readonly cost: ReadonlyArray<{
    readonly kind: string | null;
    readonly currency: string;
    readonly sum: number;
  }>;
}

/** Counts a list and adds up its cost. Reads every record of it, so a large one belongs in a worker. */
export function totalsOf(reg: Register, query: ListQuery): Totals {
  const where = whereOf(reg, query);
  if (query.entity !== 'asset') {
    const count = reg
      .sql(`SELECT count(*) FROM "${query.entity}" WHERE ${where.sql}`)
      .pluck()
      .get(...where.params) as number;
    return { count, cost: [] };
  }
  const groups = reg
    .sql(`SELECT kind, coalesce(currency, 'CNY') AS currency, count(*) AS n, sum(cost) AS sum
      FROM asset WHERE ${where.sql} GROUP BY kind, coalesce(currency, 'CNY')`)
    .all(...where.params) as Array<{ kind: string | null; currency: string; n: number; sum: number | null }>;
  return {
    count: groups.reduce((total, group) => total + group.n, 0),
    cost: groups
      .filter((g) => g.sum !== null)
      .map(({ kind, currency, sum }) => ({ kind, currency, sum: sum as number })),
  };
}

export function totalsJob(context: JobContext, query: ListQuery): Totals {
  if (context.cancelled()) throw new HoldfastError('CANCELLED');
  const reg = context.register();
  const totals = totalsOf(reg, query);
  if (totals.count > 0 || !isWorthDeepSearch(reg, query)) return totals;
  return totalsOf(reg, { ...query, deep: true });
}

/** Pages that no index answers at once. */
export function pageJob(context: JobContext, input: { query: ListQuery; window: Window }): number[] {
  return pageRids(context.register(), input.query, input.window);
}
