import { randomBytes } from 'node:crypto';
import { fieldsOf } from '../../../model/entities/index.ts';
import { HoldfastError } from '../../../model/errors.ts';
import { importTarget } from '../../../model/import-targets.ts';
import type { Draft } from '../../log/commit.ts';
import { uuid7 } from '../../log/pure/ids.ts';
import { draftsPerStageRow } from '../../log/stage.ts';
import type { Register } from '../../store/register.ts';
import type { JobContext } from '../../workers/jobs.ts';
import { heldWorkbook } from '../held-workbook.ts';
import { type InspectedSheet, inspectWorkbook } from '../inspect.ts';
import { type Cell, cellText, type Delimiter, type TextEncoding, type Workbook } from '../read/types.ts';
import { cleanLine } from '../values/text.ts';
import { valueWords } from '../words.ts';
import { planSheet } from './plan.ts';
import { LineWriter, type PlanIndex, planPaths } from './plan-file.ts';
import { type PlanActor, type PlannedRow, type PlanOptions, type PlanSummary, rowActions } from './types.ts';

export interface PlanInput {
  readonly path: string;
  /** Name shown in errors. */
  readonly name: string;
  readonly actor: PlanActor;
  /** Sheet, header row and mapping are recognised where they are left out. */
  readonly options: Omit<PlanOptions, 'sheet' | 'headerRow' | 'mapping'> & {
    readonly sheet?: string | undefined;
    readonly headerRow?: number | undefined;
    readonly mapping?: Readonly<Record<string, string>> | undefined;
    readonly encoding?: TextEncoding;
    readonly delimiter?: Delimiter;
  };
  /** Where the plan's files go, and what they are called. */
  readonly folder: string;
  readonly id: string;
  /** Keep every row's cells for a preview. */
  readonly keepRows: boolean;
}

export interface PlanOutput {
  readonly summary: PlanSummary;
  /** As they were used, recognised or given. */
  readonly options: PlanOptions;
  readonly index: PlanIndex | null;
  /** The newest log entry that the plan looked at. */
  readonly cursor: number;
}

/** Reads a file and plans its import; the plan is left in files beside each other. Runs in a worker. */
export async function planJob(context: JobContext, input: PlanInput): Promise<PlanOutput> {
  context.progress('read', 0, null);
  const book = await heldWorkbook(input.path, { ...input.options, name: input.name }, input.keepRows);
  if (context.cancelled()) throw new HoldfastError('CANCELLED');
  const options = completeOptions(book, input);
  const reg = context.register();
  const cursor = reg.cursor();
  const total = book.sheets.find((sheet) => sheet.name === options.sheet)?.rowCount ?? null;
  const files = new PlanFiles(reg, options, input);
  try {
    const summary = planSheet(book, options, {
      reg,
      actor: input.actor,
      newId: idMaker(),
      onRow: (planned, cells) => files.add(planned, cells),
      onProgress: (done) => context.progress('check', done, total),
      cancelled: () => context.cancelled(),
    });
    return { summary, options, index: files.finish(), cursor };
  } finally {
    files.close();
  }
}

/** Random bytes are asked for in one go: a large import needs 100,000 ids. */
function idMaker(): () => string {
  let random: Uint8Array = new Uint8Array(0);
  return () => {
    if (random.length < 10) random = randomBytes(2560);
    const bytes = random.subarray(0, 10);
    random = random.subarray(10);
    return uuid7(Date.now(), bytes);
  };
}

/** Fills in what a person did not say from what the file looks like. */
function completeOptions(book: Workbook, { options, name }: PlanInput): PlanOptions {
  if (options.sheet !== undefined && options.headerRow !== undefined && options.mapping !== undefined) {
    return options as PlanOptions;
  }
  const found = inspectWorkbook(book, options as { sheet?: string; headerRow?: number });
  const chosen =
    options.sheet === undefined
      ? found.sheets[found.suggested]
      : found.sheets.find((sheet) => sheet.name === options.sheet);
  if (!chosen) throw new HoldfastError('SHEET_NOT_FOUND', { sheet: options.sheet ?? name });
  if (chosen.rows === 0) throw new HoldfastError('SHEET_NO_ROWS', { sheet: chosen.name });
  return {
    ...options,
    sheet: chosen.name,
    headerRow: options.headerRow ?? chosen.headerRow,
    mapping: options.mapping ?? suggested(chosen),
  };
}

function suggested(sheet: InspectedSheet): Record<string, string> {
  const mapping: Record<string, string> = {};
  for (const { index, field } of sheet.columns) if (field !== null) mapping[index] = field;
  return mapping;
}

/** Writes what a plan decides, row by row. */
class PlanFiles {
  readonly #reg: Register;
  readonly #options: PlanOptions;
  readonly #columns: ReadonlyMap<string, number>;
  readonly #drafts: LineWriter;
  readonly #problems: LineWriter;
  readonly #rows: LineWriter | null;
  readonly #offsets: number[] = [];
  readonly #actions: number[] = [];
  readonly #troubled: number[] = [];
  #waiting: Draft[] = [];

  constructor(reg: Register, options: PlanOptions, input: PlanInput) {
    const paths = planPaths(input.folder, input.id);
    this.#reg = reg;
    this.#options = options;
    this.#columns = new Map(Object.entries(options.mapping).map(([index, key]) => [key, Number(index)]));
    this.#drafts = new LineWriter(paths.drafts);
    this.#problems = new LineWriter(paths.problems);
    this.#rows = input.keepRows ? new LineWriter(paths.rows) : null;
  }

  add(planned: PlannedRow, cells: readonly (Cell | undefined)[]): void {
    for (const draft of planned.drafts) this.#waiting.push(draft);
    while (this.#waiting.length >= draftsPerStageRow) this.#writeDrafts();
    for (const problem of planned.problems) this.#problems.add(JSON.stringify(problem));
    if (this.#rows) this.#addRow(this.#rows, planned, cells);
  }

  #addRow(rows: LineWriter, planned: PlannedRow, cells: readonly (Cell | undefined)[]): void {
    const line = {
      row: planned.row,
      action: planned.action,
      cells: shownCells(cells),
      before: this.#before(planned),
      problems: planned.problems,
    };
    this.#offsets.push(rows.add(JSON.stringify(line)));
    this.#actions.push(rowActions.indexOf(planned.action));
    this.#troubled.push(planned.problems.length > 0 ? 1 : 0);
  }

  #before(planned: PlannedRow): Record<string, string> {
    const words: Record<string, string> = {};
    if (!planned.before) return words;
    const fields = fieldsOf('asset', planned.before.class);
    for (const [name, value] of Object.entries(planned.before)) {
      const column = this.#columns.get(name);
      if (column === undefined) continue;
      const field = importTarget('asset', name)?.field ?? fields[name];
      words[column] = valueWords(this.#reg, name, field, value, this.#options.language);
    }
    return words;
  }

  #writeDrafts(): void {
    if (this.#waiting.length === 0) return;
    this.#drafts.add(JSON.stringify(this.#waiting.splice(0, draftsPerStageRow)));
  }

  finish(): PlanIndex | null {
    this.#writeDrafts();
    if (!this.#rows) return null;
    return {
      offsets: Float64Array.from([...this.#offsets, this.#rows.bytes]),
      actions: Uint8Array.from(this.#actions),
      troubled: Uint8Array.from(this.#troubled),
    };
  }

  close(): void {
    this.#drafts.close();
    this.#problems.close();
    this.#rows?.close();
  }
}

/** Cells of a preview: what a person would see, of bearable length. */
function shownCells(cells: readonly (Cell | undefined)[]): Record<string, string> {
  const shown: Record<string, string> = {};
  cells.forEach((cell, index) => {
    const text = cellText(cell);
    if (text !== null) shown[index] = cleanLine(text.length > 500 ? text.slice(0, 500) : text);
  });
  return shown;
}
