import { useCallback, useEffect, useRef, useState } from 'react';
import type { ExportedFile, ExportOptions } from '../../contract/api/index.ts';
import { api } from '../app/client.ts';
import { namedError } from '../app/errors.ts';
import { saveFile } from '../app/host.ts';

export type ExportRequest = ExportOptions;

export interface ExportState {
  /** past: what has changed since is taken back; writing: the core makes the file; saving: it goes to the person. */
  readonly phase: 'idle' | 'past' | 'writing' | 'saving';
  readonly done: number;
  readonly total: number | null;
  readonly error: unknown;
}

const idle: ExportState = { phase: 'idle', done: 0, total: null, error: null };

/** Milliseconds between two tellings of how far it is: each draws the whole dialog anew. */
const pace = 250;

/** What was written, and where it is now. */
export interface Exported extends ExportedFile {
  readonly place: string;
}

interface Exporter {
  readonly state: ExportState;
  /** @returns null when it was cancelled or failed */
  start(request: ExportRequest): Promise<Exported | null>;
  cancel(): void;
}

/** Makes an export and hands it to the person; leaving the dialog stops it. */
export function useExport(): Exporter {
  const [state, setState] = useState(idle);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback(async (request: ExportRequest) => {
    const mine = new AbortController();
    running.current = mine;
    setState({ ...idle, phase: 'writing' });
    let told = 0;
    try {
      for await (const event of await api.exchange.export(request, { signal: mine.signal })) {
        if (mine.signal.aborted) return null;
        if (event.type === 'progress') {
          const phase = event.phase === 'past' ? 'past' : 'writing';
          const now = performance.now();
          if (now - told < pace) continue;
          told = now;
          setState({ phase, done: event.done, total: event.total, error: null });
          continue;
        }
        const { result } = event;
        setState({ phase: 'saving', done: result.rows, total: result.rows, error: null });
        const place = await saveFile(result.file, result.name);
        setState(idle);
        return place === null ? null : { ...result, place };
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
