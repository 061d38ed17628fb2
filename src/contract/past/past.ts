import type { Moment } from '../../core/register/as-of/moment.ts';
import { WorkPool } from '../../core/workers/pool.ts';
import type { PastMoment } from '../api/past.ts';
import type { PastQuestion } from './worker.ts';

/**
 * Answers reading procedures as of past moments, in one thread that keeps the moments last asked for; begun at first use, so
 * that a core which nobody asks about the past costs nothing.
 */
export class Past {
  readonly #pool: WorkPool;

  constructor(file: string, entry: URL) {
    this.#pool = new WorkPool(file, entry, 1);
  }

  /** @throws what the procedure throws, CANCELLED */
  ask(question: PastQuestion, signal?: AbortSignal): Promise<unknown> {
    return this.#pool.ask('past', question, signal ? { signal } : {});
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}

export function momentOf({ at, cursor }: PastMoment): Moment {
  return { asOf: at, cursor };
}
