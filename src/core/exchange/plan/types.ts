import type { ErrorParams } from '../../../model/errors.ts';
import type { RoleKey } from '../../../model/roles.ts';
import type { EntityKey, Language, Value } from '../../../model/types.ts';
import type { Draft } from '../../log/commit.ts';
import type { Delimiter, TextEncoding } from '../read/types.ts';

/** How a sheet is to be imported. */
export interface PlanOptions {
  readonly sheet: string;
  /** From 1, as the spreadsheet shows it. */
  readonly headerRow: number;
  /** Column index (from 0) to import target. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly mode: 'create' | 'update' | 'both';
  readonly key: 'tag' | 'serial';
  readonly createMissing: boolean;
  readonly fallbackClass: string;
  /** What an empty cell does to a value that is there. */
  readonly blank: 'keep' | 'clear';
  readonly encoding?: TextEncoding;
  readonly delimiter?: Delimiter;
  /** Language of what was there before, shown beside what is to come. */
  readonly language: Language;
}

/** Who imports, as authorisation sees him. */
export interface PlanActor {
  readonly id: string;
  readonly role: RoleKey;
  readonly department: string | null;
}

export interface RowProblem {
  readonly sheet: string;
  readonly row: number;
  /** Header of the column; empty when the whole row is meant. */
  readonly column: string;
  readonly value: string;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly params: ErrorParams;
}

export type RowAction = 'created' | 'updated' | 'unchanged' | 'skipped' | 'rejected';
export const rowActions: readonly RowAction[] = ['created', 'updated', 'unchanged', 'skipped', 'rejected'];

/** What is to happen with one row. */
export interface PlannedRow {
  readonly row: number;
  readonly action: RowAction;
  /** New records of other kinds first, then the asset. */
  readonly drafts: readonly Draft[];
  readonly problems: readonly RowProblem[];
  /** For updates: the values now in the register where they differ, by field. */
  readonly before: Readonly<Record<string, Value>> | null;
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

export interface ProblemGroup {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly column: string;
  count: number;
  /** The first rows that have it. */
  readonly rows: number[];
}

export interface PlanSummary extends Accounting {
  readonly problems: number;
  readonly groups: readonly ProblemGroup[];
  /** Records of other kinds that will be made, by entity. */
  readonly willCreate: Readonly<Partial<Record<EntityKey, number>>>;
  /** Drafts in all. */
  readonly drafts: number;
}
