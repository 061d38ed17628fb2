import { HoldfastError, type QualityRule } from '../../model/index.ts';
import type { Where } from '../register/condition.ts';
import { whereOf } from '../register/where.ts';
import type { Register } from '../store/register.ts';
import type { JobContext } from '../workers/jobs.ts';
import { breachWhere, living, scopeWhere } from './conditions.ts';
import { rulesOf } from './rules.ts';

export interface BreachQuery {
  readonly rule: string;
  /** Only of this class itself (null: without one), and of this department. */
  readonly class?: string | null | undefined;
  readonly department?: string | null | undefined;
  readonly filter?: string | undefined;
  readonly search?: string | undefined;
}

export interface BreachWindow {
  readonly offset: number;
  readonly limit: number;
}

/** Rows are looked for among these instead of in the whole register, where they are known and few. */
export const mostKnown = 50_000;

export interface BreachPage {
  readonly rids: readonly number[];
  readonly total: number;
}

/** @throws HoldfastError RECORD_NOT_FOUND */
export function ruleOf(reg: Register, id: string): QualityRule {
  const rule = rulesOf(reg).find((each) => each.id === id);
  if (!rule) throw new HoldfastError('RECORD_NOT_FOUND', { id });
  return rule;
}

/**
 * What breaks a rule, by tag.
 * @param known what is known to break it, from the last check
 */
export function breachPage(
  reg: Register,
  query: BreachQuery,
  { offset, limit }: BreachWindow,
  known: readonly number[] | null = null,
): BreachPage {
  const { sql, params } = whereAll(reg, query, known);
  const rids = reg.db
    .prepare<unknown[], number>(`SELECT rid FROM asset WHERE ${sql} ORDER BY tag_key, rid LIMIT ? OFFSET ?`)
    .pluck()
    .all(...params, limit, offset);
  const total = reg.db
    .prepare<unknown[], number>(`SELECT count(*) FROM asset WHERE ${sql}`)
    .pluck()
    .get(...params);
  return { rids, total: total ?? 0 };
}

function whereAll(reg: Register, query: BreachQuery, known: readonly number[] | null): Where {
  const rule = ruleOf(reg, query.rule);
  const parts: Where[] = [{ sql: living, params: [] }];
  if (known && known.length <= mostKnown)
    parts.push({ sql: 'rid IN (SELECT value FROM json_each(?))', params: [JSON.stringify(known)] });
  parts.push(scopeWhere(reg, rule), breachWhere(reg, rule));
  if (query.class !== undefined) parts.push(equal('class', query.class));
  if (query.department !== undefined) {
    const rid = query.department === null ? null : (reg.keys.findRid(query.department) ?? -1);
    parts.push(equal('department', rid));
  }
  const { filter, search } = query;
  if (filter?.trim() || search?.trim()) parts.push(whereOf(reg, { entity: 'asset', filter, search }));
  return { sql: parts.map(({ sql }) => `(${sql})`).join(' AND '), params: parts.flatMap((p) => p.params) };
}

function equal(column: string, value: string | number | null): Where {
  return value === null
    ? { sql: `"${column}" IS NULL`, params: [] }
    : { sql: `"${column}" = ?`, params: [value] };
}

export interface BreachPageInput {
  readonly query: BreachQuery;
  readonly window: BreachWindow;
  readonly known: readonly number[] | null;
}

export function breachPageJob(context: JobContext, { query, window, known }: BreachPageInput): BreachPage {
  return breachPage(context.register(), query, window, known);
}

/** What is wrong with one asset, for its line in the list. */
export interface BreachDetail {
  /** required, anyOf, warranty: fields that are empty. */
  readonly missing?: readonly string[];
  /** duplicate, goneRelation: tags of the others, five at most. */
  readonly others?: readonly string[];
  /** duplicate, pattern: the value. */
  readonly value?: string;
  /** stale: when it was last confirmed, milliseconds since 1970; null: never. */
  readonly at?: number | null;
}

const mostOthers = 5;

export function breachDetail(
  reg: Register,
  rule: QualityRule,
  rid: number,
  values: Readonly<Record<string, unknown>>,
): BreachDetail {
  const { fields = [], field = '' } = rule.parameters;
  const isEmpty = (name: string) => values[name] === null || values[name] === undefined;
  switch (rule.kind) {
    case 'required':
    case 'anyOf':
      return { missing: fields.filter(isEmpty) };
    case 'warranty':
      return { missing: ['warrantyEnd'] };
    case 'pattern':
      return { value: String(values[field] ?? '') };
    case 'duplicate':
      return { value: String(values[field] ?? ''), others: sameAs(reg, field, rid) };
    case 'goneRelation':
      return { others: goneNeighbours(reg, rid) };
    case 'stale':
      return { at: lastConfirmed(reg, rid, rule.parameters.by ?? 'any') };
    case 'condition':
      return {};
  }
}

function sameAs(reg: Register, field: string, rid: number): string[] {
  const column = field === 'uuid' ? '"uuid"' : `"${field}_key"`;
  return reg
    .sql(
      `SELECT coalesce(tag, name, '') FROM asset WHERE ${living} AND rid != ? AND ${column} = (SELECT ${column} FROM asset WHERE rid = ?)
       ORDER BY tag_key LIMIT ${mostOthers}`,
    )
    .pluck()
    .all(rid, rid) as string[];
}

function goneNeighbours(reg: Register, rid: number): string[] {
  const far = (own: string, other: string) => `
    SELECT coalesce(g.tag, g.name, '') FROM relation r CROSS JOIN asset g ON g.rid = r.${other} AND g.deleted = 0
    WHERE r.${own} = ? AND r.deleted = 0 AND NOT (g.status IS NULL OR ${living.replace('deleted = 0 AND ', '').replaceAll('status', 'g.status')})`;
  return reg
    .sql(`${far('source', 'target')} UNION ${far('target', 'source')} LIMIT ${mostOthers}`)
    .pluck()
    .all(rid, rid) as string[];
}

function lastConfirmed(reg: Register, rid: number, by: 'any' | 'counted'): number | null {
  const row = reg
    .sql('SELECT changed_ms AS changed, lastCounted AS counted FROM asset WHERE rid = ?')
    .get(rid) as { changed: number; counted: string | null } | undefined;
  if (by === 'any') return row?.changed ?? null;
  return row?.counted ? Date.parse(row.counted) : null;
}
