import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | null = null;

/**
 * Collects this thread's garbage now. V8 lets it grow to hundreds of megabytes as long as the machine has them; a thread that
 * goes through millions of short-lived objects beside the app should not take that much. Some ten milliseconds.
 */
export function collectGarbage(): void {
  if (!collect) {
    setFlagsFromString('--expose-gc');
    const gc: unknown = runInNewContext('typeof gc === "function" ? gc : null');
    collect = typeof gc === 'function' ? () => void gc() : () => {};
  }
  collect();
}
