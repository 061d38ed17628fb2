import type { infer as Infer } from 'zod';
import type { Delimiter, TextEncoding } from '../../core/exchange/read/types.ts';
import { decide, forget } from '../../core/ledger/decide.ts';
import { reconciliationOf, reconciliations, storedProblems } from '../../core/ledger/list.ts';
import type { CardProblem } from '../../core/ledger/read-cards.ts';
import { headOf } from '../../core/ledger/result.ts';
import { workbookName } from '../../core/ledger/workbook.ts';
import type {
  LedgerInspectionInfo,
  LedgerLineDetail,
  LedgerLineInfo,
  TakeOverRowInfo,
  takeOverWanted,
} from '../api/ledger.ts';
import { os, progressing } from './base.ts';

/** Rows of a take-over that its preview shows. */
const previewed = 500;

function wantedOf({ id: _id, ...wanted }: Infer<typeof takeOverWanted>) {
  return wanted;
}

/** What the core gives is read-only; the contract's types are not. */
const free = <T>(value: unknown): T => value as T;

const reading = (input: { encoding?: string | undefined; delimiter?: string | undefined }) => ({
  ...(input.encoding ? { encoding: input.encoding as TextEncoding } : {}),
  ...(input.delimiter ? { delimiter: input.delimiter as Delimiter } : {}),
});

const copied = (problem: CardProblem) => ({ ...problem, params: { ...problem.params } });

export const ledgerRouter = os.ledger.router({
  list: os.ledger.list.handler(({ context }) => reconciliations(context.core.reg)),
  inspect: os.ledger.inspect.handler(async ({ context, input, signal }) => {
    const { files, ledgers } = context.core;
    const { file, sheet, headerRow } = input;
    const source = { path: files.pathOf(file), name: files.nameOf(file), ...reading(input) };
    const found = await ledgers.inspect({ ...source, sheet, headerRow }, { signal });
    return { ...free<Omit<LedgerInspectionInfo, 'file'>>(found), file };
  }),
  reconcile: os.ledger.reconcile.handler(({ context, input, signal, errors }) =>
    progressing(errors, signal, async (onProgress, cancel) => {
      const { files, ledgers } = context.core;
      const { file, name, period, currency, sheet, headerRow, mapping } = input;
      const source = { path: files.pathOf(file), name: files.nameOf(file), ...reading(input) };
      const request = { name, period, currency, sheet, headerRow, mapping };
      const work = { signal: cancel, onProgress };
      const made = await ledgers.reconcile(context.core.actor(), { ...source, request }, work);
      return {
        id: made.id,
        batch: made.batch,
        account: made.account,
        problems: made.problems.map(copied),
        outcome: made.outcome,
      };
    }),
  ),
  result: os.ledger.result.handler(async ({ context, input, signal }) => {
    const { reg, ledgers } = context.core;
    const info = reconciliationOf(reg, input.id);
    const { outcome, lost } = await ledgers.ask({ ask: 'result', id: input.id }, { signal });
    const problems = storedProblems(reg, input.id);
    return { info, outcome, problems: problems.map(copied), lost: lost.map((each) => ({ ...each })) };
  }),
  lines: os.ledger.lines.handler(async ({ context, input, signal }) => {
    const { id, offset, limit, ...wanted } = input;
    const page = await context.core.ledgers.ask({ ask: 'lines', id, wanted, offset, limit }, { signal });
    return { lines: free<LedgerLineInfo[]>(page.lines), total: page.total };
  }),
  line: os.ledger.line.handler(async ({ context, input, signal }) =>
    free<LedgerLineDetail>(
      await context.core.ledgers.ask({ ask: 'line', id: input.id, key: input.key }, { signal }),
    ),
  ),
  decide: os.ledger.decide.handler(({ context, input }) => {
    const { core } = context;
    const { name } = headOf(core.reg, input.id);
    return decide(core.reg, core.actor(), name, input.pairs, input.apart);
  }),
  forget: os.ledger.forget.handler(({ context, input }) => {
    const { core } = context;
    return { batch: forget(core.reg, core.actor(), headOf(core.reg, input.id).name, input.matches) };
  }),
  previewTakeOver: os.ledger.previewTakeOver.handler(async ({ context, input }) => {
    const { core } = context;
    const plan = await core.ledgers.planTakeOver(core.actor(), input.id, wantedOf(input));
    return {
      rows: free<TakeOverRowInfo[]>(plan.rows.slice(0, previewed)),
      total: plan.rows.length,
      assets: plan.assets,
      refused: plan.refused,
      digest: plan.digest,
    };
  }),
  takeOver: os.ledger.takeOver.handler(async ({ context, input }) => {
    const { core } = context;
    const { digest, ...wanted } = input;
    const done = await core.ledgers.takeOver(core.actor(), input.id, wantedOf(wanted), digest);
    return { ...done, refused: done.refused.map((each) => ({ ...each, params: { ...each.params } })) };
  }),
  workbook: os.ledger.workbook.handler(({ context, input, signal, errors }) =>
    progressing(errors, signal, async (onProgress, cancel) => {
      const { reg, files, ledgers } = context.core;
      const name = workbookName(reg, input.id, input.language);
      const { id: file, path } = files.reserve(name);
      const { rows } = await ledgers.workbook({ ...input, path }, { signal: cancel, onProgress });
      return { file, name, rows };
    }),
  ),
  remove: os.ledger.remove.handler(({ context, input }) => {
    const { core } = context;
    return { batch: core.ledgers.remove(core.actor(), input.id) };
  }),
});
