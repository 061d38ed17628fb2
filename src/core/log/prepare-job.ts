import { randomBytes } from 'node:crypto';
import { type Checkpointer, openCheckpointer } from '../store/checkpoint.ts';
import type { Register } from '../store/register.ts';
import { collectGarbage } from '../workers/garbage.ts';
import type { JobContext } from '../workers/jobs.ts';
import { Preparer } from './prepare.ts';
import { uuid7 } from './pure/ids.ts';
import { readStaged } from './stage.ts';

/** Words of the memory that the worker shares with the thread that writes. */
export const control = {
  /** Parts taken over. */
  taken: 0,
  /** 1 when the file's log should be brought into the file. */
  checkpoint: 1,
  /** 1 when that was done. */
  checkpointed: 2,
  /** 1 when nothing is wanted any more. */
  stop: 3,
  /** 1 when the batch is staged whole. */
  staged: 4,
  /** Counts up with every change of the others by the writing thread; what the worker sleeps on. */
  signal: 5,
} as const;
export const controlWords = 6;

/** What the worker says beside parts. */
export const noMoreParts = 'no more parts';
export const flushed = 'flushed';

export interface PrepareInput {
  /** Key of the batch being applied. */
  readonly batch: number;
  /** The first of the record keys set aside for it, and how many there are. */
  readonly firstRid: number;
  readonly drafts: number;
  readonly control: SharedArrayBuffer;
}

/** Parts that wait ready at most: enough that the writing thread never waits, and of bounded memory. */
const ahead = 4;

/** After so many parts the garbage of their making is collected. */
const partsPerCollection = 28;

/** How long to sleep at most, in milliseconds, should a signal have been missed. */
const napMs = 500;

/**
 * Prepares a batch part by part as it is staged and written, a little ahead of the thread that writes, and brings what that
 * thread has written from the file's log into the file, which would cost it the flushing. Runs in a worker, until it is told
 * to stop.
 */
export function prepareJob(context: JobContext, input: PrepareInput): { parts: number } {
  const reg = context.register();
  const words = new Int32Array(input.control);
  const preparer = new Preparer(reg, input.firstRid, { newId: idMaker(), random: (n) => randomBytes(n) });
  const checkpointer = openCheckpointer(reg.file);
  const usualCache = reg.db.pragma('cache_size', { simple: true }) as number;
  // Each part of the stage is read once; kept pages of it would only cost memory.
  reg.db.pragma('cache_size = -8192');
  let parts = 0;
  let drafts = 0;
  try {
    for (let last = 0, ended = false; Atomics.load(words, control.stop) === 0 && !context.cancelled(); ) {
      const signal = Atomics.load(words, control.signal);
      const whole = Atomics.load(words, control.staged) === 1;
      checkpointWhenAsked(context, words, checkpointer);
      if (!ended && parts - Atomics.load(words, control.taken) < ahead) {
        const staged = nextStaged(reg, input.batch, last);
        if (staged) {
          const part = preparer.prepare(staged.n, readStaged(staged.drafts));
          drafts += part.count;
          if (drafts > input.drafts) throw new Error('more drafts are staged than were announced');
          context.part(part);
          last = staged.n;
          parts++;
          if (parts % partsPerCollection === 0) collectGarbage();
          continue;
        }
        if (whole) {
          ended = true;
          context.part(noMoreParts);
        }
      }
      Atomics.wait(words, control.signal, signal, napMs);
    }
  } finally {
    checkpointer.close();
    reg.db.pragma(`cache_size = ${usualCache}`);
  }
  return { parts };
}

function checkpointWhenAsked(context: JobContext, words: Int32Array, checkpointer: Checkpointer): void {
  if (Atomics.exchange(words, control.checkpoint, 0) === 0) return;
  checkpointer.run();
  Atomics.store(words, control.checkpointed, 1);
  context.part(flushed);
}

function nextStaged(
  reg: Register,
  batch: number,
  after: number,
): { n: number; drafts: string | Uint8Array } | undefined {
  return reg
    .sql('SELECT n, drafts FROM stage WHERE batch = ? AND n > ? ORDER BY n LIMIT 1')
    .get(batch, Math.max(0, after)) as { n: number; drafts: string | Uint8Array } | undefined;
}

/** Random bytes are asked for in one go: a large import needs 200,000 ids. */
function idMaker(): () => string {
  let random: Uint8Array = new Uint8Array(0);
  return () => {
    if (random.length < 10) random = randomBytes(2560);
    const bytes = random.subarray(0, 10);
    random = random.subarray(10);
    return uuid7(Date.now(), bytes);
  };
}
