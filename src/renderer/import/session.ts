import type {
  ImportOptions,
  ImportResult,
  InspectedSheet,
  Inspection,
  PlanRow,
  Preview,
  SheetImport,
} from '../../contract/api/index.ts';
import type { Language } from '../../model/types.ts';
import type { CoreFile } from '../app/host.ts';
import type { Only } from './find-row.ts';
import { firstHabits, type Habits, type SheetFault, sheetFault, startPlan } from './sheet-plan.ts';

export type Step = 'choose' | 'match' | 'check' | 'result';

export interface Work {
  readonly kind: 'upload' | 'inspect' | 'preview' | 'run' | 'undo' | 'rejects';
  /** What part of it, as the core names it; empty until it says. */
  readonly phase: string;
  readonly done: number;
  readonly total: number | null;
  /** False once the writing has begun: it runs to its end and can be undone as a whole. */
  readonly cancellable: boolean;
}

/** All that people decide about a file. */
export interface Decisions {
  /** Names of the sheets that are imported, in the workbook's order. */
  readonly chosen: readonly string[];
  /** By sheet, chosen or not. */
  readonly plans: Readonly<Record<string, SheetImport>>;
}

/** By row number and column index. */
export type CellTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What of a check is in sight, and where the cursor is. */
export interface CheckView {
  readonly only: Only;
  /** The row that is read in full. */
  readonly row: PlanRow | null;
  /** Place in the list of a row to scroll to; undefined leaves the list where it is. */
  readonly reveal: number | undefined;
  /** Key of the column that the cursor is in. */
  readonly cell: string | undefined;
}

/** One import from the choice of the file to its result. */
export interface ImportSession extends Decisions {
  readonly step: Step;
  readonly source: CoreFile | null;
  readonly inspection: Inspection | null;
  /** Name of the sheet that is looked at. */
  readonly sheet: string;
  readonly habits: Habits;
  readonly preview: Preview | null;
  /** What the preview is of; older than the decisions when something was changed since. */
  readonly checked: Decisions | null;
  /** By sheet: what stood in the file where a person put cells right. */
  readonly originals: Readonly<Record<string, CellTexts>>;
  readonly view: CheckView;
  readonly result: ImportResult | null;
  readonly undone: boolean;
  /** The writing had begun when it was stopped: it went on to its end. */
  readonly stoppedLate: boolean;
  readonly work: Work | null;
  readonly error: unknown;
}

export const firstView: CheckView = { only: 'all', row: null, reveal: undefined, cell: undefined };

/** What is in sight after a check was made anew: the same, unless nothing of the kind is left. */
export function viewAfter(view: CheckView, preview: Preview, sheet: string): CheckView {
  const { only } = view;
  const account = preview.sheets.find((each) => each.sheet === sheet) ?? preview;
  const counted = only !== 'all' && only !== 'problems' && only !== 'conflicts';
  return { ...view, only: counted && account[only] === 0 ? 'all' : only, reveal: undefined };
}

export const emptySession: ImportSession = {
  step: 'choose',
  source: null,
  inspection: null,
  chosen: [],
  plans: {},
  sheet: '',
  habits: firstHabits,
  preview: null,
  checked: null,
  originals: {},
  view: firstView,
  result: null,
  undone: false,
  stoppedLate: false,
  work: null,
  error: null,
};

const noPreview = { preview: null, checked: null, result: null, undone: false } as const;

/** The session after a file was looked into for the first time, or read anew as a whole. */
export function inspected(session: ImportSession, inspection: Inspection): ImportSession {
  const wanted = inspection.suggestedSheets.length > 0 ? inspection.suggestedSheets : [inspection.suggested];
  const names = inspection.sheets.map((sheet) => sheet.name);
  const kept = session.chosen.filter((name) => names.includes(name));
  const chosen = kept.length > 0 ? kept : wanted.flatMap((index) => names[index] ?? []);
  const sheet = names.includes(session.sheet)
    ? session.sheet
    : (names[inspection.suggested] ?? chosen[0] ?? names[0] ?? '');
  const plans = Object.fromEntries(
    inspection.sheets.map((each) => [each.name, startPlan(each, session.habits)]),
  );
  return { ...session, ...noPreview, step: 'match', inspection, chosen, plans, sheet, originals: {} };
}

/** The session after one sheet was read anew as a person said; the others stay as they are. */
export function sheetRead(session: ImportSession, found: Inspection, name: string): ImportSession {
  const fresh = found.sheets.find((sheet) => sheet.name === name);
  if (!session.inspection || !fresh) return session;
  const sheets = session.inspection.sheets.map((sheet) => (sheet.name === name ? fresh : sheet));
  const old = session.plans[name];
  const start = startPlan(fresh, session.habits);
  // Mode, key and the like were said of the sheet, whatever its header turned out to be.
  const plan = old
    ? { ...start, mode: old.mode, blank: old.blank, skipHidden: old.skipHidden, fillMerged: old.fillMerged }
    : start;
  return {
    ...session,
    ...noPreview,
    inspection: { ...session.inspection, sheets },
    plans: { ...session.plans, [name]: plan },
    originals: { ...session.originals, [name]: {} },
  };
}

export function sheetOf(session: ImportSession, name = session.sheet): InspectedSheet | undefined {
  return session.inspection?.sheets.find((sheet) => sheet.name === name);
}

/** Sheets that will be imported, in the workbook's order. */
export function chosenSheets(session: ImportSession): InspectedSheet[] {
  return (session.inspection?.sheets ?? []).filter((sheet) => session.chosen.includes(sheet.name));
}

/** Rows under the headers of the chosen sheets. */
export function chosenRows(session: ImportSession): number {
  return chosenSheets(session).reduce((sum, sheet) => sum + sheet.rows, 0);
}

export type MatchFault = SheetFault | 'noSheets';

/** What keeps the file from being checked, and at which sheet; null when nothing does. The sheet in sight comes first. */
export function matchFault(session: ImportSession): { fault: MatchFault; sheet: string } | null {
  const sheets = chosenSheets(session);
  if (sheets.length === 0) return { fault: 'noSheets', sheet: '' };
  const first = sheets.filter((sheet) => sheet.name === session.sheet);
  for (const sheet of [...first, ...sheets]) {
    const plan = session.plans[sheet.name];
    const fault = plan ? sheetFault(sheet, plan) : 'noHeader';
    if (fault) return { fault, sheet: sheet.name };
  }
  return null;
}

/** The request for a check of what the session says; null when there is nothing to check. */
export function importOptions(session: ImportSession, language: Language): ImportOptions | null {
  const { source, inspection } = session;
  const sheets = chosenSheets(session).flatMap((sheet) => session.plans[sheet.name] ?? []);
  if (!source || !inspection || sheets.length === 0) return null;
  return {
    file: source.file,
    sheets,
    language,
    keepRows: true,
    ...(inspection.encoding ? { encoding: inspection.encoding } : {}),
    ...(inspection.delimiter ? { delimiter: inspection.delimiter } : {}),
  };
}

/** Whether something was decided since the check, so that it has to be made anew. */
export function isStale(session: ImportSession): boolean {
  const { checked } = session;
  return checked !== null && (checked.plans !== session.plans || checked.chosen !== session.chosen);
}

/** Cells put right since the check. */
export function uncheckedEdits(session: ImportSession): number {
  let count = 0;
  for (const [name, plan] of Object.entries(session.plans)) {
    const before = session.checked?.plans[name]?.edits ?? {};
    if (before === plan.edits) continue;
    const rows = new Set([...Object.keys(before), ...Object.keys(plan.edits)]);
    for (const row of rows) {
      const was = before[row] ?? {};
      const is = plan.edits[row] ?? {};
      for (const column of new Set([...Object.keys(was), ...Object.keys(is)]))
        if (was[column] !== is[column]) count++;
    }
  }
  return count;
}

/** Puts a cell right, or back to what stands in the file when `text` says the same. */
export function withEdit(
  session: ImportSession,
  place: { readonly sheet: string; readonly row: number; readonly column: number },
  shown: string,
  text: string,
): ImportSession {
  const plan = session.plans[place.sheet];
  if (!plan || shown === text) return session;
  const row = String(place.row);
  const column = String(place.column);
  const originals = session.originals[place.sheet] ?? {};
  const original = originals[row]?.[column] ?? shown;
  const { [column]: _, ...others } = plan.edits[row] ?? {};
  const cells = text === original ? others : { ...others, [column]: text };
  const { [row]: __, ...rows } = plan.edits;
  const edits = Object.keys(cells).length === 0 ? rows : { ...rows, [row]: cells };
  return {
    ...session,
    plans: { ...session.plans, [place.sheet]: { ...plan, edits } },
    originals: {
      ...session.originals,
      [place.sheet]: { ...originals, [row]: { ...originals[row], [column]: original } },
    },
  };
}

/** True when the parts of an account add up to its rows; they always must, and the screen says so or says not. */
export function addsUp(a: {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  rejected: number;
}): boolean {
  return a.rows === a.created + a.updated + a.unchanged + a.skipped + a.rejected;
}
