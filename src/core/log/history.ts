import type { Value } from '../../model/index.ts';
import type { Register } from '../store/register.ts';
import { type Entry, entriesOf } from './entries.ts';
import { uuidText } from './pure/ids.ts';
import {
  baseOf,
  compareChanges,
  deletedField,
  isTombstone,
  type MergedRecord,
  mergeRecord,
} from './pure/merge.ts';

export interface HistoryLine {
  readonly entry: Entry;
  readonly operation: 'create' | 'update' | 'delete';
  readonly batch: { readonly id: string; readonly kind: string; readonly label: string };
  readonly fields: ReadonlyArray<{ readonly field: string; readonly from: Value; readonly to: Value }>;
}

/** Who changed what on a record, newest first; `from` is what the change built on. */
export function historyOf(reg: Register, rid: number): HistoryLine[] {
  const entries = entriesOf(reg, rid).sort(compareChanges);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const batches = reg.sql('SELECT id, kind, label FROM batch WHERE key = ?');
  return entries
    .map((entry) => {
      const batch = batches.get(entry.batch) as { id: Buffer; kind: string; label: string };
      const fields = Object.keys(entry.patch).filter((field) => field !== deletedField);
      return {
        entry,
        operation: entry.create
          ? ('create' as const)
          : isTombstone(entry)
            ? ('delete' as const)
            : ('update' as const),
        batch: { id: uuidText(batch.id), kind: batch.kind, label: batch.label },
        fields: fields.map((field) => ({
          field,
          from: valueBelow(entry, field, byId),
          to: entry.patch[field] ?? null,
        })),
      };
    })
    .reverse();
}

/** The value that a change replaced: that of the newest change it builds on. */
export function valueBelow(entry: Entry, field: string, byId: ReadonlyMap<string, Entry>): Value {
  const seen = new Set<string>();
  let queue = [...baseOf(entry, field)];
  while (queue.length > 0) {
    const found = queue
      .map((id) => byId.get(id))
      .filter((e) => e !== undefined)
      .sort(compareChanges);
    const setter = found.filter((e) => e.create || Object.hasOwn(e.patch, field)).at(-1);
    if (setter) return setter.patch[field] ?? null;
    for (const id of queue) seen.add(id);
    queue = found.flatMap((e) => [...baseOf(e, field)]).filter((id) => !seen.has(id));
  }
  return null;
}

/**
 * A record as it was.
 * @param ms milliseconds since 1970; entries stamped later are left out
 */
export function recordAsOf(reg: Register, rid: number, ms: number): MergedRecord {
  return mergeRecord(
    reg.keys.uuid(rid),
    entriesOf(reg, rid).filter((entry) => entry.ms <= ms),
  );
}
