import { useSyncExternalStore } from 'react';
import type { LandscapeAccount } from '../../contract/api/index.ts';
import { api } from '../app/client.ts';
import { namedError } from '../app/errors.ts';
import { type CoreFile, uploadFile } from '../app/host.ts';

export interface LandscapeWork {
  readonly kind: 'upload' | 'preview' | 'run';
  readonly phase: string;
  readonly done: number;
  readonly total: number | null;
}

export interface LandscapeSession {
  readonly files: readonly CoreFile[];
  readonly prefer: 'source' | 'register';
  /** By key of an object: the record that it is, `new`, or `skip`. */
  readonly decisions: Readonly<Record<string, string>>;
  readonly account: LandscapeAccount | null;
  readonly result: (LandscapeAccount & { readonly batch: string | null }) | null;
  readonly undone: boolean;
  readonly work: LandscapeWork | null;
  readonly error: unknown;
}

const empty: LandscapeSession = {
  files: [],
  prefer: 'source',
  decisions: {},
  account: null,
  result: null,
  undone: false,
  work: null,
  error: null,
};

/** The landscape that is being imported; it lives beside the page, so that one may look at something else meanwhile. */
let session = empty;
let running: AbortController | null = null;
const listeners = new Set<() => void>();

function set(change: Partial<LandscapeSession>): void {
  session = { ...session, ...change };
  for (const listener of listeners) listener();
}

export function useLandscape(): LandscapeSession {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => session,
  );
}

export const isLandscapeBusy = (): boolean => session.work !== null;

async function working<T>(
  kind: LandscapeWork['kind'],
  job: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  set({ work: { kind, phase: '', done: 0, total: null }, error: null });
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

type Step<T> =
  | {
      readonly type: 'progress';
      readonly phase: string;
      readonly done: number;
      readonly total: number | null;
    }
  | { readonly type: 'done'; readonly result: T };

async function follow<T>(kind: LandscapeWork['kind'], steps: AsyncIterable<Step<T>>): Promise<T | null> {
  for await (const step of steps) {
    if (step.type === 'done') return step.result;
    set({ work: { kind, phase: step.phase, done: step.done, total: step.total } });
  }
  return null;
}

/** Takes files that are of a landscape; answers false, and leaves everything as it is, for others. */
export async function takenAsLandscape(files: readonly CoreFile[], signal: AbortSignal): Promise<boolean> {
  const { sources } = await api.landscapes.recognise({ files: files.map(({ file }) => file) }, { signal });
  if (sources.length === 0) return false;
  session = { ...empty, files };
  set({});
  void checkLandscape();
  return true;
}

/** Hands several files of the page over; true when they are of a landscape. */
export async function takeLandscapeFiles(files: readonly File[]): Promise<boolean> {
  session = empty;
  const taken = await working('upload', async (signal) => {
    const handed: CoreFile[] = [];
    for (const file of files) {
      handed.push(await uploadFile(file, undefined, signal));
      set({ work: { kind: 'upload', phase: '', done: handed.length, total: files.length } });
    }
    return handed;
  });
  if (!taken) return session.error !== null;
  return takenAsLandscape(taken, new AbortController().signal);
}

/** Looks what the files would bring; nothing is written. */
export async function checkLandscape(): Promise<void> {
  const { files, prefer, decisions } = session;
  const account = await working('preview', async (signal) =>
    follow(
      'preview',
      await api.landscapes.preview({ files: files.map(({ file }) => file), prefer, decisions }, { signal }),
    ),
  );
  if (account) set({ account });
}

export function preferSide(prefer: LandscapeSession['prefer']): void {
  set({ prefer });
  void checkLandscape();
}

/** Says which record an object is; `null` takes that back. */
export function decide(key: string, decision: string | null): void {
  const { [key]: _, ...others } = session.decisions;
  set({ decisions: decision === null ? others : { ...others, [key]: decision } });
  void checkLandscape();
}

export async function runLandscape(): Promise<void> {
  const { account } = session;
  if (!account) return;
  const result = await working('run', async (signal) =>
    follow('run', await api.landscapes.run({ plan: account.plan }, { signal })),
  );
  if (result) set({ result, account: result });
}

export function cancelLandscape(): void {
  running?.abort();
  set({ work: null });
}

export function markLandscapeUndone(): void {
  set({ undone: true });
}

export function leaveLandscape(): void {
  running?.abort();
  session = empty;
  set({});
}
