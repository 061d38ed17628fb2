import { crc32, inflateRawSync } from 'node:zlib';
import { HoldfastError } from '../../../model/errors.ts';
import { limits } from './limits.ts';

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
export function listZip(bytes: Buffer, name: string): ZipEntry[] {
  const { count, offset } = findDirectory(bytes, name);
  if (count > limits.zipEntries) throw new HoldfastError('FILE_TOO_LARGE', { file: name });
  const entries: ZipEntry[] = [];
  let at = offset;
  let total = 0;
  for (let i = 0; i < count; i++) {
    const read = readEntry(bytes, at, name);
    at = read.next;
    total += read.entry.size;
    entries.push(read.entry);
  }
  if (total > limits.inflatedBytes) throw new HoldfastError('FILE_TOO_LARGE', { file: name });
  if (total > limits.ratioFloor && total > bytes.length * limits.ratio) {
    throw new HoldfastError('FILE_TOO_LARGE', { file: name });
  }
  return entries;
}

function findDirectory(bytes: Buffer, name: string): { count: number; offset: number } {
  const lowest = Math.max(0, bytes.length - 22 - 0xffff);
  let at = bytes.length - 22;
  while (at >= lowest && bytes.readUInt32LE(at) !== endMark) at--;
  if (at < lowest) throw corrupt(name, 'zip');
  let count = bytes.readUInt16LE(at + 10);
  let offset = bytes.readUInt32LE(at + 16);
  if (at >= 20 && bytes.readUInt32LE(at - 20) === end64LocatorMark) {
    const at64 = Number(bytes.readBigUInt64LE(at - 12));
    if (at64 + 56 > bytes.length || bytes.readUInt32LE(at64) !== end64Mark) throw corrupt(name, 'zip');
    count = Number(bytes.readBigUInt64LE(at64 + 32));
    offset = Number(bytes.readBigUInt64LE(at64 + 48));
  }
  return { count, offset };
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
 * Inflates one part, never beyond the size that its directory entry promised.
 * @throws FILE_CORRUPT, FILE_ENCRYPTED, FILE_TOO_LARGE
 */
export function inflateEntry(bytes: Buffer, entry: ZipEntry, name: string): Buffer {
  if (entry.encrypted) throw new HoldfastError('FILE_ENCRYPTED', { file: name });
  if (entry.size > limits.partBytes) throw new HoldfastError('FILE_TOO_LARGE', { file: name });
  const at = entry.offset;
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== localMark) throw corrupt(name, entry.name);
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const packed = bytes.subarray(start, start + entry.packed);
  if (packed.length < entry.packed) throw corrupt(name, entry.name);
  const data = unpack(packed, entry, name);
  if (data.length !== entry.size || crc32(data) !== entry.crc) throw corrupt(name, entry.name);
  return data;
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
