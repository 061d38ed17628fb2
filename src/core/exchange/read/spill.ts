import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { HoldfastError } from '../../../model/errors.ts';
import { limits } from './limits.ts';
import { type FileSource, type Source, TemporaryFile } from './source.ts';
import type { ReadOptions } from './types.ts';
import { inflatePieces, type ZipEntry } from './zip.ts';

/** Left free on the disk, so that unpacking a workbook doesn't take the last of it. */
const spare = 256 * 1024 * 1024;

/**
 * Unpacks the parts that are too large for memory into temporary files.
 * @returns files by the part's name in lower case; who gets them closes them
 * @throws FILE_CORRUPT, FILE_TOO_LARGE, FILE_UNSAFE, DISK_FULL, CANCELLED
 */
export async function spillLarge(
  source: Source,
  entries: readonly ZipEntry[],
  name: string,
  options: ReadOptions,
): Promise<Map<string, FileSource>> {
  const large = largeParts(entries);
  const files = new Map<string, FileSource>();
  if (large.length === 0) return files;
  const total = large.reduce((sum, entry) => sum + entry.size, 0);
  if (!fits(total)) throw new HoldfastError('DISK_FULL', { file: tmpdir() });
  let done = 0;
  const report = (bytes: number) => {
    if (options.cancelled?.()) throw new HoldfastError('CANCELLED');
    done += bytes;
    options.onProgress?.(done, total);
  };
  try {
    for (const entry of large) {
      files.set(entry.name.toLowerCase().replace(/^\//, ''), await spill(source, entry, name, report));
    }
    return files;
  } catch (error) {
    for (const file of files.values()) file.close();
    throw error;
  }
}

/** Parts that are too large by themselves, and sheets that would be together. */
function largeParts(entries: readonly ZipEntry[]): ZipEntry[] {
  const isSheet = (entry: ZipEntry) => /(^|\/)worksheets\/[^/]*\.xml$/i.test(entry.name);
  const texts = entries.filter(
    ({ name, size }) => /(^|\/)sharedStrings\.xml$/i.test(name) && size > limits.streamedBytes,
  );
  let held = 0;
  const sheets = entries
    .filter(isSheet)
    .sort((a, b) => a.size - b.size)
    .filter(({ size }) => {
      held += size;
      return held > limits.streamedBytes;
    });
  return [...texts, ...sheets];
}

function fits(bytes: number): boolean {
  try {
    const { bavail, bsize } = statfsSync(tmpdir());
    return bavail * bsize > bytes + spare;
  } catch {
    return true;
  }
}

async function spill(
  source: Source,
  entry: ZipEntry,
  name: string,
  report: (bytes: number) => void,
): Promise<FileSource> {
  const file = new TemporaryFile();
  try {
    let first = true;
    let tail = '';
    await inflatePieces(source, entry, name, (piece) => {
      report(piece.length);
      if (first) checkStart(piece, entry, name);
      first = false;
      // No spreadsheet program writes these, and cells are read by windows that could cut one in two.
      const head = tail + piece.toString('latin1', 0, 8);
      if (piece.includes(cdata) || head.includes(cdata)) throw corrupt(name, entry);
      tail = piece.toString('latin1', Math.max(0, piece.length - 8));
      file.write(piece);
    });
    return file.finish();
  } catch (error) {
    file.discard();
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
      throw new HoldfastError('DISK_FULL', { file: tmpdir() });
    }
    throw error;
  }
}

const cdata = '<![CDATA[';
const corrupt = (file: string, entry: ZipEntry) =>
  new HoldfastError('FILE_CORRUPT', { file, detail: entry.name });

function checkStart(piece: Buffer, entry: ZipEntry, name: string): void {
  if (piece.subarray(0, 64 * 1024).includes('<!ENTITY')) {
    throw new HoldfastError('FILE_UNSAFE', { file: name });
  }
  const mark = piece.toString('latin1', 0, 2);
  if (mark === '\xff\xfe' || mark === '\xfe\xff') throw corrupt(name, entry);
}
