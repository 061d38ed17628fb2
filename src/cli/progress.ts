import { HoldfastError } from '../model/index.ts';

type Step<T> =
  | { type: 'progress'; phase: string; done: number; total: number | null }
  | { type: 'done'; result: T };

/**
 * Follows long work to its result, with a counting line on a terminal. Ctrl C cancels it through the signal that the work
 * was given; what can no longer be cancelled, such as the last part of an import, goes on to its end.
 */
export async function finish<T>(steps: Promise<AsyncIterable<Step<T>>>): Promise<T> {
  const shows = process.stderr.isTTY === true;
  try {
    for await (const step of await steps) {
      if (step.type === 'done') return step.result;
      if (shows) {
        const total = step.total === null ? '' : ` / ${step.total}`;
        process.stderr.write(`\r\u001b[K${step.phase} ${step.done}${total}`);
      }
    }
  } finally {
    if (shows) process.stderr.write('\r\u001b[K');
  }
  throw new HoldfastError('CANCELLED');
}
