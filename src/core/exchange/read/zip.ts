import { Readable } from 'node:stream';
import { constants, crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { HoldfastError } from '../../../model/errors.ts';
import { limits } from './limits.ts';
import type { Source } from './source.ts';

/** A part of a zip file, known from the central directory and not inflated yet. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

const endMark = 0x06054b50;
const end64Mark = 0x06064b50;
const end64LocatorMark = 0x07064b50;
const centralMark = 0x02014b50;
const localMark = 0x04034b50;

const corrupt = (name: string, why: string) => new HoldfastError('FILE_CORRUPT', { file: name, detail: why });

/**
 * Lists a zip file's parts from its central directory and refuses bombs before anything is inflated.
 * @throws FILE_CORRUPT when there is no central directory (truncated), FILE_TOO_LARGE
 */
export function listZip(source: Source, name: string): ZipEntry[] {
  const { count, offset, end } = findDirectory(source, name);
  if (count > limits.zipEntries) throw new HoldfastError('FILE_TOO_LARGE', { file: name });
  if (offset > end || end - offset > limits.directoryBytes) throw corrupt(name, 'zip');
  const directory = source.subarray(offset, end);
  const entries: ZipEntry[] = [];
  let at = 0;
  let total = 0;
  for (let i = 0; i < count; i++) {
    const read = readEntry(directory, at, name);
    at = read.next;
    total += read.entry.size;
    entries.push(read.entry);
  }
  if (total > limits.inflatedBytes) throw new HoldfastError('FILE_TOO_LARGE', { file: name });
  if (total > limits.ratioFloor && total > source.length * limits.ratio) {
    throw new HoldfastError('FILE_TOO_LARGE', { file: name });
  }
  return entries;
}

/** Where the central directory begins, where at the latest it ends, and how many parts it lists. */
function findDirectory(source: Source, name: string): { count: number; offset: number; end: number } {
  const from = Math.max(0, source.length - 22 - 0xffff - 76);
  const bytes = source.subarray(from);
  let at = bytes.length - 22;
  while (at >= 0 && bytes.readUInt32LE(at) !== endMark) at--;
  if (at < 0) throw corrupt(name, 'zip');
  let count = bytes.readUInt16LE(at + 10);
  let offset = bytes.readUInt32LE(at + 16);
  if (at >= 20 && bytes.readUInt32LE(at - 20) === end64LocatorMark) {
    const at64 = Number(bytes.readBigUInt64LE(at - 12));
    const end64 = at64 + 56 > source.length ? null : source.subarray(at64, at64 + 56);
    if (end64 === null || end64.readUInt32LE(0) !== end64Mark) throw corrupt(name, 'zip');
    count = Number(end64.readBigUInt64LE(32));
    offset = Number(end64.readBigUInt64LE(48));
  }
  return { count, offset, end: from + at };
}

function readEntry(bytes: Buffer, at: number, file: string): { entry: ZipEntry; next: number } {
  if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== centralMark) throw corrupt(file, 'zip');
  const nameLength = bytes.readUInt16LE(at + 28);
  const extraLength = bytes.readUInt16LE(at + 30);
  const commentLength = bytes.readUInt16LE(at + 32);
  const nameEnd = at + 46 + nameLength;
  const next = nameEnd + extraLength + commentLength;
  if (next > bytes.length) throw corrupt(file, 'zip');
  let packed = bytes.readUInt32LE(at + 20);
  let size = bytes.readUInt32LE(at + 24);
  let offset = bytes.readUInt32LE(at + 42);
  if (packed === 0xffffffff || size === 0xffffffff || offset === 0xffffffff) {
    for (let x = nameEnd; x + 4 <= nameEnd + extraLength; ) {
      const id = bytes.readUInt16LE(x);
      const length = bytes.readUInt16LE(x + 2);
      let field = x + 4;
      if (id === 1 && field + length <= bytes.length) {
        const take = () => {
          if (field + 8 > x + 4 + length) throw corrupt(file, 'zip');
          field += 8;
          return Number(bytes.readBigUInt64LE(field - 8));
        };
        if (size === 0xffffffff) size = take();
        if (packed === 0xffffffff) packed = take();
        if (offset === 0xffffffff) offset = take();
      }
      x += 4 + length;
    }
  }
  const entry: ZipEntry = {
    name: bytes.toString('utf8', at + 46, nameEnd).replaceAll('\\', '/'),
    method: bytes.readUInt16LE(at + 10),
    encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
    crc: bytes.readUInt32LE(at + 16),
    packed,
    size,
    offset,
  };
  return { entry, next };
}

/**
 * Inflates one part into memory, never beyond the size that its directory entry promised.
 * @throws FILE_CORRUPT, FILE_ENCRYPTED, FILE_TOO_LARGE
 */
export function inflateEntry(source: Source, entry: ZipEntry, name: string): Buffer {
  if (entry.size > limits.partBytes) throw new HoldfastError('FILE_TOO_LARGE', { file: name });
  const start = packedStart(source, entry, name);
  const packed = source.subarray(start, start + entry.packed);
  if (packed.length < entry.packed) throw corrupt(name, entry.name);
  const data = unpack(packed, entry, name);
  if (data.length !== entry.size || crc32(data) !== entry.crc) throw corrupt(name, entry.name);
  return data;
}

/**
 * Where the packed bytes of a part begin.
 * @throws FILE_CORRUPT, FILE_ENCRYPTED
 */
function packedStart(source: Source, entry: ZipEntry, name: string): number {
  if (entry.encrypted) throw new HoldfastError('FILE_ENCRYPTED', { file: name });
  const head = source.subarray(entry.offset, entry.offset + 30);
  if (head.length < 30 || head.readUInt32LE(0) !== localMark) throw corrupt(name, entry.name);
  return entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
}

function unpack(packed: Buffer, entry: ZipEntry, name: string): Buffer {
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw corrupt(name, entry.name);
  if (entry.size === 0) return Buffer.alloc(0);
  try {
    return inflateRawSync(packed, { maxOutputLength: entry.size });
  } catch {
    throw corrupt(name, entry.name);
  }
}

/** The first bytes of a part, for telling what it is; fewer, or none, where it is damaged. */
export function peekEntry(source: Source, entry: ZipEntry, name: string): Buffer {
  const start = packedStart(source, entry, name);
  const packed = source.subarray(start, start + Math.min(entry.packed, 4096));
  if (entry.method === 0) return packed;
  try {
    return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
}

const pieceBytes = 1024 * 1024;

/**
 * Inflates one part piece by piece, so that it is never held whole; not beyond the size that its directory entry promised.
 * @throws FILE_CORRUPT, FILE_ENCRYPTED, and what `onPiece` throws
 */
export async function inflatePieces(
  source: Source,
  entry: ZipEntry,
  name: string,
  onPiece: (piece: Buffer) => void,
): Promise<void> {
  const start = packedStart(source, entry, name);
  if (entry.method !== 0 && entry.method !== 8) throw corrupt(name, entry.name);
  const packed = Readable.from(packedPieces(source, start, entry.packed));
  const pieces = entry.method === 0 ? packed : packed.pipe(createInflateRaw({ chunkSize: pieceBytes }));
  if (pieces !== packed) packed.once('error', (error) => pieces.destroy(error));
  let size = 0;
  let crc = 0;
  try {
    for await (const piece of pieces as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > entry.size) throw corrupt(name, entry.name);
      crc = crc32(piece, crc);
      onPiece(piece);
    }
  } catch (error) {
    if (error instanceof HoldfastError || (error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    throw corrupt(name, entry.name);
  }
  if (size !== entry.size || crc !== entry.crc) throw corrupt(name, entry.name);
}

function* packedPieces(source: Source, start: number, length: number): Generator<Buffer> {
  for (let at = start; at < start + length; at += pieceBytes) {
    const piece = source.subarray(at, Math.min(at + pieceBytes, start + length));
    if (piece.length === 0) return;
    yield piece;
  }
}
