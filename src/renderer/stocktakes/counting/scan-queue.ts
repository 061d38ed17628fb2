import type { ScanAnswer } from '../../../contract/api/work.ts';

/** One scan on its way into the register. */
export interface QueuedScan {
  /** Unique within the queue; also the order of scanning. */
  readonly key: number;
  readonly scan: string;
  /** Where the counter stood when it was scanned, and its words for the screen. */
  readonly location: string | null;
  readonly place: string | null;
  /** Milliseconds since 1970 when it was scanned. */
  readonly at: number;
  /** From a pasted list: answered without sound, summed up at the end. */
  readonly bulk: boolean;
  readonly state: 'waiting' | 'sending' | 'failed';
  /** Why it was refused, while `failed`. */
  readonly error: unknown;
}

/** What the queue asks of its surroundings; tests pass their own. */
export interface ScanQueueHost {
  send(scan: QueuedScan): Promise<ScanAnswer>;
  /** Answers arrive in the order of scanning. */
  answered(scan: QueuedScan, answer: ScanAnswer): void;
  /** The register refused it, or could not be reached. It stays in the queue. */
  failed(scan: QueuedScan, error: unknown): void;
  /** True when the error came from the register itself, so that trying again by itself is no use. */
  refused(error: unknown): boolean;
  now(): number;
  after(ms: number, then: () => void): () => void;
  /**
   * Keeps what was not yet answered over a reload or a crash of the window. What was added must be safe on return;
   * the rest may follow: a scan sent twice is answered as already counted.
   */
  save(scans: readonly QueuedScan[], added: boolean): void;
  load(): readonly QueuedScan[];
}

const firstRetry = 500;
const longestRetry = 8000;

/**
 * Sends scans one after the other and loses none: a scan leaves the queue only when the register answered it.
 * While the register cannot be reached the queue waits and tries again by itself; a scan that was refused steps aside,
 * so that those behind it get through, and stays to be tried again or dropped by the person.
 */
export class ScanQueue {
  #scans: readonly QueuedScan[];
  #next: number;
  #busy = false;
  #retryIn = firstRetry;
  #cancelRetry: (() => void) | null = null;
  #wake: (() => void) | null = null;
  #closed = false;
  readonly #listeners = new Set<() => void>();
  readonly #host: ScanQueueHost;

  constructor(host: ScanQueueHost) {
    this.#host = host;
    this.#scans = host.load().map((scan) => ({ ...scan, state: 'waiting', error: null }));
    this.#next = this.#scans.reduce((highest, scan) => Math.max(highest, scan.key), 0) + 1;
  }

  /** What is not answered yet, oldest first. A new array after every change, so that React can compare it. */
  readonly scans = (): readonly QueuedScan[] => this.#scans;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(scan: string, location: string | null, place: string | null): void {
    this.#change([...this.#scans, this.#make(scan, location, place, false)], true);
    void this.#work();
  }

  /** Adds many at once, as pasted. */
  addAll(scans: readonly string[], location: string | null, place: string | null): void {
    this.#change([...this.#scans, ...scans.map((scan) => this.#make(scan, location, place, true))], true);
    void this.#work();
  }

  /** The register can be reached again: goes on at once. What it refused still waits for the person. */
  resume(): void {
    const wake = this.#wake;
    this.#cancelRetry?.();
    wake?.();
  }

  /** Tries everything again now. */
  retry(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#wake = null;
    this.#retryIn = firstRetry;
    this.#change(
      this.#scans.map((s) => (s.state === 'failed' ? { ...s, state: 'waiting', error: null } : s)),
    );
    void this.#work();
  }

  /** Drops a scan that was refused. */
  drop(key: number): void {
    this.#change(this.#scans.filter((s) => s.key !== key || s.state === 'sending'));
  }

  /** Drops the pasted scans that were not sent yet. */
  dropBulk(): void {
    this.#change(this.#scans.filter((s) => !s.bulk || s.state === 'sending'));
  }

  /** Begins with what an earlier page left behind. */
  open(): void {
    this.#closed = false;
    void this.#work();
  }

  /** Stops sending; what is left stays saved for the next page. */
  close(): void {
    this.#closed = true;
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#wake?.();
    this.#wake = null;
  }

  #make(scan: string, location: string | null, place: string | null, bulk: boolean): QueuedScan {
    const key = this.#next++;
    return { key, scan, location, place, at: this.#host.now(), bulk, state: 'waiting', error: null };
  }

  async #work(): Promise<void> {
    if (this.#busy || this.#cancelRetry) return;
    this.#busy = true;
    try {
      for (;;) {
        const scan = this.#closed ? undefined : this.#scans.find((s) => s.state === 'waiting');
        if (!scan || !(await this.#sendOne(scan))) return;
      }
    } finally {
      this.#busy = false;
    }
  }

  /** Answers whether to go on with the next. */
  async #sendOne(scan: QueuedScan): Promise<boolean> {
    this.#set(scan.key, { state: 'sending', error: null });
    let answer: ScanAnswer;
    try {
      answer = await this.#host.send(scan);
    } catch (error) {
      return this.#notSent(scan, error);
    }
    this.#retryIn = firstRetry;
    this.#change(this.#scans.filter((s) => s.key !== scan.key));
    this.#host.answered(scan, answer);
    return true;
  }

  #notSent(scan: QueuedScan, error: unknown): boolean {
    this.#set(scan.key, { state: 'failed', error });
    this.#host.failed(scan, error);
    if (this.#host.refused(error)) return true;
    if (this.#closed) return false;
    const wait = this.#retryIn;
    this.#retryIn = Math.min(wait * 2, longestRetry);
    this.#wake = () => {
      this.#wake = null;
      this.#cancelRetry = null;
      // Only this one: those that the register refused wait for the person.
      this.#set(scan.key, { state: 'waiting', error: null });
      void this.#work();
    };
    this.#cancelRetry = this.#host.after(wait, this.#wake);
    return false;
  }

  #set(key: number, part: Pick<QueuedScan, 'state' | 'error'>): void {
    this.#change(this.#scans.map((s) => (s.key === key ? { ...s, ...part } : s)));
  }

  #change(scans: readonly QueuedScan[], added = false): void {
    this.#scans = scans;
    this.#host.save(scans, added);
    for (const listener of this.#listeners) listener();
  }
}
