import { statSync } from 'node:fs';
import { readWorkbookFile } from './read/read.ts';
import type { ReadOptions, Workbook } from './read/types.ts';

/** How long a workbook that was read is held for the next step, in milliseconds. */
const holdFor = 5 * 60_000;

let held: { key: string; book: Workbook; timer: NodeJS.Timeout } | null = null;

/**
 * Reads a workbook, or gives the one that this thread has read last when it is the same file: looking at a file,
 * correcting the mapping and checking it would otherwise each parse it anew. One workbook is held at a time.
 * @param hold false where no next step is expected
 * @throws as `readWorkbookFile`
 */
export async function heldWorkbook(path: string, options: ReadOptions, hold = true): Promise<Workbook> {
  const key = keyOf(path, options);
  if (held && key !== null && held.key === key) {
    held.timer.refresh();
    return held.book;
  }
  // Whoever used the last one is done, since a thread does one job at a time.
  held?.book.close();
  letGo();
  const book = await readWorkbookFile(path, options);
  if (key !== null && hold) {
    const timer = setTimeout(letGo, holdFor);
    timer.unref();
    held = { key, book, timer };
  }
  return book;
}

/** Its files are closed when nobody reads from them any more. */
function letGo(): void {
  if (held) clearTimeout(held.timer);
  held = null;
}

function keyOf(path: string, options: ReadOptions): string | null {
  try {
    const { size, mtimeMs, ino } = statSync(path);
    return JSON.stringify([path, size, mtimeMs, ino, options.encoding ?? '', options.delimiter ?? '']);
  } catch {
    return null;
  }
}
