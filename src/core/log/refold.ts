import { type EntityKey, isEntityKey } from '../../model/index.ts';
import type { Register } from '../store/register.ts';
import { type Entry, entriesOf } from './entries.ts';
import { checkInvariants } from './invariants.ts';
import { type Projected, project } from './project.ts';
import { compareChanges, everyField, type MergedRecord, mergeRecord } from './pure/merge.ts';

/** Merges a record anew from its log and writes its row, its conflicts and its breaches. */
export function refold(reg: Register, rid: number): MergedRecord {
  const entries = entriesOf(reg, rid);
  const merged = mergeRecord(reg.keys.uuid(rid), entries);
  const entity = entries[0]?.entity ?? '';
  const row = projectedOf(rid, merged, entries);
  if (row && isEntityKey(entity)) project(reg, entity, row, false);
  writeConflicts(reg, rid, entity, merged);
  if (isEntityKey(entity)) checkInvariants(reg, entity as EntityKey, rid, merged, entries);
  return merged;
}

/** What a record's row is made of, from its entries and what they merge to; null without entries. */
export function projectedOf(rid: number, merged: MergedRecord, entries: readonly Entry[]): Projected | null {
  const first = entries.find((entry) => entry.create) ?? entries[0];
  const newest = newestOf(entries);
  if (!first || !newest) return null;
  return {
    rid,
    values: merged.values,
    // A record whose every change was rejected, or whose create has not come, is not there for anyone.
    deleted: merged.deleted || !hasLivingCreate(entries),
    heads: compactHeads(merged, first.id),
    created: first.seq,
    changedMs: newest.ms,
    changedBy: newest.actor,
  };
}

function hasLivingCreate(entries: readonly Entry[]): boolean {
  return entries.some((entry) => entry.create && !entry.rejected);
}

function newestOf(entries: readonly Entry[]): Entry | undefined {
  return [...entries].sort(compareChanges).at(-1);
}

/**
 * The heads as a row keeps them: one entry for the creation and only the fields set later. Null while there is nothing
 * but the creation.
 */
export function compactHeads(merged: MergedRecord, createId: string): string | null {
  const common = (merged.heads[everyField] ?? []).join(' ');
  const own = Object.entries(merged.heads).filter(
    ([field, ids]) => field !== everyField && ids.join(' ') !== common,
  );
  if (own.length === 0 && common === createId) return null;
  return JSON.stringify(Object.fromEntries([[everyField, merged.heads[everyField] ?? []], ...own]));
}

function writeConflicts(reg: Register, rid: number, entity: string, merged: MergedRecord): void {
  const known = reg
    .sql("SELECT id FROM attention WHERE record = ? AND kind = 'conflict'")
    .pluck()
    .all(rid) as string[];
  const now = new Set(merged.conflicts.map((c) => c.id));
  for (const id of known) if (!now.has(id)) reg.sql('DELETE FROM attention WHERE id = ?').run(id);
  for (const c of merged.conflicts) {
    reg
      .sql("INSERT OR REPLACE INTO attention(id, kind, record, detail) VALUES (?, 'conflict', ?, ?)")
      .run(c.id, rid, JSON.stringify({ entity, heads: c.heads, fields: c.fields }));
  }
}
