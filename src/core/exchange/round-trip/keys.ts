import { hash } from 'node:crypto';
import { uuidBytes, uuidText } from '../../log/pure/ids.ts';
import { type Cell, cellText } from '../read/types.ts';

/** Hidden columns by which an exported row finds its record again when it is imported. */
export const keyHeader = '_holdfast_key';
export const versionHeader = '_holdfast_version';

/** The very hidden sheet that says what the workbook was exported from. */
export const metaSheetName = '_holdfast';

/** Is this the header of a hidden column that only the round trip reads? */
export function isRoundTripHeader(header: string): boolean {
  const text = header.trim().toLowerCase();
  return text === keyHeader || text === versionHeader;
}

/**
 * A record's id as a cell holds it. The letter in front keeps spreadsheets from taking digits with an e among them for a
 * number, also in text formats.
 */
export function keyText(id: string): string {
  return `k${id.replaceAll('-', '')}`;
}

const keyForm = /^k?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/;

/** The record's id in a key cell; null when it is empty, undefined when it holds something else. */
export function readKey(cell: Cell | undefined): string | null | undefined {
  const text = cellText(cell)?.trim().toLowerCase();
  if (text === undefined) return null;
  const parts = keyForm.exec(text);
  return parts ? parts.slice(1).join('-') : undefined;
}

/** What a version tells: the stamp of the newest change in milliseconds, and which changes were the heads. */
export interface Version {
  readonly ms: number;
  readonly heads: string;
}

/** The columns of a projection row that a version is made of. */
export interface Versioned {
  readonly changed_ms: number;
  readonly heads: string | null;
}

/**
 * The state of a row as its version cell holds it. Every replica gives a record of the same changes the same one. Costs a
 * hash only for records that were changed after their creation.
 */
export function versionOf(row: Versioned): string {
  const heads = headsDigest(row.heads);
  return `v${row.changed_ms.toString(36)}${heads === '' ? '' : `-${heads}`}`;
}

/** Short name of a set of heads; empty while nothing was set since the creation. 48 bits: compared within one record only. */
export function headsDigest(heads: string | null): string {
  return heads === null ? '' : hash('sha256', heads, 'hex').slice(0, 12);
}

/** Null when the cell holds no version. */
export function readVersion(cell: Cell | undefined): Version | null {
  const parts = /^v([0-9a-z]{1,11})(?:-([0-9a-f]{12}))?$/.exec(cellText(cell)?.trim() ?? '');
  return parts ? { ms: Number.parseInt(parts[1] as string, 36), heads: parts[2] ?? '' } : null;
}

/** Many record ids in 16 bytes each: the keys of a million exported rows take 16 MB. */
export class KeyList implements Iterable<string> {
  #bytes: Buffer;
  #length = 0;

  constructor(bytes: Buffer = Buffer.alloc(16 * 256), length = 0) {
    this.#bytes = bytes;
    this.#length = length;
  }

  get length(): number {
    return this.#length;
  }

  add(id: string): void {
    this.addPacked(uuidBytes(id));
  }

  /** Adds ids that `packed` gave. */
  addPacked(bytes: Buffer): void {
    const at = this.#length * 16;
    const count = Math.floor(bytes.length / 16);
    if (at + count * 16 > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(this.#bytes.length * 2, at + count * 16));
      this.#bytes.copy(larger, 0, 0, at);
      this.#bytes = larger;
    }
    bytes.copy(this.#bytes, at, 0, count * 16);
    this.#length += count;
  }

  /** Up to `count` ids from one on, as bytes. */
  packed(from: number, count: number): Buffer {
    return this.#bytes.subarray(from * 16, Math.min(this.#length, from + count) * 16);
  }

  *[Symbol.iterator](): Generator<string> {
    for (let i = 0; i < this.#length; i++) yield uuidText(this.#bytes.subarray(i * 16, i * 16 + 16));
  }
}
