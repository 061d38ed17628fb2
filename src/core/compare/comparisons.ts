import type { Register } from '../store/register.ts';
import { type RunOptions, WorkPool } from '../workers/pool.ts';
import type { CompareAnswers, CompareQuestion } from './job.ts';

/** Comparisons of one open register, made and kept in a thread of their own, which is begun at first use. */
export class Comparisons {
  readonly #keeper: WorkPool;

  constructor(reg: Register, workerEntry: URL) {
    this.#keeper = new WorkPool(reg.file, workerEntry, 1);
  }

  /** @throws CANCELLED, FILTER_SYNTAX and others of the filter */
  async ask<Q extends CompareQuestion>(
    question: Q,
    options: RunOptions = {},
  ): Promise<CompareAnswers[Q['ask']]> {
    return (await this.#keeper.run('compare', question, options)) as CompareAnswers[Q['ask']];
  }

  close(): Promise<void> {
    return this.#keeper.close();
  }
}
