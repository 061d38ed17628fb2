import { type EntityKey, entityOf, isGone } from '../../model/index.ts';
import { declaredFields } from '../store/codec.ts';
import { isDefinition } from '../store/definitions.ts';
import type { Register } from '../store/register.ts';
import { foldCode } from '../store/text.ts';
import { type Breach, noteBreach } from './breaches.ts';
import { checkClassesOf, checkDefinition, checkRemovedType, checkUniqueAttr } from './definition-breaches.ts';
import type { Entry } from './entries.ts';
import { checkAssetValues } from './field-values.ts';
import { compareChanges, type MergedRecord } from './pure/merge.ts';
import { checkRelation, checkRelationsOf } from './relation-breaches.ts';

export type { Breach };

/**
 * Rules that hold across fields and records. Locally they are refused at commit; across replicas they can break without
 * anybody's fault, and each breach becomes an item that needs attention. Judged from the state alone, so that every
 * replica finds the same breaches.
 */
export function checkInvariants(
  reg: Register,
  entity: EntityKey,
  rid: number,
  merged: MergedRecord,
  entries: readonly Entry[],
): void {
  checkUnique(reg, entity, merged, entries);
  if (entityOf(entity).parent) checkCycles(reg, entity, rid);
  if (entity === 'asset')
    note(reg, `gone ${reg.keys.uuid(rid)}`, rid, assignedAfterRetirement(rid, merged, entries));
  checkReferences(reg, entity, rid, merged);
  if (isDefinition(entity)) checkDefinition(reg, entity, merged.values);
  if (entity === 'asset') checkAssetDefinitions(reg, rid, merged, entries);
  if (entity === 'relation') {
    checkRelation(reg, rid, merged.values, merged.deleted);
    if (reg.catalogue.relationType(merged.values.type)?.removed)
      checkRemovedType(reg, String(merged.values.type));
  }
}

/** What the user's definitions ask of an asset. */
function checkAssetDefinitions(
  reg: Register,
  rid: number,
  merged: MergedRecord,
  entries: readonly Entry[],
): void {
  checkAssetValues(reg, rid, merged.values, merged.deleted);
  const classes = new Set(entries.map((entry) => entry.patch.class));
  checkClassesOf(reg, classes);
  classes.delete(undefined);
  if (classes.size > 1 || merged.deleted) checkRelationsOf(reg, rid);
  for (const key of reg.catalogue.uniqueAttrs)
    for (const value of new Set([merged.values[key], ...entries.map((entry) => entry.patch[key])]))
      checkUniqueAttr(reg, key, value);
}

/** Writes or clears one breach; its id is the same on every replica. */
function note(reg: Register, id: string, rid: number, breach: Breach | null): void {
  noteBreach(reg, id, breach, rid);
}

/** Every value that the record ever had may have become free or taken. */
function checkUnique(
  reg: Register,
  entity: EntityKey,
  merged: MergedRecord,
  entries: readonly Entry[],
): void {
  const fields = declaredFields(entity);
  for (const name in fields) {
    if (!fields[name]?.unique) continue;
    const values = new Set([merged.values[name], ...entries.map((entry) => entry.patch[name])]);
    for (const value of values) {
      if (typeof value === 'string' && value !== '') checkValue(reg, entity, name, value);
    }
  }
}

function checkValue(reg: Register, entity: EntityKey, name: string, value: string): void {
  const key = foldCode(value);
  const column = (entityOf(entity).searchCodes ?? []).includes(name) ? `"${name}_key"` : `"${name}"`;
  const same = reg
    .sql(`SELECT rid FROM "${entity}" WHERE ${column} = ? AND deleted = 0 LIMIT 50`)
    .pluck()
    .all(column.endsWith('_key"') ? key : value) as number[];
  const breach: Breach | null =
    same.length > 1
      ? { code: 'DUPLICATE_VALUE', params: { field: name, value, other: value }, records: same }
      : null;
  note(reg, `unique ${entity} ${name} ${key}`, same[0] ?? 0, breach);
}

/** Two concurrent moves, each right by itself, can close a circle; a third one may open it again. */
function checkCycles(reg: Register, entity: EntityKey, rid: number): void {
  const open = reg
    .sql("SELECT id, record FROM attention WHERE kind = 'breach' AND id LIKE ?")
    .all(`cycle ${entity} %`) as Array<{ id: string; record: number }>;
  for (const { id, record } of open) {
    if (circleThrough(reg, entity, record) === null) note(reg, id, record, null);
  }
  const circle = circleThrough(reg, entity, rid);
  if (circle === null) return;
  // Named after the member with the lowest id, whichever of them changed last here.
  const ids = new Map(circle.map((member) => [reg.keys.uuid(member), member]));
  const lowest = [...ids.keys()].sort()[0] as string;
  const first = ids.get(lowest) as number;
  const { title } = entityOf(entity);
  const name = reg.sql(`SELECT "${title}" FROM "${entity}" WHERE rid = ?`).pluck().get(first) as string;
  const breach: Breach = { code: 'TREE_CYCLE', params: { name: name ?? '' }, records: circle };
  note(reg, `cycle ${entity} ${lowest}`, first, breach);
}

/** The nodes of the circle that a node is part of; null when its parents end somewhere. */
function circleThrough(reg: Register, entity: EntityKey, rid: number): number[] | null {
  const { parent } = entityOf(entity);
  const above = reg.sql(`SELECT "${parent}" FROM "${entity}" WHERE rid = ? AND deleted = 0`).pluck();
  const seen = [rid];
  for (;;) {
    const at = above.get(seen.at(-1)) as number | null | undefined;
    if (at === rid) return seen;
    if (!at || seen.includes(at)) return null;
    seen.push(at);
  }
}

/** A thing that is gone, but that somebody who had not heard of it gave to a user afterwards. */
function assignedAfterRetirement(
  rid: number,
  merged: MergedRecord,
  entries: readonly Entry[],
): Breach | null {
  const { status, user, tag } = merged.values;
  if (merged.deleted || !isGone(status) || !user) return null;
  const newest = (field: string) =>
    entries
      .filter((e) => !e.rejected && Object.hasOwn(e.patch, field))
      .sort(compareChanges)
      .at(-1);
  const retired = newest('status');
  const assigned = newest('user');
  if (!retired || !assigned || compareChanges(assigned, retired) <= 0) return null;
  return { code: 'RETIRED_ASSIGNED', params: { tag: typeof tag === 'string' ? tag : '' }, records: [rid] };
}

const pointedAt: Readonly<Partial<Record<EntityKey, ReadonlyArray<readonly [EntityKey, string]>>>> = {
  asset: [
    ['relation', 'source'],
    ['relation', 'target'],
  ],
  location: [
    ['asset', 'location'],
    ['location', 'parent'],
  ],
  department: [
    ['asset', 'department'],
    ['department', 'parent'],
  ],
  person: [
    ['asset', 'user'],
    ['asset', 'custodian'],
  ],
};

/** A place, department or person that was deleted while something still points to it. */
function checkReferences(reg: Register, entity: EntityKey, rid: number, merged: MergedRecord): void {
  if (pointedAt[entity]) checkPointedAt(reg, entity, rid, merged.deleted);
  // Only those that this record is part of: after a building was deleted there are hundreds, and every edit passes here.
  const open = reg
    .sql(
      `SELECT record FROM attention WHERE kind = 'breach' AND id LIKE 'deleted %'
       AND EXISTS (SELECT 1 FROM json_each(detail, '$.records') r WHERE r.value = ?)`,
    )
    .pluck()
    .all(rid) as number[];
  const targets = new Set(open);
  for (const name of ['location', 'department', 'user', 'custodian', 'parent', 'source', 'target']) {
    const value = merged.values[name];
    if (typeof value === 'string') targets.add(reg.keys.findRid(value) ?? 0);
  }
  targets.delete(rid);
  for (const target of targets) {
    const kind = reg.keys.entityOf(target);
    if (!kind || !pointedAt[kind]) continue;
    const deleted = reg.sql(`SELECT deleted FROM "${kind}" WHERE rid = ?`).pluck().get(target);
    if (deleted !== undefined) checkPointedAt(reg, kind, target, deleted === 1);
  }
}

function checkPointedAt(reg: Register, entity: EntityKey, rid: number, deleted: boolean): void {
  const id = `deleted ${reg.keys.uuid(rid)}`;
  if (!deleted) {
    note(reg, id, rid, null);
    return;
  }
  const pointing = (pointedAt[entity] ?? []).flatMap(
    ([from, field]) =>
      reg
        .sql(`SELECT rid FROM "${from}" WHERE "${field}" = ? AND deleted = 0 LIMIT 20`)
        .pluck()
        .all(rid) as number[],
  );
  const { title } = entityOf(entity);
  const name = reg.sql(`SELECT "${title}" FROM "${entity}" WHERE rid = ?`).pluck().get(rid) as string | null;
  const breach: Breach | null =
    pointing.length > 0
      ? {
          code: 'DELETED_STILL_USED',
          params: { name: name ?? '', count: pointing.length },
          records: [rid, ...pointing],
        }
      : null;
  note(reg, id, rid, breach);
}
