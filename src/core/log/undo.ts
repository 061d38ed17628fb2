import { entityOf, HoldfastError } from '../../model/index.ts';
import type { Register } from '../store/register.ts';
import { sealNewest } from './append.ts';
import { type BatchContext, openBatch, writeDraft } from './commit.ts';
import { entriesOf } from './entries.ts';
import { invertRecord, type KeptField } from './invert.ts';
import { actorOf, actorOfCutOff } from './people.ts';
import { uuidText } from './pure/ids.ts';
import type { PartSource, StagedBatch } from './stage.ts';
import { deleteUntouched, type TargetChange } from './undo-created.ts';

export type { KeptField };

export interface UndoResult {
  /** The inverse batch; null when there was nothing left to undo. */
  readonly batch: string | null;
  readonly restored: number;
  readonly kept: readonly KeptField[];
}

export interface UndoOptions {
  /** Changes gone through, and in all. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Brings what is written into the file meanwhile, where there are so many changes that it is worth it. */
  readonly helper?: (
    inverse: StagedBatch,
    changes: number,
  ) => Pick<PartSource, 'written' | 'flush' | 'stop'> | null;
}

/** Milliseconds of writing in one transaction, before what its end takes: scans and lists wait that long. */
const sliceMs = 15;

/**
 * Takes a batch back by writing its inverse from the log. Fields that were changed since, by anyone, are listed and not
 * overwritten. Works in short transactions, so that others go on meanwhile; an undo that was cut off is finished when the
 * file is opened again.
 * @throws HoldfastError BATCH_NOT_FOUND, BATCH_UNDONE, BATCH_RUNNING
 */
export async function undoBatch(
  reg: Register,
  actor: string,
  batchId: string,
  options: UndoOptions = {},
): Promise<UndoResult> {
  const target = findTarget(reg, batchId);
  actorOf(reg, actor);
  const inverse = reg.transaction(() =>
    openBatch(reg, { actor, kind: 'undo', label: target.label, undoes: target.key }, 'applying'),
  );
  return runUndo(reg, inverse, target.key, options);
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

async function runUndo(
  reg: Register,
  opened: BatchContext,
  target: number,
  options: UndoOptions = {},
): Promise<UndoResult> {
  const inverse = { ...opened, head: { ...opened.head, system: isOwnUndo(reg, opened, target) } };
  const run = new UndoRun(reg, inverse, target);
  const helper = options.helper?.({ id: inverse.id, key: inverse.key }, run.total);
  try {
    while (run.hasWork()) {
      reg.step(() => run.write(performance.now() + sliceMs));
      run.begun ||= run.restored > 0;
      helper?.written();
      options.onProgress?.(run.done, run.total);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await helper?.flush();
  } catch (cause) {
    // Cut off half way (a full disk): it stays open and is finished when the file is opened again.
    if (!run.begun) closeUndo(reg, inverse.key);
    throw cause;
  } finally {
    await helper?.stop();
  }
  closeUndo(reg, inverse.key);
  const { restored, kept } = run;
  return { batch: reg.keys.findBatch(inverse.id) === null ? null : inverse.id, restored, kept };
}

/** Changes looked up at a time. */
const window = 500;

/** Fewer changes than this are not worth a transaction: on a busy machine the time is over before much is done. */
const changesAtLeast = 100;

/** Walks a batch backwards: last made, first taken back; what was created on top of something goes before it. */
class UndoRun {
  readonly total: number;
  done = 0;
  restored = 0;
  readonly kept: KeptField[] = [];
  /** Something of it is in the file: from then on it can't be refused any more as a whole. */
  begun: boolean;
  readonly #reg: Register;
  readonly #inverse: BatchContext;
  readonly #target: number;
  readonly #resumed: boolean;
  #waiting: TargetChange[] = [];
  #before = Number.MAX_SAFE_INTEGER;
  readonly #seen = new Set<number>();
  /** Refused at first; null once they had their second turn. */
  #deferred: number[] | null = [];
  #again: number[] = [];

  constructor(reg: Register, inverse: BatchContext, target: number) {
    this.#reg = reg;
    this.#inverse = inverse;
    this.#target = target;
    const count = (what: string, batch: number) =>
      reg.sql(`SELECT count(${what}) FROM change WHERE batch = ?`).pluck().get(batch) as number;
    this.total = count('*', target);
    this.restored = count('DISTINCT record', inverse.key);
    this.#resumed = this.restored > 0;
    this.begun = this.#resumed;
  }

  /** True when there is something left. */
  hasWork(): boolean {
    if (this.#waiting.length === 0) {
      this.#waiting = this.#reg
        .sql('SELECT seq, id, record FROM change WHERE batch = ? AND seq < ? ORDER BY seq DESC LIMIT ?')
        .all(this.#target, this.#before, window)
        .reverse() as TargetChange[];
      this.#before = this.#waiting[0]?.seq ?? 0;
    }
    if (this.#waiting.length > 0) return true;
    if (this.#deferred) {
      this.#again = this.#deferred.reverse();
      this.#deferred = null;
    }
    return this.#again.length > 0;
  }

  /**
   * Takes back what comes next until a moment, at least one record. Within a transaction.
   * @param until as `performance.now()` counts
   */
  write(until: number): void {
    const before = this.restored;
    let taken = 0;
    do {
      taken++;
      const change = this.#waiting.pop();
      if (change) this.#takeBack(change);
      else this.#takeBackAgain(this.#again.pop() as number);
    } while ((performance.now() < until || taken < changesAtLeast) && this.hasWork());
    if (this.restored > before) sealNewest(this.#reg);
  }

  #takeBack(change: TargetChange): void {
    const { record } = change;
    this.done++;
    if (deleteUntouched(this.#reg, this.#inverse, change)) {
      this.restored++;
      return;
    }
    if (this.#seen.has(record) || this.#isDone(record)) return;
    this.#seen.add(record);
    const outcome = this.#unlessDenied(record, () =>
      tryInvert(this.#reg, this.#inverse, record, this.#target),
    );
    if (outcome.refused) this.#deferred?.push(record);
    else this.#note(outcome);
  }

  /** A tag may have been free only after another record gave it back, a place be there only after it was restored. */
  #takeBackAgain(record: number): void {
    this.#note(
      this.#unlessDenied(record, () => invertWhatCan(this.#reg, this.#inverse, record, this.#target)),
    );
  }

  /** Taken back before the undo was cut off. */
  #isDone(record: number): boolean {
    if (!this.#resumed) return false;
    // The plus keeps SQLite to the few entries of the record.
    const done = this.#reg.sql('SELECT 1 FROM change WHERE record = ? AND +batch = ?');
    return done.get(record, this.#inverse.key) !== undefined;
  }

  /** Refused at once when the role does not allow it; what is already in the file can't be refused any more as a whole. */
  #unlessDenied(record: number, invert: () => Outcome): Outcome {
    try {
      return invert();
    } catch (cause) {
      if (!this.begun || !isDenial(cause)) throw cause;
      return { wrote: false, refused: null, kept: allKept(this.#reg, record, this.#target) };
    }
  }

  #note(outcome: Outcome): void {
    this.kept.push(...outcome.kept);
    if (outcome.wrote) this.restored++;
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
