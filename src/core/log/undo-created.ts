import { type EntityKey, entityOf, isEntityKey } from '../../model/index.ts';
import type { Register } from '../store/register.ts';
import { codeKeys, hasGrams } from '../store/schema.ts';
import { foldCode } from '../store/text.ts';
import { appendLocal } from './append.ts';
import { type BatchContext, demand } from './commit.ts';
import { type ProjectionRow, projectedValues, projectionRow } from './project.ts';
import { uuidText } from './pure/ids.ts';
import { deletedField, everyField } from './pure/merge.ts';

/** A change of the batch that is being taken back. */
export interface TargetChange {
  readonly seq: number;
  readonly id: Buffer;
  readonly record: number;
}

/**
 * Takes back the making of a record that nobody has touched since: most of what an import wrote. A tombstone on its only
 * change leaves nothing to merge, so the same row comes out without reading its history.
 * @returns false when the record is not like that, or something hangs on it; nothing was written then
 * @throws as `demand`
 */
export function deleteUntouched(reg: Register, inverse: BatchContext, change: TargetChange): boolean {
  const rid = change.record;
  const known = reg.sql('SELECT id, entity FROM record WHERE rid = ?').get(rid) as
    | { id: Buffer; entity: string | null }
    | undefined;
  const entity = known?.entity;
  if (!known || !isEntityKey(entity) || !isAlone(entity)) return false;
  const row = untouchedRow(reg, entity, change);
  if (!row || isInBreach(reg, entity, rid, row)) return false;
  if (!inverse.head.system) {
    const record = projectedValues(reg, entity, projectionRow(reg, entity, rid) as ProjectionRow);
    demand(inverse, { entity, operation: 'delete', patch: {}, record });
  }
  const written = appendLocal(reg, {
    entity,
    record: uuidText(known.id),
    rid,
    create: false,
    patch: { [deletedField]: true },
    base: { [everyField]: [uuidText(change.id)] },
    actor: inverse.actor.id,
    actorRid: inverse.actor.rid,
    batch: inverse.id,
    batchKey: inverse.key,
    group: null,
  });
  reg
    .sql(`UPDATE "${entity}" SET deleted = 1, heads = ?, changed_ms = ?, changed_by = ? WHERE rid = ?`)
    .run(JSON.stringify({ [everyField]: [written.id] }), written.ms, inverse.actor.rid, rid);
  if (hasGrams(entityOf(entity))) reg.sql(`DELETE FROM "${entity}_grams" WHERE rowid = ?`).run(rid);
  if (entity === 'asset' && row.formerTags !== null)
    reg.sql('DELETE FROM former_tag WHERE asset = ?').run(rid);
  reg.keys.noteLiving(rid, false);
  reg.touch(entity);
  return true;
}

/** Entities of which a record may be pointed at in ways that are rules, or from whose records other tables follow. */
const entangled: ReadonlySet<EntityKey> = new Set<EntityKey>([
  'location',
  'department',
  'person',
  'count',
  'expectation',
  'classDef',
  'fieldDef',
  'relationTypeDef',
]);

function isAlone(entity: EntityKey): boolean {
  return !entangled.has(entity) && entityOf(entity).parent === undefined;
}

interface Untouched {
  readonly formerTags: string | null;
  /** Keys of what must be the only one of its kind, in the order of `uniqueFields`. */
  readonly [key: `key${number}`]: string | null;
}

/** What matters of the record's row, when this change made it and nothing was set since. */
function untouchedRow(reg: Register, entity: EntityKey, change: TargetChange): Untouched | null {
  const keys = uniqueFields(entity).map(([, column], at) => `"${column}" AS key${at}`);
  const former = entity === 'asset' ? '"formerTags"' : 'NULL AS "formerTags"';
  const row = reg
    .sql(
      `SELECT ${[former, ...keys].join(', ')} FROM "${entity}"
       WHERE rid = ? AND created = ? AND heads IS NULL AND deleted = 0`,
    )
    .get(change.record, change.seq) as Untouched | undefined;
  return row ?? null;
}

const uniques = new Map<EntityKey, ReadonlyArray<readonly [field: string, column: string]>>();

function uniqueFields(entity: EntityKey): ReadonlyArray<readonly [field: string, column: string]> {
  let fields = uniques.get(entity);
  if (!fields) {
    const def = entityOf(entity);
    fields = Object.keys(def.fields)
      .filter((name) => def.fields[name]?.unique)
      .map((name) => [name, codeKeys(def).includes(name) ? `${name}_key` : name] as const);
    uniques.set(entity, fields);
  }
  return fields;
}

/** A thing that others hang on leaves them hanging when it goes. */
function isRelated(reg: Register, asset: number): boolean {
  return (
    reg.sql('SELECT 1 FROM relation WHERE source = ? AND deleted = 0 LIMIT 1').get(asset) !== undefined ||
    reg.sql('SELECT 1 FROM relation WHERE target = ? AND deleted = 0 LIMIT 1').get(asset) !== undefined
  );
}

function hasBreaches(reg: Register, prefixes: readonly string[]): boolean {
  const some = reg.sql('SELECT 1 FROM attention WHERE id >= ? AND id < ? LIMIT 1');
  return prefixes.some((prefix) => some.get(prefix, `${prefix}\u{10ffff}`) !== undefined);
}

/** True when a breach may end with the record: something deleted that is still used, or a value that two have. */
function isInBreach(reg: Register, entity: EntityKey, rid: number, row: Untouched): boolean {
  const stands = reg.sql('SELECT 1 FROM attention WHERE id = ?');
  if (entity === 'asset' && (isRelated(reg, rid) || hasBreaches(reg, ['unfit ', 'class ', 'unique asset '])))
    return true;
  if (entity === 'relation' && hasBreaches(reg, ['ends ', 'many ', 'ring ', 'same ', 'type '])) return true;
  return (
    reg.sql("SELECT 1 FROM attention WHERE id >= 'deleted ' AND id < 'deleted!' LIMIT 1").get() !==
      undefined ||
    uniqueFields(entity).some(([field], at) => {
      const key = row[`key${at}`];
      return key !== null && stands.get(`unique ${entity} ${field} ${foldCode(key as string)}`) !== undefined;
    })
  );
}
