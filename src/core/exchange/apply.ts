import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type ErrorCode, type ErrorParams, HoldfastError } from '../../model/errors.ts';
import type { BatchHead, Draft } from '../log/commit.ts';
import {
  applyStaged,
  beginStage,
  draftsPerStageRow,
  dropStage,
  type LateRefusal,
  type StagedBatch,
  stageTexts,
} from '../log/stage.ts';
import type { Register } from '../store/register.ts';

export interface ApplyPlanOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((phase: string, done: number, total: number | null) => void) | undefined;
}

export interface Refused {
  readonly draft: Draft;
  readonly code: ErrorCode;
  readonly params: ErrorParams;
}

export interface Applied {
  readonly batch: string;
  /** What the register no longer took, since someone changed it after the plan was made. */
  readonly refused: readonly Refused[];
}

/**
 * Writes a plan: staged whole, then applied in short transactions. Cancelling is possible until the applying begins and
 * leaves nothing; afterwards the import runs to its end and can be undone as one operation.
 * @param drafts file with one JSON array of drafts a line
 * @param total drafts in all
 * @throws CANCELLED, DISK_FULL
 */
export async function applyPlan(
  reg: Register,
  head: BatchHead,
  drafts: string,
  total: number,
  options: ApplyPlanOptions = {},
): Promise<Applied> {
  const batch = beginStage(reg, head);
  try {
    await stageFile(reg, batch, drafts, options);
  } catch (error) {
    dropStage(reg, batch);
    throw error;
  }
  const late = await applyStaged(reg, batch, {
    summary: head.summary,
    onProgress: (done) => options.onProgress?.('write', done, total),
  });
  return { batch: batch.id, refused: await draftsOf(drafts, late) };
}

/** The drafts that were refused late, looked up in the file they came from. */
async function draftsOf(path: string, late: readonly LateRefusal[]): Promise<Refused[]> {
  const refused: Refused[] = [];
  if (late.length === 0) return refused;
  let number = 0;
  for await (const line of linesOf(path)) {
    const first = number++ * draftsPerStageRow;
    const here = late.filter(({ index }) => index >= first && index < first + draftsPerStageRow);
    if (here.length === 0) continue;
    const drafts = JSON.parse(line) as Draft[];
    for (const { index, code, params } of here) {
      refused.push({ draft: drafts[index - first] as Draft, code, params });
    }
  }
  return refused;
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const input = createReadStream(path, { encoding: 'utf8', highWaterMark: 1024 * 1024 });
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line !== '') yield line;
    }
  } finally {
    input.destroy();
  }
}

const linesPerTransaction = 10;

async function stageFile(
  reg: Register,
  batch: StagedBatch,
  path: string,
  { signal, onProgress }: ApplyPlanOptions,
): Promise<void> {
  let staged = 0;
  let waiting: string[] = [];
  const flush = () => {
    stageTexts(reg, batch, waiting);
    staged += waiting.length * draftsPerStageRow;
    waiting = [];
    onProgress?.('stage', staged, null);
  };
  for await (const line of linesOf(path)) {
    if (signal?.aborted) throw new HoldfastError('CANCELLED');
    waiting.push(line);
    if (waiting.length >= linesPerTransaction) flush();
  }
  flush();
}
