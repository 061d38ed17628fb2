import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { QualityOutcome } from '../../contract/api/index.ts';
import { api, orpc } from '../app/client.ts';

export interface CheckState {
  readonly outcome: QualityOutcome | null;
  readonly busy: boolean;
  readonly done: number;
  readonly total: number | null;
  readonly error: unknown;
  /** The register changed since, and checking takes too long to do it unasked. */
  readonly outdated: boolean;
}

/** A check that takes no longer than this is done again by itself whenever something changes, in milliseconds. */
const quick = 2000;

const start: CheckState = { outcome: null, busy: true, done: 0, total: null, error: null, outdated: false };

/** Follows the check of all rules; what was found stays in sight while it is done again. */
export function useCheck(): CheckState & { again: () => void } {
  const [state, setState] = useState(start);
  const running = useRef<AbortController | null>(null);
  const took = useRef(0);
  const { dataUpdatedAt } = useQuery(orpc.quality.rules.queryOptions());
  const again = useCallback(() => void follow(running, took, setState), []);
  useEffect(() => () => running.current?.abort(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rules are fetched again with every change of the register
  useEffect(() => {
    if (dataUpdatedAt === 0) return;
    if (took.current > quick) setState((old) => ({ ...old, outdated: true }));
    else again();
  }, [dataUpdatedAt]);
  return { ...state, again };
}

async function follow(
  running: { current: AbortController | null },
  took: { current: number },
  setState: (change: (old: CheckState) => CheckState) => void,
): Promise<void> {
  running.current?.abort();
  const mine = new AbortController();
  running.current = mine;
  setState((old) => ({ ...old, busy: true, done: 0, total: null, error: null, outdated: false }));
  const began = performance.now();
  try {
    for await (const event of await api.quality.check(undefined, { signal: mine.signal })) {
      if (mine.signal.aborted) return;
      if (event.type === 'progress') setState((old) => ({ ...old, done: event.done, total: event.total }));
      else {
        took.current = performance.now() - began;
        setState((old) => ({ ...old, busy: false, outcome: event.result }));
      }
    }
  } catch (error) {
    if (!mine.signal.aborted) setState((old) => ({ ...old, busy: false, error }));
  }
}
