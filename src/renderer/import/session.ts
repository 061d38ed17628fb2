import type {
  ImportOptions,
  ImportResult,
  Inspection,
  Preview,
  SheetImport,
} from '../../contract/api/index.ts';
import type { Language } from '../../model/types.ts';
import type { CoreFile } from '../app/host.ts';

export type Step = 'choose' | 'match' | 'check' | 'result';

/** What people decide beside the matching of columns. */
export type Settings = Pick<SheetImport, 'mode' | 'createMissing' | 'fallbackClass'> & {
  readonly key: 'tag' | 'serial';
  readonly blank: 'keep' | 'clear';
};

export interface Work {
  readonly kind: 'upload' | 'inspect' | 'preview' | 'run';
  readonly done: number;
  readonly total: number | null;
  /** False once the writing has begun: it runs to its end and can be undone as a whole. */
  readonly cancellable: boolean;
}

/** One import from the choice of the file to its result. */
export interface ImportSession {
  readonly step: Step;
  readonly source: CoreFile | null;
  readonly inspection: Inspection | null;
  /** Index of the sheet. */
  readonly sheet: number;
  /** Column index to field key. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly settings: Settings;
  readonly preview: Preview | null;
  readonly result: ImportResult | null;
  readonly undone: boolean;
  readonly work: Work | null;
  readonly error: unknown;
}

export const emptySession: ImportSession = {
  step: 'choose',
  source: null,
  inspection: null,
  sheet: 0,
  mapping: {},
  settings: { mode: 'both', key: 'tag', createMissing: true, fallbackClass: 'otherEquipment', blank: 'keep' },
  preview: null,
  result: null,
  undone: false,
  work: null,
  error: null,
};

/** Matching as the core suggests it. */
export function suggestedMapping(inspection: Inspection, sheet: number): Record<string, string> {
  const columns = inspection.sheets[sheet]?.columns ?? [];
  return Object.fromEntries(columns.flatMap((c) => (c.field === null ? [] : [[String(c.index), c.field]])));
}

/** What keeps a matching from being checked; null when nothing does. */
export type MatchFault = 'noRows' | 'noHeader' | 'nothing' | 'repeated' | 'noKey';

export function matchFault(session: ImportSession): MatchFault | null {
  const sheet = session.inspection?.sheets[session.sheet];
  if (!sheet || sheet.headerRow < 1) return 'noHeader';
  if (sheet.rows === 0) return 'noRows';
  const fields = Object.values(session.mapping);
  if (fields.length === 0) return 'nothing';
  if (new Set(fields).size < fields.length) return 'repeated';
  if (session.settings.mode === 'update' && !fields.includes(session.settings.key)) return 'noKey';
  return null;
}

/** Fields that stand at more than one column. */
export function repeatedFields(mapping: Readonly<Record<string, string>>): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const field of Object.values(mapping)) (seen.has(field) ? twice : seen).add(field);
  return twice;
}

/** The request for a check of what the session says. */
export function importOptions(session: ImportSession, language: Language): ImportOptions | null {
  const { source, inspection } = session;
  const sheet = inspection?.sheets[session.sheet];
  if (!source || !inspection || !sheet) return null;
  return {
    file: source.file,
    sheets: [
      {
        sheet: sheet.name,
        headerRow: sheet.headerRow,
        mapping: { ...session.mapping },
        ...session.settings,
        key: [session.settings.key],
      },
    ],
    language,
    keepRows: true,
    ...(inspection.encoding ? { encoding: inspection.encoding } : {}),
    ...(inspection.delimiter ? { delimiter: inspection.delimiter } : {}),
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
