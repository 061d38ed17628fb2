import { useSyncExternalStore } from 'react';
import type { BatchInfo, ImportEntity, ImportProfileInfo, SheetImport } from '../../contract/api/index.ts';
import { api } from '../app/client.ts';
import { namedError } from '../app/errors.ts';
import { type CoreFile, saveFile, uploadFile } from '../app/host.ts';
import { currentLanguage } from '../i18n/index.ts';
import { takenAsLandscape } from '../landscapes/landscape-store.ts';
import { findRow, type Group, nextOfGroup, nextRow } from './find-row.ts';
import { isAbout } from './problem-place.ts';
import {
  type CheckView,
  chosenRows,
  emptySession,
  firstView,
  type ImportSession,
  importOptions,
  inspected,
  type Step,
  sheetOf,
  sheetRead,
  viewAfter,
  type Work,
  withEdit,
} from './session.ts';
import { applyProfile, type Habits } from './sheet-plan.ts';

/**
 * The import under way. It lives beside the page, not in it: whoever looks at an asset while 100,000 rows go in
 * finds the import where he left it.
 */
let session: ImportSession = emptySession;
let running: AbortController | null = null;
const listeners = new Set<() => void>();

function put(next: ImportSession): void {
  session = next;
  for (const listener of listeners) listener();
}

function set(change: Partial<ImportSession>): void {
  put({ ...session, ...change });
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
export async function working<T>(
  kind: Work['kind'],
  job: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  set({
    work: { kind, phase: '', done: 0, total: null, cancellable: true },
    error: null,
    stoppedLate: false,
  });
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

type Streamed<T> =
  | {
      readonly type: 'progress';
      readonly phase: string;
      readonly done: number;
      readonly total: number | null;
    }
  | { readonly type: 'done'; readonly result: T };

/** Follows streamed work to its result. */
export async function follow<T>(
  kind: Work['kind'],
  events: AsyncIterable<Streamed<T>>,
  expected: number | null = null,
): Promise<T | null> {
  for await (const event of events) {
    if (event.type === 'done') return event.result;
    progress(kind, event.done, event.total ?? expected, event.phase);
  }
  return null;
}

/** Milliseconds between two tellings of how far work is: each draws the whole step anew. */
const pace = 250;
let told = 0;

function progress(kind: Work['kind'], done: number, total: number | null, phase = ''): void {
  const { work } = session;
  const now = performance.now();
  if (work?.kind === kind && work.phase === phase && now - told < pace) return;
  told = now;
  const cancellable = !(kind === 'run' && phase === 'write');
  set({ work: { kind, phase, done, total, cancellable } });
}

/** Takes a file in and looks what is in it. */
export async function takeFile(file: File | (() => Promise<CoreFile | null>)): Promise<void> {
  const source = await working('upload', (signal) =>
    typeof file === 'function'
      ? file()
      : uploadFile(file, (done, total) => progress('upload', done, total), signal),
  );
  if (!source) return;
  const landscape = await working('inspect', (signal) => takenAsLandscape([source], signal));
  if (landscape === null) return;
  if (landscape) {
    put({ ...emptySession, habits: session.habits });
    return;
  }
  set({ ...emptySession, habits: session.habits, source });
  await inspect({});
}

/** How a person says that the file is to be read. */
export interface Reading {
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly headerRow?: number | undefined;
  readonly headerRows?: number | undefined;
  readonly entity?: ImportEntity | undefined;
}

/** Reads the whole file, or with a header row or a kind of record the sheet in sight, anew. */
export async function inspect(reading: Reading): Promise<void> {
  const { source, inspection, plans, sheet } = session;
  if (!source) return;
  const encoding = reading.encoding ?? inspection?.encoding ?? undefined;
  const delimiter = reading.delimiter ?? inspection?.delimiter ?? undefined;
  const plan = plans[sheet];
  const ofSheet = reading.headerRow ?? reading.headerRows ?? reading.entity;
  const found = await working('inspect', (signal) =>
    api.exchange.inspect(
      {
        file: source.file,
        ...(encoding ? { encoding } : {}),
        ...(delimiter ? { delimiter } : {}),
        ...(ofSheet !== undefined && plan
          ? {
              sheet,
              headerRow: reading.headerRow ?? plan.headerRow,
              headerRows: reading.headerRows ?? plan.headerRows,
              entity: reading.entity ?? plan.entity,
            }
          : {}),
      },
      { signal },
    ),
  );
  if (!found) return;
  put(ofSheet !== undefined ? sheetRead(session, found, sheet) : inspected(session, found));
}

/** Looks at a sheet; whether it is imported is another matter. */
export function lookAt(sheet: string): void {
  if (sheet !== session.sheet) set({ sheet });
}

export function chooseSheet(name: string, chosen: boolean): void {
  const others = session.chosen.filter((each) => each !== name);
  const all = chosen ? [...others, name] : others;
  const order = (session.inspection?.sheets ?? []).map((sheet) => sheet.name);
  set({
    chosen: order.filter((each) => all.includes(each)),
    sheet: name,
    preview: null,
    checked: null,
  });
}

/** Changes how the sheet in sight is imported; a check that was made is of no use any more. */
export function changePlan(change: Partial<SheetImport>): void {
  const plan = session.plans[session.sheet];
  if (!plan) return;
  const { mode, createMissing, fallbackClass } = { ...plan, ...change };
  const habits: Habits = { mode, createMissing, fallbackClass };
  set({
    plans: { ...session.plans, [session.sheet]: { ...plan, ...change } },
    habits,
    preview: null,
    checked: null,
  });
}

export function matchColumn(index: number, target: string | null): void {
  const plan = session.plans[session.sheet];
  if (!plan) return;
  const { [String(index)]: _, ...rest } = plan.mapping;
  changePlan({ mapping: target === null ? rest : { ...rest, [String(index)]: target } });
}

export function takeProfile(profile: ImportProfileInfo): void {
  const sheet = sheetOf(session);
  const plan = session.plans[session.sheet];
  if (sheet && plan) changePlan(applyProfile(sheet, plan, profile));
}

export function goTo(step: Step): void {
  set({ step, error: null });
}

/** Checks every row against the register; nothing is written. */
export async function check(): Promise<void> {
  const options = importOptions(session, currentLanguage());
  if (!options) return;
  const { chosen, plans } = session;
  const rows = chosenRows(session);
  const preview = await working('preview', async (signal) =>
    follow('preview', await api.exchange.preview(options, { signal }), rows),
  );
  if (!preview) return;
  const again = session.step === 'check';
  const sheet = chosen.includes(session.sheet) ? session.sheet : (chosen[0] ?? '');
  const view = again ? viewAfter(session.view, preview, sheet) : firstView;
  set({ step: 'check', preview, sheet, checked: { chosen, plans }, view, result: null, undone: false });
  await readRowAnew();
}

/** The row that is read in full, as the newest check sees it. */
async function readRowAnew(): Promise<void> {
  const { preview, sheet, view } = session;
  const { row } = view;
  if (!preview || !row) return;
  const found = await findRow({ plan: preview.plan, sheet, only: 'all' }, row.row);
  if (session.preview === preview && session.view.row === row) show({ row: found?.row ?? null });
}

/** Changes what of the check is in sight. */
export function show(change: Partial<CheckView>): void {
  set({ view: { ...session.view, ...change } });
}

/** Turns to a sheet of the check. */
export function showSheet(sheet: string, only: CheckView['only'] = session.view.only): void {
  set({ sheet, view: { ...firstView, only } });
}

/** Goes to the next row of a kind of problem, and to the cell that it is about. */
export async function goThrough(group: Group): Promise<void> {
  const { preview, sheet, view } = session;
  if (!preview) return;
  const after = sheet === group.sheet ? (view.row?.row ?? 0) : 0;
  const found = await nextOfGroup(preview.plan, group, after);
  if (!found || session.preview !== preview) return;
  if (sheet !== group.sheet) showSheet(group.sheet);
  const columns = sheetOf(session, group.sheet)?.columns ?? [];
  const mapping = session.plans[group.sheet]?.mapping ?? {};
  const column = columns.find((each) => isAbout(group, each, mapping[String(each.index)] ?? ''));
  const cell = column ? String(column.index) : '#outcome';
  show({ only: 'problems', row: found.row, reveal: found.place, cell });
}

/** Goes to the next rejected row, in whichever sheet, and to the first cell that is wrong with it. */
export async function goThroughRejected(): Promise<void> {
  const { preview, sheet, view } = session;
  if (!preview) return;
  const here = preview.sheets.find((each) => each.sheet === sheet);
  const name = here && here.rejected > 0 ? sheet : preview.sheets.find((each) => each.rejected > 0)?.sheet;
  if (name === undefined) return;
  const list = { plan: preview.plan, sheet: name, only: 'rejected' } as const;
  const stays = name === sheet && view.only === 'rejected' && view.row !== null;
  const after = stays ? (await findRow(list, view.row?.row ?? 0))?.place : undefined;
  const found = await nextRow(list, after === undefined ? 0 : after + 1, () => true);
  if (!found || session.preview !== preview) return;
  if (name !== sheet) showSheet(name);
  const mapping = session.plans[name]?.mapping ?? {};
  const wrong = found.row.problems.filter((problem) => problem.severity === 'error');
  const column = (sheetOf(session, name)?.columns ?? []).find((each) =>
    wrong.some((problem) => isAbout(problem, each, mapping[String(each.index)] ?? '')),
  );
  const cell = column ? String(column.index) : '#outcome';
  show({ only: 'rejected', row: found.row, reveal: found.place, cell });
}

/** Files up to this many rows are checked again by themselves; larger ones when a person says so. */
const quickRows = 3000;

export const checksItself = (): boolean => chosenRows(session) <= quickRows;

/** Settles something in what was checked: the check stays in sight until it is made anew. */
export function decide(sheet: string, change: (plan: SheetImport) => Partial<SheetImport>): void {
  const plan = session.plans[sheet];
  if (!plan) return;
  set({ plans: { ...session.plans, [sheet]: { ...plan, ...change(plan) } } });
  if (checksItself()) void check();
}

/** The same for every chosen sheet. */
export function decideAll(change: (plan: SheetImport) => Partial<SheetImport>): void {
  const plans = Object.entries(session.plans).map(([name, plan]) => [
    name,
    session.chosen.includes(name) ? { ...plan, ...change(plan) } : plan,
  ]);
  set({ plans: Object.fromEntries(plans) });
  if (checksItself()) void check();
}

/** Puts a cell right. `thenCheck` asks for a check at once where that is quick. */
export function editCell(
  place: { readonly sheet: string; readonly row: number; readonly column: number },
  shown: string,
  text: string,
  thenCheck: boolean,
): void {
  const next = withEdit(session, place, shown, text);
  const changed = next !== session;
  if (changed) put(next);
  if (thenCheck && changed && checksItself()) void check();
}

/** Takes back what was decided since the last check. */
export function takeBack(): void {
  if (session.checked) set({ ...session.checked });
}

/** Writes what was checked. */
export async function run(): Promise<void> {
  const { preview } = session;
  if (!preview) return;
  const before = await newestImport();
  const result = await working('run', async (signal) =>
    follow('run', await api.exchange.run({ plan: preview.plan }, { signal })),
  );
  if (result) set({ step: 'result', result, undone: false });
  else if (session.preview === preview && session.error === null) await lookBack(before);
}

async function newestImport(): Promise<BatchInfo | undefined> {
  return (await api.batches.list({ offset: 0, limit: 1, kind: 'import' })).batches[0];
}

/** A stop may cross the beginning of the writing on its way: then it is said, not taken for stopped. */
async function lookBack(before: BatchInfo | undefined): Promise<void> {
  const now = await newestImport();
  if (now && now.id !== before?.id && now.state !== 'staging') set({ stoppedLate: true });
}

/**
 * Gives the person the rejected rows as a workbook to put right and import again, before the good ones were written
 * or after. Answers where it went; null when it was cancelled or failed.
 */
export async function downloadRejected(): Promise<string | null> {
  const { preview } = session;
  if (!preview) return null;
  return working('rejects', async (signal) => {
    const input = { plan: preview.plan, language: currentLanguage() };
    const made = await follow('rejects', await api.exchange.rejects(input, { signal }), preview.rejected);
    return made && saveFile(made.file, made.name);
  });
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
  set({ ...emptySession, habits: session.habits });
}
