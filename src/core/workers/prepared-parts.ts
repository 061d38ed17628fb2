import type { PreparedPart } from '../log/prepare.ts';
import { control, controlWords, flushed, noMoreParts } from '../log/prepare-job.ts';
import type { PartSource, StagedBatch } from '../log/stage.ts';
import { pagesBehind } from '../store/checkpoint.ts';
import type { Register } from '../store/register.ts';
import type { WorkPool } from './pool.ts';

/**
 * Pages of the file's log after which the worker brings them into the file: many, since an import writes the same pages of its
 * indexes again and again, and each goes into the file once.
 */
const pagesPerCheckpoint = 16_000;

/** So few pages, written while the worker did that, are left to the writing thread. */
const pagesForWriter = 1500;

/** Should the worker not come to it: pages after which the writing thread does all of it. */
const pagesAtMost = 100_000;
const usualPages = 4000;

/** Kibibytes, as SQLite counts them. */
const cacheWhileWriting = -64 * 1024;

/** From so many drafts on, the thread that planned them is let go: what it needed for that is more than starting a new one. */
const manyDrafts = 200_000;

/** Lets a worker of the pool prepare a batch that is staged and applied, and bring what was written into the file. */
export class PreparedParts implements PartSource {
  readonly #reg: Register;
  readonly #words: Int32Array;
  readonly #ready: PreparedPart[] = [];
  readonly #working: Promise<unknown>;
  readonly #restore: () => void;
  #ended = false;
  #stopped = false;
  /** The worker was asked to bring the log into the file, and its rest is not there yet. */
  #asked = false;
  #wake = () => {};
  #flushed = () => {};

  /** @param drafts how many the batch will have */
  constructor(reg: Register, pool: WorkPool, batch: StagedBatch, drafts: number) {
    this.#reg = reg;
    const mapped = reg.db.pragma('mmap_size', { simple: true }) as number;
    const cached = reg.db.pragma('cache_size', { simple: true }) as number;
    this.#restore = () => {
      reg.db.pragma(`wal_autocheckpoint = ${usualPages}`);
      reg.db.pragma(`mmap_size = ${mapped}`);
      reg.db.pragma(`cache_size = ${cached}`);
    };
    if (drafts >= manyDrafts) pool.dismissIdle();
    // Writing touches the whole file, which would count as memory of this process as far as it is mapped.
    reg.db.pragma('mmap_size = 0');
    reg.db.pragma(`cache_size = ${cacheWhileWriting}`);
    const shared = new SharedArrayBuffer(4 * controlWords);
    this.#words = new Int32Array(shared);
    const firstRid = reg.keys.reserveRids(drafts);
    reg.db.pragma(`wal_autocheckpoint = ${pagesAtMost}`);
    this.#working = pool
      .run(
        'prepare',
        { batch: batch.key, firstRid, drafts, control: shared },
        { onPart: (part) => this.#hear(part as PreparedPart | string) },
      )
      // The thread that writes can do all of it, so a worker that fails only costs time.
      .catch((cause: unknown) => console.error('preparing failed:', cause))
      .finally(() => {
        this.#stopped = true;
        this.#hear(noMoreParts);
        this.#flushed();
      });
  }

  get ended(): boolean {
    return this.#ended && this.#ready.length === 0;
  }

  take(): PreparedPart | null {
    const part = this.#ready.shift() ?? null;
    if (part) {
      Atomics.add(this.#words, control.taken, 1);
      this.#signal();
    }
    return part;
  }

  async wait(): Promise<void> {
    if (this.#ready.length > 0 || this.#ended) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }

  staged(): void {
    Atomics.store(this.#words, control.staged, 1);
    this.#signal();
  }

  written(): void {
    if (this.#stopped || (this.#asked && Atomics.load(this.#words, control.checkpointed) === 0)) return;
    const behind = pagesBehind(this.#reg.db);
    if (!this.#asked && behind < pagesPerCheckpoint) return;
    if (this.#asked && behind <= pagesForWriter) {
      // Once all is in the file, its log begins anew and stays short.
      this.#reg.db.pragma('wal_checkpoint(PASSIVE)');
      this.#asked = false;
      return;
    }
    this.#askForCheckpoint();
  }

  async flush(): Promise<void> {
    if (this.#stopped) return;
    const flushing = new Promise<void>((resolve) => {
      this.#flushed = resolve;
    });
    this.#askForCheckpoint();
    await flushing;
  }

  async stop(): Promise<void> {
    Atomics.store(this.#words, control.stop, 1);
    this.#signal();
    await this.#working;
    this.#restore();
  }

  #askForCheckpoint(): void {
    this.#asked = true;
    Atomics.store(this.#words, control.checkpointed, 0);
    Atomics.store(this.#words, control.checkpoint, 1);
    this.#signal();
  }

  #hear(said: PreparedPart | string): void {
    if (said === flushed) {
      this.#flushed();
      return;
    }
    if (typeof said === 'string') this.#ended = true;
    else this.#ready.push(said);
    this.#wake();
  }

  #signal(): void {
    Atomics.add(this.#words, control.signal, 1);
    Atomics.notify(this.#words, control.signal);
  }
}
