import type { EntityKey, Value } from '../../model/index.ts';
import { attrColumn } from '../store/attr-columns.ts';
import type { Register } from '../store/register.ts';
import { clearBreaches, noteBreach } from './breaches.ts';
import { checkFieldValues } from './field-values.ts';
import { checkRelationsOfType } from './relation-breaches.ts';

/** How many records a breach names; its parameters tell of all. */
const named = 20;

/** After a definition changed, here or elsewhere: what no longer goes together with it. */
export function checkDefinition(
  reg: Register,
  entity: EntityKey,
  values: Readonly<Record<string, Value>>,
): void {
  const { key } = values;
  if (typeof key !== 'string') return;
  noteBetweenDefinitions(reg);
  if (entity === 'classDef') checkClass(reg, key);
  if (entity === 'fieldDef') checkField(reg, key);
  if (entity === 'relationTypeDef') checkType(reg, key);
}

/** Definitions that can't be true together, such as two classes each of which stands under the other. */
function noteBetweenDefinitions(reg: Register): void {
  clearBreaches(reg, 'definition ');
  for (const { id, code, params, records } of reg.catalogue.breaches)
    noteBreach(reg, id, { code, params, records: records.map((one) => reg.keys.findRid(one) ?? 0) });
}

/** A class that was deleted while somebody else made an asset of it. */
export function checkClass(reg: Register, key: string): void {
  const def = reg.catalogue.classOf(key);
  const id = `class ${key}`;
  if (!def?.removed) {
    noteBreach(reg, id, null);
    return;
  }
  const count = reg
    .sql('SELECT count(*) FROM asset WHERE "class" = ? AND deleted = 0')
    .pluck()
    .get(key) as number;
  const assets = reg
    .sql(`SELECT rid FROM asset WHERE "class" = ? AND deleted = 0 LIMIT ${named}`)
    .pluck()
    .all(key) as number[];
  const record = reg.catalogue.recordOf('class', key);
  const rid = record === null ? null : reg.keys.findRid(record);
  noteBreach(
    reg,
    id,
    count === 0
      ? null
      : {
          code: 'CLASS_REMOVED_USED',
          params: { name: def.label.zh, class: key, count },
          records: [...(rid === null ? [] : [rid]), ...assets],
        },
  );
}

/** The classes that an asset is and was of. */
export function checkClassesOf(reg: Register, keys: ReadonlySet<Value | undefined>): void {
  if (reg.catalogue.removedClasses.length === 0) return;
  for (const key of keys) {
    if (typeof key === 'string' && reg.catalogue.classOf(key)?.removed) checkClass(reg, key);
  }
}

/** Looks at the values of a field only where what it asks of them changed: a new name asks nothing. */
function checkField(reg: Register, key: string): void {
  const field = reg.catalogue.attrField(key);
  if (!field?.custom || reg.converting() === key) return;
  const { type, target, removed, unique } = field;
  const form = JSON.stringify([type, target, removed, unique, Object.keys(field.choices ?? {}).sort()]);
  if (reg.localSetting(`form ${key}`) === form) return;
  reg.setLocalSetting(`form ${key}`, form);
  checkFieldValues(reg, key);
  checkUniqueValues(reg, key);
}

function checkUniqueValues(reg: Register, key: string): void {
  clearBreaches(reg, `unique asset ${key} `);
  const field = reg.catalogue.attrField(key);
  if (!field || !reg.catalogue.uniqueAttrs.has(key)) return;
  const column = attrColumn(key, field);
  const values = reg.db
    .prepare(
      `SELECT ${column} FROM asset WHERE deleted = 0 AND ${column} IS NOT NULL GROUP BY ${column} HAVING count(*) > 1`,
    )
    .pluck()
    .all() as Array<string | number>;
  for (const value of values) checkUniqueAttr(reg, key, value);
}

/** Assets that have the same value in a field of which no two may. */
export function checkUniqueAttr(reg: Register, key: string, value: Value | undefined): void {
  const field = reg.catalogue.attrField(key);
  if (!field || (typeof value !== 'string' && typeof value !== 'number')) return;
  const same = reg
    .sql(`SELECT rid FROM asset WHERE ${attrColumn(key, field)} = ? AND deleted = 0 LIMIT 50`)
    .pluck()
    .all(value) as number[];
  noteBreach(
    reg,
    `unique asset ${key} ${String(value).toLowerCase()}`,
    same.length < 2
      ? null
      : { code: 'DUPLICATE_VALUE', params: { field: key, value, other: String(value) }, records: same },
  );
}

function checkType(reg: Register, key: string): void {
  const def = reg.catalogue.relationType(key);
  if (!def) return;
  const { sources, targets, cardinality, hierarchy, removed } = def;
  const form = JSON.stringify([sources, targets, cardinality, hierarchy, removed]);
  if (reg.localSetting(`type ${key}`) === form) return;
  reg.setLocalSetting(`type ${key}`, form);
  checkRelationsOfType(reg, key);
  checkRemovedType(reg, key);
}

/** A relation type that was deleted while somebody else used it. */
export function checkRemovedType(reg: Register, key: string): void {
  const def = reg.catalogue.relationType(key);
  const id = `type ${key}`;
  if (!def?.removed) {
    noteBreach(reg, id, null);
    return;
  }
  const count = reg
    .sql('SELECT count(*) FROM relation WHERE type = ? AND deleted = 0')
    .pluck()
    .get(key) as number;
  const record = reg.catalogue.recordOf('relationType', key);
  const rid = record === null ? null : reg.keys.findRid(record);
  const params = { name: def.label.zh, type: key, count };
  const records = rid === null ? [] : [rid];
  noteBreach(reg, id, count === 0 ? null : { code: 'RELATION_TYPE_REMOVED_USED', params, records });
}
