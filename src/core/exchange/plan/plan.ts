import { HoldfastError } from '../../../model/errors.ts';
import type { Register } from '../../store/register.ts';
import { foldCode } from '../../store/text.ts';
import { type Cell, cellText, type Row, type Sheet, type Workbook } from '../read/types.ts';
import { type PlanColumn, planColumns } from './columns.ts';
import { Planner } from './planner.ts';
import type { Accounting, PlanActor, PlannedRow, PlanOptions, PlanSummary, ProblemGroup } from './types.ts';

export interface PlanDeps {
  readonly reg: Register;
  readonly actor: PlanActor;
  readonly newId: () => string;
  /** Called for every planned row, in order. */
  readonly onRow: (planned: PlannedRow, cells: readonly (Cell | undefined)[]) => void;
  readonly onProgress?: (done: number) => void;
  readonly cancelled?: () => boolean;
}

const rowsPerGroup = 50;

/**
 * Checks a sheet against the register, row by row, without writing anything.
 * @throws SHEET_NOT_FOUND, HEADER_NOT_FOUND, SHEET_NO_ROWS, MAPPING_*, CANCELLED
 */
export function planSheet(book: Workbook, options: PlanOptions, deps: PlanDeps): PlanSummary {
  const sheet = book.sheets.find((candidate) => candidate.name === options.sheet);
  if (!sheet) throw new HoldfastError('SHEET_NOT_FOUND', { sheet: options.sheet });
  const columns = planColumns(sheet, options);
  const tags = fileTags(sheet, options, columns);
  const planner = new Planner(deps.reg, columns, options, deps.actor, tags, deps.newId);
  const tally = new Tally();
  for (const row of dataRows(sheet, options.headerRow)) {
    const planned = planner.plan(row.row, row.cells);
    tally.count(planned);
    deps.onRow(planned, row.cells);
    if (tally.sum.rows % 1000 === 0) {
      if (deps.cancelled?.()) throw new HoldfastError('CANCELLED');
      deps.onProgress?.(tally.sum.rows);
    }
  }
  if (tally.sum.rows === 0) throw new HoldfastError('SHEET_NO_ROWS', { sheet: sheet.name });
  deps.onProgress?.(tally.sum.rows);
  return tally.summary();
}

/** Rows under the header that hold anything; blank ones don't count. */
function* dataRows(sheet: Sheet, headerRow: number): Generator<Row> {
  for (const row of sheet.rows()) {
    if (row.row > headerRow && row.cells.some((cell) => cellText(cell) !== null)) yield row;
  }
}

/** Needed before the first tag is handed out, which is only when a row has none. */
function fileTags(sheet: Sheet, options: PlanOptions, columns: readonly PlanColumn[]): Set<string> {
  const tags = new Set<string>();
  const column = columns.find(({ target }) => target === 'tag');
  if (!column) return tags;
  for (const { row, cells } of sheet.rows()) {
    const text = row > options.headerRow ? cellText(cells[column.index]) : null;
    if (text !== null) tags.add(foldCode(text));
  }
  return tags;
}

class Tally {
  readonly sum: Accounting = { rows: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, rejected: 0 };
  readonly #groups = new Map<string, ProblemGroup>();
  readonly #others: Record<string, number> = {};
  #problems = 0;
  #drafts = 0;

  count(planned: PlannedRow): void {
    this.sum.rows++;
    this.sum[planned.action]++;
    this.#drafts += planned.drafts.length;
    for (const draft of planned.drafts) {
      if (draft.entity !== 'asset') this.#others[draft.entity] = (this.#others[draft.entity] ?? 0) + 1;
    }
    for (const problem of planned.problems) {
      this.#problems++;
      const { code, severity, column } = problem;
      const key = `${code} ${severity} ${column}`;
      let group = this.#groups.get(key);
      if (!group) {
        group = { code, severity, column, count: 0, rows: [] };
        this.#groups.set(key, group);
      }
      group.count++;
      if (group.rows.length < rowsPerGroup) group.rows.push(problem.row);
    }
  }

  summary(): PlanSummary {
    const groups = [...this.#groups.values()].sort(
      (a, b) => Number(b.severity === 'error') - Number(a.severity === 'error') || b.count - a.count,
    );
    return {
      ...this.sum,
      problems: this.#problems,
      groups,
      willCreate: this.#others,
      drafts: this.#drafts,
    };
  }
}
