import { HoldfastError } from '../model/index.ts';
import type { Cli } from './session.ts';

type Step<T> =
  | { type: 'progress'; phase: string; done: number; total: number | null }
  | { type: 'done'; result: T };

/** Follows long work to its result, with a counting line on a terminal. Ctrl C cancels it. */
export async function finish<T>(cli: Cli, steps: Promise<AsyncIterable<Step<T>>>): Promise<T> {
  const shows = process.stderr.isTTY === true;
  try {
    for await (const step of await steps) {
      if (step.type === 'done') return step.result;
      if (cli.signal.aborted) break;
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
