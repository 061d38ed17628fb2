import {
  authorize,
  type EntityKey,
  entityOf,
  HoldfastError,
  mayPass,
  type Transition,
  type Value,
} from '../../model/index.ts';
import type { BatchKind } from '../../model/wire.ts';
import { attrColumn } from '../store/attr-columns.ts';
import type { Register } from '../store/register.ts';
import { foldCode } from '../store/text.ts';
import { keepAnAdministrator } from './administrators.ts';
import { appendLocal, sealNewest } from './append.ts';
import type { Base, Patch } from './entries.ts';
import { type Actor, actorOf } from './people.ts';
import { type ProjectionRow, project, projectedValues, projectionRow } from './project.ts';
import { uuidBytes } from './pure/ids.ts';
import { deletedField, everyField } from './pure/merge.ts';
import { refold } from './refold.ts';
import { refuseRelation } from './relation-rules.ts';
import { demandStatus, validatePatch } from './validate.ts';

/** One change somebody wants made. */
export type Draft =
  | {
      readonly op: 'create';
      readonly entity: EntityKey;
      readonly id?: string;
      readonly patch: Patch;
      readonly group?: number;
    }
  | {
      readonly op: 'update';
      readonly entity: EntityKey;
      readonly id: string;
      readonly patch: Patch;
      /**
       * The heads that the form showed, by field (`*` for those not named). Filled by whoever shows the value; without it
       * the change builds on what stands now, which only code that has just read the record may ask for.
       */
      readonly base?: Base;
      readonly group?: number;
    }
  | {
      readonly op: 'delete';
      readonly entity: EntityKey;
      readonly id: string;
      readonly base?: Base;
      readonly group?: number;
    }
  /** Takes back a tombstone; the patch carries all values. */
  | {
      readonly op: 'restore';
      readonly entity: EntityKey;
      readonly id: string;
      readonly patch: Patch;
      readonly base?: Base;
      readonly group?: number;
    };

export interface BatchHead {
  readonly actor: string;
  readonly kind: BatchKind;
  readonly label: string;
  /** The batch that this one takes back. */
  readonly undoes?: number;
  /** The procedure in whose name statuses change; see lifecycle.ts. */
  readonly by?: Transition['by'];
  /** Skips authorisation: for the engine itself (first start, sample data, undo of one's own). */
  readonly system?: boolean;
  readonly summary?: unknown;
}

export interface Committed {
  readonly batch: string;
  readonly batchKey: number;
  /** Ids of the records, in the order of the drafts. */
  readonly records: readonly string[];
  readonly changes: readonly string[];
}

/** Everything a running batch needs; made once, used for each draft. */
export interface BatchContext {
  readonly head: BatchHead;
  readonly actor: Actor;
  readonly id: string;
  readonly key: number;
}

/**
 * Writes changes as one batch: all or nothing, durable when this returns.
 * @throws HoldfastError with what is wrong (validation, role, uniqueness, lifecycle); nothing is written then
 */
export function commit(reg: Register, head: BatchHead, drafts: readonly Draft[]): Committed {
  return reg.transaction(() => {
    const batch = openBatch(reg, head, 'done');
    const records: string[] = [];
    const changes: string[] = [];
    for (const draft of drafts) {
      const written = writeDraft(reg, batch, draft);
      records.push(written.record);
      changes.push(written.change);
    }
    if (drafts.length > 0) sealNewest(reg);
    return { batch: batch.id, batchKey: batch.key, records, changes };
  });
}

export function openBatch(
  reg: Register,
  head: BatchHead,
  state: 'done' | 'staging' | 'applying',
): BatchContext {
  const actor = head.system ? systemActor(reg, head.actor) : actorOf(reg, head.actor);
  const id = reg.newId();
  const key = Number(
    reg
      .sql(
        'INSERT INTO batch(id, kind, label, actor, device, at, undoes, state, summary) VALUES (?,?,?,?,?,?,?,?,?)',
      )
      .run(
        uuidBytes(id),
        head.kind,
        head.label,
        actor.rid,
        reg.device.key,
        reg.deps.now(),
        head.undoes ?? null,
        state,
        head.summary === undefined ? null : JSON.stringify(head.summary),
      ).lastInsertRowid,
  );
  return { head, actor, id, key };
}

function systemActor(reg: Register, id: string): Actor {
  return { id, rid: reg.keys.rid(id, 'person'), name: '', role: 'administrator', department: null };
}

/**
 * Writes one change of an open batch. The caller seals afterwards.
 * @param rid a key set aside for the record that a create makes
 */
export function writeDraft(
  reg: Register,
  batch: BatchContext,
  draft: Draft,
  rid?: number,
): { record: string; change: string } {
  switch (draft.op) {
    case 'create':
      return writeCreate(reg, batch, draft, rid);
    case 'update':
      return writeUpdate(reg, batch, draft);
    case 'delete':
      return writeDelete(reg, batch, draft);
    case 'restore':
      return writeRestore(reg, batch, draft);
  }
}

function writeCreate(
  reg: Register,
  batch: BatchContext,
  draft: Draft & { op: 'create' },
  reserved: number | undefined,
) {
  const { entity } = draft;
  const patch = validatePatch(reg, entity, draft.patch, draft.patch.class, true);
  demand(batch, { entity, operation: 'create', patch, record: null });
  const record = draft.id ?? reg.newId();
  refuseDuplicates(reg, entity, patch, null);
  if (entity === 'relation') refuseRelation(reg, patch, null);
  const known = draft.id === undefined ? null : reg.keys.findRid(draft.id);
  const rid = known ?? reg.keys.newRid(record, entity, reserved);
  if (known !== null) reg.keys.rid(record, entity);
  const written = appendLocal(reg, { ...common(batch, draft), record, rid, create: true, patch, base: {} });
  if (known === null) {
    const at = { rid, values: patch, deleted: false, heads: null, created: written.seq };
    project(reg, entity, { ...at, changedMs: written.ms, changedBy: batch.actor.rid }, true);
  } else {
    refold(reg, rid);
  }
  return { record, change: written.id };
}

function writeUpdate(reg: Register, batch: BatchContext, draft: Draft & { op: 'update' }) {
  const { entity, id } = draft;
  const { rid, row, values } = living(reg, entity, id);
  const classKey = draft.patch.class ?? values.class;
  const patch = validatePatch(reg, entity, draft.patch, classKey, false);
  demand(batch, { entity, operation: 'update', patch, record: values });
  refuseDuplicates(reg, entity, patch, rid);
  refuseCycle(reg, entity, rid, patch);
  if (entity === 'relation') refuseRelation(reg, { ...values, ...patch }, rid);
  if (entity === 'asset') refuseStatus(reg, batch, values, patch, classKey);
  // Joining a server gives the roles that its accounts have; its administrators are the ones that count then.
  if (batch.head.kind !== 'join') keepAnAdministrator(reg, entity, rid, values, { ...values, ...patch });
  const completed = entity === 'asset' ? completedBy(values, patch) : null;
  const written = appendLocal(reg, {
    ...common(batch, draft),
    record: id,
    rid,
    create: false,
    patch: { ...patch, ...completed },
    base: {
      ...baseFor(reg, row, Object.keys(patch), draft.base),
      // No form shows the list, so what stands now is what it builds on.
      ...(completed ? baseFor(reg, row, Object.keys(completed), undefined) : {}),
    },
  });
  refold(reg, rid);
  return { record: id, change: written.id };
}

/** Takes fields that a change fills out of the list of what a person still has to complete; null when it stays. */
function completedBy(values: Patch, patch: Patch): Patch | null {
  const list = patch.incomplete ?? values.incomplete;
  if (!Array.isArray(list)) return null;
  const left = (list as readonly string[]).filter((field) => (patch[field] ?? null) === null);
  return left.length === list.length ? null : { incomplete: left.length === 0 ? null : left };
}

function writeDelete(reg: Register, batch: BatchContext, draft: Draft & { op: 'delete' }) {
  const { entity, id } = draft;
  const { rid, row, values } = living(reg, entity, id);
  demand(batch, { entity, operation: 'delete', patch: {}, record: values });
  keepAnAdministrator(reg, entity, rid, values, null);
  // An undo takes back what was written, and nothing else.
  if (entity === 'asset' && batch.head.kind !== 'undo') deleteRelationsOf(reg, batch, rid);
  const written = appendLocal(reg, {
    ...common(batch, draft),
    record: id,
    rid,
    create: false,
    patch: { [deletedField]: true },
    base: draft.base ?? headsOf(reg, row),
  });
  refold(reg, rid);
  return { record: id, change: written.id };
}

/**
 * What hangs on a thing goes with it, as part of the same operation. Where the role may delete the thing and not its relations,
 * they stay, and are listed under needs attention for whoever may.
 */
function deleteRelationsOf(reg: Register, batch: BatchContext, asset: number): void {
  const relations = reg
    .sql(
      `SELECT rid FROM relation WHERE source = :asset AND deleted = 0
       UNION SELECT rid FROM relation WHERE target = :asset AND deleted = 0`,
    )
    .pluck()
    .all({ asset }) as number[];
  const { role, department, id: person } = batch.actor;
  const asked = { role, department, person, entity: 'relation', operation: 'delete', patch: {} } as const;
  if (!batch.head.system && !authorize({ ...asked, record: {} }).allowed) return;
  for (const rid of relations)
    writeDelete(reg, batch, { op: 'delete', entity: 'relation', id: reg.keys.uuid(rid) });
}

function writeRestore(reg: Register, batch: BatchContext, draft: Draft & { op: 'restore' }) {
  const { entity, id } = draft;
  const rid = reg.keys.findRid(id);
  const row = rid === null ? undefined : projectionRow(reg, entity, rid);
  if (rid === null || !row) throw new HoldfastError('RECORD_NOT_FOUND', { id });
  demand(batch, { entity, operation: 'create', patch: draft.patch, record: null });
  refuseDuplicates(reg, entity, draft.patch, rid);
  const written = appendLocal(reg, {
    ...common(batch, draft),
    record: id,
    rid,
    create: false,
    patch: { ...draft.patch, [deletedField]: false },
    base: draft.base ?? headsOf(reg, row),
  });
  refold(reg, rid);
  return { record: id, change: written.id };
}

function common(batch: BatchContext, draft: Draft) {
  return {
    entity: draft.entity,
    actor: batch.actor.id,
    actorRid: batch.actor.rid,
    batch: batch.id,
    batchKey: batch.key,
    group: draft.group ?? null,
  };
}

function living(
  reg: Register,
  entity: EntityKey,
  id: string,
): { rid: number; row: ProjectionRow; values: Record<string, Value> } {
  const rid = reg.keys.findRid(id);
  const row = rid === null ? undefined : projectionRow(reg, entity, rid);
  if (rid === null || !row || row.deleted === 1) throw new HoldfastError('RECORD_NOT_FOUND', { id });
  return { rid, row, values: projectedValues(reg, entity, row) };
}

/** Heads by field of a projection row, `*` for every field not named. */
export function headsOf(reg: Register, row: ProjectionRow): Base {
  if (row.heads !== null) return JSON.parse(row.heads) as Base;
  const id = reg.sql('SELECT id FROM change WHERE seq = ?').pluck().get(row.created) as Buffer;
  return { [everyField]: [uuidOf(id)] };
}

function uuidOf(bytes: Buffer): string {
  const h = bytes.toString('hex');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
}

function baseFor(
  reg: Register,
  row: ProjectionRow,
  fields: readonly string[],
  shown: Base | undefined,
): Base {
  const heads = shown ?? headsOf(reg, row);
  const base: Record<string, readonly string[]> = {};
  for (const field of fields) base[field] = heads[field] ?? heads[everyField] ?? [];
  return base;
}

/** @throws HoldfastError when the person's role does not allow the change */
export function demand(
  batch: BatchContext,
  change: {
    entity: EntityKey;
    operation: 'create' | 'update' | 'delete';
    patch: Patch;
    record: Patch | null;
  },
): void {
  if (batch.head.system) return;
  const { role, department, id } = batch.actor;
  const verdict = authorize({ role, department, person: id, ...change });
  if (!verdict.allowed) throw new HoldfastError(verdict.code, { role });
}

/** @throws HoldfastError DUPLICATE_VALUE */
function refuseDuplicates(reg: Register, entity: EntityKey, patch: Patch, self: number | null): void {
  const def = entityOf(entity);
  for (const name in patch) {
    if (entity === 'asset' && reg.catalogue.uniqueAttrs.has(name))
      refuseSameAttr(reg, name, patch[name], self);
    if (!def.fields[name]?.unique) continue;
    const value = patch[name];
    if (typeof value !== 'string' || value === '') continue;
    const asCode = (def.searchCodes ?? []).includes(name);
    const taken = reg
      .sql(
        `SELECT rid, "${def.title}" AS title FROM "${entity}" WHERE "${asCode ? `${name}_key` : name}" = ? AND deleted = 0 LIMIT 2`,
      )
      .all(asCode ? foldCode(value) : value) as Array<{ rid: number; title: string | null }>;
    const other = taken.find((row) => row.rid !== self);
    if (other)
      throw new HoldfastError('DUPLICATE_VALUE', { field: name, value, other: other.title ?? value });
  }
}

function refuseSameAttr(reg: Register, name: string, value: Value | undefined, self: number | null): void {
  const field = reg.catalogue.attrField(name);
  if (!field || (typeof value !== 'string' && typeof value !== 'number') || value === '') return;
  const taken = reg
    .sql(`SELECT rid, tag, name FROM asset WHERE ${attrColumn(name, field)} = ? AND deleted = 0 LIMIT 2`)
    .all(value) as Array<{ rid: number; tag: string | null; name: string | null }>;
  const other = taken.find((row) => row.rid !== self);
  if (other)
    throw new HoldfastError('DUPLICATE_VALUE', {
      field: name,
      value,
      other: [other.tag, other.name].filter(Boolean).join(' '),
    });
}

/** @throws HoldfastError TREE_CYCLE */
function refuseCycle(reg: Register, entity: EntityKey, rid: number, patch: Patch): void {
  const { parent, title } = entityOf(entity);
  const to = parent ? patch[parent] : undefined;
  if (!parent || typeof to !== 'string') return;
  const next = reg.sql(`SELECT "${parent}" AS parent FROM "${entity}" WHERE rid = ?`).pluck();
  const seen = new Set<number>();
  for (
    let at = reg.keys.findRid(to);
    at && !seen.has(at);
    at = (next.get(at) as number | null | undefined) ?? null
  ) {
    seen.add(at);
    if (at === rid) {
      const name = reg.sql(`SELECT "${title}" FROM "${entity}" WHERE rid = ?`).pluck().get(rid) as
        | string
        | null;
      throw new HoldfastError('TREE_CYCLE', { name: name ?? '' });
    }
  }
}

/** @throws HoldfastError STATUS_NOT_ALLOWED, STATUS_NOT_FOR_CLASS */
function refuseStatus(
  reg: Register,
  batch: BatchContext,
  values: Patch,
  patch: Patch,
  classKey: unknown,
): void {
  // Settling chooses between states that were each reached by a way that was allowed.
  if (!('status' in patch) || batch.head.system || batch.head.kind === 'settle') return;
  const from = (values.status ?? null) as string | null;
  const to = (patch.status ?? null) as string | null;
  if (!mayPass(from, to, batch.head.by))
    throw new HoldfastError('STATUS_NOT_ALLOWED', { from: from ?? '', to: to ?? '' });
  // What a procedure finds out (missing, retired) is so whatever the class says.
  if (batch.head.by === undefined && from !== to) demandStatus(reg.catalogue, classKey, to);
}
