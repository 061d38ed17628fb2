import { attrColumn } from '../store/attr-columns.ts';
import type { Register } from '../store/register.ts';
import type { Job } from '../workers/jobs.ts';

export interface Usage {
  /** Assets by class, of itself alone. */
  readonly classes: Record<string, number>;
  /** Assets that have a value, by the user's field. */
  readonly fields: Record<string, number>;
  readonly relationTypes: Record<string, number>;
}

/** Reads every asset and relation: for a worker, in a large register. */
export function usageOf(reg: Register): Usage {
  const counted = (sql: string) =>
    Object.fromEntries(reg.db.prepare(sql).raw(true).all() as Array<[string, number]>) as Record<
      string,
      number
    >;
  return {
    classes: counted(
      'SELECT "class", count(*) FROM asset WHERE deleted = 0 AND "class" IS NOT NULL GROUP BY "class"',
    ),
    fields: fieldUsage(reg),
    relationTypes: counted('SELECT type, count(*) FROM relation WHERE deleted = 0 GROUP BY type'),
  };
}

function fieldUsage(reg: Register): Record<string, number> {
  const written = reg.catalogue.customFields.filter(
    ({ key }) => reg.keys.findFieldKey('asset', key) !== null,
  );
  const out = Object.fromEntries(reg.catalogue.customFields.map(({ key }) => [key, 0]));
  if (written.length === 0) return out;
  // One walk over the assets for all fields.
  const sums = written.map(({ key, field }) => `count(${attrColumn(key, { ...field, type: 'json' })})`);
  const row = reg.db
    .prepare(`SELECT ${sums.join(', ')} FROM asset WHERE deleted = 0 AND attrs IS NOT NULL`)
    .raw(true)
    .get() as number[];
  written.forEach(({ key }, at) => {
    out[key] = row[at] ?? 0;
  });
  return out;
}

export const usageJob: Job<null, Usage> = ({ register }) => usageOf(register());
