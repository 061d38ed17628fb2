import {
  type Catalogue,
  type EntityKey,
  entityOf,
  type FieldDef,
  type FilterTerm,
  formatOf,
  HoldfastError,
  parseFilter,
} from '../../model/index.ts';
import { isUuid } from '../log/pure/ids.ts';
import { foldPath } from '../log/special.ts';
import { isDate } from '../log/validate.ts';
import { attrColumn } from '../store/attr-columns.ts';
import type { Register } from '../store/register.ts';
import { codeKeys } from '../store/schema.ts';
import { foldCode, foldText } from '../store/text.ts';
import { batchWhere } from './batch-where.ts';
import type { Where } from './condition.ts';
import { searchSet } from './search.ts';

export interface WhereQuery {
  readonly entity: EntityKey;
  readonly filter?: string | undefined;
  readonly search?: string | undefined;
  readonly deep?: boolean | undefined;
}

const and = (parts: readonly Where[]): Where => joined(parts, 'AND');
const or = (parts: readonly Where[]): Where =>
  parts.length === 0 ? { sql: '0', params: [] } : joined(parts, 'OR');

/** Halved again and again where there are many: SQLite counts a row of a thousand ANDs as a thousand levels, too deep. */
function joined(parts: readonly Where[], word: 'AND' | 'OR'): Where {
  const tree = (from: number, to: number): string => {
    if (to - from <= 16)
      return parts
        .slice(from, to)
        .map((p) => p.sql)
        .join(` ${word} `);
    const middle = (from + to) >> 1;
    return `(${tree(from, middle)}) ${word} (${tree(middle, to)})`;
  };
  const sql = tree(0, parts.length);
  return { sql: word === 'OR' ? `(${sql})` : sql, params: parts.flatMap((p) => p.params) };
}
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

function fieldOf(reg: Register, entity: EntityKey, name: string): { field: FieldDef; own: boolean } {
  const fields = entity === 'relation' ? reg.catalogue.fieldsOf('relation') : entityOf(entity).fields;
  if (Object.hasOwn(fields, name)) return { field: fields[name] as FieldDef, own: true };
  const attr = entity === 'asset' ? reg.catalogue.attrField(name) : undefined;
  if (attr) return { field: attr, own: false };
  throw new HoldfastError('FIELD_UNKNOWN', { field: name });
}

function termWhere(reg: Register, entity: EntityKey, term: FilterTerm): Where {
  if (term.field === 'id') return idWhere(reg, term);
  if (term.field === 'batch') return batchWhere(reg, term);
  const { field, own } = fieldOf(reg, entity, term.field);
  const column = own ? `"${term.field}"` : attrColumn(term.field, field);
  if (term.values.length === 0)
    return { sql: `${column} IS ${term.operator === '=' ? '' : 'NOT '}NULL`, params: [] };
  const negated = term.operator === '!=' || term.operator === '!~';
  const operator = negated ? (term.operator.slice(1) as '=' | '~') : term.operator;
  const each = term.values.map((value) =>
    valueWhere(reg, entity, term.field, field, column, operator, value),
  );
  const any = merged(each) ?? or(each);
  return negated ? not(any) : any;
}

/** `x = 1 OR x = 2` as `x IN (1, 2)`, which the planner likes better. */
function merged(parts: readonly Where[]): Where | null {
  const [first] = parts;
  const equal =
    first && /^("\w+"|json_extract\([^()]+\)(?: COLLATE NOCASE)?) = \?( COLLATE NOCASE)?$/.exec(first.sql);
  if (!equal || parts.length < 2 || parts.some((p) => p.sql !== first.sql)) return null;
  const column = `${equal[1]}${equal[2] ?? ''}`;
  const params = parts.flatMap((p) => p.params);
  if (params.length > manyValues) return { sql: `${column} IN ${jsonSet}`, params: [JSON.stringify(params)] };
  return { sql: `${column} IN (${params.map(() => '?').join(',')})`, params };
}

/** More values than this go as one parameter: SQLite has a limit of parameters, and each number of them is a statement. */
const manyValues = 20;
const jsonSet = '(SELECT value FROM json_each(?))';

function idWhere(reg: Register, term: FilterTerm): Where {
  const rids = term.values.map((id) => (isUuid(id) ? (reg.keys.findRid(id) ?? -1) : -1));
  const inSet = { sql: `rid IN ${jsonSet}`, params: [JSON.stringify(rids)] };
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
  if (name === 'class') return classWhere(reg.catalogue, operator, value);
  const inAttrs = !column.startsWith('"');
  switch (field.type) {
    case 'ref':
      return refWhere(reg, field, column, operator, value, inAttrs);
    case 'choice':
      return compare(column, operator, choiceKey(field, value) ?? value);
    case 'boolean':
      return compare(column, operator, /^(true|yes|1|是)$/i.test(value) ? 1 : 0);
    case 'money':
      return compareNumber(column, operator, Math.round(numberOf(name, value) * 100), inAttrs);
    case 'integer':
    case 'number':
      return compareNumber(column, operator, numberOf(name, value), inAttrs);
    case 'choices':
      return choicesWhere(column, field, operator, value);
    case 'ip':
    case 'mac':
    case 'url':
    case 'email':
      return compare(column, operator, operator === '=' ? (formatOf[field.type]?.(value) ?? value) : value);
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
      if (inAttrs) return compare(column, operator, value);
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

/** A text among numbers, kept from before the field became one, is larger than each of them for SQLite. */
function compareNumber(column: string, operator: string, value: number, inAttrs: boolean): Where {
  const plain = compare(column, operator, value);
  if (!inAttrs || !operator.startsWith('>')) return plain;
  return { sql: `(${plain.sql} AND ${column} < '')`, params: plain.params };
}

/** Has this choice among others; `~` also by a part of its name. */
function choicesWhere(column: string, field: FieldDef, operator: string, value: string): Where {
  const wanted = foldText(value);
  const keys =
    operator === '~'
      ? Object.entries(field.choices ?? {})
          .filter(([key, { label }]) =>
            [key, label.zh, label.en].some((name) => foldText(name).includes(wanted)),
          )
          .map(([key]) => key)
      : [choiceKey(field, value) ?? value];
  if (keys.length === 0) return { sql: '0', params: [] };
  const one = `instr(${column}, ?) > 0`;
  return { sql: `(${keys.map(() => one).join(' OR ')})`, params: keys.map((key) => JSON.stringify(key)) };
}

export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, (c) => `\\${c}`);
}

function classWhere(catalogue: Catalogue, operator: string, value: string): Where {
  const wanted = foldText(value);
  const names = (c: Catalogue['classes'][number]) =>
    [c.key, c.label.zh, c.label.en, ...(c.synonyms ?? [])].map(foldText);
  const found = catalogue.classOf(value)
    ? [value]
    : catalogue.classes
        .filter((c) => names(c).some((n) => (operator === '~' ? n.includes(wanted) : n === wanted)))
        .map((c) => c.key);
  const keys = [...new Set(found.flatMap((key) => catalogue.withDescendants(key)))];
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

/** @param inAttrs where a reference stands as its id */
function refWhere(
  reg: Register,
  field: FieldDef,
  column: string,
  operator: string,
  value: string,
  inAttrs: boolean,
): Where {
  const target = field.target as EntityKey;
  const rids = refTargets(reg, target, operator, value);
  const ids = inAttrs ? rids.filter((rid) => rid > 0).map((rid) => reg.keys.uuid(rid)) : rids;
  if (ids.length === 0) return { sql: '0', params: [] };
  if (ids.length === 1) return { sql: `${column} = ?`, params: ids };
  // A subtree of thousands of rooms would pass SQLite's limit of parameters.
  return { sql: `${column} IN ${jsonSet}`, params: [JSON.stringify(ids)] };
}

/** `~` on a tree means in or under, by the node's id, path or name; elsewhere it means that the words contain it. */
function refTargets(reg: Register, target: EntityKey, operator: string, value: string): number[] {
  const tree = target === 'location' || target === 'department';
  const exact = isUuid(value) ? [reg.keys.findRid(value) ?? -1] : recordsNamed(reg, target, operator, value);
  if (!tree || operator !== '~') return exact;
  const out = new Set<number>(exact);
  const children = reg.sql(`SELECT rid FROM "${target}" WHERE parent = ? AND deleted = 0`).pluck();
  const queue = [...exact];
  for (let rid = queue.pop(); rid !== undefined; rid = queue.pop()) {
    for (const child of children.all(rid) as number[]) {
      if (!out.has(child)) {
        out.add(child);
        queue.push(child);
      }
    }
  }
  return [...out];
}

/** Keys of the records that a word names: by title, code or path. */
export function recordsNamed(reg: Register, target: EntityKey, operator: string, value: string): number[] {
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
