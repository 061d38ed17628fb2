import { type EntityKey, entityOf, HoldfastError, parseFilter } from '../../model/index.ts';
import { attrColumn } from '../store/attr-columns.ts';
import type { Register } from '../store/register.ts';
import { assetPairs, codeKeys, hasGrams, nameKey } from '../store/schema.ts';
import type { Where } from './condition.ts';
import { isSmall, searchPage } from './search.ts';
import { whereOf } from './where.ts';

export interface ListQuery {
  readonly entity: EntityKey;
  readonly filter?: string | undefined;
  readonly search?: string | undefined;
  readonly sort?: { readonly field: string; readonly descending: boolean } | undefined;
  /** Looks for codes in their middle too, in a large register: reads them all, so only in a worker. */
  readonly deep?: boolean | undefined;
}

export interface Window {
  readonly offset: number;
  readonly limit: number;
}

/** What a list is sorted by when nobody says. */
export function defaultSort(entity: EntityKey): { field: string; descending: boolean } {
  const def = entityOf(entity);
  if (entity === 'asset') return { field: 'tag', descending: false };
  return { field: def.title, descending: false };
}

/** SQL of a page of record keys. Exported so that a benchmark and a test can ask for its plan. */
export function pageSql(reg: Register, query: ListQuery, window: Window): Where {
  const where = whereOf(reg, query);
  const sort = query.sort ?? defaultSort(query.entity);
  const way = sort.descending ? ' DESC' : '';
  const column = sortColumn(reg, query.entity, sort.field);
  // The index on a user's field goes on with the tag: most assets have no value, and are not to be sorted for that.
  const order = isAttr(query.entity, sort.field) ? `${column}${way}, tag_key` : column;
  // Over a past moment's view SQLite walks the indexes of both halves only where the order is among the columns.
  const columns = order.startsWith('(') ? 'rid' : `rid, ${order}`;
  return {
    sql: `SELECT ${columns} FROM "${query.entity}" WHERE ${where.sql} ORDER BY ${order}${way}, rid${way} LIMIT ? OFFSET ?`,
    params: [...where.params, window.limit, window.offset],
  };
}

/** Record keys of a page, in order. */
export function pageRids(reg: Register, query: ListQuery, window: Window): number[] {
  const quick = quickSearch(reg, query, window);
  if (quick) return quick;
  const page = pageSql(reg, query, window);
  return reg
    .sql(page.sql)
    .pluck()
    .all(...page.params) as number[];
}

/** All record keys of a list, in order, one by one. Runs in a worker for exports. */
export function* allRids(reg: Register, query: ListQuery): Generator<number> {
  const page = pageSql(reg, query, { offset: 0, limit: -1 });
  yield* reg.db
    .prepare<unknown[], number>(page.sql)
    .pluck()
    .iterate(...page.params) as Iterable<number>;
}

/** A search without a filter or an order asked for needs no sorting of all it finds. Null where that does not apply. */
function quickSearch(reg: Register, query: ListQuery, window: Window): number[] | null {
  const text = query.search?.trim();
  if (!text || query.deep || query.sort || query.filter?.trim()) return null;
  if (query.entity !== 'asset' || isSmall(reg, 'asset')) return null;
  return searchPage(reg, text, window);
}

/** @throws HoldfastError SORT_UNKNOWN */
function sortColumn(reg: Register, entity: EntityKey, name: string): string {
  const def = entityOf(entity);
  if (name === 'changed') return 'changed_ms';
  if (codeKeys(def).includes(name)) return `"${name}_key"`;
  if (name === def.title && hasGrams(def)) return nameKey;
  const field = Object.hasOwn(def.fields, name) ? def.fields[name] : undefined;
  if (!field) return attrOrder(reg, entity, name);
  if (field.type !== 'ref' || !field.target) return `"${name}"`;
  const table = `"${entity}"`;
  if (field.target === 'location' || field.target === 'department') {
    return `(SELECT folded FROM tree_path t WHERE t.rid = ${table}."${name}")`;
  }
  const target = entityOf(field.target);
  const column = hasGrams(target) ? nameKey : `"${target.title}"`;
  return `(SELECT ${column} FROM "${field.target}" t WHERE t.rid = ${table}."${name}")`;
}

const isAttr = (entity: EntityKey, name: string): boolean =>
  entity === 'asset' && name !== 'changed' && !Object.hasOwn(entityOf(entity).fields, name);

/** @throws HoldfastError SORT_UNKNOWN */
function attrOrder(reg: Register, entity: EntityKey, name: string): string {
  const field = entity === 'asset' ? reg.catalogue.attrField(name) : undefined;
  if (!field) throw new HoldfastError('SORT_UNKNOWN', { field: name });
  const column = attrColumn(name, field);
  if (field.type !== 'ref' || !field.target) return column;
  const target = entityOf(field.target);
  const title = hasGrams(target) ? nameKey : `"${target.title}"`;
  const id = `unhex(replace(${column}, '-', ''))`;
  return `(SELECT t.${title} FROM record r JOIN "${field.target}" t ON t.rid = r.rid WHERE r.id = ${id})`;
}

const quickSorts = new Set(['tag', 'name', 'serial', 'purchaseDate', 'cost', 'warrantyEnd', 'changed']);

/**
 * Can a page be answered at once, by walking an index? Other lists of a large register are answered by a worker, so that
 * scans and edits don't wait for them.
 */
export function isQuick(reg: Register, query: ListQuery): boolean {
  if (query.entity !== 'asset' || isSmall(reg, 'asset')) return true;
  const { terms, words } = parseFilter(query.filter ?? '');
  const sort = query.sort?.field ?? 'tag';
  if (query.search?.trim() || words.length > 0) return terms.length === 0 && !query.sort;
  const indexed = (name: string) => reg.catalogue.attrField(name)?.indexed === true;
  if (terms.length === 0)
    return quickSorts.has(sort) || (indexed(sort) && reg.catalogue.attrField(sort)?.type !== 'ref');
  const [term] = terms;
  return (
    terms.length === 1 &&
    term?.operator === '=' &&
    term.values.length === 1 &&
    ((assetPairs as readonly string[]).includes(term.field) || indexed(term.field)) &&
    sort === 'tag'
  );
}

/** Nothing was found by the beginning of codes in a large register: worth a look into their middle, in a worker. */
export function isWorthDeepSearch(reg: Register, query: ListQuery): boolean {
  return Boolean(query.search?.trim()) && !query.deep && !isSmall(reg, query.entity);
}
