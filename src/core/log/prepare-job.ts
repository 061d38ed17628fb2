import { randomBytes } from 'node:crypto';
import { type Checkpointer, openCheckpointer } from '../store/checkpoint.ts';
import type { Register } from '../store/register.ts';
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
  /** How often that was done. */
  checkpointed: 2,
  /** 1 when nothing is wanted any more. */
  stop: 3,
  /** Counts up with every change of the others by the writing thread; what the worker sleeps on. */
  signal: 4,
} as const;
export const controlWords = 5;

export interface PrepareInput {
  /** Key of the batch being applied. */
  readonly batch: number;
  /** The first of the record keys set aside for it. */
  readonly firstRid: number;
  readonly control: SharedArrayBuffer;
}

/** Parts that wait ready at most: enough that the writing thread never waits, and of bounded memory. */
const ahead = 6;

/** How long to sleep at most, in milliseconds, should a signal have been missed. */
const napMs = 500;

/**
 * Prepares a staged batch part by part, a little ahead of the thread that writes, and brings what that thread has written from
 * the file's log into the file, which costs it the flushing. Runs in a worker, until it is told to stop.
 */
export function prepareJob(context: JobContext, input: PrepareInput): { parts: number } {
  const reg = context.register();
  const words = new Int32Array(input.control);
  const preparer = new Preparer(reg, input.firstRid, { newId: idMaker(), random: (n) => randomBytes(n) });
  const checkpointer = openCheckpointer(reg.file);
  let parts = 0;
  try {
    for (let last = 0, ended = false; Atomics.load(words, control.stop) === 0 && !context.cancelled(); ) {
      const signal = Atomics.load(words, control.signal);
      checkpointWhenAsked(words, checkpointer);
      if (!ended && parts - Atomics.load(words, control.taken) < ahead) {
        const staged = nextStaged(reg, input.batch, last);
        if (staged) {
          context.part(preparer.prepare(staged.n, readStaged(staged.drafts)));
          last = staged.n;
          parts++;
          continue;
        }
        ended = true;
        context.part(null);
      }
      Atomics.wait(words, control.signal, signal, napMs);
    }
  } finally {
    checkpointer.close();
  }
  return { parts };
}

function checkpointWhenAsked(words: Int32Array, checkpointer: Checkpointer): void {
  if (Atomics.exchange(words, control.checkpoint, 0) === 0) return;
  checkpointer.run();
  Atomics.add(words, control.checkpointed, 1);
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
