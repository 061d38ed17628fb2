import { duplicateFields, formatFilter, gone, HoldfastError, type QualityRule } from '../../model/index.ts';
import type { Where } from '../register/condition.ts';
import { whereOf } from '../register/where.ts';
import type { Register } from '../store/register.ts';

const quoted = gone.map((status) => `'${status}'`).join(',');

/** What rules are about at all: living records of things that are not gone. */
export const living = `deleted = 0 AND (status IS NULL OR status NOT IN (${quoted}))`;

const day = 86_400_000;

/**
 * Which assets a rule is about.
 * @throws HoldfastError FILTER_SYNTAX, FIELD_UNKNOWN, VALUE_INVALID
 */
export function scopeWhere(reg: Register, { scope }: Pick<QualityRule, 'scope'>): Where {
  const { sql, params } = whereOf(reg, { entity: 'asset', filter: scope });
  return { sql: `${living} AND (${sql})`, params };
}

/**
 * Which of those break it.
 * @throws HoldfastError FIELD_REQUIRED where a parameter is missing, FIELD_UNKNOWN, FILTER_SYNTAX, VALUE_INVALID
 */
export function breachWhere(reg: Register, rule: QualityRule): Where {
  const { parameters } = rule;
  switch (rule.kind) {
    case 'required':
      return joined(
        fieldsOf(rule).map((field) => empty(reg, field)),
        'OR',
      );
    case 'anyOf':
      return joined(
        fieldsOf(rule).map((field) => empty(reg, field)),
        'AND',
      );
    case 'stale':
      return stale(reg, parameters.days ?? 365, parameters.by ?? 'any');
    case 'duplicate':
      return duplicate(rule);
    case 'goneRelation':
      return { sql: goneRelationSql, params: [] };
    case 'warranty':
      return joined([...known(reg, 'purchaseDate'), empty(reg, 'warrantyEnd')], 'AND');
    case 'pattern':
      return pattern(reg, rule);
    case 'condition': {
      if (!parameters.filter?.trim()) throw new HoldfastError('FIELD_REQUIRED', { field: 'filter' });
      const { sql, params } = whereOf(reg, { entity: 'asset', filter: parameters.filter });
      return { sql: `NOT coalesce((${sql}), 0)`, params };
    }
  }
}

function joined(parts: readonly Where[], word: 'AND' | 'OR'): Where {
  return {
    sql: `(${parts.map(({ sql }) => sql).join(` ${word} `)})`,
    params: parts.flatMap((p) => p.params),
  };
}

function fieldsOf({ parameters }: QualityRule): readonly string[] {
  if (!parameters.fields || parameters.fields.length === 0)
    throw new HoldfastError('FIELD_REQUIRED', { field: 'fields' });
  return parameters.fields;
}

/** The filter grammar knows how to read every field, the user's own included. */
function term(reg: Register, field: string, operator: '=' | '!='): Where {
  // A field that was taken away keeps its values, but nobody can fill it in any more.
  const { catalogue } = reg;
  if (!Object.hasOwn(catalogue.fieldsOf('asset'), field) && !Object.hasOwn(catalogue.attrFields, field))
    throw new HoldfastError('FIELD_UNKNOWN', { field });
  const filter = formatFilter({ terms: [{ field, operator, values: [] }], words: [] });
  const { sql, params } = whereOf(reg, { entity: 'asset', filter });
  return { sql: `(${sql})`, params };
}
const empty = (reg: Register, field: string): Where => term(reg, field, '=');
const known = (reg: Register, field: string): Where[] => [term(reg, field, '!=')];

/** Nobody changed it, or counted it, for so many days. */
function stale(reg: Register, days: number, by: 'any' | 'counted'): Where {
  const since = reg.deps.now() - days * day;
  if (by === 'any') return { sql: 'changed_ms < ?', params: [since] };
  const date = new Date(since).toISOString().slice(0, 10);
  return { sql: '(lastCounted IS NULL OR lastCounted < ?)', params: [date] };
}

/** The same serial, MAC or IP twice among what is not gone. */
function duplicate({ parameters }: QualityRule): Where {
  const { field } = parameters;
  if (!duplicateFields.some((each) => each === field))
    throw new HoldfastError('FIELD_UNKNOWN', { field: field ?? '' });
  const column = field === 'uuid' ? '"uuid"' : `"${field}_key"`;
  const twice = `SELECT ${column} FROM asset WHERE ${living} AND ${column} IS NOT NULL GROUP BY ${column} HAVING count(*) > 1`;
  return { sql: `${column} IN (${twice})`, params: [] };
}

const other = (own: string, far: string): string => `
  SELECT r.${own} FROM asset g CROSS JOIN relation r ON r.${far} = g.rid AND r.deleted = 0
  WHERE g.deleted = 0 AND g.status IN (${quoted})`;
const goneRelationSql = `rid IN (${other('source', 'target')} UNION ALL ${other('target', 'source')})`;

const withMatcher = new WeakSet<object>();
const compiled = new Map<string, RegExp>();
/** Nobody names a thing at greater length, and a pattern may take long on it. */
const longest = 500;

function pattern(reg: Register, { parameters }: QualityRule): Where {
  const { field, pattern: source } = parameters;
  if (!field) throw new HoldfastError('FIELD_REQUIRED', { field: 'field' });
  if (!source) throw new HoldfastError('FIELD_REQUIRED', { field: 'pattern' });
  compile(source);
  if (!withMatcher.has(reg.db)) {
    reg.db.function('quality_fits', { deterministic: true }, (value, wanted) =>
      compile(String(wanted)).test(String(value).slice(0, longest)) ? 1 : 0,
    );
    withMatcher.add(reg.db);
  }
  const column = term(reg, field, '!=');
  const read = /^\(deleted = 0 AND (.+) IS NOT NULL\)$/.exec(column.sql)?.[1];
  if (read === undefined) throw new HoldfastError('FIELD_UNKNOWN', { field });
  return { sql: `(${column.sql} AND NOT quality_fits(${read}, ?))`, params: [...column.params, source] };
}

/** @throws HoldfastError VALUE_INVALID */
function compile(source: string): RegExp {
  let regexp = compiled.get(source);
  if (!regexp) {
    try {
      regexp = new RegExp(`^(?:${source})$`, 'u');
    } catch {
      throw new HoldfastError('VALUE_INVALID', {
        field: 'pattern',
        value: source,
        expected: 'a regular expression',
      });
    }
    compiled.set(source, regexp);
  }
  return regexp;
}
