import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HoldfastError } from '../../model/errors.ts';
import type { EntityKey, Language } from '../../model/types.ts';
import { keepPhotos } from '../attachments/photos.ts';
import { actorOf } from '../log/people.ts';
import type { Register } from '../store/register.ts';
import type { WorkPool } from '../workers/pool.ts';
import { applyPlan, type Refused } from './apply.ts';
import { classNamed } from './class-words.ts';
import type { InspectOptions } from './inspect.ts';
import type { KnownInspection } from './known-sheets.ts';
import type { PlanInput, PlanOutput } from './plan/job.ts';
import {
  type PlanIndex,
  type PreviewRow,
  planPaths,
  readJsonLines,
  readPlanRows,
  removePlan,
  rowFlags,
} from './plan/plan-file.ts';
import {
  type Accounting,
  type PlanRequest,
  type ProblemGroup,
  type RowAction,
  type RowDraft,
  type RowProblem,
  rowActions,
  type SheetAccount,
  type ToldConflict,
} from './plan/types.ts';

export type { PlanRequest, SheetRequest } from './plan/types.ts';

/** What an import did, or, when it wrote nothing, would have done. */
export interface ImportResult extends Accounting {
  readonly sheets: readonly SheetAccount[];
  /** The batch to undo it by; null when nothing was written. */
  readonly batch: string | null;
  /** The first ones of a file that is full of them; the groups of the plan count all. */
  readonly problems: readonly RowProblem[];
  readonly conflicts: readonly ToldConflict[];
  readonly createdOthers: Readonly<Partial<Record<EntityKey, number>>>;
  readonly records: number;
  readonly groups: readonly ProblemGroup[];
}

export interface StoredPlan extends PlanOutput {
  readonly id: string;
  readonly name: string;
}

export interface LongWork {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((phase: string, done: number, total: number | null) => void) | undefined;
}

export interface RowsWanted {
  readonly offset: number;
  readonly limit: number;
  readonly only: 'all' | 'problems' | 'conflicts' | RowAction;
  /** Rows of one sheet alone. */
  readonly sheet?: string | undefined;
}

interface Held {
  readonly plan: StoredPlan;
  readonly input: PlanInput;
  /** Set once the plan was run: what was refused only then. */
  readonly late: readonly RowProblem[] | null;
}

/** Problems and conflicts that are told one by one. */
const mostTold = 100_000;

/** Imports of one open register: look at a file, check it, write it. Plans live in files until they are discarded. */
export class Imports {
  readonly #reg: Register;
  readonly #pool: WorkPool;
  #ownFolder: string | null = null;
  readonly #plans = new Map<string, Held>();

  constructor(reg: Register, pool: WorkPool) {
    this.#reg = reg;
    this.#pool = pool;
  }

  /** Plans are temporary files, in a folder of this process alone. */
  get #folder(): string {
    this.#ownFolder ??= mkdtempSync(join(tmpdir(), 'holdfast-import-'));
    return this.#ownFolder;
  }

  inspect(path: string, options: InspectOptions, work: LongWork = {}): Promise<KnownInspection> {
    this.#discardRun();
    return this.#pool.run('inspect', { path, options }, runOptions(work));
  }

  /**
   * Checks every row against the register without writing anything. What the request leaves out is recognised.
   * @param keepRows keeps every row's cells, for `rows`
   */
  async plan(
    path: string,
    name: string,
    request: PlanRequest,
    actor: string,
    keepRows: boolean,
    work: LongWork = {},
  ): Promise<StoredPlan> {
    const { role, department } = actorOf(this.#reg, actor);
    for (const { fallbackClass } of request.sheets ?? [])
      if (fallbackClass !== undefined) classNamed(this.#reg.catalogue, fallbackClass);
    const id = this.#reg.newId();
    const planner = { id: actor, role, department };
    return this.#store(
      { path, name, actor: planner, options: request, folder: this.#folder, id, keepRows },
      work,
    );
  }

  async #store(input: PlanInput, work: LongWork): Promise<StoredPlan> {
    try {
      const output = await this.#pool.run('plan', input, runOptions(work));
      const plan = { ...output, id: input.id, name: input.name };
      this.#plans.set(input.id, { plan, input, late: null });
      return plan;
    } catch (error) {
      removePlan(this.#folder, input.id);
      throw error;
    }
  }

  /** @throws IMPORT_SESSION_GONE */
  #known(id: string): Held {
    const held = this.#plans.get(id);
    if (!held || !existsSync(planPaths(this.#folder, id).drafts))
      throw new HoldfastError('IMPORT_SESSION_GONE');
    return held;
  }

  /** @throws IMPORT_SESSION_GONE also for a plan that was run */
  #waiting(id: string): Held {
    const held = this.#known(id);
    if (held.late) throw new HoldfastError('IMPORT_SESSION_GONE');
    return held;
  }

  /** Rows of a plan that was made with `keepRows`. */
  rows(id: string, wanted: RowsWanted): { rows: PreviewRow[]; total: number } {
    const { plan } = this.#waiting(id);
    const { index } = plan;
    if (!index) return { rows: [], total: 0 };
    const sheet = plan.options.sheets.findIndex(({ sheet: name }) => name === wanted.sheet);
    const fits = filterOf(index, wanted.only, wanted.sheet === undefined ? null : sheet);
    const numbers: number[] = [];
    let total = 0;
    for (let n = 0; n < index.actions.length; n++) {
      if (!fits(n)) continue;
      if (total >= wanted.offset && numbers.length < wanted.limit) numbers.push(n);
      total++;
    }
    return { rows: readPlanRows(planPaths(this.#folder, id).rows, index, numbers), total };
  }

  problems(id: string): RowProblem[] {
    this.#known(id);
    return readJsonLines<RowProblem>(planPaths(this.#folder, id).problems, mostTold);
  }

  conflicts(id: string): ToldConflict[] {
    this.#known(id);
    return readJsonLines<ToldConflict>(planPaths(this.#folder, id).conflicts, mostTold);
  }

  /**
   * Writes a plan as one batch. Where the register has changed since the plan was made, the rows are checked anew first.
   * @throws IMPORT_SESSION_GONE, CANCELLED
   */
  async run(id: string, actor: string, work: LongWork = {}): Promise<ImportResult> {
    let { plan, input } = this.#waiting(id);
    if (plan.cursor !== this.#reg.cursor()) {
      const { role, department } = actorOf(this.#reg, actor);
      input = { ...input, options: plan.options, actor: { id: actor, role, department } };
      plan = await this.#store(input, work);
    }
    const problems = this.problems(id);
    const conflicts = this.conflicts(id);
    const { summary } = plan;
    const sheets = summary.sheets.map((account) => ({ ...account }));
    const account = accountOf(plan);
    const told = { problems, conflicts, createdOthers: summary.willCreate, sheets, groups: summary.groups };
    if (summary.drafts === 0) {
      this.#plans.set(id, { plan, input, late: [] });
      return { ...account, ...told, batch: null, records: summary.records };
    }
    const paths = planPaths(this.#folder, id);
    if (existsSync(paths.photos)) keepPhotos(this.#reg.file, paths.photos);
    const kept = batchSummary(plan, account, sheets, summary.records);
    const head = { actor, kind: 'import' as const, label: plan.name, summary: kept };
    const { batch, refused } = await applyPlan(this.#reg, head, paths.drafts, summary.drafts, {
      ...work,
      pool: this.#pool,
    });
    const { late, records } = countRefused(refused, plan, account, sheets);
    problems.push(...late);
    this.#plans.set(id, { plan, input, late });
    if (refused.length > 0)
      noteSummary(this.#reg, batch, { ...batchSummary(plan, account, sheets, records), late });
    return { ...account, ...told, batch, records };
  }

  /**
   * Writes the rejected rows of a plan as a workbook; also after it was run, until the next file is looked at.
   * @param out where the workbook goes
   * @throws IMPORT_SESSION_GONE, NO_REJECTED_ROWS, DISK_FULL
   */
  rejects(id: string, language: Language, out: string, work: LongWork = {}): Promise<{ rows: number }> {
    const { plan, input, late } = this.#known(id);
    const { encoding, delimiter } = plan.options;
    const sheets = plan.options.sheets.map((sheet) => ({ ...sheet }));
    const { problems } = planPaths(this.#folder, id);
    const job = {
      path: input.path,
      name: plan.name,
      encoding,
      delimiter,
      sheets,
      problems,
      language,
      id,
      out,
    };
    return this.#pool.run('rejects', { ...job, late: late ?? [] }, runOptions(work));
  }

  nameOf(id: string): string {
    return this.#known(id).plan.name;
  }

  discard(id: string): void {
    this.#plans.delete(id);
    removePlan(this.#folder, id);
  }

  /** What is left of plans that were run is only wanted until the next file. */
  #discardRun(): void {
    for (const [id, { late }] of [...this.#plans]) if (late) this.discard(id);
  }

  /** Removes what is left of all plans. */
  clear(): void {
    this.#plans.clear();
    if (this.#ownFolder) rmSync(this.#ownFolder, { recursive: true, force: true });
    this.#ownFolder = null;
  }
}

/** The account that is kept with the batch. */
function batchSummary(
  { name, summary }: StoredPlan,
  account: Accounting,
  sheets: readonly SheetAccount[],
  records: number,
): Record<string, unknown> {
  const { willCreate, groups, conflicts } = summary;
  const [only] = sheets;
  return {
    ...account,
    file: name,
    sheet: sheets.length === 1 ? only?.sheet : sheets.map(({ sheet }) => sheet).join(', '),
    sheets,
    records,
    createdOthers: willCreate,
    conflicts,
    groups: groups.map(({ rows, ...group }) => ({ ...group, rows: rows.slice(0, 10) })),
  };
}

function noteSummary(reg: Register, batch: string, summary: unknown): void {
  const key = reg.keys.findBatch(batch);
  reg.transaction(() =>
    reg.sql('UPDATE batch SET summary = ? WHERE key = ?').run(JSON.stringify(summary), key),
  );
}

/**
 * A row whose tag someone took while the import was running has not come in after all. Of a row that makes several records
 * only those are missing.
 */
function countRefused(
  refused: readonly Refused[],
  { options, summary }: StoredPlan,
  account: Accounting,
  sheets: readonly SheetAccount[],
): { late: RowProblem[]; records: number } {
  const late: RowProblem[] = [];
  let { records } = summary;
  for (const { draft, code, params } of refused) {
    const { at } = draft as RowDraft;
    if (!at) continue;
    const [number, row, of] = at;
    records--;
    const sheet = sheets[number];
    if (of === 1 && sheet) {
      const was = draft.op === 'create' ? 'created' : 'updated';
      for (const sum of [account, sheet]) {
        sum[was]--;
        sum.rejected++;
      }
    }
    const value = 'patch' in draft ? String(draft.patch.tag ?? draft.patch.name ?? '') : '';
    const name = options.sheets[number]?.sheet ?? '';
    late.push({ sheet: name, row, column: '', target: '', value, code, severity: 'error', params });
  }
  return { late, records };
}

export function accountOf({ summary }: Pick<StoredPlan, 'summary'>): Accounting {
  const { rows, created, updated, unchanged, skipped, rejected } = summary;
  return { rows, created, updated, unchanged, skipped, rejected };
}

function filterOf(
  { actions, flags, sheets }: PlanIndex,
  only: RowsWanted['only'],
  sheet: number | null,
): (n: number) => boolean {
  const action = rowActions.indexOf(only as RowAction);
  const flag = only === 'problems' ? rowFlags.problem : only === 'conflicts' ? rowFlags.conflict : 0;
  return (n) => {
    if (sheet !== null && sheets[n] !== sheet) return false;
    if (flag !== 0) return ((flags[n] as number) & flag) !== 0;
    return action < 0 || actions[n] === action;
  };
}

function runOptions(work: LongWork): {
  signal?: AbortSignal;
  onProgress?: NonNullable<LongWork['onProgress']>;
} {
  return {
    ...(work.signal ? { signal: work.signal } : {}),
    ...(work.onProgress ? { onProgress: work.onProgress } : {}),
  };
}
