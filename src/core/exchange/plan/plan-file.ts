import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { RowAction, RowConflict, RowProblem } from './types.ts';

/** A planned row as the preview shows it. */
export interface PreviewRow {
  readonly sheet: string;
  readonly row: number;
  readonly action: RowAction;
  /** Text of each cell by column index. */
  readonly cells: Readonly<Record<string, string>>;
  /** For updates: words for what is in the register now, by column index, where it differs. */
  readonly before: Readonly<Record<string, string>>;
  readonly problems: readonly RowProblem[];
  readonly conflicts: readonly RowConflict[];
  readonly records: number;
}

/** What a row has, beside its action. */
export const rowFlags = { problem: 1, conflict: 2 } as const;

/** Which rows a plan file holds and where each begins. */
export interface PlanIndex {
  /** Byte where each row's line begins, and the end of the last. */
  readonly offsets: Float64Array;
  /** Position in `rowActions`. */
  readonly actions: Uint8Array;
  readonly flags: Uint8Array;
  /** Position of the sheet in the options. */
  readonly sheets: Uint16Array;
}

/** Collects an index row by row: 12 bytes a row. */
export class IndexBuilder {
  #length = 0;
  #offsets = new Float64Array(1024);
  #actions = new Uint8Array(1024);
  #flags = new Uint8Array(1024);
  #sheets = new Uint16Array(1024);

  add(offset: number, action: number, flags: number, sheet: number): void {
    if (this.#length === this.#offsets.length) this.#grow();
    this.#offsets[this.#length] = offset;
    this.#actions[this.#length] = action;
    this.#flags[this.#length] = flags;
    this.#sheets[this.#length] = sheet;
    this.#length++;
  }

  #grow(): void {
    const size = this.#length * 2;
    this.#offsets = enlarged(this.#offsets, new Float64Array(size));
    this.#actions = enlarged(this.#actions, new Uint8Array(size));
    this.#flags = enlarged(this.#flags, new Uint8Array(size));
    this.#sheets = enlarged(this.#sheets, new Uint16Array(size));
  }

  finish(end: number): PlanIndex {
    const offsets = new Float64Array(this.#length + 1);
    offsets.set(this.#offsets.subarray(0, this.#length));
    offsets[this.#length] = end;
    return {
      offsets,
      actions: this.#actions.slice(0, this.#length),
      flags: this.#flags.slice(0, this.#length),
      sheets: this.#sheets.slice(0, this.#length),
    };
  }
}

function enlarged<T extends Float64Array | Uint8Array | Uint16Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

const bufferBytes = 1024 * 1024;
const lineEnd = 10;

/** Appends lines to a file by large writes. */
export class LineWriter {
  readonly #handle: number;
  #buffer = Buffer.allocUnsafe(bufferBytes);
  #used = 0;
  #written = 0;

  constructor(path: string) {
    this.#handle = openSync(path, 'w');
  }

  /** Adds a line and gives the byte where it begins. */
  add(line: string): number {
    // UTF-8 takes three bytes at most for each unit of a string: encoded once, without counting first.
    const most = line.length * 3 + 1;
    if (this.#used + most > this.#buffer.length) this.#flush();
    if (most > this.#buffer.length) this.#buffer = Buffer.allocUnsafe(most);
    const at = this.bytes;
    this.#used += this.#buffer.write(line, this.#used);
    this.#buffer[this.#used++] = lineEnd;
    return at;
  }

  get bytes(): number {
    return this.#written + this.#used;
  }

  close(): void {
    this.#flush();
    closeSync(this.#handle);
  }

  #flush(): void {
    for (let at = 0; at < this.#used; ) at += writeSync(this.#handle, this.#buffer, at, this.#used - at);
    this.#written += this.#used;
    this.#used = 0;
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

/** Where a plan's parts lie; the photos are a folder. */
export function planPaths(
  folder: string,
  id: string,
): Record<'drafts' | 'rows' | 'problems' | 'conflicts' | 'photos', string> {
  const path = (kind: string) => join(folder, `plan-${id}.${kind}`);
  return {
    drafts: path('drafts'),
    rows: path('rows'),
    problems: path('problems'),
    conflicts: path('conflicts'),
    photos: path('photos'),
  };
}

/** Reads up to `most` lines of JSON, from the beginning. */
export function readJsonLines<T>(path: string, most: number): T[] {
  const found: T[] = [];
  const handle = openSync(path, 'r');
  try {
    let rest = Buffer.alloc(0);
    const piece = Buffer.alloc(bufferBytes);
    for (let got = readSync(handle, piece); got > 0 && found.length < most; got = readSync(handle, piece)) {
      rest = Buffer.concat([rest, piece.subarray(0, got)]);
      let from = 0;
      for (let end = rest.indexOf(10); end >= 0 && found.length < most; end = rest.indexOf(10, from)) {
        found.push(JSON.parse(rest.toString('utf8', from, end)) as T);
        from = end + 1;
      }
      rest = rest.subarray(from);
    }
    return found;
  } finally {
    closeSync(handle);
  }
}

export function removePlan(folder: string, id: string): void {
  for (const path of Object.values(planPaths(folder, id))) rmSync(path, { recursive: true, force: true });
}
