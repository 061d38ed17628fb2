import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { RowAction, RowProblem } from './types.ts';

/** A planned row as the preview shows it. */
export interface PreviewRow {
  readonly row: number;
  readonly action: RowAction;
  /** Text of each cell by column index. */
  readonly cells: Readonly<Record<string, string>>;
  /** For updates: words for what is in the register now, by column index, where it differs. */
  readonly before: Readonly<Record<string, string>>;
  readonly problems: readonly RowProblem[];
}

/** Which rows a plan file holds and where each begins. */
export interface PlanIndex {
  /** Byte where each row's line begins, and the end of the last. */
  readonly offsets: Float64Array;
  /** Position in `rowActions`. */
  readonly actions: Uint8Array;
  /** 1 where the row has a problem. */
  readonly troubled: Uint8Array;
}

const bufferChars = 256 * 1024;

/** Appends lines to a file by large writes. */
export class LineWriter {
  readonly #handle: number;
  #buffer = '';
  #bytes = 0;

  constructor(path: string) {
    this.#handle = openSync(path, 'w');
  }

  /** Adds a line and gives the byte where it begins. */
  add(line: string): number {
    const at = this.#bytes;
    this.#buffer += `${line}\n`;
    this.#bytes += Buffer.byteLength(line) + 1;
    if (this.#buffer.length > bufferChars) this.#flush();
    return at;
  }

  get bytes(): number {
    return this.#bytes;
  }

  close(): void {
    this.#flush();
    closeSync(this.#handle);
  }

  #flush(): void {
    if (this.#buffer !== '') writeSync(this.#handle, this.#buffer);
    this.#buffer = '';
  }
}

/** Reads some lines of a plan's rows. */
export function readPlanRows(path: string, index: PlanIndex, numbers: readonly number[]): PreviewRow[] {
  const handle = openSync(path, 'r');
  try {
    return numbers.map((n) => {
      const from = index.offsets[n] as number;
      const bytes = Buffer.alloc((index.offsets[n + 1] as number) - from - 1);
      readSync(handle, bytes, 0, bytes.length, from);
      return JSON.parse(bytes.toString('utf8')) as PreviewRow;
    });
  } finally {
    closeSync(handle);
  }
}

/** Where a plan's parts lie. */
export function planPaths(folder: string, id: string): { drafts: string; rows: string; problems: string } {
  return {
    drafts: join(folder, `plan-${id}.drafts`),
    rows: join(folder, `plan-${id}.rows`),
    problems: join(folder, `plan-${id}.problems`),
  };
}

export function removePlan(folder: string, id: string): void {
  for (const path of Object.values(planPaths(folder, id))) rmSync(path, { force: true });
}
