import { importTarget } from '../../../model/import-targets.ts';
import type { Language } from '../../../model/types.ts';
import type { Draft } from '../../log/commit.ts';
import { draftsPerStageRow } from '../../log/stage.ts';
import type { Register } from '../../store/register.ts';
import { type Cell, cellText, type DateCell } from '../read/types.ts';
import { cleanLine } from '../values/text.ts';
import { valueWords } from '../words.ts';
import { IndexBuilder, LineWriter, type PlanIndex, planPaths, rowFlags } from './plan-file.ts';
import type { SheetPlan } from './planner.ts';
import type { DataRow } from './sheet-rows.ts';
import { type PlannedRow, type RowProblem, rowActions, type ToldConflict } from './types.ts';

export interface PlanFilesOptions {
  readonly folder: string;
  readonly id: string;
  readonly language: Language;
  /** Keep every row's cells for a preview. */
  readonly keepRows: boolean;
}

/** Writes what a plan decides, row by row. */
export class PlanFiles {
  readonly #reg: Register;
  readonly #language: Language;
  readonly #drafts: LineWriter;
  readonly #problems: LineWriter;
  readonly #conflicts: LineWriter;
  readonly #rows: LineWriter | null;
  readonly #index = new IndexBuilder();
  #waiting: Draft[] = [];
  #sheet: SheetPlan | null = null;
  /** Columns made of marks, which are no cells of the row. */
  #made: readonly { readonly index: number; readonly cell: (row: number) => Cell }[] = [];

  constructor(reg: Register, { folder, id, language, keepRows }: PlanFilesOptions) {
    const paths = planPaths(folder, id);
    this.#reg = reg;
    this.#language = language;
    this.#drafts = new LineWriter(paths.drafts);
    this.#problems = new LineWriter(paths.problems);
    this.#conflicts = new LineWriter(paths.conflicts);
    this.#rows = keepRows ? new LineWriter(paths.rows) : null;
  }

  begin(sheet: SheetPlan): void {
    this.#sheet = sheet;
    this.#made = sheet.columns.columns.flatMap(({ index, made }) => (made ? [{ index, cell: made }] : []));
  }

  drafts({ drafts }: PlannedRow): void {
    for (const draft of drafts) this.#waiting.push(draft);
    while (this.#waiting.length >= draftsPerStageRow) this.#writeDrafts();
  }

  problem(problem: RowProblem): void {
    this.#problems.add(JSON.stringify(problem));
  }

  row(planned: PlannedRow, row: DataRow): void {
    for (const problem of planned.problems) this.problem(problem);
    const sheet = this.#sheet?.options.sheet ?? '';
    for (const { target: field, base, register, workbook, settled } of planned.conflicts) {
      const told: ToldConflict = { sheet, row: row.row, field, base, register, workbook, settled };
      this.#conflicts.add(JSON.stringify(told));
    }
    if (this.#rows && this.#sheet) this.#addRow(this.#rows, this.#sheet, planned, row);
  }

  #addRow(rows: LineWriter, sheet: SheetPlan, planned: PlannedRow, { cells }: DataRow): void {
    const { row, action, problems, conflicts, records } = planned;
    const line = {
      sheet: sheet.options.sheet,
      row,
      action,
      cells: this.#shown(row, cells),
      before: this.#before(sheet, planned),
      problems,
      conflicts,
      records,
    };
    const flags =
      (problems.length > 0 ? rowFlags.problem : 0) | (conflicts.length > 0 ? rowFlags.conflict : 0);
    this.#index.add(rows.add(JSON.stringify(line)), rowActions.indexOf(action), flags, sheet.number);
  }

  #shown(row: number, cells: readonly (Cell | undefined)[]): Record<string, string> {
    const shown = shownCells(cells);
    for (const { index, cell } of this.#made) {
      const text = cellText(cell(row));
      if (text !== null) shown[index] = text;
    }
    return shown;
  }

  #before({ options, report }: SheetPlan, planned: PlannedRow): Record<string, string> {
    const words: Record<string, string> = {};
    if (!planned.before) return words;
    const { entity } = options;
    const { catalogue } = this.#reg;
    const fields = catalogue.fieldsOf(entity, planned.before.class);
    for (const [name, value] of Object.entries(planned.before)) {
      const column = report.column(name);
      if (column === undefined) continue;
      const field = importTarget(entity, name, catalogue)?.field ?? fields[name];
      words[column.index] = valueWords(this.#reg, name, field, value, this.#language);
    }
    return words;
  }

  #writeDrafts(): void {
    if (this.#waiting.length === 0) return;
    this.#drafts.add(JSON.stringify(this.#waiting.splice(0, draftsPerStageRow)));
  }

  finish(): PlanIndex | null {
    this.#writeDrafts();
    return this.#rows ? this.#index.finish(this.#rows.bytes) : null;
  }

  close(): void {
    this.#drafts.close();
    this.#problems.close();
    this.#conflicts.close();
    this.#rows?.close();
  }
}

/** Cells of a preview: what a person would see, of bearable length. */
function shownCells(cells: readonly (Cell | undefined)[]): Record<string, string> {
  const shown: Record<string, string> = {};
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index];
    if (cell === null || cell === undefined) continue;
    const text = typeof cell === 'object' && cell.kind === 'date' ? dateText(cell) : cellText(cell);
    if (text !== null) shown[index] = cleanLine(text.length > 500 ? text.slice(0, 500) : text);
  }
  return shown;
}

const dateTexts = new Map<number, string | null>();

/** Columns of dates repeat few days, and making their text is slow. */
function dateText(cell: DateCell): string | null {
  let text = dateTexts.get(cell.serial);
  if (text === undefined) {
    text = cellText(cell);
    if (dateTexts.size > 20_000) dateTexts.clear();
    dateTexts.set(cell.serial, text);
  }
  return text;
}
