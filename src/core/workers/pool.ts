import { Worker } from 'node:worker_threads';
import { type ErrorCode, type ErrorParams, HoldfastError } from '../../model/index.ts';
import type { JobInput, JobName, JobOutput } from './registry.ts';

export interface RunOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (phase: string, done: number, total: number | null) => void;
  /** Parts that the job sends ahead of its result, in order. */
  readonly onPart?: (part: unknown) => void;
}

export type ToWorker = { type: 'run'; job: string; input: unknown; cancel: SharedArrayBuffer };
export type FromWorker =
  | { type: 'progress'; phase: string; done: number; total: number | null }
  | { type: 'part'; value: unknown }
  | { type: 'done'; result: unknown }
  | { type: 'failed'; code: ErrorCode; params: ErrorParams };

interface Hand {
  readonly worker: Worker;
  busy: boolean;
}

/**
 * Memory in which a thread makes new objects, in MiB. V8 would let it grow to 192, which takes 90 more of threads that go through
 * millions of short-lived objects, and nothing measurable off their time.
 */
const youngMb = 48;

/**
 * Threads for long work: parsing workbooks, exports, totals, backups. Each reads the register through a connection of its
 * own, so that lists and scans are answered meanwhile.
 */
export class WorkPool {
  readonly #file: string;
  readonly #entry: URL;
  readonly #size: number;
  readonly #hands: Hand[] = [];
  readonly #waiting: Array<() => void> = [];
  #closed = false;

  /**
   * @param file the register file
   * @param entry where the host keeps `worker.ts` or its bundled form
   * @param size threads at most
   */
  constructor(file: string, entry: URL, size = 2) {
    this.#file = file;
    this.#entry = entry;
    this.#size = size;
  }

  /**
   * Runs a job to its end.
   * @throws HoldfastError CANCELLED when the signal fires, and whatever the job throws
   */
  async run<N extends JobName>(job: N, input: JobInput<N>, options: RunOptions = {}): Promise<JobOutput<N>> {
    return (await this.ask(job, input, options)) as JobOutput<N>;
  }

  /** As `run`, for a pool whose entry does other work than the jobs of the registry. */
  async ask(job: string, input: unknown, options: RunOptions = {}): Promise<unknown> {
    options.signal?.throwIfAborted();
    const hand = await this.#take();
    try {
      return await this.#runOn(hand, job, input, options);
    } finally {
      hand.busy = false;
      this.#waiting.shift()?.();
    }
  }

  /** Lets threads go that have nothing to do, with the memory that their last job left behind; new ones come when needed. */
  dismissIdle(): void {
    for (const hand of this.#hands.filter(({ busy }) => !busy)) {
      // Out at once, so that no job is given to it on its way.
      this.#hands.splice(this.#hands.indexOf(hand), 1);
      void hand.worker.terminate();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#hands.map((hand) => hand.worker.terminate()));
  }

  async #take(): Promise<Hand> {
    for (;;) {
      if (this.#closed) throw new HoldfastError('CANCELLED');
      const idle = this.#hands.find((hand) => !hand.busy);
      const hand = idle ?? (this.#hands.length < this.#size ? this.#hire() : null);
      if (hand) {
        hand.busy = true;
        return hand;
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #hire(): Hand {
    const worker = new Worker(this.#entry, {
      workerData: { file: this.#file },
      resourceLimits: { maxYoungGenerationSizeMb: youngMb },
    });
    worker.unref();
    const hand: Hand = { worker, busy: false };
    worker.once('exit', () => {
      const at = this.#hands.indexOf(hand);
      if (at !== -1) this.#hands.splice(at, 1);
    });
    this.#hands.push(hand);
    return hand;
  }

  #runOn(hand: Hand, job: string, input: unknown, options: RunOptions): Promise<unknown> {
    const cancel = new SharedArrayBuffer(4);
    const { worker } = hand;
    worker.ref();
    return new Promise<unknown>((resolve, reject) => {
      const abort = () => void Atomics.store(new Int32Array(cancel), 0, 1);
      const fail = (cause: unknown) => reject(cause instanceof Error ? cause : new Error(String(cause)));
      const exited = () =>
        fail(
          new HoldfastError(this.#closed ? 'CANCELLED' : 'INTERNAL', { message: `worker ended in ${job}` }),
        );
      const hear = (message: FromWorker) => {
        if (message.type === 'progress') options.onProgress?.(message.phase, message.done, message.total);
        else if (message.type === 'part') options.onPart?.(message.value);
        else if (message.type === 'done') resolve(message.result);
        else fail(new HoldfastError(message.code, message.params));
      };
      const settle = () => {
        options.signal?.removeEventListener('abort', abort);
        worker.off('message', hear).off('error', fail).off('exit', exited);
        worker.unref();
      };
      options.signal?.addEventListener('abort', abort, { once: true });
      // It may have fired while this job waited for a free thread.
      if (options.signal?.aborted) abort();
      worker.on('message', hear).once('error', fail).once('exit', exited);
      worker.postMessage({ type: 'run', job, input, cancel } satisfies ToWorker);
      const inner = { resolve, reject };
      resolve = (value) => {
        settle();
        inner.resolve(value);
      };
      reject = (cause) => {
        settle();
        inner.reject(cause);
      };
    });
  }
}
