import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HoldfastError } from '../../../model/errors.ts';

/**
 * Writes a stream to `path` by way of a temporary neighbour, so that the final name only ever holds a complete
 * file. Cancelling or failing removes the neighbour.
 * @throws CANCELLED, DISK_FULL, FILE_NOT_WRITABLE
 */
export async function streamToFile(path: string, content: Readable, signal?: AbortSignal): Promise<void> {
  const partial = `${path}.${process.pid}-${Date.now().toString(36)}.part`;
  try {
    await pipeline(content, createWriteStream(partial), signal ? { signal } : {});
    await settle(partial);
    signal?.throwIfAborted();
    await rename(partial, path);
  } catch (error) {
    content.destroy();
    await rm(partial, { force: true });
    throw asWriteError(error, path, signal);
  }
}

/** The name must not outlive the content when power fails. */
async function settle(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function asWriteError(error: unknown, path: string, signal?: AbortSignal): unknown {
  if (error instanceof HoldfastError) return error;
  if (signal?.aborted) return new HoldfastError('CANCELLED');
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const file = basename(path);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new HoldfastError('DISK_FULL', { file });
  if (/^E[A-Z]+$/.test(code)) return new HoldfastError('FILE_NOT_WRITABLE', { file, detail: code });
  return error;
}
