import type { PreparedPart } from '../log/prepare.ts';
import { control, controlWords } from '../log/prepare-job.ts';
import { draftsPerStageRow, type PartSource, type StagedBatch } from '../log/stage.ts';
import { pagesBehind } from '../store/checkpoint.ts';
import type { Register } from '../store/register.ts';
import type { WorkPool } from './pool.ts';

/** Pages of the file's log after which the worker brings them into the file. */
const pagesPerCheckpoint = 4000;

/** Should the worker not come to it: pages after which the writing thread does it itself. */
const pagesAtMost = 40_000;
const usualPages = 4000;

/** Lets a worker of the pool prepare a batch that is being applied, and flush what was written. */
export class PreparedParts implements PartSource {
  readonly #reg: Register;
  readonly #words: Int32Array;
  readonly #ready: PreparedPart[] = [];
  readonly #working: Promise<unknown>;
  #ended = false;
  #wake = () => {};
  #asked = 0;

  constructor(reg: Register, pool: WorkPool, batch: StagedBatch, rows: number) {
    this.#reg = reg;
    const shared = new SharedArrayBuffer(4 * controlWords);
    this.#words = new Int32Array(shared);
    const firstRid = reg.keys.reserveRids(rows * draftsPerStageRow);
    const onPart = (part: unknown) => {
      if (part === null) this.#ended = true;
      else this.#ready.push(part as PreparedPart);
      this.#wake();
    };
    reg.db.pragma(`wal_autocheckpoint = ${pagesAtMost}`);
    this.#working = pool
      .run('prepare', { batch: batch.key, firstRid, control: shared }, { onPart })
      // The thread that writes can do all of it, so a worker that fails only costs time.
      .catch((cause: unknown) => console.error('preparing failed:', cause))
      .finally(() => {
        this.#ended = true;
        this.#wake();
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

  written(): void {
    const done = Atomics.load(this.#words, control.checkpointed);
    if (done < this.#asked) return;
    if (this.#asked > 0 && done === this.#asked) {
      // What was written meanwhile is little; once all is in the file, its log begins anew and stays short.
      this.#reg.db.pragma('wal_checkpoint(PASSIVE)');
      this.#asked = 0;
      Atomics.store(this.#words, control.checkpointed, 0);
      return;
    }
    if (pagesBehind(this.#reg.db) < pagesPerCheckpoint) return;
    this.#asked = 1;
    Atomics.store(this.#words, control.checkpoint, 1);
    this.#signal();
  }

  async stop(): Promise<void> {
    Atomics.store(this.#words, control.stop, 1);
    this.#signal();
    await this.#working;
    this.#reg.db.pragma(`wal_autocheckpoint = ${usualPages}`);
  }

  #signal(): void {
    Atomics.add(this.#words, control.signal, 1);
    Atomics.notify(this.#words, control.signal);
  }
}
