import { closeSync, openSync, readSync } from 'node:fs';
import type { RowProblem } from './plan/types.ts';

/** Where the problems of each rejected row stand, so that a million of them need not be in memory. */
export class ProblemFile {
  readonly #handle: number;
  /** By sheet and row: byte and length of each line, one after the other. */
  readonly #places = new Map<string, Map<number, number[]>>();
  readonly #late: readonly RowProblem[];

  /**
   * @param path file of problems, one as JSON on each line
   * @param late those that showed only when the rows were written
   */
  constructor(path: string, late: readonly RowProblem[]) {
    this.#handle = openSync(path, 'r');
    this.#late = late;
    this.#index();
    for (const { sheet, row, severity } of late) if (severity === 'error') this.#at(sheet, row);
  }

  #at(sheet: string, row: number): number[] {
    const rows = this.#places.get(sheet) ?? new Map<number, number[]>();
    this.#places.set(sheet, rows);
    const places = rows.get(row) ?? [];
    rows.set(row, places);
    return places;
  }

  #index(): void {
    const warned = new Map<string, Map<number, number[]>>();
    for (const { line, at } of linesOf(this.#handle)) {
      const { sheet, row, severity } = JSON.parse(line.toString('utf8')) as RowProblem;
      if (severity === 'error') this.#at(sheet, row).push(at, line.length);
      else {
        const rows = warned.get(sheet) ?? new Map<number, number[]>();
        warned.set(sheet, rows.set(row, [...(rows.get(row) ?? []), at, line.length]));
      }
    }
    // Warnings matter only beside an error.
    for (const [sheet, rows] of warned) {
      for (const [row, places] of rows)
        this.#places
          .get(sheet)
          ?.get(row)
          ?.push(...places);
    }
  }

  /** How many rows of a sheet were rejected. */
  rejectedOf(sheet: string): number {
    return this.#places.get(sheet)?.size ?? 0;
  }

  /** Null for a row that was not rejected. */
  of(sheet: string, row: number): RowProblem[] | null {
    const places = this.#places.get(sheet)?.get(row);
    if (!places) return null;
    const problems = this.#late.filter((problem) => problem.sheet === sheet && problem.row === row);
    for (let i = 0; i < places.length; i += 2) {
      const bytes = Buffer.alloc(places[i + 1] as number);
      readSync(this.#handle, bytes, 0, bytes.length, places[i] as number);
      problems.push(JSON.parse(bytes.toString('utf8')) as RowProblem);
    }
    return problems;
  }

  close(): void {
    closeSync(this.#handle);
  }
}

const pieceBytes = 256 * 1024;

function* linesOf(handle: number): Generator<{ line: Buffer; at: number }> {
  let rest = Buffer.alloc(0);
  let at = 0;
  for (let read = 0; ; ) {
    const piece = Buffer.alloc(pieceBytes);
    const got = readSync(handle, piece, 0, pieceBytes, read);
    if (got === 0) break;
    read += got;
    rest = Buffer.concat([rest, piece.subarray(0, got)]);
    let from = 0;
    for (let end = rest.indexOf(10, from); end >= 0; end = rest.indexOf(10, from)) {
      if (end > from) yield { line: rest.subarray(from, end), at: at + from };
      from = end + 1;
    }
    at += from;
    rest = rest.subarray(from);
  }
  if (rest.length > 0) yield { line: rest, at };
}
