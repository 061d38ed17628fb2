import { useEffect, useRef, useState } from 'react';
import type { LedgerInspectionInfo, LedgerSheetInfo } from '../../contract/api/index.ts';
import { api } from '../app/client.ts';
import { namedError } from '../app/errors.ts';
import { type CoreFile, uploadFile } from '../app/host.ts';

export type LedgerWorkKind = 'upload' | 'inspect' | 'read' | 'cards' | 'match' | 'write';

export interface LedgerWork {
  readonly kind: LedgerWorkKind;
  readonly done: number;
  readonly total: number | null;
}

type Mapping = Readonly<Record<string, string>>;

interface State {
  readonly source: CoreFile | null;
  readonly inspection: LedgerInspectionInfo | null;
  readonly sheet: number;
  readonly mapping: Mapping;
  readonly work: LedgerWork | null;
  readonly error: unknown;
}

const nothing: State = { source: null, inspection: null, sheet: 0, mapping: {}, work: null, error: null };

/** What was recognised or remembered. */
function suggested(sheet: LedgerSheetInfo | undefined): Mapping {
  const columns = sheet?.columns ?? [];
  return Object.fromEntries(
    columns.flatMap(({ index, target }) => (target === null ? [] : [[String(index), target]])),
  );
}

export interface LedgerRequest {
  readonly name: string;
  readonly period: string | null;
  readonly currency: 'CNY' | 'USD' | 'EUR' | 'HKD' | 'GBP' | 'JPY';
}

const phases: Readonly<Record<string, LedgerWorkKind>> = {
  read: 'read',
  cards: 'cards',
  match: 'match',
  write: 'write',
};

/** A new reconciliation from the choice of its file to its result. Leaving the page breaks it off. */
export function useNewLedger() {
  const [state, setState] = useState(nothing);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const set = (change: Partial<State>): void => setState((old) => ({ ...old, ...change }));

  const working = async <T>(
    kind: LedgerWorkKind,
    job: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | null> => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    set({ work: { kind, done: 0, total: null }, error: null });
    try {
      const result = await job(mine.signal);
      return mine.signal.aborted ? null : result;
    } catch (error) {
      if (!mine.signal.aborted && namedError(error)?.code !== 'CANCELLED') set({ error });
      return null;
    } finally {
      if (running.current === mine) {
        running.current = null;
        set({ work: null });
      }
    }
  };

  const inspect = async (source: CoreFile, sheet?: string, headerRow?: number): Promise<void> => {
    const said = {
      ...(sheet === undefined ? {} : { sheet }),
      ...(headerRow === undefined ? {} : { headerRow }),
    };
    const found = await working('inspect', (signal) =>
      api.ledger.inspect({ file: source.file, ...said }, { signal }),
    );
    if (!found) return;
    const same = found.sheets.findIndex(({ name }) => name === sheet);
    const at = same >= 0 ? same : found.suggested;
    set({ source, inspection: found, sheet: at, mapping: suggested(found.sheets[at]) });
  };

  return {
    state,
    async take(file: File | (() => Promise<CoreFile | null>)): Promise<void> {
      const source = await working('upload', (signal) =>
        typeof file === 'function'
          ? file()
          : uploadFile(file, (done, total) => set({ work: { kind: 'upload', done, total } }), signal),
      );
      if (source) await inspect(source);
    },
    chooseSheet: (sheet: number): void =>
      setState((old) => ({ ...old, sheet, mapping: suggested(old.inspection?.sheets[sheet]) })),
    chooseHeader: (headerRow: number): void => {
      const { source, inspection, sheet } = state;
      const name = inspection?.sheets[sheet]?.name;
      if (source && name !== undefined) void inspect(source, name, headerRow);
    },
    matchColumn: (index: number, target: string | null): void =>
      setState((old) => {
        const { [String(index)]: _, ...rest } = old.mapping;
        return { ...old, mapping: target === null ? rest : { ...rest, [String(index)]: target } };
      }),
    /** Answers the new reconciliation's id and its batch; null when it failed or was cancelled. */
    async run(request: LedgerRequest): Promise<{ id: string; batch: string; cards: number } | null> {
      const { source, inspection, sheet, mapping } = state;
      const chosen = inspection?.sheets[sheet];
      if (!source || !inspection || !chosen) return null;
      return working('read', async (signal) => {
        const input = {
          file: source.file,
          ...request,
          sheet: chosen.name,
          headerRow: chosen.headerRow,
          mapping: { ...mapping },
          ...(inspection.encoding ? { encoding: inspection.encoding } : {}),
          ...(inspection.delimiter ? { delimiter: inspection.delimiter } : {}),
        };
        for await (const event of await api.ledger.reconcile(input, { signal })) {
          if (event.type === 'done')
            return { id: event.result.id, batch: event.result.batch, cards: event.result.account.cards };
          set({ work: { kind: phases[event.phase] ?? 'read', done: event.done, total: event.total } });
        }
        return null;
      });
    },
    /** Answers whether there was something that could be stopped. */
    cancel(): boolean {
      if (!running.current || state.work?.kind === 'write') return false;
      running.current.abort();
      set({ work: null });
      return true;
    },
    startOver: (): void => {
      running.current?.abort();
      setState(nothing);
    },
  };
}

export type NewLedger = ReturnType<typeof useNewLedger>;

/** What keeps a matching from being run; null when nothing does. */
export function mappingFault(mapping: Mapping): 'needs' | 'repeated' | null {
  const targets = Object.values(mapping);
  if (new Set(targets).size < targets.length) return 'repeated';
  const names = ['cardNo', 'assetNo', 'name'].some((key) => targets.includes(key));
  return names && targets.includes('cost') ? null : 'needs';
}
