import { createReadStream } from 'node:fs';
import { type ErrorCode, type ErrorParams, HoldfastError } from '../../model/errors.ts';
import type { BatchHead, Draft } from '../log/commit.ts';
import {
  applyStaged,
  beginStage,
  draftsPerStageRow,
  dropStage,
  giveFieldKeys,
  type PartSource,
  readStaged,
  type StagedBatch,
  stageTexts,
} from '../log/stage.ts';
import type { Register } from '../store/register.ts';
import type { WorkPool } from '../workers/pool.ts';
import { PreparedParts } from '../workers/prepared-parts.ts';

export interface ApplyPlanOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((phase: string, done: number, total: number | null) => void) | undefined;
  /** Whose threads do the part of the work that needs no order. */
  readonly pool?: WorkPool | undefined;
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
  const source = options.pool ? new PreparedParts(reg, options.pool, batch, total) : undefined;
  try {
    await stageWhole(reg, batch, drafts, options, source);
    const late = await applyStaged(reg, batch, {
      summary: head.summary,
      onProgress: (done) => options.onProgress?.('write', done, total),
      ...(source ? { source } : {}),
    });
    return { batch: batch.id, refused: late };
  } finally {
    await source?.stop();
  }
}

/** Stages the file, or nothing. */
async function stageWhole(
  reg: Register,
  batch: StagedBatch,
  drafts: string,
  options: ApplyPlanOptions,
  source: PartSource | undefined,
): Promise<void> {
  try {
    await stageFile(reg, batch, drafts, options, source);
  } catch (error) {
    dropStage(reg, batch);
    throw error;
  }
}

/** Lines of a file, as they lie in it: they are long, and going on to the database as bytes. */
async function* linesOf(path: string): AsyncGenerator<Buffer> {
  const input = createReadStream(path, { highWaterMark: 1024 * 1024 });
  let rest: Buffer[] = [];
  try {
    for await (const chunk of input as AsyncIterable<Buffer>) {
      let from = 0;
      for (let end = chunk.indexOf(lineEnd); end !== -1; end = chunk.indexOf(lineEnd, from)) {
        rest.push(chunk.subarray(from, end));
        yield rest.length === 1 ? (rest[0] as Buffer) : Buffer.concat(rest);
        rest = [];
        from = end + 1;
      }
      if (from < chunk.length) rest.push(chunk.subarray(from));
    }
    if (rest.length > 0) yield Buffer.concat(rest);
  } finally {
    input.destroy();
  }
}

const lineEnd = 10;

/** Bytes staged in one transaction: some ten milliseconds. */
const bytesPerTransaction = 4 * 1024 * 1024;

async function stageFile(
  reg: Register,
  batch: StagedBatch,
  path: string,
  { signal, onProgress }: ApplyPlanOptions,
  source: PartSource | undefined,
): Promise<void> {
  let staged = 0;
  let waiting: Buffer[] = [];
  let bytes = 0;
  const flush = () => {
    if (staged === 0 && waiting[0]) giveFieldKeys(reg, readStaged(waiting[0]));
    stageTexts(reg, batch, waiting);
    source?.written();
    staged += waiting.length * draftsPerStageRow;
    waiting = [];
    bytes = 0;
    onProgress?.('stage', staged, null);
  };
  for await (const line of linesOf(path)) {
    if (signal?.aborted) throw new HoldfastError('CANCELLED');
    waiting.push(line);
    bytes += line.length;
    if (bytes >= bytesPerTransaction) flush();
  }
  flush();
  if (signal?.aborted) throw new HoldfastError('CANCELLED');
  source?.staged();
}
