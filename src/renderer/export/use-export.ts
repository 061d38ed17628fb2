import { useCallback, useEffect, useRef, useState } from 'react';
import type { ListQuery } from '../../contract/api/index.ts';
import type { Language } from '../../model/types.ts';
import { api } from '../app/client.ts';
import { namedError } from '../app/errors.ts';
import { saveFile } from '../app/host.ts';

export interface ExportRequest extends ListQuery {
  columns: string[];
  format: 'xlsx' | 'csv';
  language: Language;
  ids?: string[];
}

export interface ExportState {
  /** writing: the core makes the file; saving: it goes to where the person wants it. */
  readonly phase: 'idle' | 'writing' | 'saving';
  readonly done: number;
  readonly error: unknown;
}

const idle: ExportState = { phase: 'idle', done: 0, error: null };

interface Exporter {
  readonly state: ExportState;
  /** @returns what was written and where, or null when it was cancelled or failed */
  start(request: ExportRequest): Promise<{ rows: number; place: string } | null>;
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
    setState({ phase: 'writing', done: 0, error: null });
    try {
      for await (const event of await api.exchange.export(request, { signal: mine.signal })) {
        if (mine.signal.aborted) return null;
        if (event.type === 'progress') {
          setState({ phase: 'writing', done: event.done, error: null });
          continue;
        }
        setState({ phase: 'saving', done: event.result.rows, error: null });
        const place = await saveFile(event.result.file, event.result.name);
        setState(idle);
        return place === null ? null : { rows: event.result.rows, place };
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
