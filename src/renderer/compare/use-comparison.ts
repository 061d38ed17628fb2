import { useCallback, useEffect, useRef, useState } from 'react';
import type { CompareInput, CompareSummary } from '../../contract/api/index.ts';
import { api } from '../app/client.ts';
import { namedError } from '../app/errors.ts';

export interface ComparisonState {
  readonly summary: CompareSummary | null;
  readonly done: number;
  readonly total: number | null;
  readonly busy: boolean;
  readonly error: unknown;
}

const nothing: ComparisonState = { summary: null, done: 0, total: null, busy: false, error: null };

/**
 * Follows the core while it compares; another query, or leaving the page, stops it.
 * @param version another number compares anew; what was found before stays in sight until then
 */
export function useComparison(
  query: CompareInput | null,
  version = 0,
): ComparisonState & { stop: () => void } {
  const [state, setState] = useState(nothing);
  const running = useRef<AbortController | null>(null);
  const key = query === null ? null : JSON.stringify(query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for the state of the register
  useEffect(() => {
    if (key === null) {
      setState(nothing);
      return;
    }
    const mine = new AbortController();
    running.current = mine;
    setState((old) => ({ ...nothing, summary: old.summary, busy: true }));
    void (async () => {
      try {
        const asked = JSON.parse(key) as CompareInput;
        for await (const event of await api.compare.summary(asked, { signal: mine.signal })) {
          if (mine.signal.aborted) return;
          if (event.type === 'progress')
            setState((old) => ({ ...old, done: event.done, total: event.total }));
          else setState({ ...nothing, summary: event.result });
        }
      } catch (error) {
        const cancelled = mine.signal.aborted || namedError(error)?.code === 'CANCELLED';
        if (running.current === mine) setState(cancelled ? nothing : { ...nothing, error });
      }
    })();
    return () => mine.abort();
  }, [key, version]);
  const stop = useCallback(() => {
    running.current?.abort();
    setState(nothing);
  }, []);
  return { ...state, stop };
}
