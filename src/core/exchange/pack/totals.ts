import type { Register } from '../../store/register.ts';

/** Count and cost of assets of one kind in one currency. */
export interface Sum {
  readonly kind: string | null;
  readonly currency: string;
  count: number;
  /** Hundredths. */
  cost: number;
}

export type Sums = Map<string, Sum>;

export function sumOf(sums: Sums, kind: string | null, currency: string): Sum {
  const key = JSON.stringify([kind, currency]);
  let sum = sums.get(key);
  if (!sum) {
    sum = { kind, currency, count: 0, cost: 0 };
    sums.set(key, sum);
  }
  return sum;
}

/** The register's assets, added up by the database from the table as it is shown now. */
export function tableSums(reg: Register): Sums {
  const rows = reg.db
    .prepare<unknown[], { kind: string | null; currency: string; count: number; cost: number | null }>(
      `SELECT kind, coalesce(currency, 'CNY') AS currency, count(*) AS count, sum(cost) AS cost
       FROM asset WHERE deleted = 0 GROUP BY kind, coalesce(currency, 'CNY')`,
    )
    .all();
  const sums: Sums = new Map();
  for (const { kind, currency, count, cost } of rows) {
    const sum = sumOf(sums, kind, currency);
    sum.count = count;
    sum.cost = cost ?? 0;
  }
  return sums;
}

export function countOf(sums: Sums): number {
  return [...sums.values()].reduce((total, { count }) => total + count, 0);
}

/** Groups of the register's assets by one column; kinds and currencies are never added together. */
export function groupsBy(reg: Register, column: 'status' | 'class') {
  return reg.db
    .prepare<unknown[], Omit<Sum, 'cost'> & { value: string | null; cost: number | null }>(
      `SELECT "${column}" AS value, kind, coalesce(currency, 'CNY') AS currency, count(*) AS count, sum(cost) AS cost,
              sum(count(*)) OVER (PARTITION BY "${column}") AS whole
       FROM asset WHERE deleted = 0 GROUP BY "${column}", kind, coalesce(currency, 'CNY')
       ORDER BY whole DESC, value, count(*) DESC`,
    )
    .all();
}
