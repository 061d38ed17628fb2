import { columnSource } from './read/mark-columns.ts';
import { isSummaryRow, type TargetColumn } from './read/summary-row.ts';
import { type Cell, cellText, type Sheet } from './read/types.ts';
import { DayMonthEvidence } from './values/date.ts';

const samplesPerColumn = 3;
const sampledRows = 50;
/** Rows that are looked at for what a column without a known name holds. */
const contentRows = 500;
const contentValues = 100;
const contentColumns = 200;
const evidenceRows = 50_000;

/** What is noticed about the rows under a header while they are counted. */
export class Survey {
  hiddenRows = 0;
  summaryRows = 0;
  readonly samples = new Map<number, string[]>();
  /** First values of each column, for guessing what it holds. */
  readonly values = new Map<number, string[]>();
  readonly dates = new Map<number, DayMonthEvidence>();
  #seen = 0;
  readonly #hidden: ReadonlySet<number>;
  readonly #columns: readonly TargetColumn[];

  constructor(sheet: Sheet, columns: readonly TargetColumn[]) {
    this.#hidden = sheet.hiddenRows;
    this.#columns = columns.filter(
      ({ index, target }) => target !== null && columnSource(index).source === 'cell',
    );
  }

  visit(row: number, cells: readonly (Cell | undefined)[]): void {
    if (this.#hidden.has(row)) this.hiddenRows++;
    const summary = isSummaryRow(cells, this.#columns);
    if (summary) this.summaryRows++;
    this.#seen++;
    if (this.#seen > evidenceRows || summary) return;
    for (let c = 0; c < cells.length; c++) {
      const cell = cells[c];
      if (cell === null || cell === undefined || cell === '') continue;
      if (this.#seen <= contentRows) this.#collect(c, cell);
      if (typeof cell === 'string') this.#lookForDate(c, cell);
    }
  }

  #collect(column: number, cell: Cell): void {
    const text = cellText(cell)?.trim();
    if (text === undefined || text === '') return;
    if (this.#seen <= sampledRows) push(this.samples, column, text.slice(0, 200), samplesPerColumn);
    if (column < contentColumns) push(this.values, column, text.slice(0, 200), contentValues);
  }

  #lookForDate(column: number, cell: string): void {
    const lead = cell.charCodeAt(0);
    // Only forms such as 3/5/24 need evidence; a space or a full-width digit may come first.
    if (!((lead >= 48 && lead <= 57) || lead === 32 || lead > 0xff00)) return;
    let evidence = this.dates.get(column);
    if (!evidence) {
      evidence = new DayMonthEvidence();
      this.dates.set(column, evidence);
    }
    evidence.look(cell.trimStart());
  }
}

function push(map: Map<number, string[]>, key: number, value: string, most: number): void {
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (list.length < most) list.push(value);
}
