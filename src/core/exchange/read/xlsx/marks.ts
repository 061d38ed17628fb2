import type { MarkRun, Marks } from '../types.ts';

/** What one style marks cells with. */
export interface Mark {
  readonly fill: string | null;
  readonly strike: boolean;
}

/** Runs that are kept; a sheet with more is coloured by a program, and its colours mean nothing. */
const mostRuns = 2_000_000;

/**
 * Which cells are marked how, as runs of neighbours: 12 bytes each, since whole rows and tables may be coloured. Cells
 * come in the order of rows and columns.
 */
export class MarkRuns {
  #rows = new Uint32Array(1024);
  #firsts = new Uint16Array(1024);
  #lasts = new Uint16Array(1024);
  #marks = new Uint16Array(1024);
  #count = 0;
  /** Too many to be kept. */
  #dropped = false;
  #ordered = true;

  add(row: number, column: number, mark: number): void {
    if (this.#dropped) return;
    const last = this.#count - 1;
    if (
      last >= 0 &&
      this.#rows[last] === row &&
      this.#marks[last] === mark &&
      this.#lasts[last] === column - 1
    ) {
      this.#lasts[last] = column;
    } else this.#append(row, column, mark);
  }

  #append(row: number, column: number, mark: number): void {
    const at = this.#count;
    if (at > 0 && (this.#rows[at - 1] as number) > row) this.#ordered = false;
    if (at >= mostRuns) {
      this.#dropped = true;
      this.#count = 0;
      return;
    }
    if (at === this.#rows.length) this.#grow();
    this.#rows[at] = row;
    this.#firsts[at] = column;
    this.#lasts[at] = column;
    this.#marks[at] = mark;
    this.#count++;
  }

  #grow(): void {
    const larger = <T extends Uint16Array | Uint32Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    const size = this.#rows.length * 2;
    this.#rows = larger(this.#rows, new Uint32Array(size));
    this.#firsts = larger(this.#firsts, new Uint16Array(size));
    this.#lasts = larger(this.#lasts, new Uint16Array(size));
    this.#marks = larger(this.#marks, new Uint16Array(size));
  }

  /** Undefined when no cell is marked. */
  finish(marks: readonly Mark[]): Marks | undefined {
    // Rows out of order make the file unusual; a search would miss some, so it is left without marks.
    if (this.#count === 0 || this.#dropped || !this.#ordered) return undefined;
    const markAt = (row: number, column: number): Mark | undefined => marks[this.#find(row, column)];
    return {
      fill: (row, column) => markAt(row, column)?.fill ?? null,
      strike: (row, column) => markAt(row, column)?.strike ?? false,
      runs: (below) => this.#runs(below, marks),
    };
  }

  *#runs(below: number, marks: readonly Mark[]): Generator<MarkRun> {
    for (let i = this.#from(below + 1); i < this.#count; i++) {
      const mark = marks[this.#marks[i] as number] as Mark;
      const [first, last] = [this.#firsts[i] as number, this.#lasts[i] as number];
      yield { row: this.#rows[i] as number, first, last, ...mark };
    }
  }

  /** The first run in this row or below it. */
  #from(row: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#rows[middle] as number) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #find(row: number, column: number): number {
    for (let i = this.#from(row); i < this.#count && this.#rows[i] === row; i++) {
      if (column >= (this.#firsts[i] as number) && column <= (this.#lasts[i] as number)) {
        return this.#marks[i] as number;
      }
    }
    return 0;
  }
}
