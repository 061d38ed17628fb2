import { useSyncExternalStore } from 'react';
import { api } from '../app/client.ts';
import { namedError } from '../app/errors.ts';
import { type CoreFile, uploadFile } from '../app/host.ts';
import { currentLanguage } from '../i18n/index.ts';
import {
  emptySession,
  type ImportSession,
  importOptions,
  type Settings,
  type Step,
  suggestedMapping,
  type Work,
} from './session.ts';

/**
 * The import under way. It lives beside the page, not in it: whoever looks at an asset while 100,000 rows go in
 * finds the import where he left it.
 */
let session: ImportSession = emptySession;
let running: AbortController | null = null;
const listeners = new Set<() => void>();

function set(change: Partial<ImportSession>): void {
  session = { ...session, ...change };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useImportSession(): ImportSession {
  return useSyncExternalStore(subscribe, () => session);
}

/** Whether something is going on that another file must not break off. */
export function isBusy(): boolean {
  return session.work !== null;
}

/** Does some work with progress; what goes wrong is shown on the step where it happened. */
async function working<T>(kind: Work['kind'], job: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  set({ work: { kind, done: 0, total: null, cancellable: true }, error: null });
  try {
    const result = await job(mine.signal);
    return mine.signal.aborted ? null : result;
  } catch (error) {
    if (!mine.signal.aborted && namedError(error)?.code !== 'CANCELLED') set({ error });
    return null;
  } finally {
    if (running === mine) {
      running = null;
      set({ work: null });
    }
  }
}

const progress =
  (kind: Work['kind']) =>
  (done: number, total: number | null, phase = ''): void =>
    set({ work: { kind, done, total, cancellable: phase !== 'write' } });

/** Takes a file in and looks what is in it. */
export async function takeFile(file: File | (() => Promise<CoreFile | null>)): Promise<void> {
  const source = await working('upload', (signal) =>
    typeof file === 'function' ? file() : uploadFile(file, progress('upload'), signal),
  );
  if (!source) return;
  set({ ...emptySession, settings: session.settings, source });
  await inspect({});
}

interface Reading {
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly headerRow?: number | undefined;
}

/** Reads the file again as a person says: other encoding, delimiter or header row. */
export async function inspect(reading: Reading): Promise<void> {
  const { source, inspection, sheet } = session;
  if (!source) return;
  const name = inspection?.sheets[sheet]?.name;
  const encoding = reading.encoding ?? inspection?.encoding ?? undefined;
  const delimiter = reading.delimiter ?? inspection?.delimiter ?? undefined;
  const found = await working('inspect', (signal) =>
    api.exchange.inspect(
      {
        file: source.file,
        ...(encoding ? { encoding } : {}),
        ...(delimiter ? { delimiter } : {}),
        ...(reading.headerRow && name !== undefined ? { headerRow: reading.headerRow, sheet: name } : {}),
      },
      { signal },
    ),
  );
  if (!found) return;
  const same = found.sheets.findIndex((each) => each.name === name);
  const index = same >= 0 ? same : found.suggested;
  set({
    step: 'match',
    inspection: found,
    sheet: index,
    mapping: suggestedMapping(found, index),
    preview: null,
    result: null,
    undone: false,
  });
}

export function chooseSheet(index: number): void {
  if (!session.inspection) return;
  set({ sheet: index, mapping: suggestedMapping(session.inspection, index), preview: null });
}

export function matchColumn(index: number, field: string | null): void {
  const { [String(index)]: _, ...rest } = session.mapping;
  set({ mapping: field === null ? rest : { ...rest, [String(index)]: field }, preview: null });
}

export function changeSettings(change: Partial<Settings>): void {
  set({ settings: { ...session.settings, ...change }, preview: null });
}

export function goTo(step: Step): void {
  set({ step, error: null });
}

/** Checks every row against the register; nothing is written. */
export async function check(): Promise<void> {
  const options = importOptions(session, currentLanguage());
  if (!options) return;
  const rows = session.inspection?.sheets[session.sheet]?.rows ?? null;
  const preview = await working('preview', async (signal) => {
    for await (const event of await api.exchange.preview(options, { signal })) {
      if (event.type === 'done') return event.result;
      progress('preview')(event.done, event.total ?? rows);
    }
    return null;
  });
  if (preview) set({ step: 'check', preview, result: null, undone: false });
}

/** Writes what was checked. */
export async function run(): Promise<void> {
  const { preview } = session;
  if (!preview) return;
  const result = await working('run', async (signal) => {
    for await (const event of await api.exchange.run({ plan: preview.plan }, { signal })) {
      if (event.type === 'done') return event.result;
      progress('run')(event.done, event.total, event.phase);
    }
    return null;
  });
  if (result) set({ step: 'result', result, undone: false });
}

/** Stops what is going on; answers whether there was something that could be stopped. */
export function cancel(): boolean {
  if (!running || session.work?.cancellable === false) return false;
  running.abort();
  set({ work: null });
  return true;
}

export function markUndone(): void {
  set({ undone: true });
}

export function startOver(): void {
  running?.abort();
  set({ ...emptySession, settings: session.settings });
}
