import { useEffect, useState } from 'react';
import type { QueuedScan } from './scan-queue.ts';

/** So long an answer may take before the screen says that it is waiting, in milliseconds. */
const patience = 600;

/**
 * The scan that has waited too long for its answer: until it is there, the verdict of the one before must not be taken for
 * it. Null while all is quick, and for pasted labels, which have a sum of their own.
 */
export function useOverdue(unsent: readonly QueuedScan[]): QueuedScan | null {
  const first = unsent.find((scan) => !scan.bulk && scan.state !== 'failed') ?? null;
  const [overdue, setOverdue] = useState<number | null>(null);
  const key = first?.key ?? null;
  useEffect(() => {
    if (key === null) return;
    const timer = setTimeout(() => setOverdue(key), patience);
    return () => clearTimeout(timer);
  }, [key]);
  return first !== null && first.key === overdue ? first : null;
}
