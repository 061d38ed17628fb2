import {
  builtinClasses,
  classOf,
  type EntityKey,
  entityOf,
  type FieldDef,
  type FilterTerm,
  fieldsOf,
  HoldfastError,
  parseFilter,
  withDescendants,
} from '../../model/index.ts';
import { isUuid } from '../log/pure/ids.ts';
import { foldPath } from '../log/special.ts';
import { isDate } from '../log/validate.ts';
import type { Register } from '../store/register.ts';
import { codeKeys } from '../store/schema.ts';
import { foldCode, foldText } from '../store/text.ts';
import type { Where } from './condition.ts';
import { searchSet } from './search.ts';

export interface WhereQuery {
  readonly entity: EntityKey;
  readonly filter?: string | undefined;
  readonly search?: string | undefined;
  readonly deep?: boolean | undefined;
}

const and = (parts: readonly Where[]): Where => ({
  sql: parts.map((p) => p.sql).join(' AND '),
  params: parts.flatMap((p) => p.params),
});
const or = (parts: readonly Where[]): Where =>
  parts.length === 0
    ? { sql: '0', params: [] }
    : { sql: `(${parts.map((p) => p.sql).join(' OR ')})`, params: parts.flatMap((p) => p.params) };
const not = (w: Where): Where => ({ sql: `NOT coalesce((${w.sql}), 0)`, params: w.params });

/**
 * Turns a filter and a search into a condition on the entity's table.
 * @throws HoldfastError FILTER_SYNTAX, FIELD_UNKNOWN, VALUE_INVALID
 */
export function whereOf(reg: Register, query: WhereQuery): Where {
  const parts: Where[] = [{ sql: 'deleted = 0', params: [] }];
  const filter = parseFilter(query.filter ?? '');
  for (const term of filter.terms) parts.push(termWhere(reg, query.entity, term));
  const words = [...filter.words, ...(query.search?.trim() ? [query.search.trim()] : [])];
  for (const word of words) parts.push(searchSet(reg, query.entity, word, query.deep));
  return and(parts);
}

function fieldOf(entity: EntityKey, name: string): { field: FieldDef; own: boolean } {
  const own = entityOf(entity).fields[name];
  if (own) return { field: own, own: true };
  if (entity === 'asset') {
    for (const { key } of builtinClasses) {
      const field = fieldsOf('asset', key)[name];
      if (field) return { field, own: false };
    }
  }
  throw new HoldfastError('FIELD_UNKNOWN', { field: name });
}

function termWhere(reg: Register, entity: EntityKey, term: FilterTerm): Where {
  if (term.field === 'id') return idWhere(reg, term);
  const { field, own } = fieldOf(entity, term.field);
  const column = own ? `"${term.field}"` : `json_extract(attrs, '$."${term.field}"')`;
  if (term.values.length === 0)
    return { sql: `${column} IS ${term.operator === '=' ? '' : 'NOT '}NULL`, params: [] };
  const negated = term.operator === '!=' || term.operator === '!~';
  const operator = negated ? (term.operator.slice(1) as '=' | '~') : term.operator;
  const each = term.values.map((value) =>
    valueWhere(reg, entity, term.field, field, column, operator, value),
  );
  const any = merged(column, each) ?? or(each);
  return negated ? not(any) : any;
}

/** `x = 1 OR x = 2` as `x IN (1, 2)`, which the planner likes better. */
function merged(column: string, parts: readonly Where[]): Where | null {
  if (parts.length < 2 || !parts.every((p) => p.sql === `${column} = ?`)) return null;
  return { sql: `${column} IN (${parts.map(() => '?').join(',')})`, params: parts.flatMap((p) => p.params) };
}

function idWhere(reg: Register, term: FilterTerm): Where {
  const rids = term.values.map((id) => (isUuid(id) ? (reg.keys.findRid(id) ?? -1) : -1));
  const inSet = { sql: `rid IN (${rids.map(() => '?').join(',')})`, params: rids };
  return term.operator === '!=' ? not(inSet) : inSet;
}

function valueWhere(
  reg: Register,
  entity: EntityKey,
  name: string,
  field: FieldDef,
  column: string,
  operator: string,
  value: string,
): Where {
  if (name === 'class') return classWhere(operator, value);
  switch (field.type) {
    case 'ref':
      return refWhere(reg, field, column, operator, value);
    case 'choice':
      return compare(column, operator, choiceKey(field, value) ?? value);
    case 'boolean':
      return compare(column, operator, /^(true|yes|1|是)$/i.test(value) ? 1 : 0);
    case 'money':
      return compare(column, operator, Math.round(numberOf(name, value) * 100));
    case 'integer':
    case 'number':
      return compare(column, operator, numberOf(name, value));
    case 'datetime':
      return compare(column, operator, /^\d{5,}$/.test(value) ? Number(value) : dayStart(name, value));
    case 'date':
      if (operator !== '~' && !isDate(value)) throw new HoldfastError('DATE_INVALID', { value });
      return compare(column, operator, value);
    case 'code':
      if (codeKeys(entityOf(entity)).includes(name))
        return compare(`"${name}_key"`, operator, foldCode(value));
      return compare(column, operator, value);
    default:
      return operator === '='
        ? { sql: `${column} = ? COLLATE NOCASE`, params: [value] }
        : compare(column, operator, value);
  }
}

function compare(column: string, operator: string, value: string | number): Where {
  if (operator === '~')
    return { sql: `${column} LIKE ? ESCAPE '\\'`, params: [`%${likeText(String(value))}%`] };
  return { sql: `${column} ${operator} ?`, params: [value] };
}

export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, (c) => `\\${c}`);
}

function classWhere(operator: string, value: string): Where {
  const wanted = foldText(value);
  const names = (c: (typeof builtinClasses)[number]) =>
    [c.key, c.label.zh, c.label.en, ...(c.synonyms ?? [])].map(foldText);
  const found = classOf(value)
    ? [value]
    : builtinClasses
        .filter((c) => names(c).some((n) => (operator === '~' ? n.includes(wanted) : n === wanted)))
        .map((c) => c.key);
  const keys = [...new Set(found.flatMap((key) => withDescendants(key)))];
  if (keys.length === 0) return { sql: '0', params: [] };
  if (keys.length === 1) return { sql: '"class" = ?', params: keys };
  return { sql: `"class" IN (${keys.map(() => '?').join(',')})`, params: keys };
}

function choiceKey(field: FieldDef, value: string): string | null {
  const wanted = foldText(value);
  for (const [key, choice] of Object.entries(field.choices ?? {})) {
    const names = [key, choice.label.zh, choice.label.en, ...(choice.synonyms ?? [])];
    if (names.some((n) => foldText(n) === wanted)) return key;
  }
  return null;
}

function refWhere(reg: Register, field: FieldDef, column: string, operator: string, value: string): Where {
  const target = field.target as EntityKey;
  const rids = refTargets(reg, target, operator, value);
  if (rids.length === 0) return { sql: '0', params: [] };
  if (rids.length === 1) return { sql: `${column} = ?`, params: rids };
  // A subtree of thousands of rooms would pass SQLite's limit of parameters.
  return { sql: `${column} IN (SELECT value FROM json_each(?))`, params: [JSON.stringify(rids)] };
}

/** `~` on a tree means in or under, by the node's id, path or name; elsewhere it means that the words contain it. */
function refTargets(reg: Register, target: EntityKey, operator: string, value: string): number[] {
  const tree = target === 'location' || target === 'department';
  const exact = isUuid(value) ? [reg.keys.findRid(value) ?? -1] : namedRecords(reg, target, operator, value);
  if (!tree || operator !== '~') return exact;
  const out = new Set<number>(exact);
  const children = reg.sql(`SELECT rid FROM "${target}" WHERE parent = ? AND deleted = 0`).pluck();
  const todo = [...exact];
  for (let rid = todo.pop(); rid !== undefined; rid = todo.pop()) {
    for (const child of children.all(rid) as number[]) {
      if (!out.has(child)) {
        out.add(child);
        todo.push(child);
      }
    }
  }
  return [...out];
}

function namedRecords(reg: Register, target: EntityKey, operator: string, value: string): number[] {
  const { title } = entityOf(target);
  if (target === 'location' || target === 'department') {
    const path = foldPath(value);
    const like = operator === '~' ? `%${likeText(path)}%` : `%/${likeText(path)}`;
    return reg
      .sql(
        "SELECT rid FROM tree_path WHERE entity = ? AND (folded = ? OR folded LIKE ? ESCAPE '\\') LIMIT 10000",
      )
      .pluck()
      .all(target, path, like) as number[];
  }
  const codes = codeKeys(entityOf(target));
  const byCode = codes.map((c) => ` OR "${c}_key" = ?`).join('');
  const byTitle = operator === '~' ? `"${title}" LIKE ? ESCAPE '\\'` : `"${title}" = ? COLLATE NOCASE`;
  return reg
    .sql(`SELECT rid FROM "${target}" WHERE deleted = 0 AND (${byTitle}${byCode}) LIMIT 10000`)
    .pluck()
    .all(operator === '~' ? `%${likeText(value)}%` : value, ...codes.map(() => foldCode(value))) as number[];
}

function numberOf(name: string, value: string): number {
  const number = Number(value.replaceAll(',', ''));
  if (!Number.isFinite(number))
    throw new HoldfastError('VALUE_INVALID', { field: name, value, expected: 'a number' });
  return number;
}

function dayStart(name: string, value: string): number {
  if (!isDate(value))
    throw new HoldfastError('VALUE_INVALID', { field: name, value, expected: 'a date like 2026-03-05' });
  return Date.parse(value);
}
