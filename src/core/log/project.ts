import { type EntityDef, type EntityKey, entityOf, isEntityKey, type Value } from '../../model/index.ts';
import { declaredFields, rowValues, toColumn, type WritingKeys } from '../store/codec.ts';
import type { Register } from '../store/register.ts';
import { codeKeys, hasGrams, nameKey } from '../store/schema.ts';
import { foldCode, gramText, pinyinKeys, sortKey } from '../store/text.ts';
import { projectSpecial } from './special.ts';

/** What a projection row is made of. */
export interface Projected {
  readonly rid: number;
  readonly values: Readonly<Record<string, Value>>;
  readonly deleted: boolean;
  /** Heads by field as JSON; null while nothing was set since the creation. */
  readonly heads: string | null;
  /** Local number of the creating change. */
  readonly created: number;
  readonly changedMs: number;
  readonly changedBy: number;
}

interface Plan {
  readonly entity: EntityDef;
  readonly fields: ReadonlyArray<readonly [string, ReturnType<typeof declaredFields>[string]]>;
  readonly codes: readonly string[];
  readonly named: boolean;
  /** Columns that follow from the values, as they stand in SQL. */
  readonly columns: readonly string[];
  readonly upsert: string;
}

const plans = new Map<EntityKey, Plan>();

function planOf(key: EntityKey): Plan {
  let plan = plans.get(key);
  if (plan) return plan;
  const entity = entityOf(key);
  const fields = Object.entries(entity.fields);
  const codes = codeKeys(entity);
  const named = hasGrams(entity);
  const own = [
    ...fields.map(([name]) => `"${name}"`),
    ...codes.map((name) => `"${name}_key"`),
    ...(named ? [nameKey, 'pinyin'] : []),
    'attrs',
  ];
  const columns = ['rid', ...own, 'heads', 'created', 'changed_ms', 'changed_by', 'deleted'];
  const upsert = `INSERT INTO "${key}"(${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
    ON CONFLICT(rid) DO UPDATE SET ${columns
      .slice(1)
      .map((c) => `${c} = excluded.${c}`)
      .join(', ')}`;
  plan = { entity, fields, codes, named, columns: own, upsert };
  plans.set(key, plan);
  return plan;
}

/**
 * Writes a record's row and all that is derived from it. An entity that this version does not know has only its log.
 * @param fresh true when there was no row before, which spares looking for one
 */
export function project(reg: Register, key: string, p: Projected, fresh: boolean): void {
  if (!isEntityKey(key)) return;
  const plan = planOf(key);
  reg
    .sql(plan.upsert)
    .run(
      p.rid,
      ...columnValues(reg.keys, key, p.values),
      p.heads,
      p.created,
      p.changedMs,
      p.changedBy,
      p.deleted ? 1 : 0,
    );
  reg.keys.noteLiving(p.rid, !p.deleted);
  if (plan.named) writeGrams(reg, plan.entity, p, fresh);
  projectSpecial(reg, key, p.rid, p.values, p.deleted, fresh);
  reg.touch(key);
}

/** Names of the columns of `columnValues`, as they stand in SQL. */
export function valueColumns(key: EntityKey): readonly string[] {
  return planOf(key).columns;
}

/** What a record's values put into its row, column by column. */
export function columnValues(
  keys: WritingKeys,
  key: EntityKey,
  values: Readonly<Record<string, Value>>,
): Array<string | number | null> {
  const plan = planOf(key);
  const row: Array<string | number | null> = [];
  for (const [name, field] of plan.fields) row.push(toColumn(keys, field as never, values[name]));
  for (const name of plan.codes) row.push(keyOf(values[name]));
  if (plan.named) {
    const { sort, pinyin } = titleKeys(plan.entity, values);
    row.push(sort, pinyin);
  }
  row.push(attrsOf(key, values));
  return row;
}

function keyOf(value: Value | undefined): string | null {
  return typeof value === 'string' && value !== '' ? foldCode(value) : null;
}

interface TitleKeys {
  readonly sort: string;
  readonly pinyin: string;
}

const noTitle: TitleKeys = { sort: '', pinyin: '' };
const titles = new Map<string, TitleKeys>();
const surnames = new Map<string, TitleKeys>();
const titlesKept = 20_000;

/** How a record's title sorts and is read. Kept, since a thousand computers are called 台式机 and each needs it twice. */
function titleKeys(entity: EntityDef, values: Readonly<Record<string, Value>>): TitleKeys {
  const title = values[entity.title];
  if (typeof title !== 'string') return noTitle;
  const person = entity.key === 'person';
  const known = person ? surnames : titles;
  let keys = known.get(title);
  if (!keys) {
    keys = { sort: sortKey(title, person), pinyin: pinyinKeys(title, person) };
    if (known.size >= titlesKept) known.clear();
    known.set(title, keys);
  }
  return keys;
}

/** Values that have no column of their own: class fields, and fields of a newer version, which are never dropped. */
function attrsOf(key: EntityKey, values: Readonly<Record<string, Value>>): string | null {
  const declared = declaredFields(key);
  let attrs: Record<string, Value> | null = null;
  for (const name in values) {
    if (Object.hasOwn(declared, name)) continue;
    attrs ??= {};
    attrs[name] = values[name] as Value;
  }
  return attrs === null ? null : JSON.stringify(attrs);
}

function writeGrams(reg: Register, entity: EntityDef, p: Projected, fresh: boolean): void {
  const table = `"${entity.key}_grams"`;
  if (!fresh) reg.sql(`DELETE FROM ${table} WHERE rowid = ?`).run(p.rid);
  if (!p.deleted)
    reg.sql(`INSERT INTO ${table}(rowid, grams) VALUES (?, ?)`).run(p.rid, gramsOfRecord(entity, p.values));
}

/** What the search index holds of a record. */
export function gramsOfRecord(entity: EntityDef, values: Readonly<Record<string, Value>>): string {
  const texts = (entity.searchText ?? []).map((name) => values[name]).filter((v) => typeof v === 'string');
  const readings = titleKeys(entity, values).pinyin;
  // A million assets need initials only; people are few and are found by full pinyin too.
  const pinyin = entity.key === 'asset' ? (readings.split(' ')[0] ?? '') : readings;
  return gramText(texts as string[], pinyin);
}

export type ProjectionRow = Record<string, unknown> & {
  readonly rid: number;
  readonly heads: string | null;
  readonly created: number;
  readonly changed_ms: number;
  readonly changed_by: number;
  readonly deleted: number;
};

export function projectionRow(reg: Register, key: EntityKey, rid: number): ProjectionRow | undefined {
  return reg.sql(`SELECT * FROM "${key}" WHERE rid = ?`).get(rid) as ProjectionRow | undefined;
}

export function projectedValues(reg: Register, key: EntityKey, row: ProjectionRow): Record<string, Value> {
  return rowValues(reg.keys, key, row);
}
