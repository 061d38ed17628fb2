import { gone, parseFilter } from '../../model/index.ts';
import type { Where } from '../register/condition.ts';
import { whereOf } from '../register/where.ts';
import type { Register } from '../store/register.ts';
import type { JobContext } from '../workers/jobs.ts';
import { subtree } from './places.ts';

export interface Scope {
  /** In the grammar of src/model/filter.ts; empty = the whole register. */
  readonly filter: string;
  /** Ids of places; what is inside them belongs to them. None = everywhere. */
  readonly locations: readonly string[];
}

/** Not here to be counted: not yet delivered, gone, or found missing before. */
const absent = ['planned', 'ordered', 'missing', ...gone];

/** Classes of things that nobody can put a label on: software, virtual machines, services, networks. */
const intangible = ({ catalogue }: Register): readonly string[] =>
  ['software', 'virtual', 'service', 'network'].flatMap((root) => catalogue.withDescendants(root));

/**
 * The condition on the asset table that a scope stands for. What can't be found on a shelf is left out, unless the filter
 * itself asks for a status or a class.
 * @throws HoldfastError FILTER_SYNTAX, FIELD_UNKNOWN, VALUE_INVALID
 */
export function scopeWhere(reg: Register, scope: Scope): Where {
  const where = whereOf(reg, { entity: 'asset', filter: scope.filter });
  const sql = [where.sql];
  const params = [...where.params];
  const named = new Set(parseFilter(scope.filter).terms.map((term) => term.field));
  const leaveOut = (column: string, values: readonly string[]) => {
    sql.push(`("${column}" IS NULL OR "${column}" NOT IN (${values.map(() => '?').join(',')}))`);
    params.push(...values);
  };
  if (scope.locations.length > 0) {
    sql.push('location IN (SELECT value FROM json_each(?))');
    params.push(JSON.stringify(subtree(reg, scope.locations)));
  }
  if (!named.has('status')) leaveOut('status', absent);
  if (!named.has('class')) leaveOut('class', intangible(reg));
  return { sql: sql.join(' AND '), params };
}

/** How many assets a scope holds. Reads each of them, so a large register belongs in a worker. */
export function countScope(reg: Register, scope: Scope): number {
  const where = scopeWhere(reg, scope);
  return reg.db
    .prepare(`SELECT count(*) FROM asset WHERE ${where.sql}`)
    .pluck()
    .get(...where.params) as number;
}

export function scopeJob(context: JobContext, scope: Scope): number {
  return countScope(context.register(), scope);
}
