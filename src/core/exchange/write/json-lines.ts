import { Readable } from 'node:stream';
import { HoldfastError } from '../../../model/errors.ts';
import { streamToFile } from './to-file.ts';
import type { WriteOptions, WriteResult } from './types.ts';

const pieceChars = 128 * 1024;

/**
 * Writes one JSON object a line, UTF-8 without mark, LF at the end of each line.
 * @throws CANCELLED, DISK_FULL, FILE_NOT_WRITABLE
 */
export async function writeJsonLines(
  path: string,
  rows: Iterable<Readonly<Record<string, unknown>>>,
  options: WriteOptions = {},
): Promise<WriteResult> {
  if (options.signal?.aborted) throw new HoldfastError('CANCELLED');
  const count = { rows: 0 };
  await streamToFile(path, Readable.from(pieces(rows, options, count)), options.signal);
  options.onProgress?.(count.rows);
  return { rows: count.rows, sheets: 1, truncated: 0, cuts: [] };
}

function* pieces(
  rows: Iterable<Readonly<Record<string, unknown>>>,
  options: WriteOptions,
  count: { rows: number },
): Generator<string> {
  let text = '';
  for (const row of rows) {
    // Line separators that JSON allows in texts would part the line in some readers.
    text += `${JSON.stringify(row).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}\n`;
    count.rows++;
    if (count.rows % 2000 === 0) {
      if (options.signal?.aborted) throw new HoldfastError('CANCELLED');
      options.onProgress?.(count.rows);
    }
    if (text.length > pieceChars) {
      options.onText?.(text);
      yield text;
      text = '';
    }
  }
  options.onText?.(text);
  yield text;
}
