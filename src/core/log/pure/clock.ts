/** A moment of the hybrid logical clock: milliseconds since 1970 and a counter within the millisecond. */
export interface Stamp {
  readonly ms: number;
  readonly counter: number;
}

const maxCounter = 0xffff;

/**
 * Hybrid logical clock of one device: never goes back and never gives a stamp twice, whatever the wall clock does, so
 * that an entry always sorts after the entries its writer had seen.
 */
export class HybridClock {
  #last: Stamp;
  readonly #now: () => number;

  /**
   * @param now wall clock, milliseconds since 1970
   * @param last newest stamp that this register has seen
   */
  constructor(now: () => number, last: Stamp = { ms: 0, counter: 0 }) {
    this.#now = now;
    this.#last = last;
  }

  /** The stamp for the next local entry. */
  next(): Stamp {
    const wall = Math.floor(this.#now());
    const { ms, counter } = this.#last;
    if (wall > ms) this.#last = { ms: wall, counter: 0 };
    else if (counter < maxCounter) this.#last = { ms, counter: counter + 1 };
    else this.#last = { ms: ms + 1, counter: 0 };
    return this.#last;
  }

  /**
   * Takes note of an entry from elsewhere. A stamp from the future is not followed further than `tolerance`:
   * one wrong clock must not drag all others along; stamps only break ties, so nothing is lost by that.
   */
  see(stamp: Stamp, tolerance = 300_000): void {
    if (stamp.ms > this.#now() + tolerance) return;
    if (compareStamps(stamp, this.#last) > 0) this.#last = stamp;
  }
}

export function compareStamps(a: Stamp, b: Stamp): number {
  return a.ms - b.ms || a.counter - b.counter;
}
