import { type EntityKey, HoldfastError, isEntityKey, type RoleKey, type Value } from '../../model/index.ts';
import type { BatchKind } from '../../model/wire.ts';
import { commit, type Draft } from '../log/commit.ts';
import { type Entry, entriesOf, readEntry, type StoredChange } from '../log/entries.ts';
import { actorOf } from '../log/people.ts';
import { uuidBytes } from '../log/pure/ids.ts';
import { deletedField, everyField, isTombstone, mergeRecord } from '../log/pure/merge.ts';
import { labelOf } from '../register/labels.ts';
import type { Register } from '../store/register.ts';
import type { ConflictDetail } from './list.ts';

/**
 * Settles a conflict in favour of what one change wrote: a new change whose base names all heads, so that every replica
 * sees it settled.
 * @param fields the fields to settle; all of the conflict when left out
 * @throws HoldfastError CONFLICT_NOT_FOUND when it was settled meanwhile
 */
export function settleConflict(
  reg: Register,
  actor: string,
  conflict: string,
  change: string,
  fields?: readonly string[],
): void {
  reg.transaction(() => {
    const row = reg
      .sql("SELECT record, detail FROM attention WHERE id = ? AND kind = 'conflict'")
      .get(conflict) as { record: number; detail: string } | undefined;
    if (!row) throw new HoldfastError('CONFLICT_NOT_FOUND');
    const detail = JSON.parse(row.detail) as ConflictDetail;
    const entries = entriesOf(reg, row.record);
    const chosen = entries.find((entry) => entry.id === change);
    if (!chosen || !detail.heads.includes(change) || !isEntityKey(detail.entity))
      throw new HoldfastError('CONFLICT_NOT_FOUND');
    // Only what stands in conflict: another field would be emptied, with a base that nobody showed.
    const settled = detail.fields.filter((field) => fields?.includes(field) ?? true);
    if (settled.length === 0) throw new HoldfastError('CONFLICT_NOT_FOUND');
    const draft = settlement(reg, row.record, entries, chosen, detail, settled);
    commit(reg, { actor, kind: 'settle', label: labelOf(reg, detail.entity, row.record) }, [draft]);
  });
}

function settlement(
  reg: Register,
  rid: number,
  entries: readonly Entry[],
  chosen: Entry,
  detail: ConflictDetail,
  fields: readonly string[],
): Draft {
  const id = reg.keys.uuid(rid);
  const entity = detail.entity as never;
  const now = mergeRecord(id, entries);
  const aboutDeletion = entries.some((entry) => detail.heads.includes(entry.id) && isTombstone(entry));
  if (!aboutDeletion) {
    const patch = Object.fromEntries(fields.map((field) => [field, chosen.patch[field] ?? null]));
    const base = Object.fromEntries(
      fields.map((field) => [field, now.heads[field] ?? now.heads[everyField] ?? []]),
    );
    return { op: 'update', entity, id, patch, base };
  }
  // Deleting and editing were done at the same time: either the deletion stands, or the record comes back with the edit.
  if (isTombstone(chosen)) return { op: 'delete', entity, id, base: now.heads };
  const values: Record<string, Value> = { ...now.values };
  for (const field of detail.fields)
    if (Object.hasOwn(chosen.patch, field)) values[field] = chosen.patch[field] as Value;
  delete values[deletedField];
  return { op: 'restore', entity, id, patch: values, base: now.heads };
}

function rejectedChange(reg: Register, change: string): StoredChange {
  const row = reg
    .sql('SELECT c.* FROM change c JOIN rejection r ON r.change = c.seq WHERE c.id = ? AND r.settled = 0')
    .get(uuidBytes(change)) as StoredChange | undefined;
  if (!row) throw new HoldfastError('CONFLICT_NOT_FOUND');
  return row;
}

const keepers: readonly RoleKey[] = ['administrator', 'assetManager'];

/**
 * Takes note that a rejection was seen and accepted, by whoever made the change or a keeper of the register. The entry
 * stays in the log.
 * @throws HoldfastError CONFLICT_NOT_FOUND, ROLE_FORBIDS
 */
export function discardRejected(reg: Register, actor: string, change: string): void {
  reg.transaction(() => {
    const { seq, actor: author } = rejectedChange(reg, change);
    const { rid, role } = actorOf(reg, actor);
    if (rid !== author && !keepers.includes(role)) throw new HoldfastError('ROLE_FORBIDS', { role });
    reg.sql('UPDATE rejection SET settled = 1 WHERE change = ?').run(seq);
    reg.touch('asset');
  });
}

/**
 * Makes a rejected change again, on what stands now, to be sent again; with it those that only make sense together with it,
 * such as an approval and the assets that it retires.
 * @throws HoldfastError CONFLICT_NOT_FOUND, and whatever `commit` finds wrong with it by now
 */
export function resendRejected(reg: Register, actor: string, change: string): void {
  reg.transaction(() => {
    const stored = rejectedChange(reg, change);
    const kind = reg.sql('SELECT kind FROM batch WHERE key = ?').pluck().get(stored.batch) as BatchKind;
    const together = stored.grp === null ? [stored] : rejectedGroup(reg, stored);
    const drafts = together.map((each) => again(reg, each));
    const label = labelOf(reg, drafts[0]?.entity as EntityKey, together[0]?.record as number);
    const head = kind === 'retirement' ? { kind, by: kind } : { kind: 'edit' as const };
    commit(reg, { actor, label, ...head }, drafts);
    const settle = reg.sql('UPDATE rejection SET settled = 1 WHERE change = ?');
    for (const { seq } of together) settle.run(seq);
  });
}

function rejectedGroup(reg: Register, stored: StoredChange): StoredChange[] {
  return reg
    .sql(
      'SELECT c.* FROM change c JOIN rejection r ON r.change = c.seq WHERE c.batch = ? AND c.grp = ? AND r.settled = 0 ORDER BY c.seq',
    )
    .all(stored.batch, stored.grp) as StoredChange[];
}

function again(reg: Register, stored: StoredChange): Draft {
  const entity = reg.keys.entityOf(stored.record);
  if (!isEntityKey(entity)) throw new HoldfastError('CONFLICT_NOT_FOUND');
  const entry = readEntry(reg, stored, entity);
  const id = reg.keys.uuid(stored.record);
  const { [deletedField]: _, ...patch } = entry.patch;
  const group = stored.grp === null ? {} : { group: stored.grp };
  if (entry.create) return { op: 'create', entity, id, patch, ...group };
  return isTombstone(entry)
    ? { op: 'delete', entity, id, ...group }
    : { op: 'update', entity, id, patch, ...group };
}
