import { classOf } from '../../../model/classes.ts';
import type { ErrorParams } from '../../../model/errors.ts';
import type { Value } from '../../../model/types.ts';
import { type Cell, cellText } from '../read/types.ts';
import { Problem } from '../values/problem.ts';
import { cleanLine } from '../values/text.ts';
import type { PlanColumn } from './columns.ts';
import type { PlanOptions, RowProblem } from './types.ts';

/** One row as its columns say it, before the register is asked. */
export interface RowValues {
  readonly row: number;
  /** By import target; only cells that hold something usable. */
  readonly values: Record<string, Value>;
  /** Mapped targets whose cell is empty. */
  readonly blanks: string[];
  /** Word of a category that names no class. */
  unknownClass: string | null;
  unknownStatus: string | null;
  readonly problems: RowProblem[];
  rejected: boolean;
}

/** Collects what is wrong with one row. */
export class RowReport {
  readonly #sheet: string;
  readonly #columns: ReadonlyMap<string, PlanColumn>;

  constructor(sheet: string, columns: readonly PlanColumn[]) {
    this.#sheet = sheet;
    this.#columns = new Map(columns.map((column) => [column.target, column]));
  }

  /** Adds a problem of a column, or of the whole row where the target is null. */
  add(values: RowValues, target: string | null, value: string, problem: Problem): void {
    const column = target === null ? undefined : this.#columns.get(target);
    const params: ErrorParams = {
      value,
      field: column?.header ?? '',
      ...(problem.suggestion === undefined ? {} : { suggestion: problem.suggestion }),
      ...problem.params,
    };
    values.problems.push({
      sheet: this.#sheet,
      row: values.row,
      column: column?.header ?? '',
      value,
      code: problem.code,
      severity: problem.severity,
      params,
    });
    if (problem.severity === 'error') values.rejected = true;
  }
}

/** Fields by which a row is known; without a sound one of these an asset must not be made. */
function isKey(target: string, options: PlanOptions): boolean {
  return target === 'tag' || target === options.key;
}

/** Parses one row's cells. Problems that make a cell unusable leave it out; errors reject the row. */
export function parseRow(
  row: number,
  cells: readonly (Cell | undefined)[],
  columns: readonly PlanColumn[],
  options: PlanOptions,
  report: RowReport,
): RowValues {
  const out: RowValues = {
    row,
    values: {},
    blanks: [],
    unknownClass: null,
    unknownStatus: null,
    problems: [],
    rejected: false,
  };
  for (const { index, target, parse } of columns) {
    const cell = cells[index];
    const parsed = parse(cell);
    if (parsed === null) out.blanks.push(target);
    else if (parsed instanceof Problem) unusable(out, target, cell, parsed, options, report);
    else out.values[target] = parsed;
  }
  return out;
}

function unusable(
  out: RowValues,
  target: string,
  cell: Cell | undefined,
  problem: Problem,
  options: PlanOptions,
  report: RowReport,
): void {
  const shown = cleanLine((cellText(cell) ?? '').slice(0, 500));
  if (problem.code === 'CHOICE_UNKNOWN' && target === 'class') {
    out.unknownClass = shown;
    return;
  }
  if (problem.code === 'CHOICE_UNKNOWN' && target === 'status') {
    out.unknownStatus = shown;
    return;
  }
  if (problem.value !== null) out.values[target] = problem.value as Value;
  const severe = isKey(target, options) && problem.severity === 'warning';
  const more = { params: problem.params, ...(problem.suggestion ? { suggestion: problem.suggestion } : {}) };
  report.add(out, target, shown, severe ? new Problem(problem.code, 'error', more) : problem);
}

/** The label of a class in a language. */
export function classLabel(key: string, options: PlanOptions): string {
  return classOf(key)?.label[options.language] ?? key;
}
