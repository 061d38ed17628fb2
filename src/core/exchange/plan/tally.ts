import type { EntityKey } from '../../../model/types.ts';
import { isLeavable } from './row-values.ts';
import {
  emptyAccount,
  type MissingRows,
  type PlannedRow,
  type PlanSummary,
  type ProblemGroup,
  type RowProblem,
  type SheetAccount,
  type SheetOptions,
  type UnknownWord,
} from './types.ts';

const rowsPerGroup = 50;
/** Unknown words that are listed one by one, of a sheet. */
const wordsListed = 1000;

/** Counts what becomes of the rows. */
export class Tally {
  readonly #sheets: SheetAccount[] = [];
  readonly #groups = new Map<string, ProblemGroup>();
  readonly #words = new Map<string, UnknownWord>();
  readonly #others: Partial<Record<EntityKey, number>> = {};
  #sheet: SheetAccount = { ...emptyAccount(), sheet: '', entity: 'asset' };
  #strict: ReadonlySet<string> = new Set();
  #left: ReadonlySet<string> = new Set();
  #problems = 0;
  #drafts = 0;
  #records = 0;
  #conflicts = 0;
  rows = 0;

  /** @param strict targets of the sheet that can't be left blank */
  begin({ sheet, entity, leave }: SheetOptions, strict: ReadonlySet<string>): void {
    this.#sheet = { ...emptyAccount(), sheet, entity };
    this.#sheets.push(this.#sheet);
    this.#strict = strict;
    this.#left = new Set(leave.map(({ code, target }) => `${code} ${target}`));
  }

  get sheet(): SheetAccount {
    return this.#sheet;
  }

  count(planned: PlannedRow): void {
    this.rows++;
    this.#sheet.rows++;
    this.#sheet[planned.action]++;
    this.#drafts += planned.drafts.length;
    this.#records += planned.records;
    for (const draft of planned.drafts) if (!draft.at) this.#other(draft.entity, 1);
    if (planned.adopts) this.#other(this.#sheet.entity, -1);
    for (const problem of planned.problems) this.problem(problem);
    for (const { settled } of planned.conflicts) if (settled === null) this.#conflicts++;
    for (const [target, word] of planned.unknown) this.#word(target, word);
  }

  #other(entity: EntityKey, count: number): void {
    const sum = (this.#others[entity] ?? 0) + count;
    if (sum === 0) delete this.#others[entity];
    else this.#others[entity] = sum;
  }

  problem({ code, severity, column, target, row }: RowProblem): void {
    this.#problems++;
    const { sheet } = this.#sheet;
    const key = `${this.#sheets.length} ${code} ${severity} ${target} ${column}`;
    let group = this.#groups.get(key);
    if (!group) {
      const left = this.#left.has(`${code} ${target}`);
      const leavable = (severity === 'error' || left) && isLeavable(code, target, this.#strict);
      group = { sheet, code, severity, column, target, count: 0, rows: [], leavable };
      this.#groups.set(key, group);
    }
    group.count++;
    if (group.rows.length < rowsPerGroup) group.rows.push(row);
  }

  #word(target: string, word: string): void {
    const key = `${this.#sheets.length} ${target} ${word}`;
    const known = this.#words.get(key);
    if (known) known.count++;
    else if (this.#words.size < wordsListed * this.#sheets.length)
      this.#words.set(key, { sheet: this.#sheet.sheet, target, word, count: 1 });
  }

  summary(missing: MissingRows): PlanSummary {
    const sum = emptyAccount();
    for (const account of this.#sheets) {
      for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += account[key];
    }
    const groups = [...this.#groups.values()].sort(
      (a, b) => Number(b.severity === 'error') - Number(a.severity === 'error') || b.count - a.count,
    );
    return {
      ...sum,
      sheets: this.#sheets,
      problems: this.#problems,
      groups,
      unknownWords: [...this.#words.values()].sort((a, b) => b.count - a.count),
      willCreate: this.#others,
      records: this.#records,
      conflicts: this.#conflicts,
      missing,
      drafts: this.#drafts,
    };
  }
}
