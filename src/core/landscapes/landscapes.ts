import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { HoldfastError } from '../../model/index.ts';
import { applyPlan, type Refused } from '../exchange/apply.ts';
import { planPaths, removePlan } from '../exchange/plan/plan-file.ts';
import { actorOf } from '../log/people.ts';
import type { Register } from '../store/register.ts';
import type { WorkPool } from '../workers/pool.ts';
import type { LandscapeInput } from './describe.ts';
import type { ObjectRow, Outcome, Tally } from './plan/account.ts';
import type { LandscapePlanInput, LandscapePlanOutput } from './plan/job.ts';
import type { Decision, Prefer } from './plan/planner.ts';

export interface LandscapeRequest {
  readonly prefer: Prefer;
  /** By source key: a record's id, `new` or `skip`. */
  readonly decisions: Readonly<Record<string, Decision>>;
}

export interface LandscapePlan extends LandscapePlanOutput {
  readonly id: string;
  readonly name: string;
}

export interface LandscapeResult extends LandscapePlan {
  /** The batch to undo it by; null when nothing was written. */
  readonly batch: string | null;
}

export interface LandscapeWork {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((phase: string, done: number, total: number | null) => void) | undefined;
}

export interface ObjectsWanted {
  readonly offset: number;
  readonly limit: number;
  readonly outcome?: Outcome | undefined;
  readonly kind?: string | undefined;
  readonly code?: string | undefined;
  /** Only those of which a person may decide which record they are. */
  readonly open?: boolean | undefined;
}

interface Held {
  readonly plan: LandscapePlan;
  readonly input: LandscapePlanInput;
  /** By record: what the register no longer took when it was written. */
  readonly refused: ReadonlyMap<string, Refused> | null;
}

/** Imports of landscapes into one open register: check files, look at what would happen, write it. */
export class Landscapes {
  readonly #reg: Register;
  readonly #pool: WorkPool;
  readonly #plans = new Map<string, Held>();
  #ownFolder: string | null = null;

  constructor(reg: Register, pool: WorkPool) {
    this.#reg = reg;
    this.#pool = pool;
  }

  get #folder(): string {
    this.#ownFolder ??= mkdtempSync(join(tmpdir(), 'holdfast-landscape-'));
    return this.#ownFolder;
  }

  /**
   * Checks what files of NetBox, GLPI or iTop would bring, without writing anything.
   * @throws as `describeLandscape`
   */
  plan(
    files: readonly LandscapeInput[],
    request: LandscapeRequest,
    actor: string,
    work: LandscapeWork = {},
  ): Promise<LandscapePlan> {
    const { role, department } = actorOf(this.#reg, actor);
    for (const [id, { refused }] of [...this.#plans]) if (refused) this.discard(id);
    return this.#store(
      {
        ...request,
        files,
        actor: { id: actor, role, department },
        folder: this.#folder,
        id: this.#reg.newId(),
      },
      work,
    );
  }

  async #store(input: LandscapePlanInput, work: LandscapeWork): Promise<LandscapePlan> {
    try {
      const output = await this.#pool.run('landscapePlan', input, given(work));
      const plan = { ...output, id: input.id, name: nameOf(input.files) };
      this.#plans.set(input.id, { plan, input, refused: null });
      return plan;
    } catch (error) {
      removePlan(this.#folder, input.id);
      throw error;
    }
  }

  #held(id: string): Held {
    const held = this.#plans.get(id);
    if (!held || !existsSync(planPaths(this.#folder, id).rows))
      throw new HoldfastError('IMPORT_SESSION_GONE');
    return held;
  }

  /** Objects of a plan with what becomes of each, in the order of the files. */
  async objects(id: string, wanted: ObjectsWanted): Promise<{ rows: ObjectRow[]; total: number }> {
    const { refused } = this.#held(id);
    const rows: ObjectRow[] = [];
    let total = 0;
    const lines = createInterface({ input: createReadStream(planPaths(this.#folder, id).rows) });
    for await (const line of lines) {
      const row = withRefusal(JSON.parse(line) as ObjectRow, refused);
      if (!fits(row, wanted)) continue;
      if (total >= wanted.offset && rows.length < wanted.limit) rows.push(row);
      total++;
    }
    return { rows, total };
  }

  /**
   * Writes a plan as one batch. Where the register has changed since it was made, it is made anew first.
   * @throws IMPORT_SESSION_GONE, CANCELLED
   */
  async run(id: string, actor: string, work: LandscapeWork = {}): Promise<LandscapeResult> {
    let { plan, input, refused } = this.#held(id);
    if (refused) throw new HoldfastError('IMPORT_SESSION_GONE');
    if (plan.cursor !== this.#reg.cursor()) plan = await this.#store(input, work);
    ({ input } = this.#held(id));
    if (plan.drafts === 0) {
      this.#plans.set(id, { plan, input, refused: new Map() });
      return { ...plan, batch: null };
    }
    const summary = { landscape: plan.sources, file: plan.name, ...plan.total, kinds: plan.kinds };
    const head = { actor, kind: 'import' as const, label: plan.name, summary };
    const applied = await applyPlan(this.#reg, head, planPaths(this.#folder, id).drafts, plan.drafts, {
      ...work,
      pool: this.#pool,
    });
    refused = new Map(applied.refused.map((one) => [one.draft.id ?? '', one]));
    const counted = await this.#counted(id, plan, refused);
    this.#plans.set(id, { plan: counted, input, refused });
    return { ...counted, batch: applied.batch };
  }

  /** The account once more, with what the register did not take after all. */
  async #counted(
    id: string,
    plan: LandscapePlan,
    refused: ReadonlyMap<string, Refused>,
  ): Promise<LandscapePlan> {
    if (refused.size === 0) return plan;
    const total: Tally = { ...plan.total };
    const kinds = Object.fromEntries(Object.entries(plan.kinds).map(([kind, tally]) => [kind, { ...tally }]));
    const lines = createInterface({ input: createReadStream(planPaths(this.#folder, id).rows) });
    for await (const line of lines) {
      const row = JSON.parse(line) as ObjectRow;
      if (row.record === null || !refused.has(row.record) || row.outcome === 'notImported') continue;
      for (const tally of [total, kinds[row.kind] as Tally]) {
        tally[row.outcome]--;
        tally.notImported++;
      }
    }
    return { ...plan, total, kinds };
  }

  discard(id: string): void {
    this.#plans.delete(id);
    removePlan(this.#folder, id);
  }

  clear(): void {
    this.#plans.clear();
    if (this.#ownFolder) rmSync(this.#ownFolder, { recursive: true, force: true });
    this.#ownFolder = null;
  }
}

function nameOf(files: readonly LandscapeInput[]): string {
  const [first] = files;
  if (!first) return '';
  return files.length === 1 ? first.name : `${first.name} +${files.length - 1}`;
}

function withRefusal(row: ObjectRow, refused: Held['refused']): ObjectRow {
  const late = row.record === null ? undefined : refused?.get(row.record);
  return late ? { ...row, outcome: 'notImported', code: late.code, params: late.params } : row;
}

function fits(row: ObjectRow, { outcome, kind, code, open }: ObjectsWanted): boolean {
  if (outcome !== undefined && row.outcome !== outcome) return false;
  if (kind !== undefined && row.kind !== kind) return false;
  if (open === true && (row.key === null || row.candidates.length === 0)) return false;
  return code === undefined || row.code === code;
}

function given(work: LandscapeWork) {
  return {
    ...(work.signal ? { signal: work.signal } : {}),
    ...(work.onProgress ? { onProgress: work.onProgress } : {}),
  };
}
