import { authorize } from '../../model/authorize.ts';
import { type ErrorCode, type ErrorParams, HoldfastError } from '../../model/errors.ts';
import { sealNewest } from '../log/append.ts';
import { commit, type Draft, openBatch, writeDraft } from '../log/commit.ts';
import { actorOf } from '../log/people.ts';
import { applyStaged, beginStage, dropStage, stageTexts } from '../log/stage.ts';
import { labelOfId } from '../register/labels.ts';
import type { Register } from '../store/register.ts';
import { WorkPool } from '../workers/pool.ts';
import type { InspectLedger, LedgerInspection } from './inspect.ts';
import type { LedgerAnswers, LedgerQuestion, LedgerWorkbookInput } from './jobs.ts';
import type { CardAccount } from './read-cards.ts';
import type { ReconcileInput, ReconcileOutput } from './reconcile.ts';
import { headOf } from './result.ts';
import type { TakeOverPlan, TakeOverWanted } from './take-over.ts';

export interface LedgerWork {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((phase: string, done: number, total: number | null) => void) | undefined;
}

export interface Reconciled extends Omit<ReconcileOutput, 'drafts'> {
  readonly id: string;
  readonly batch: string;
}

export interface TakenOver {
  readonly batch: string | null;
  readonly changed: number;
  readonly refused: readonly {
    readonly id: string;
    readonly label: string;
    readonly code: ErrorCode;
    readonly params: ErrorParams;
  }[];
}

const chunk = 1000;

/** Reconciliations of one open register with finance ledgers. */
export class Ledgers {
  readonly #reg: Register;
  readonly #pool: WorkPool;
  /** One thread that keeps the result last asked for; begun at first use. */
  readonly #keeper: WorkPool;

  constructor(reg: Register, pool: WorkPool, workerEntry: URL) {
    this.#reg = reg;
    this.#pool = pool;
    this.#keeper = new WorkPool(reg.file, workerEntry, 1);
  }

  inspect(input: InspectLedger, work: LedgerWork = {}): Promise<LedgerInspection> {
    return this.#keeper.run('ledgerInspect', input, options(work));
  }

  /**
   * Reads a card list, lays it beside the register and stores both list and account, as one batch that undo takes back.
   * @throws what the job throws, ROLE_FORBIDS, LEDGER_PERIOD, CANCELLED
   */
  async reconcile(
    actor: string,
    input: Omit<ReconcileInput, 'id' | 'at'>,
    work: LedgerWork = {},
  ): Promise<Reconciled> {
    const { period, name } = input.request;
    if (period !== null && !/^\d{4}-(0[1-9]|1[0-2])$/.test(period))
      throw new HoldfastError('LEDGER_PERIOD', { period });
    this.#demand(actor);
    const job = { ...input, id: this.#reg.newId(), at: this.#reg.deps.now() };
    const batch = beginStage(this.#reg, { actor, kind: 'ledger', label: name });
    let made: ReconcileOutput;
    try {
      const onPart = (text: unknown) => stageTexts(this.#reg, batch, [text as string]);
      made = await this.#keeper.run('ledgerReconcile', job, { ...options(work), onPart });
      if (work.signal?.aborted) throw new HoldfastError('CANCELLED');
    } catch (cause) {
      dropStage(this.#reg, batch);
      throw cause;
    }
    const onProgress = (done: number) => work.onProgress?.('write', done, made.drafts);
    const summary = summaryOf(made.account, job.id);
    await applyStaged(this.#reg, batch, { summary, onProgress });
    return { ...made, id: job.id, batch: batch.id };
  }

  /** Refused before anything is read: a staged batch is not asked again. */
  #demand(actor: string): void {
    const { id, role, department } = actorOf(this.#reg, actor);
    const verdict = authorize({
      role,
      department,
      person: id,
      entity: 'reconciliation',
      operation: 'create',
      patch: {},
      record: null,
    });
    if (!verdict.allowed) throw new HoldfastError(verdict.code, { role });
  }

  ask<A extends LedgerQuestion['ask']>(
    question: LedgerQuestion & { readonly ask: A },
    work: LedgerWork = {},
  ): Promise<LedgerAnswers[A]> {
    return this.#keeper.run('askLedger', question, options(work)) as Promise<LedgerAnswers[A]>;
  }

  /** Beside the thread that answers questions, which go on meanwhile. */
  workbook(input: LedgerWorkbookInput, work: LedgerWork = {}): Promise<{ rows: number }> {
    return this.#pool.run('ledgerWorkbook', input, options(work));
  }

  planTakeOver(actor: string, id: string, wanted: TakeOverWanted): Promise<TakeOverPlan> {
    const { role, department } = actorOf(this.#reg, actor);
    return this.ask({ ask: 'takeOver', id, wanted, actor: { id: actor, role, department } });
  }

  /**
   * Writes what a preview showed, as one batch. What can't be written is listed and the rest is done.
   * @param digest of the preview
   * @throws LEDGER_TAKE_OVER_STALE, LEDGER_TAKE_OVER_EMPTY
   */
  async takeOver(actor: string, id: string, wanted: TakeOverWanted, digest: string): Promise<TakenOver> {
    const plan = await this.planTakeOver(actor, id, wanted);
    if (plan.digest !== digest) throw new HoldfastError('LEDGER_TAKE_OVER_STALE');
    const rows = plan.rows.filter(({ refused, fields }) => refused === null && fields.length > 0);
    if (rows.length === 0) throw new HoldfastError('LEDGER_TAKE_OVER_EMPTY');
    const drafts = rows.map(
      ({ asset, fields }): Draft => ({
        op: 'update',
        entity: 'asset',
        id: asset,
        patch: Object.fromEntries(fields.map(({ field, to }) => [field, to])),
      }),
    );
    return this.#write(actor, headOf(this.#reg, id).name, drafts);
  }

  async #write(actor: string, label: string, drafts: readonly Draft[]): Promise<TakenOver> {
    const reg = this.#reg;
    const batch = reg.transaction(() => openBatch(reg, { actor, kind: 'ledger', label }, 'done'));
    const refused: TakenOver['refused'][number][] = [];
    let changed = 0;
    for (let at = 0; at < drafts.length; at += chunk) {
      reg.transaction(() => {
        const before = changed;
        for (const draft of drafts.slice(at, at + chunk)) {
          try {
            writeDraft(reg, batch, draft);
            changed++;
          } catch (cause) {
            if (!(cause instanceof HoldfastError)) throw cause;
            const asset = draft.id as string;
            const said = labelOfId(reg, 'asset', asset) ?? asset;
            refused.push({ id: asset, label: said, code: cause.code, params: cause.params });
          }
        }
        if (changed > before) sealNewest(reg);
      });
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (changed === 0) reg.transaction(() => reg.sql('DELETE FROM batch WHERE key = ?').run(batch.key));
    return { batch: changed > 0 ? batch.id : null, changed, refused };
  }

  /** Takes a reconciliation out of the register, with its cards; what was decided by hand stays for later ones. */
  remove(actor: string, id: string): string {
    const reg = this.#reg;
    const head = headOf(reg, id);
    const chunks = reg
      .sql('SELECT rid FROM ledgerCards WHERE reconciliation = ? AND deleted = 0')
      .pluck()
      .all(head.rid) as number[];
    const drafts: Draft[] = [
      ...chunks.map((rid): Draft => ({ op: 'delete', entity: 'ledgerCards', id: reg.keys.uuid(rid) })),
      { op: 'delete', entity: 'reconciliation', id },
    ];
    return commit(reg, { actor, kind: 'ledger', label: head.name }, drafts).batch;
  }

  close(): Promise<void> {
    return this.#keeper.close();
  }
}

function summaryOf(account: CardAccount, reconciliation: string) {
  const { rows, cards, skipped, rejected } = account;
  return { ledger: true, reconciliation, rows, cards, skipped, rejected };
}

function options({ signal, onProgress }: LedgerWork) {
  return { ...(signal ? { signal } : {}), ...(onProgress ? { onProgress } : {}) };
}
