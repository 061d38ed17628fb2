import type { ErrorParams } from '../../../model/errors.ts';
import type { ImportEntity } from '../../../model/import-targets.ts';
import type { RoleKey } from '../../../model/roles.ts';
import type { EntityKey, Language, Value } from '../../../model/types.ts';
import type { Draft } from '../../log/commit.ts';
import type { Delimiter, TextEncoding } from '../read/types.ts';
import type { DayMonthOrder } from '../values/date.ts';
import type { DecimalMark } from '../values/decimal-mark.ts';

export type Side = 'register' | 'workbook';

/** How one sheet is to be imported; what the fields mean stands with the contract's `sheetImport`. */
export interface SheetOptions {
  readonly sheet: string;
  readonly entity: ImportEntity;
  /** From 1, as the spreadsheet shows it; 0 = the sheet has none, its first row is a record. */
  readonly headerRow: number;
  readonly headerRows: number;
  /** Column index (from 0) to import target. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly mode: 'create' | 'update' | 'both';
  /** Targets that together name a record; empty = the entity's own. */
  readonly key: readonly string[];
  readonly createMissing: boolean;
  readonly fallbackClass: string;
  readonly blank: 'keep' | 'clear' | 'auto';
  readonly blanks: Readonly<Record<string, 'keep' | 'clear'>>;
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly dateOrders: Readonly<Record<string, DayMonthOrder>>;
  readonly decimalMarks: Readonly<Record<string, DecimalMark>>;
  readonly skipHidden: boolean;
  readonly fillMerged: boolean;
  readonly split: { readonly quantity: boolean; readonly ranges: boolean };
  readonly leave: readonly { readonly code: string; readonly target: string }[];
  readonly edits: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly prefer: Side | null;
  readonly settled: Readonly<Record<string, Readonly<Record<string, Side>>>>;
}

/** What a person said of a sheet; the rest is recognised or usual. */
export type SheetRequest = { readonly [K in keyof SheetOptions]?: SheetOptions[K] | undefined };

/** How a file is to be imported. */
export interface PlanOptions {
  /** In the order in which they are taken. */
  readonly sheets: readonly SheetOptions[];
  readonly encoding?: TextEncoding;
  readonly delimiter?: Delimiter;
  /** Language of what was there before, shown beside what is to come. */
  readonly language: Language;
}

/** Without sheets, all that look like registers are taken. */
export type PlanRequest = Omit<PlanOptions, 'sheets'> & { readonly sheets?: readonly SheetRequest[] };

/** Who imports, as authorisation sees him. */
export interface PlanActor {
  readonly id: string;
  readonly role: RoleKey;
  readonly department: string | null;
}

export interface RowProblem {
  readonly sheet: string;
  /** 0 when no single row is meant. */
  readonly row: number;
  /** Header of the column; empty when the whole row is meant. */
  readonly column: string;
  /** Import target of the column; empty when the whole row is meant. */
  readonly target: string;
  readonly value: string;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly params: ErrorParams;
}

/** A value that was changed on both sides since the workbook was exported. */
export interface RowConflict {
  readonly target: string;
  readonly column: number;
  readonly base: string;
  readonly register: string;
  readonly workbook: string;
  readonly settled: Side | null;
}

/** The same as it is told with a result. */
export interface ToldConflict {
  readonly sheet: string;
  readonly row: number;
  readonly field: string;
  readonly base: string;
  readonly register: string;
  readonly workbook: string;
  readonly settled: Side | null;
}

export type RowAction = 'created' | 'updated' | 'unchanged' | 'skipped' | 'rejected';
export const rowActions: readonly RowAction[] = ['created', 'updated', 'unchanged', 'skipped', 'rejected'];

/** A draft that knows which row it comes from: position of the sheet in the options, row, records of the row. */
export type RowDraft = Draft & { readonly at?: readonly [number, number, number] };

/** What is to happen with one row. */
export interface PlannedRow {
  readonly row: number;
  readonly action: RowAction;
  /** New records of other kinds first, then the row's own. */
  readonly drafts: readonly RowDraft[];
  readonly problems: readonly RowProblem[];
  readonly conflicts: readonly RowConflict[];
  /** For updates: the values now in the register where they differ, by field. */
  readonly before: Readonly<Record<string, Value>> | null;
  /** Records that the row makes or changes. */
  readonly records: number;
  /** Words of choice columns that name no choice: target and word. */
  readonly unknown: readonly (readonly [string, string])[];
  /** The row completes a record that another row of the file has already had made. */
  readonly adopts: boolean;
}

/** rows = created + updated + unchanged + skipped + rejected, always. */
export interface Accounting {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  rejected: number;
}

export interface SheetAccount extends Accounting {
  readonly sheet: string;
  readonly entity: ImportEntity;
}

export interface ProblemGroup {
  readonly sheet: string;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly column: string;
  readonly target: string;
  count: number;
  /** The first rows that have it. */
  readonly rows: number[];
  /** Whether the cell may be left blank instead of rejecting the row. */
  readonly leavable: boolean;
}

export interface UnknownWord {
  readonly sheet: string;
  readonly target: string;
  readonly word: string;
  count: number;
}

export interface MissingRows {
  readonly count: number;
  readonly records: readonly { readonly id: string; readonly label: string }[];
}

export interface PlanSummary extends Accounting {
  readonly sheets: readonly SheetAccount[];
  readonly problems: number;
  readonly groups: readonly ProblemGroup[];
  readonly unknownWords: readonly UnknownWord[];
  /** Records of other kinds that will be made, by entity. */
  readonly willCreate: Readonly<Partial<Record<EntityKey, number>>>;
  /** Records that the rows themselves make or change. */
  readonly records: number;
  /** Cells changed on both sides and not settled. */
  readonly conflicts: number;
  /** Records of the exported workbook whose rows are gone from it. */
  readonly missing: MissingRows;
  /** Drafts in all. */
  readonly drafts: number;
}

export function emptyAccount(): Accounting {
  return { rows: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, rejected: 0 };
}
