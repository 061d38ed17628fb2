import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HoldfastError } from '../../model/errors.ts';
import type { EntityKey } from '../../model/types.ts';
import { actorOf } from '../log/people.ts';
import type { Register } from '../store/register.ts';
import type { WorkPool } from '../workers/pool.ts';
import { applyPlan, type Refused } from './apply.ts';
import { classNamed } from './class-words.ts';
import type { InspectOptions } from './inspect.ts';
import type { KnownInspection } from './known-sheets.ts';
import type { PlanInput, PlanOutput } from './plan/job.ts';
import { type PreviewRow, planPaths, readPlanRows, removePlan } from './plan/plan-file.ts';
import { type Accounting, type RowAction, type RowProblem, rowActions } from './plan/types.ts';

/** What an import did, or, when it wrote nothing, would have done. */
export interface ImportResult extends Accounting {
  /** The batch to undo it by; null when nothing was written. */
  readonly batch: string | null;
  readonly problems: readonly RowProblem[];
  readonly createdOthers: Readonly<Partial<Record<EntityKey, number>>>;
}

export interface StoredPlan extends PlanOutput {
  readonly id: string;
  readonly name: string;
}

export type PlanRequest = Omit<
  PlanInput['options'],
  'createMissing' | 'mode' | 'key' | 'fallbackClass' | 'blank'
> &
  Partial<Pick<PlanInput['options'], 'createMissing' | 'mode' | 'key' | 'fallbackClass' | 'blank'>>;

export interface LongWork {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((phase: string, done: number, total: number | null) => void) | undefined;
}

export interface RowsWanted {
  readonly offset: number;
  readonly limit: number;
  readonly only: 'all' | 'problems' | 'created' | 'updated' | 'rejected';
}

/** Imports of one open register: look at a file, check it, write it. Plans live in files until they are discarded. */
export class Imports {
  readonly #reg: Register;
  readonly #pool: WorkPool;
  #ownFolder: string | null = null;
  readonly #plans = new Map<string, { plan: StoredPlan; input: PlanInput }>();

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
    const input: PlanInput = {
      path,
      name,
      actor: { id: actor, role, department },
      options: {
        mode: 'both',
        key: 'tag',
        createMissing: true,
        blank: 'keep',
        ...request,
        fallbackClass: classNamed(request.fallbackClass ?? 'otherEquipment'),
      },
      folder: this.#folder,
      id: this.#reg.newId(),
      keepRows,
    };
    return this.#store(input, work);
  }

  async #store(input: PlanInput, work: LongWork): Promise<StoredPlan> {
    try {
      const output = await this.#pool.run('plan', input, runOptions(work));
      const plan = { ...output, id: input.id, name: input.name };
      this.#plans.set(input.id, { plan, input });
      return plan;
    } catch (error) {
      removePlan(this.#folder, input.id);
      throw error;
    }
  }

  /** @throws IMPORT_SESSION_GONE */
  #known(id: string): { plan: StoredPlan; input: PlanInput } {
    const known = this.#plans.get(id);
    if (!known || !existsSync(planPaths(this.#folder, id).drafts))
      throw new HoldfastError('IMPORT_SESSION_GONE');
    return known;
  }

  /** Rows of a plan that was made with `keepRows`. */
  rows(id: string, wanted: RowsWanted): { rows: PreviewRow[]; total: number } {
    const { plan } = this.#known(id);
    const { index } = plan;
    if (!index) return { rows: [], total: 0 };
    const numbers: number[] = [];
    let total = 0;
    for (let n = 0; n < index.actions.length; n++) {
      if (!matches(wanted.only, rowActions[index.actions[n] as number] as RowAction, index.troubled[n] === 1))
        continue;
      if (total >= wanted.offset && numbers.length < wanted.limit) numbers.push(n);
      total++;
    }
    return { rows: readPlanRows(planPaths(this.#folder, id).rows, index, numbers), total };
  }

  problems(id: string): RowProblem[] {
    this.#known(id);
    const text = readFileSync(planPaths(this.#folder, id).problems, 'utf8');
    return text === ''
      ? []
      : text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as RowProblem);
  }

  /**
   * Writes a plan as one batch. Where the register has changed since the plan was made, the rows are checked anew first.
   * @throws IMPORT_SESSION_GONE, CANCELLED
   */
  async run(id: string, actor: string, work: LongWork = {}): Promise<ImportResult> {
    let { plan, input } = this.#known(id);
    if (plan.cursor !== this.#reg.cursor()) {
      const { role, department } = actorOf(this.#reg, actor);
      input = { ...input, options: plan.options, actor: { id: actor, role, department } };
      plan = await this.#store(input, work);
    }
    const problems = this.problems(id);
    const account = accountOf(plan);
    const createdOthers = plan.summary.willCreate;
    if (plan.summary.drafts === 0) {
      this.discard(id);
      return { ...account, batch: null, problems, createdOthers };
    }
    const summary = {
      ...account,
      file: plan.name,
      sheet: plan.options.sheet,
      createdOthers,
      groups: plan.summary.groups,
    };
    const head = { actor, kind: 'import' as const, label: plan.name, summary };
    const drafts = planPaths(this.#folder, id).drafts;
    const { batch, refused } = await applyPlan(this.#reg, head, drafts, plan.summary.drafts, work);
    this.discard(id);
    for (const refusal of refused) countRefused(refusal, plan, account, problems);
    if (refused.length > 0) noteSummary(this.#reg, batch, { ...summary, ...account });
    return { ...account, batch, problems, createdOthers };
  }

  discard(id: string): void {
    this.#plans.delete(id);
    removePlan(this.#folder, id);
  }

  /** Removes what is left of all plans. */
  clear(): void {
    this.#plans.clear();
    if (this.#ownFolder) rmSync(this.#ownFolder, { recursive: true, force: true });
    this.#ownFolder = null;
  }
}

/** The account that is kept with the batch. */
function noteSummary(reg: Register, batch: string, summary: unknown): void {
  const key = reg.keys.findBatch(batch);
  reg.transaction(() =>
    reg.sql('UPDATE batch SET summary = ? WHERE key = ?').run(JSON.stringify(summary), key),
  );
}

/** A row whose tag someone took while the import was running has not come in after all. */
function countRefused(
  { draft, code, params }: Refused,
  plan: StoredPlan,
  account: Accounting,
  problems: RowProblem[],
): void {
  if (draft.entity !== 'asset') return;
  account[draft.op === 'create' ? 'created' : 'updated']--;
  account.rejected++;
  const value = 'patch' in draft ? String(draft.patch.tag ?? draft.patch.name ?? '') : '';
  const { sheet } = plan.options;
  problems.push({ sheet, row: 0, column: '', value, code, severity: 'error', params });
}

export function accountOf({ summary }: StoredPlan): Accounting {
  const { rows, created, updated, unchanged, skipped, rejected } = summary;
  return { rows, created, updated, unchanged, skipped, rejected };
}

function matches(only: RowsWanted['only'], action: RowAction, troubled: boolean): boolean {
  if (only === 'all') return true;
  return only === 'problems' ? troubled : action === only;
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
