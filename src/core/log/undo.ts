import { type EntityKey, entityOf, HoldfastError, isEntityKey, type Value } from '../../model/index.ts';
import type { Register } from '../store/register.ts';
import { sealNewest } from './append.ts';
import { type BatchContext, type Draft, openBatch, writeDraft } from './commit.ts';
import { type Entry, entriesOf } from './entries.ts';
import { actorOf, actorOfCutOff } from './people.ts';
import { uuidText } from './pure/ids.ts';
import { deletedField, everyField, isTombstone, type MergedRecord, mergeRecord } from './pure/merge.ts';

/** A field that an undo left as it is, since somebody changed it afterwards. */
export interface KeptField {
  readonly entity: EntityKey;
  readonly id: string;
  readonly field: string;
}

export interface UndoResult {
  /** The inverse batch; null when there was nothing left to undo. */
  readonly batch: string | null;
  readonly restored: number;
  readonly kept: readonly KeptField[];
}

const chunk = 1000;

/**
 * Takes a batch back by writing its inverse from the log. Fields that were changed since, by anyone, are listed and not
 * overwritten. Works in short transactions, so that others go on meanwhile; an undo that was cut off is finished when the
 * file is opened again.
 * @throws HoldfastError BATCH_NOT_FOUND, BATCH_UNDONE, BATCH_RUNNING
 */
export async function undoBatch(reg: Register, actor: string, batchId: string): Promise<UndoResult> {
  const target = findTarget(reg, batchId);
  actorOf(reg, actor);
  const inverse = reg.transaction(() =>
    openBatch(reg, { actor, kind: 'undo', label: target.label, undoes: target.key }, 'applying'),
  );
  return runUndo(reg, inverse, target.key);
}

/** Goes on with undoes that a crash cut off, also in a file that was restored from a backup made meanwhile. */
export async function resumeUndos(reg: Register): Promise<void> {
  const open = reg
    .sql("SELECT key, id, label, undoes, actor FROM batch WHERE kind = 'undo' AND state = 'applying'")
    .all() as Array<{ key: number; id: Buffer; label: string; undoes: number; actor: number }>;
  for (const row of open) {
    const actor = actorOfCutOff(reg, row.actor);
    const head = { actor: actor.id, kind: 'undo' as const, label: row.label, undoes: row.undoes };
    try {
      await runUndo(reg, { head, actor, id: uuidText(row.id), key: row.key }, row.undoes);
    } catch (cause) {
      // His role does not allow it any more: nothing of it was done yet, and now nothing will be.
      if (!isDenial(cause)) throw cause;
    }
  }
}

function findTarget(reg: Register, batchId: string): { key: number; label: string } {
  const key = reg.keys.findBatch(batchId);
  if (key === null) throw new HoldfastError('BATCH_NOT_FOUND', { batch: batchId });
  const row = reg.sql('SELECT label, state FROM batch WHERE key = ?').get(key) as {
    label: string;
    state: string;
  };
  if (row.state !== 'done') throw new HoldfastError('BATCH_RUNNING');
  if (isUndone(reg, key)) throw new HoldfastError('BATCH_UNDONE');
  return { key, label: row.label };
}

/** Undone, and the undo not undone in turn. */
export function isUndone(reg: Register, key: number): boolean {
  const undoes = reg.sql('SELECT key FROM batch WHERE undoes = ?').pluck().all(key) as number[];
  return undoes.some((undo) => !isUndone(reg, undo));
}

async function runUndo(reg: Register, opened: BatchContext, target: number): Promise<UndoResult> {
  const inverse = { ...opened, head: { ...opened.head, system: isOwnUndo(reg, opened, target) } };
  const done = reg.sql('SELECT 1 FROM change WHERE batch = ? AND record = ?');
  // Last made, first taken back: what was created on top of something goes before it.
  const all = reg
    .sql('SELECT record, max(seq) AS seq FROM change WHERE batch = ? GROUP BY record ORDER BY seq DESC')
    .pluck()
    .all(target) as number[];
  const records = all.filter((record) => done.get(inverse.key, record) === undefined);
  const kept: KeptField[] = [];
  const deferred: number[] = [];
  let restored = all.length - records.length;
  let begun = restored > 0;
  // Refused at once when the role does not allow it; what is already in the file can't be refused any more as a whole.
  const unlessDenied = (record: number, invert: () => Outcome): Outcome => {
    try {
      return invert();
    } catch (cause) {
      if (!begun || !isDenial(cause)) throw cause;
      return { wrote: false, refused: null, kept: allKept(reg, record, target) };
    }
  };
  const note = (outcome: Outcome): boolean => {
    kept.push(...outcome.kept);
    if (outcome.wrote) restored++;
    return outcome.wrote;
  };
  const onChunk = () => {
    begun ||= restored > 0;
  };
  try {
    const first = (record: number): boolean => {
      const outcome = unlessDenied(record, () => tryInvert(reg, inverse, record, target));
      if (outcome.refused) deferred.push(record);
      return outcome.refused ? false : note(outcome);
    };
    await inChunks(reg, records, first, onChunk);
    // A tag may have been free only after another record gave it back, a place be there only after it was restored.
    const again = (record: number): boolean =>
      note(unlessDenied(record, () => invertWhatCan(reg, inverse, record, target)));
    await inChunks(reg, deferred, again, onChunk);
  } catch (cause) {
    // Cut off half way (a full disk): it stays open and is finished when the file is opened again.
    if (!begun) closeUndo(reg, inverse.key);
    throw cause;
  }
  closeUndo(reg, inverse.key);
  return { batch: reg.keys.findBatch(inverse.id) === null ? null : inverse.id, restored, kept };
}

async function inChunks(
  reg: Register,
  records: readonly number[],
  work: (record: number) => boolean,
  onChunk: () => void,
): Promise<void> {
  for (let at = 0; at < records.length; at += chunk) {
    reg.transaction(() => {
      let wrote = false;
      for (const record of records.slice(at, at + chunk)) wrote = work(record) || wrote;
      if (wrote) sealNewest(reg);
    });
    onChunk();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** An undo that wrote nothing leaves no trace. */
function closeUndo(reg: Register, key: number): void {
  reg.transaction(() => {
    const wrote = reg.sql('SELECT 1 FROM change WHERE batch = ? LIMIT 1').get(key) !== undefined;
    if (wrote) reg.sql("UPDATE batch SET state = 'done' WHERE key = ?").run(key);
    else reg.sql('DELETE FROM batch WHERE key = ?').run(key);
  });
}

interface Outcome {
  readonly wrote: boolean;
  readonly refused: HoldfastError | null;
  readonly kept: readonly KeptField[];
}

const denials = new Set<string>(['ROLE_FORBIDS', 'OTHER_DEPARTMENT', 'OWN_REQUEST', 'FIELD_FORBIDDEN']);

const isDenial = (cause: unknown): boolean => cause instanceof HoldfastError && denials.has(cause.code);

function tryInvert(
  reg: Register,
  inverse: BatchContext,
  record: number,
  target: number,
  without: ReadonlySet<string> = new Set(),
): Outcome {
  const { draft, kept } = invertRecord(reg, record, target, without);
  if (!draft) return { wrote: false, refused: null, kept };
  try {
    writeDraft(reg, inverse, draft);
    return { wrote: true, refused: null, kept };
  } catch (cause) {
    if (!(cause instanceof HoldfastError) || isDenial(cause)) throw cause;
    return { wrote: false, refused: cause, kept };
  }
}

/** Leaves out one field after another that can't be brought back, and lists it. */
function invertWhatCan(reg: Register, inverse: BatchContext, record: number, target: number): Outcome {
  const without = new Set<string>();
  for (;;) {
    const outcome = tryInvert(reg, inverse, record, target, without);
    if (!outcome.refused) return outcome;
    const field = fieldOf(reg, record, outcome.refused);
    if (field === null || without.has(field))
      return { ...outcome, kept: [...outcome.kept, ...allKept(reg, record, target)] };
    without.add(field);
  }
}

function fieldOf(reg: Register, record: number, error: HoldfastError): string | null {
  const entity = reg.keys.entityOf(record);
  if (typeof error.params.field === 'string') return error.params.field;
  if (error.code === 'STATUS_NOT_ALLOWED') return 'status';
  return error.code === 'TREE_CYCLE' && entity ? (entityOf(entity).parent ?? null) : null;
}

function allKept(reg: Register, record: number, target: number): KeptField[] {
  const entity = reg.keys.entityOf(record);
  if (!entity) return [];
  const fields = entriesOf(reg, record)
    .filter((e) => e.batch === target)
    .flatMap((e) => Object.keys(e.patch));
  return [...new Set(fields)].map((field) => ({ entity, id: reg.keys.uuid(record), field }));
}

/** Who may make a change may take his own change back, even where a plain edit could not (status of a retirement). */
function isOwnUndo(reg: Register, inverse: BatchContext, target: number): boolean {
  return reg.sql('SELECT actor FROM batch WHERE key = ?').pluck().get(target) === inverse.actor.rid;
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
