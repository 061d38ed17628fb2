import { listen } from './events.ts';
import type { SyncSettings } from './settings.ts';
import type { SyncDeps, SyncTimings } from './types.ts';

export interface LoopParts {
  readonly deps: SyncDeps;
  readonly timings: SyncTimings;
  /** Settings when there is something to sync with; null when not joined or signed out. */
  ready(): SyncSettings | null;
  /** One run; resolves to whether it succeeded. */
  run(): Promise<boolean>;
}

/**
 * Sync in the background: soon after a local edit, when the server says that its log has grown, and every half minute in
 * case it can't say so. After a failure it waits longer each time.
 */
export class SyncLoop {
  readonly #parts: LoopParts;
  #timer: NodeJS.Timeout | null = null;
  #due = Number.POSITIVE_INFINITY;
  #failures = 0;
  #stop: AbortController | null = null;
  #listening = false;

  constructor(parts: LoopParts) {
    this.#parts = parts;
  }

  get running(): boolean {
    return this.#stop !== null;
  }

  start(): void {
    if (this.#stop) return;
    this.#stop = new AbortController();
    this.soon(0);
  }

  stop(): void {
    this.#stop?.abort();
    this.#stop = null;
    this.#clear();
  }

  /** Runs in `delay` milliseconds, or earlier when a run is due earlier. */
  soon(delay: number): void {
    if (!this.#stop) return;
    const due = Date.now() + delay;
    if (due >= this.#due) return;
    this.#clear();
    this.#due = due;
    this.#timer = setTimeout(() => void this.#tick(), delay);
    // Waiting for the next run must not keep a process alive that has nothing else to do.
    this.#timer.unref();
  }

  /** A local edit: sent soon, but not while the server is known to be away. */
  edited(): void {
    if (this.#failures === 0) this.soon(this.#parts.timings.afterEdit);
  }

  async #tick(): Promise<void> {
    this.#clear();
    const { timings } = this.#parts;
    const settings = this.#parts.ready();
    if (settings) {
      const succeeded = await this.#parts.run();
      this.#failures = succeeded ? 0 : this.#failures + 1;
      if (succeeded) void this.#listen();
    }
    const wait =
      this.#failures === 0
        ? timings.interval
        : Math.min(
            timings.longestWait,
            Math.max(timings.firstWait, 1000) * 2 ** Math.min(this.#failures, 12),
          );
    // Spread, so that a whole office does not come back in the same second after the server was away.
    this.soon(wait * (0.8 + 0.4 * Math.random()));
  }

  async #listen(): Promise<void> {
    const stop = this.#stop;
    const settings = this.#parts.ready();
    if (this.#listening || !stop || !settings) return;
    this.#listening = true;
    try {
      await listen(this.#parts.deps, settings, stop.signal, (last) => {
        const now = this.#parts.ready();
        if (now && last !== now.cursor) this.soon(50);
      });
    } catch {
      // Polling goes on; the next run that succeeds listens again.
    } finally {
      this.#listening = false;
    }
  }

  #clear(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#due = Number.POSITIVE_INFINITY;
  }
}
