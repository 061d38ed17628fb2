import { columnLetter } from '../../model/column-letter.ts';
import { type ErrorParams, HoldfastError } from '../../model/errors.ts';
import { importTarget } from '../../model/import-targets.ts';
import { describeProblem } from '../../model/problem-text.ts';
import { isRole, roles } from '../../model/roles.ts';
import type { FieldDef, Language } from '../../model/types.ts';
import type { JobContext } from '../workers/jobs.ts';
import { headerMatcher } from './headers.ts';
import { heldWorkbook } from './held-workbook.ts';
import { planColumns } from './plan/columns.ts';
import type { RowProblem, SheetOptions } from './plan/types.ts';
import { ProblemFile } from './problem-file.ts';
import type { ProfileSettings } from './profiles.ts';
import { cellAt, type MarkColumn, markColumns } from './read/mark-columns.ts';
import { prepareRows } from './read/prepare-rows.ts';
import { recognise } from './read/recognise.ts';
import {
  type Cell,
  type Delimiter,
  type Row,
  type Sheet,
  serialToText,
  type TextEncoding,
} from './read/types.ts';
import { importedSheet, isReasonHeader, type RejectedSettings, reasonHeader } from './rejected-settings.ts';
import { isRoundTripHeader } from './round-trip/keys.ts';
import { headerWithUnit, unitAbove } from './values/money-unit.ts';
import type { RichCell, WriteCell, WriteColumn, WriteSheet } from './write/types.ts';
import { writeWorkbook } from './write/workbook.ts';

/** How a sheet was imported whose rejected rows are asked for: its settings, with where things stand in the file. */
export type RejectedSheet = SheetOptions;

export interface RejectsInput {
  /** The file that was imported, and the name it is shown by. */
  readonly path: string;
  readonly name: string;
  readonly encoding?: TextEncoding | undefined;
  readonly delimiter?: Delimiter | undefined;
  readonly sheets: readonly RejectedSheet[];
  /** File of problems, one as JSON on each line. */
  readonly problems: string;
  /** Those that showed only when the rows were written. */
  readonly late?: readonly RowProblem[];
  readonly language: Language;
  /** Identifies the import; the workbook is recognised by it as one to import again. */
  readonly id: string;
  /** Where the workbook goes. */
  readonly out: string;
}

/**
 * Writes the rejected rows as a workbook of the same columns and a reason in front, ready to be put right and imported again:
 * it carries the settings of its import with it. Runs in a worker.
 * @returns rows written
 * @throws CANCELLED, DISK_FULL, FILE_NOT_WRITABLE, and what reading the file throws
 */
export async function rejectsJob(context: JobContext, input: RejectsInput): Promise<{ rows: number }> {
  const { path, name, encoding, delimiter } = input;
  const given = { ...(encoding ? { encoding } : {}), ...(delimiter ? { delimiter } : {}) };
  const book = await heldWorkbook(path, { name, ...given });
  const problems = new ProblemFile(input.problems, input.late ?? []);
  try {
    const sheets: WriteSheet[] = [];
    const settings: RejectedSettings[] = [];
    for (const how of input.sheets) {
      const sheet = book.sheets.find((candidate) => candidate.name === how.sheet);
      if (!sheet || problems.rejectedOf(how.sheet) === 0) continue;
      const table = new RejectedTable(sheet, how, problems, input.language, context);
      sheets.push(table.sheet());
      settings.push({ sheet: how.sheet, headers: table.headers, settings: table.settings() });
    }
    if (sheets.length === 0) throw new HoldfastError('NO_REJECTED_ROWS');
    const file = { id: input.id, name: input.name, sheets: settings };
    const onProgress = (rows: number) => context.progress('export', rows, null);
    const { rows } = await writeWorkbook(
      input.out,
      { sheets: [...sheets, importedSheet(file)] },
      { onProgress },
    );
    return { rows };
  } finally {
    problems.close();
  }
}

interface RejectedColumn {
  /** In the file; those made of marks have theirs from 20,000 on. */
  readonly index: number;
  readonly header: string;
  readonly target: string | undefined;
}

/** The rejected rows of one sheet. */
class RejectedTable {
  readonly #sheet: Sheet;
  readonly #how: RejectedSheet;
  readonly #problems: ProblemFile;
  readonly #language: Language;
  readonly #context: JobContext;
  readonly #columns: readonly RejectedColumn[];
  readonly #made: ReadonlyMap<number, MarkColumn>;
  readonly #headerEnd: number;

  constructor(
    sheet: Sheet,
    how: RejectedSheet,
    problems: ProblemFile,
    language: Language,
    context: JobContext,
  ) {
    const { headerRow, headerRows } = how;
    const found = recognise(sheet, headerMatcher(context.register().catalogue), { headerRow, headerRows });
    this.#sheet = sheet;
    this.#how = how;
    this.#problems = problems;
    this.#language = language;
    this.#context = context;
    this.#headerEnd = headerRow + headerRows - 1;
    const headers = new Map(found.columns.map(({ index, header }) => [index, header]));
    const made = markColumns(sheet, this.#headerEnd, (column) => headers.get(column) ?? '');
    this.#made = new Map(made.map((column) => [column.index, column]));
    // Pictures can't be written into a cell; colours and strike-through become words.
    const above = unitAbove(sheet, headerRow);
    const marks = made
      .filter(({ index, source }) => source !== 'picture' && how.mapping[index])
      .map(({ index, of, header }) => ({ index, header, letter: columnLetter(of) }));
    this.#columns = [...found.columns, ...marks]
      .filter(({ header }) => !isReasonHeader(header))
      .map(({ index, header, letter }) => {
        const target = how.mapping[index];
        // The line with the unit stays behind in the old file; a column without a name comes again by its letter.
        const money = this.#isOf('money', target);
        return {
          index,
          header: (money ? headerWithUnit(header, above) : header) || (target ? letter : ''),
          target,
        };
      });
  }

  /** By column of the new file. */
  get headers(): string[] {
    return [reasonHeader[this.#language], ...this.#columns.map(({ header }) => header)];
  }

  /** The import's settings, with columns as they stand in the new file. */
  settings(): ProfileSettings {
    const { sheet: _sheet, headerRow, headerRows, edits, settled, ...kept } = this.#how;
    const mapping: Record<string, string> = {};
    // The rows left over may say nothing of how the column writes its dates and amounts; the whole file did.
    const { dateOrders, decimalMarks } = planColumns(
      this.#sheet,
      this.#how,
      this.#context.register().catalogue,
    ).dates.told;
    const forms = { dateOrders: {} as Record<string, unknown>, decimalMarks: {} as Record<string, unknown> };
    this.#columns.forEach(({ index, target }, i) => {
      if (target) mapping[i + 1] = target;
      if (dateOrders[index]) forms.dateOrders[i + 1] = dateOrders[index];
      if (decimalMarks[index]) forms.decimalMarks[i + 1] = decimalMarks[index];
    });
    return { ...kept, ...forms, mapping } as ProfileSettings;
  }

  sheet(): WriteSheet {
    const reason: WriteColumn = {
      header: reasonHeader[this.#language],
      kind: 'wrapped',
      width: 50,
      tone: 'required',
    };
    const columns = this.#columns.map(
      ({ header, target }): WriteColumn => ({
        header,
        kind: this.#isOf('code', target) ? 'code' : 'text',
        ...(isRoundTripHeader(header) ? { hidden: true } : {}),
      }),
    );
    return { name: this.#how.sheet, columns: [reason, ...columns], rows: this.#rows() };
  }

  #isOf(type: FieldDef['type'], target: string | undefined): boolean {
    return (
      target !== undefined &&
      importTarget(this.#how.entity, target, this.#context.register().catalogue)?.field?.type === type
    );
  }

  *#rows(): Generator<WriteCell[]> {
    const { fillMerged, sheet } = this.#how;
    const options = { fillMerged, skipHidden: false, headerEnd: this.#headerEnd };
    let seen = 0;
    for (const row of prepareRows(this.#sheet, options)) {
      if (row.row <= this.#headerEnd) continue;
      if (seen++ % 1000 === 0 && this.#context.cancelled()) throw new HoldfastError('CANCELLED');
      const problems = this.#problems.of(sheet, row.row);
      if (problems) yield [this.#reason(row.row, problems), ...this.#cells(row, problems)];
    }
  }

  #reason(row: number, problems: readonly RowProblem[]): string {
    const zh = this.#language === 'zh';
    const lines = problems.map(({ column, params, ...problem }) => {
      const told = describeProblem({ ...problem, params: this.#inWords(params) }, this.#language);
      return column === '' ? told : zh ? `【${column}】${told}` : `[${column}] ${told}`;
    });
    const from = zh ? `原第 ${row} 行` : `Row ${row} of the file`;
    return [from, ...new Set(lines)].join('\n');
  }

  #inWords(params: ErrorParams): ErrorParams {
    const { role } = params;
    return isRole(role) ? { ...params, role: roles[role].label[this.#language] } : params;
  }

  #cells(row: Row, problems: readonly RowProblem[]): WriteCell[] {
    const edits = this.#how.edits?.[row.row];
    return this.#columns.map(({ index, header, target }) => {
      const cell = edits?.[index] ?? cellAt(row, index, this.#made);
      const of = problems.filter((problem) => isOf(problem, header, target));
      if (of.length === 0) return plainCell(cell);
      const worst = of.some(({ severity }) => severity === 'error') ? 'bad' : 'warning';
      return { ...richOf(plainCell(cell)), tone: worst } satisfies RichCell;
    });
  }
}

function isOf(
  problem: RowProblem & { readonly target?: string },
  header: string,
  target: string | undefined,
) {
  if (problem.target) return problem.target === target;
  return problem.column !== '' && problem.column === header;
}

function richOf(cell: WriteCell): RichCell {
  return typeof cell === 'object' && cell !== null ? cell : { value: cell };
}

/** A cell as it stood: text as text, numbers as numbers, dates as dates. */
function plainCell(cell: Cell | undefined): WriteCell {
  if (cell === null || cell === undefined || typeof cell === 'boolean') return cell ?? null;
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return { value: cell, kind: 'number' };
  if (cell.kind !== 'date') return { value: cell.text, kind: 'code' };
  if (cell.serial < 61) return serialToText(cell.serial);
  return Number.isInteger(cell.serial)
    ? { value: serialToText(cell.serial), kind: 'date' }
    : { value: Math.round((cell.serial - 25_569) * 86_400_000), kind: 'datetime' };
}
