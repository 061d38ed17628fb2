import { type EntityKey, isEntityKey, type Value } from '../../model/index.ts';
import type { Register } from '../store/register.ts';
import type { Draft } from './commit.ts';
import { type Entry, entriesOf } from './entries.ts';
import { deletedField, everyField, isTombstone, type MergedRecord, mergeRecord } from './pure/merge.ts';

/** A field that an undo left as it is, since somebody changed it afterwards. */
export interface KeptField {
  readonly entity: EntityKey;
  readonly id: string;
  readonly field: string;
}

/** The draft that brings one record back to how it was without the batch. */
export function invertRecord(
  reg: Register,
  rid: number,
  target: number,
  without: ReadonlySet<string> = new Set(),
): { draft: Draft | null; kept: KeptField[] } {
  const entries = entriesOf(reg, rid);
  const entity = entries[0]?.entity;
  if (!isEntityKey(entity)) return { draft: null, kept: [] };
  const id = reg.keys.uuid(rid);
  const mine = new Set(entries.filter((entry) => entry.batch === target).map((entry) => entry.id));
  const now = mergeRecord(id, entries);
  // Merged as if the batch had been rejected, the record shows what stood beneath it.
  const before = mergeRecord(
    id,
    entries.map((entry) => (mine.has(entry.id) ? { ...entry, rejected: true } : entry)),
  );
  const created = entries.some((entry) => entry.create && mine.has(entry.id));
  if (created) return invertCreate(entity, id, now, mine);
  return invertEdits(entity, id, entries, now, before, mine, without);
}

function headsFor(merged: MergedRecord, field: string): readonly string[] {
  return merged.heads[field] ?? merged.heads[everyField] ?? [];
}

function invertCreate(entity: EntityKey, id: string, now: MergedRecord, mine: ReadonlySet<string>) {
  if (now.deleted) return { draft: null, kept: [] };
  const changed = Object.keys(now.heads).filter((field) =>
    headsFor(now, field).some((head) => !mine.has(head)),
  );
  if (changed.length > 0) return { draft: null, kept: changed.map((field) => ({ entity, id, field })) };
  return { draft: { op: 'delete', entity, id, base: now.heads } as Draft, kept: [] };
}

function invertEdits(
  entity: EntityKey,
  id: string,
  entries: readonly Entry[],
  now: MergedRecord,
  before: MergedRecord,
  mine: ReadonlySet<string>,
  without: ReadonlySet<string>,
): { draft: Draft | null; kept: KeptField[] } {
  const deletedHere = entries.some((entry) => mine.has(entry.id) && isTombstone(entry));
  const fields = new Set(
    entries.filter((entry) => mine.has(entry.id)).flatMap((entry) => Object.keys(entry.patch)),
  );
  if (deletedHere) for (const field of Object.keys(before.values)) fields.add(field);
  fields.delete(deletedField);
  const patch: Record<string, Value> = {};
  const kept: KeptField[] = [];
  for (const field of fields) {
    if (!without.has(field) && headsFor(now, field).every((head) => mine.has(head)))
      patch[field] = before.values[field] ?? null;
    else kept.push({ entity, id, field });
  }
  if (deletedHere && now.deleted && !before.deleted) {
    return { draft: { op: 'restore', entity, id, patch, base: now.heads }, kept };
  }
  const restoredHere = entries.some((entry) => mine.has(entry.id) && entry.patch[deletedField] === false);
  if (restoredHere && !now.deleted && before.deleted) {
    return { draft: { op: 'delete', entity, id, base: now.heads }, kept: [] };
  }
  if (now.deleted || Object.keys(patch).length === 0) return { draft: null, kept };
  return { draft: { op: 'update', entity, id, patch, base: now.heads }, kept };
}
