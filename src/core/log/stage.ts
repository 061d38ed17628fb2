import type { Register } from '../store/register.ts';
import { type BatchContext, type BatchHead, type Draft, openBatch } from './commit.ts';
import { type LateRefusal, noteLate } from './late-refusals.ts';
import { actorOfCutOff } from './people.ts';
import type { PreparedPart } from './prepare.ts';
import { uuidText } from './pure/ids.ts';
import { type StagedPart, StageWriter } from './stage-writer.ts';

export type { LateRefusal };

/**
 * Big batches (imports of 100,000 rows) are staged in the file first and then applied in short transactions, so that scans
 * and edits go on meanwhile and a killed process leaves nothing half done unsaid: what was only staged is dropped at the
 * next opening, what was being applied is finished.
 */
export interface StagedBatch {
  readonly id: string;
  readonly key: number;
}

/** Rows of the stage are written this many drafts at a time. */
export const draftsPerStageRow = 500;

export function beginStage(reg: Register, head: BatchHead): StagedBatch {
  return reg.transaction(() => openBatch(reg, head, 'staging'));
}

/**
 * Adds drafts to a staged batch. Nothing shows in the register yet. Give them in multiples of `draftsPerStageRow` but for the
 * last time: a late refusal names its draft by number.
 */
export function stageDrafts(reg: Register, batch: StagedBatch, drafts: readonly Draft[]): void {
  const texts: string[] = [];
  for (let at = 0; at < drafts.length; at += draftsPerStageRow)
    texts.push(JSON.stringify(drafts.slice(at, at + draftsPerStageRow)));
  stageTexts(reg, batch, texts);
}

/**
 * Adds drafts that a worker has already written: JSON arrays of `draftsPerStageRow` each, but for the very last, as text or its
 * UTF-8. On the disk for certain once the applying begins.
 */
export function stageTexts(
  reg: Register,
  batch: StagedBatch,
  texts: ReadonlyArray<string | Uint8Array>,
): void {
  reg.step(() => {
    const add = reg.sql(
      'INSERT INTO stage(batch, n, drafts) SELECT ?, coalesce(max(n), 0) + 1, ? FROM stage WHERE batch = ?',
    );
    for (const text of texts) add.run(batch.key, text, batch.key);
  });
}

/** Reads what `stageTexts` wrote. */
export function readStaged(drafts: string | Uint8Array): Draft[] {
  return JSON.parse(typeof drafts === 'string' ? drafts : Buffer.from(drafts).toString('utf8')) as Draft[];
}

/** Drops a staged batch of which nothing was applied yet. */
export function dropStage(reg: Register, batch: StagedBatch): void {
  reg.transaction(() => {
    reg.sql('DELETE FROM stage WHERE batch = ?').run(batch.key);
    reg.sql("DELETE FROM batch WHERE key = ? AND state = 'staging'").run(batch.key);
  });
}

/** A worker that prepares parts of a batch ahead of their writing. */
export interface PartSource {
  /** The next part that is ready, or null. */
  take(): PreparedPart | null;
  /** True when no part is ready and none will come any more; what is left is worked out by this thread. */
  readonly ended: boolean;
  /** Settles when a part is ready, or none will come any more. */
  wait(): Promise<void>;
  /** The batch is staged whole. */
  staged(): void;
  /** Called after each transaction: where the log of the file has grown, this brings it into the file meanwhile. */
  written(): void;
  /** Brings what was written to the disk, so that the next transaction need not wait for all of it. */
  flush(): Promise<void>;
  /** No more parts are wanted. */
  stop(): Promise<void>;
}

export interface ApplyOptions {
  /** Drafts applied and to apply. */
  readonly onProgress?: (done: number) => void;
  /** Stored with the batch when it is done. */
  readonly summary?: unknown;
  /** Prepares the batch's parts; without it, this thread works everything out. */
  readonly source?: PartSource;
}

/** Milliseconds of writing in one transaction, before what its end takes: scans and lists wait that long. */
const sliceMs = 30;

/**
 * Applies a staged batch to its end, as many drafts a transaction as fit into a short time. From here on it can't be
 * cancelled, only undone as a whole afterwards. On the disk for certain when this returns.
 */
export async function applyStaged(
  reg: Register,
  batch: StagedBatch,
  options: ApplyOptions = {},
): Promise<readonly LateRefusal[]> {
  const context = contextOf(reg, batch);
  reg.transaction(() =>
    reg
      .sql("UPDATE batch SET state = 'applying', summary = coalesce(?, summary) WHERE key = ?")
      .run(options.summary === undefined ? null : JSON.stringify(options.summary), batch.key),
  );
  const { source = null, onProgress } = options;
  const writer = new StageWriter(reg, context, () => nextPart(reg, context.key, source));
  for (;;) {
    if (!writer.hasWork()) {
      if (!source || source.ended) break;
      await source.wait();
      continue;
    }
    reg.step(() => {
      const known = writer.late.length;
      writer.write(performance.now() + sliceMs);
      if (writer.late.length > known) noteLate(reg, context.key, writer.late.slice(known));
    });
    source?.written();
    onProgress?.(writer.done);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await source?.flush();
  reg.transaction(() => {
    reg.sql('DELETE FROM stage WHERE batch = ?').run(context.key);
    reg.sql("UPDATE batch SET state = 'done' WHERE key = ?").run(context.key);
  });
  return writer.late;
}

/**
 * Gives keys to the fields of some drafts, since a worker can only read them; those of a later draft that are missing are given
 * when it is written.
 */
export function giveFieldKeys(reg: Register, drafts: readonly Draft[]): void {
  reg.step(() => {
    for (const draft of drafts) {
      for (const field in 'patch' in draft ? draft.patch : {}) reg.keys.fieldKey(draft.entity, field);
    }
  });
}

function nextPart(reg: Register, batch: number, source: PartSource | null): StagedPart | null {
  const prepared = source ? source.take() : null;
  if (source && !prepared && !source.ended) return null;
  const n =
    prepared?.n ??
    (reg.sql('SELECT min(n) FROM stage WHERE batch = ? AND n > 0').pluck().get(batch) as number | null);
  if (n === null) return null;
  let drafts: Draft[] | null = null;
  return {
    n,
    prepared,
    drafts: () => {
      const text = reg.sql('SELECT drafts FROM stage WHERE batch = ? AND n = ?').pluck();
      drafts ??= readStaged(text.get(batch, n) as string | Uint8Array);
      return drafts;
    },
  };
}

function contextOf(reg: Register, batch: StagedBatch): BatchContext {
  const row = reg.sql('SELECT kind, label, actor FROM batch WHERE key = ?').get(batch.key) as {
    kind: BatchHead['kind'];
    label: string;
    actor: number;
  };
  const actor = actorOfCutOff(reg, row.actor);
  // Checked when it was planned; between plan and now a role may have changed, the whole of an import may not.
  return {
    head: { actor: actor.id, kind: row.kind, label: row.label, system: true },
    actor,
    id: batch.id,
    key: batch.key,
  };
}

/** At opening: drops what was only staged, finishes what was being applied. */
export async function resumeStages(reg: Register): Promise<void> {
  const open = reg
    .sql("SELECT key, id, state FROM batch WHERE state <> 'done' AND kind <> 'undo' AND device IS NOT NULL")
    .all() as Array<{
    key: number;
    id: Buffer;
    state: string;
  }>;
  for (const row of open) {
    const batch = { key: row.key, id: uuidText(row.id) };
    if (row.state === 'staging') dropStage(reg, batch);
    else await applyStaged(reg, batch);
  }
}
