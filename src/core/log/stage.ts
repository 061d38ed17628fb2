import { type ErrorCode, type ErrorParams, HoldfastError } from '../../model/index.ts';
import type { Register } from '../store/register.ts';
import { sealNewest } from './append.ts';
import { type BatchContext, type BatchHead, type Draft, openBatch, writeDraft } from './commit.ts';
import { actorOfCutOff } from './people.ts';
import { uuidText } from './pure/ids.ts';

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

/** Rows of the stage applied in one transaction: fewer touch each index page more often, more make scans wait longer. 0.15 s. */
const rowsPerTransaction = 2;

export function beginStage(reg: Register, head: BatchHead): StagedBatch {
  return reg.transaction(() => openBatch(reg, head, 'staging'));
}

/**
 * Adds drafts to a staged batch. Nothing shows in the register yet. Give them in multiples of `draftsPerStageRow` but for the
 * last time: a late refusal names its draft by number.
 */
export function stageDrafts(reg: Register, batch: StagedBatch, drafts: readonly Draft[]): void {
  reg.transaction(() => {
    const last =
      (reg.sql('SELECT max(n) FROM stage WHERE batch = ?').pluck().get(batch.key) as number | null) ?? 0;
    let n = last;
    for (let at = 0; at < drafts.length; at += draftsPerStageRow) {
      n++;
      const part = drafts.slice(at, at + draftsPerStageRow);
      reg.sql('INSERT INTO stage(batch, n, drafts) VALUES (?, ?, ?)').run(batch.key, n, JSON.stringify(part));
    }
  });
}

/** Adds drafts that a worker has already written: JSON arrays of `draftsPerStageRow` each, but for the very last. */
export function stageTexts(reg: Register, batch: StagedBatch, texts: readonly string[]): void {
  reg.transaction(() => {
    const add = reg.sql(
      'INSERT INTO stage(batch, n, drafts) SELECT ?, coalesce(max(n), 0) + 1, ? FROM stage WHERE batch = ?',
    );
    for (const text of texts) add.run(batch.key, text, batch.key);
  });
}

/** Drops a staged batch of which nothing was applied yet. */
export function dropStage(reg: Register, batch: StagedBatch): void {
  reg.transaction(() => {
    reg.sql('DELETE FROM stage WHERE batch = ?').run(batch.key);
    reg.sql("DELETE FROM batch WHERE key = ? AND state = 'staging'").run(batch.key);
  });
}

export interface ApplyOptions {
  /** Drafts applied and to apply. */
  readonly onProgress?: (done: number) => void;
  /** Stored with the batch when it is done. */
  readonly summary?: unknown;
}

/** A draft that could no longer be written when its turn came, since somebody took its tag or deleted its place. */
export interface LateRefusal {
  /** Which draft of the batch, from 0. */
  readonly index: number;
  readonly code: ErrorCode;
  readonly params: ErrorParams;
}

/**
 * Applies a staged batch to its end, some thousand drafts a transaction. From here on it can't be cancelled, only undone
 * as a whole afterwards.
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
  let done = 0;
  const late: LateRefusal[] = [];
  for (;;) {
    const applied = reg.transaction(() => {
      let sum = 0;
      for (let i = 0; i < rowsPerTransaction; i++) sum += applyNext(reg, context, late);
      if (sum > 0) sealNewest(reg);
      return sum;
    });
    if (applied === 0) break;
    done += applied;
    options.onProgress?.(done);
    await new Promise((resolve) => setImmediate(resolve));
  }
  reg.transaction(() => reg.sql("UPDATE batch SET state = 'done' WHERE key = ?").run(batch.key));
  return late;
}

function applyNext(reg: Register, context: BatchContext, late: LateRefusal[]): number {
  const row = reg.sql('SELECT n, drafts FROM stage WHERE batch = ? ORDER BY n LIMIT 1').get(context.key) as
    | { n: number; drafts: string }
    | undefined;
  if (!row) return 0;
  const drafts = JSON.parse(row.drafts) as Draft[];
  const first = (row.n - 1) * draftsPerStageRow;
  for (const [i, draft] of drafts.entries()) {
    try {
      writeDraft(reg, context, draft);
    } catch (cause) {
      // Every check of a draft stands before its first write, so a refused one leaves nothing behind.
      if (!(cause instanceof HoldfastError)) throw cause;
      late.push({ index: first + i, code: cause.code, params: cause.params });
    }
  }
  reg.sql('DELETE FROM stage WHERE batch = ? AND n = ?').run(context.key, row.n);
  return drafts.length;
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
