import { useCallback, useEffect, useRef, useState } from 'react';
import { namedError } from '../app/errors.ts';
import { saveFile } from '../app/host.ts';

type Step<T> =
  | { type: 'progress'; phase: string; done: number; total: number | null }
  | { type: 'done'; result: T };

export interface MakingState {
  readonly phase: 'idle' | 'making' | 'saving';
  readonly done: number;
  readonly total: number | null;
  readonly error: unknown;
}

const idle: MakingState = { phase: 'idle', done: 0, total: null, error: null };

interface Maker {
  readonly state: MakingState;
  /** @returns what was made and where it is now; null when it was cancelled or failed */
  start<T extends { file: string; name: string }>(
    make: (signal: AbortSignal) => Promise<AsyncIterable<Step<T>>>,
  ): Promise<(T & { place: string }) | null>;
  cancel(): void;
}

/** Follows the core while it makes a file, and hands the file to the person; leaving the page stops it. */
export function useMadeFile(): Maker {
  const [state, setState] = useState(idle);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const start: Maker['start'] = useCallback(async (make) => {
    const mine = new AbortController();
    running.current = mine;
    setState({ ...idle, phase: 'making' });
    try {
      for await (const event of await make(mine.signal)) {
        if (mine.signal.aborted) return null;
        if (event.type === 'progress') {
          setState({ phase: 'making', done: event.done, total: event.total, error: null });
          continue;
        }
        setState({ ...idle, phase: 'saving' });
        const place = await saveFile(event.result.file, event.result.name);
        setState(idle);
        return place === null ? null : { ...event.result, place };
      }
      return null;
    } catch (error) {
      const cancelled = mine.signal.aborted || namedError(error)?.code === 'CANCELLED';
      setState(cancelled ? idle : { ...idle, error });
      return null;
    }
  }, []);
  const cancel = useCallback(() => {
    running.current?.abort();
    setState(idle);
  }, []);
  return { state, start, cancel };
}
