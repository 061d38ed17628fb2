import type { Catalogue } from '../../../model/catalogue.ts';
import { type ErrorParams, isErrorCode } from '../../../model/errors.ts';
import type { Language, Value } from '../../../model/types.ts';
import { type Cell, cellText } from '../read/types.ts';
import { currencyMark } from '../values/currency-mark.ts';
import { Problem } from '../values/problem.ts';
import { cleanLine } from '../values/text.ts';
import { fieldOfTarget, type PlanColumn } from './columns.ts';
import type { RowConflict, RowProblem } from './types.ts';

/** One row as its columns say it, before the register is asked. */
export interface RowValues {
  readonly row: number;
  /** By import target; only cells that hold something usable. */
  readonly values: Record<string, Value>;
  /** Mapped targets whose cell is empty. */
  readonly blanks: readonly string[];
  /** Word of a category that names no class. */
  unknownClass: string | null;
  unknownStatus: string | null;
  /** Words of choice columns that name no choice: target and word. */
  readonly unknown: (readonly [string, string])[];
  /** Fields whose cell was left empty on request, to be completed later. */
  readonly left: string[];
  readonly problems: RowProblem[];
  readonly conflicts: RowConflict[];
  /** Number of the record among those that the row is split into; 0 for the first. */
  readonly part: number;
  rejected: boolean;
}

/** Another record of the same row: its own values, the same problems. */
export function partOf(row: RowValues, part: number, values: Record<string, Value>): RowValues {
  return { ...row, part, values };
}

export interface ReportOptions {
  readonly sheet: string;
  readonly columns: readonly PlanColumn[];
  /** Kinds of problems whose cell is left empty instead. */
  readonly leave: readonly { readonly code: string; readonly target: string }[];
  /** Targets that must be sound: a record can't be told, or can't be, without them. */
  readonly strict: ReadonlySet<string>;
}

/** Collects what is wrong with the rows of one sheet. */
export class RowReport {
  readonly #sheet: string;
  readonly #columns: ReadonlyMap<string, PlanColumn>;
  readonly #leave: ReadonlySet<string>;
  readonly strict: ReadonlySet<string>;

  constructor({ sheet, columns, leave, strict }: ReportOptions) {
    this.#sheet = sheet;
    const byTarget = new Map(columns.map((column) => [column.target, column]));
    // A field that is filled from its parts alone is shown at the first of them.
    for (const column of columns) {
      const field = fieldOfTarget(column.target);
      if (!byTarget.has(field)) byTarget.set(field, column);
    }
    this.#columns = byTarget;
    this.#leave = new Set(leave.map(({ code, target }) => `${code} ${target}`));
    this.strict = strict;
  }

  /** The column that a target's problems are told of. */
  column(target: string): PlanColumn | undefined {
    return this.#columns.get(target);
  }

  /**
   * Adds a problem of a column, or of the whole row where the target is null. An error rejects the row, unless its cell may
   * be left empty.
   */
  add(row: RowValues, target: string | null, value: string, problem: Problem): void {
    const column = target === null ? undefined : this.#columns.get(target);
    const shown = column?.target ?? '';
    const left = problem.severity === 'error' && this.#isLeft(problem.code, shown);
    // The other records of a split row share its cells, whose problems are told once.
    if (row.part > 0 && row.problems.some((told) => told.code === problem.code && told.target === shown)) {
      if (problem.severity === 'error' && !left) row.rejected = true;
      return;
    }
    const params: ErrorParams = {
      value,
      field: column?.header ?? '',
      ...(problem.suggestion === undefined ? {} : { suggestion: problem.suggestion }),
      ...problem.params,
    };
    if (left) row.left.push(fieldOfTarget(shown));
    const severity = left ? 'warning' : problem.severity;
    const { row: number } = row;
    const header = column?.header ?? '';
    row.problems.push({
      sheet: this.#sheet,
      row: number,
      column: header,
      target: shown,
      value,
      code: problem.code,
      severity,
      params,
    });
    if (severity === 'error') row.rejected = true;
  }

  #isLeft(code: string, target: string): boolean {
    return this.#leave.has(`${code} ${target}`) && isLeavable(code, target, this.strict);
  }
}

/** What is wrong with one cell alone, so that the row could come in without it. */
const cellCodes: ReadonlySet<string> = new Set([
  'DATE_IMPOSSIBLE',
  'DATE_UNREADABLE',
  'NUMBER_UNREADABLE',
  'NUMBER_NOT_WHOLE',
  'NUMBER_OUT_OF_RANGE',
  'MONEY_UNREADABLE',
  'BOOLEAN_UNREADABLE',
  'CHOICE_UNKNOWN',
  'TEXT_TOO_LONG',
  'REFERENCE_MISSING',
  'REFERENCE_AMBIGUOUS',
]);

/** May "import with this cell blank" be chosen for an error? Not where the cell says which record the row is. */
export function isLeavable(code: string, target: string, strict: ReadonlySet<string>): boolean {
  return target !== '' && !strict.has(target) && cellCodes.has(code) && isErrorCode(code);
}

export interface RowParser {
  readonly columns: readonly PlanColumn[];
  readonly report: RowReport;
}

/**
 * Parses one row's cells. Problems that make a cell unusable leave it out; errors reject the row.
 * @param untouched says which cells need not be read, since nobody changed them since they were exported
 */
export function parseRow(
  row: number,
  cells: readonly (Cell | undefined)[],
  { columns, report }: RowParser,
  untouched: ((column: PlanColumn, cell: Cell | undefined) => boolean) | null,
): RowValues {
  const blanks: string[] = [];
  const out: RowValues = {
    row,
    values: {},
    blanks,
    unknownClass: null,
    unknownStatus: null,
    unknown: [],
    left: [],
    problems: [],
    conflicts: [],
    part: 0,
    rejected: false,
  };
  let currency: string | null = null;
  for (const column of columns) {
    const cell = column.made === null ? cells[column.index] : column.made(row);
    if (untouched?.(column, cell)) continue;
    const parsed = column.parse(cell);
    if (parsed === null) blanks.push(column.target);
    else if (parsed instanceof Problem) unusable(out, column.target, cell, parsed, report);
    else {
      out.values[column.target] = parsed;
      if (column.field.type === 'money') currency ??= currencyOf(column, cell);
    }
  }
  // £568 without a column for the currency is pounds all the same.
  if (currency !== null) out.values.currency ??= currency;
  return out;
}

function currencyOf({ header }: PlanColumn, cell: Cell | undefined): string | null {
  return (typeof cell === 'string' ? currencyMark(cell) : null) ?? currencyMark(header);
}

function unusable(
  out: RowValues,
  target: string,
  cell: Cell | undefined,
  problem: Problem,
  report: RowReport,
): void {
  const shown = cleanLine((cellText(cell) ?? '').slice(0, 500));
  if (problem.code === 'CHOICE_UNKNOWN') {
    out.unknown.push([target, shown.slice(0, 200)]);
    if (target === 'class') {
      out.unknownClass = shown;
      return;
    }
    if (target === 'status') {
      out.unknownStatus = shown;
      return;
    }
  }
  if (problem.value !== null) out.values[target] = problem.value as Value;
  const severe = report.strict.has(target) && problem.severity === 'warning' && problem.value === null;
  const more = { params: problem.params, ...(problem.suggestion ? { suggestion: problem.suggestion } : {}) };
  report.add(out, target, shown, severe ? new Problem(problem.code, 'error', more) : problem);
}

/** The label of a class in a language. */
export function classLabel(catalogue: Catalogue, key: string, language: Language): string {
  return catalogue.classOf(key)?.label[language] ?? key;
}
