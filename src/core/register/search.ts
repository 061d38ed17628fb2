import { type EntityKey, entityOf } from '../../model/index.ts';
import { attrColumn } from '../store/attr-columns.ts';
import type { Register } from '../store/register.ts';
import { codeKeys, hasGrams } from '../store/schema.ts';
import { foldCode, gramQuery } from '../store/text.ts';
import type { Where } from './condition.ts';

/** Up to this many records, codes are also searched in their middle; beyond it only by their beginning. */
const smallTable = 100_000;

/**
 * The records that a search finds, as a set: names by grams and pinyin initials, codes by their beginning (in a small
 * table, or when `deep` is asked for, anywhere), and for assets also by the people and places they refer to.
 */
export function searchSet(reg: Register, entity: EntityKey, text: string, deep = false): Where {
  const parts = [...gramParts(entity, text), ...otherParts(reg, entity, text, deep)];
  if (parts.length === 0) return { sql: '0', params: [] };
  return { sql: `rid IN (${unionOf(parts)})`, params: parts.flatMap((p) => p.params) };
}

function gramParts(entity: EntityKey, text: string): Where[] {
  const grams = hasGrams(entityOf(entity)) ? gramQuery(text) : null;
  if (!grams) return [];
  return [{ sql: `SELECT rowid FROM "${entity}_grams" WHERE "${entity}_grams" MATCH ?`, params: [grams] }];
}

function otherParts(reg: Register, entity: EntityKey, text: string, deep: boolean): Where[] {
  const codes = codeParts(reg, entity, text, deep);
  return entity === 'asset' ? [...codes, ...attrParts(reg, text, deep), ...referredParts(reg, text)] : codes;
}

/** The user's fields that are indexed: by their beginning; in a small table, or deep, anywhere in them. */
function attrParts(reg: Register, text: string, deep: boolean): Where[] {
  const wanted = text.trim();
  if (wanted.length < 2) return [];
  const inside = deep || isSmall(reg, 'asset');
  const texts = reg.catalogue.customFields.filter(
    ({ field }) => field.indexed && !field.removed && searched.has(field.type),
  );
  return texts.map(({ key, field }) => {
    const column = attrColumn(key, field);
    const head = 'SELECT rid FROM asset WHERE deleted = 0 AND';
    return inside
      ? {
          sql: `${head} ${column} LIKE ? ESCAPE '\\'`,
          params: [`%${wanted.replace(/[\\%_]/g, (c) => `\\${c}`)}%`],
        }
      : { sql: `${head} ${column} >= ? AND ${column} < ?`, params: [wanted, `${wanted}\u{10ffff}`] };
  });
}

const searched: ReadonlySet<string> = new Set(['text', 'longtext', 'ip', 'mac', 'url', 'email']);

const unionOf = (parts: readonly Where[]) => parts.map((p) => p.sql).join(' UNION ');

/**
 * A page of a search in a large register, straight from the indexes and in the order they were made: first what its name
 * says, then what its codes, people and places say.
 */
export function searchPage(
  reg: Register,
  text: string,
  window: { readonly offset: number; readonly limit: number },
): number[] {
  const grams = gramQuery(text);
  if (!grams) return [];
  const named = reg
    .sql('SELECT rowid FROM asset_grams WHERE asset_grams MATCH ? ORDER BY rowid LIMIT ? OFFSET ?')
    .pluck()
    .all(grams, window.limit, window.offset) as number[];
  const parts = otherParts(reg, 'asset', text, false);
  if (named.length === window.limit || parts.length === 0) return named;
  const before =
    named.length > 0 || window.offset === 0 ? window.offset + named.length : countNamed(reg, grams);
  const others = reg
    .sql(
      `${unionOf(parts)} EXCEPT SELECT rowid FROM asset_grams WHERE asset_grams MATCH ? ORDER BY 1 LIMIT ? OFFSET ?`,
    )
    .pluck()
    .all(
      ...parts.flatMap((p) => p.params),
      grams,
      window.limit - named.length,
      Math.max(0, window.offset - before),
    ) as number[];
  return [...named, ...others];
}

function countNamed(reg: Register, grams: string): number {
  return reg.sql('SELECT count(*) FROM asset_grams WHERE asset_grams MATCH ?').pluck().get(grams) as number;
}

function codeParts(reg: Register, entity: EntityKey, text: string, deep: boolean): Where[] {
  const code = foldCode(text);
  if (code.length < 2) return [];
  const inside = deep || isSmall(reg, entity);
  return codeKeys(entityOf(entity)).map((name) =>
    inside
      ? {
          sql: `SELECT rid FROM "${entity}" WHERE instr("${name}_key", ?) > 0 AND deleted = 0`,
          params: [code],
        }
      : {
          sql: `SELECT rid FROM "${entity}" WHERE "${name}_key" >= ? AND "${name}_key" < ? AND deleted = 0`,
          params: [code, `${code}\u{10ffff}`],
        },
  );
}

const referred = [
  ['user', 'person'],
  ['custodian', 'person'],
  ['location', 'location'],
  ['department', 'department'],
] as const;

function referredParts(reg: Register, text: string): Where[] {
  const grams = gramQuery(text);
  if (!grams) return [];
  const parts: Where[] = [];
  for (const [field, target] of referred) {
    const rids = reg
      .sql(`SELECT rowid FROM "${target}_grams" WHERE "${target}_grams" MATCH ? LIMIT 500`)
      .pluck()
      .all(grams) as number[];
    if (rids.length > 0) {
      parts.push({
        sql: `SELECT rid FROM asset WHERE "${field}" IN (SELECT value FROM json_each(?)) AND deleted = 0`,
        params: [JSON.stringify(rids)],
      });
    }
  }
  return parts;
}

/** The highest key is a good enough guess of the size, and costs nothing. */
export function isSmall(reg: Register, entity: EntityKey): boolean {
  return (
    ((reg.sql(`SELECT max(rid) FROM main."${entity}"`).pluck().get() as number | null) ?? 0) <= smallTable * 4
  );
}

export interface Found {
  readonly entity: EntityKey;
  readonly rid: number;
}

/** For pickers: the best matches of one entity, exact codes first. */
export function lookup(reg: Register, entity: EntityKey, text: string, limit: number): number[] {
  const def = entityOf(entity);
  const order = hasGrams(def) ? 'name_key' : 'rid';
  if (text.trim() === '') {
    return reg
      .sql(`SELECT rid FROM "${entity}" WHERE deleted = 0 ORDER BY ${order} LIMIT ?`)
      .pluck()
      .all(limit) as number[];
  }
  const found = new Set<number>();
  const code = foldCode(text);
  for (const name of codeKeys(def)) {
    const rows = reg
      .sql(
        `SELECT rid FROM "${entity}" WHERE "${name}_key" >= ? AND "${name}_key" < ? AND deleted = 0 ORDER BY "${name}_key" LIMIT ?`,
      )
      .pluck()
      .all(code, `${code}\u{10ffff}`, limit) as number[];
    for (const rid of rows) found.add(rid);
  }
  const grams = hasGrams(def) ? gramQuery(text) : null;
  if (grams) {
    const rows = reg
      .sql(`SELECT rowid FROM "${entity}_grams" WHERE "${entity}_grams" MATCH ? ORDER BY rowid LIMIT ?`)
      .pluck()
      .all(grams, limit * 4) as number[];
    for (const rid of rows) found.add(rid);
  }
  if (found.size < limit && def.parent) {
    const rows = reg
      .sql('SELECT rid FROM tree_path WHERE entity = ? AND instr(folded, ?) > 0 ORDER BY folded LIMIT ?')
      .pluck()
      .all(entity, text.toLowerCase().replace(/\s*\/\s*/g, '/'), limit) as number[];
    for (const rid of rows) found.add(rid);
  }
  return [...found].slice(0, limit);
}

const everywhere: readonly EntityKey[] = [
  'asset',
  'person',
  'location',
  'department',
  'stocktake',
  'retirement',
  'organisation',
  'productModel',
  'contract',
  'licence',
];

/** Ctrl K: matches of all kinds, a few of each. */
export function searchEverything(reg: Register, text: string, limit: number): Found[] {
  if ([...text.trim()].length < 2) return [];
  const out: Found[] = [];
  for (const entity of everywhere) {
    const share = entity === 'asset' ? Math.ceil(limit / 2) : 5;
    for (const rid of lookup(reg, entity, text, share)) out.push({ entity, rid });
  }
  return out.slice(0, limit);
}
