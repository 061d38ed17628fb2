import { type FilterTerm, HoldfastError } from '../../model/index.ts';
import { isUuid } from '../log/pure/ids.ts';
import type { Register } from '../store/register.ts';
import { changeState } from '../store/schema.ts';
import type { Where } from './condition.ts';

/** Batches up to this many changes are looked up as a set; of larger ones each row of the list is asked for its own changes. */
const mostAsSet = 20_000;

/**
 * Records that a batch made or changed: `batch=ID`, several parted by commas. A whole import is walked in the list's own
 * order, so that a page of a million costs no more than a page of ten.
 * @param asSet most changes that are looked up as a set
 * @throws HoldfastError VALUE_INVALID for another operator, no value, or what is no batch
 */
export function batchWhere(reg: Register, { operator, values }: FilterTerm, asSet = mostAsSet): Where {
  const [first] = values;
  if ((operator !== '=' && operator !== '!=') || first === undefined) throw invalid(first ?? '');
  const keys = values.map((value) => (isUuid(value) ? reg.keys.findBatch(value) : null));
  const unknown = keys.indexOf(null);
  if (unknown >= 0) throw invalid(values[unknown] as string);
  const params = keys as number[];
  const marks = params.map(() => '?').join(',');
  const written = `batch IN (${marks}) AND state <> ${changeState.rejected}`;
  const sql = isLarge(reg, params, asSet)
    ? `EXISTS (SELECT 1 FROM change c INDEXED BY change_record WHERE c.record = rid AND c.${written})`
    : `rid IN (SELECT record FROM change INDEXED BY change_batch WHERE ${written})`;
  return { sql: operator === '=' ? sql : `NOT ${sql}`, params };
}

function isLarge(reg: Register, batches: readonly number[], asSet: number): boolean {
  let left = asSet;
  for (const batch of batches) {
    const count = reg
      .sql('SELECT count(*) FROM (SELECT 1 FROM change WHERE batch = ? LIMIT ?)')
      .pluck()
      .get(batch, left + 1) as number;
    left -= count;
    if (left < 0) return true;
  }
  return false;
}

const invalid = (value: string) =>
  new HoldfastError('VALUE_INVALID', { field: 'batch', value, expected: 'the ID of an operation' });
