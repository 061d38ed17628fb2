import type { Language } from '../../model/types.ts';
import type { Register } from '../store/register.ts';
import type { JobContext } from '../workers/jobs.ts';
import type { Outcome } from './bridge.ts';
import { currentResult } from './held.ts';
import { type LineDetail, type LinesWanted, type LineView, lineDetail, linesPage } from './lines.ts';
import type { LostMatch } from './result.ts';
import { planTakeOver, type TakeOverActor, type TakeOverPlan, type TakeOverWanted } from './take-over.ts';
import { writeLedgerWorkbook } from './workbook.ts';

/** What can be asked of a result; all of it is computed from the cards, the register and what people decided. */
export type LedgerQuestion =
  | { readonly ask: 'result'; readonly id: string }
  | {
      readonly ask: 'lines';
      readonly id: string;
      readonly wanted: LinesWanted;
      readonly offset: number;
      readonly limit: number;
    }
  | { readonly ask: 'line'; readonly id: string; readonly key: string }
  | {
      readonly ask: 'takeOver';
      readonly id: string;
      readonly wanted: TakeOverWanted;
      readonly actor: TakeOverActor;
    };

export interface LedgerAnswers {
  readonly result: { readonly outcome: Outcome; readonly lost: readonly LostMatch[] };
  readonly lines: { readonly lines: LineView[]; readonly total: number };
  readonly line: LineDetail;
  readonly takeOver: TakeOverPlan;
}

/**
 * Answers a question about a reconciliation's result, as one moment of the register. Runs in a worker that keeps the result.
 * @throws RECONCILIATION_NOT_FOUND, LEDGER_LINE_GONE, CANCELLED
 */
export function askLedgerJob(
  context: JobContext,
  question: LedgerQuestion,
): LedgerAnswers[LedgerQuestion['ask']] {
  const reg = context.register();
  return atOneMoment(reg, () => {
    const result = currentResult(reg, question.id, context);
    switch (question.ask) {
      case 'result':
        return { outcome: result.outcome, lost: result.lost };
      case 'lines':
        return linesPage(reg, result, question.wanted, question.offset, question.limit);
      case 'line':
        return lineDetail(reg, result, question.key);
      case 'takeOver':
        return planTakeOver(reg, result, question.wanted, question.actor);
    }
  });
}

function atOneMoment<T>(reg: Register, work: () => T): T {
  reg.db.exec('BEGIN');
  try {
    return work();
  } finally {
    reg.db.exec('COMMIT');
  }
}

export interface LedgerWorkbookInput {
  readonly id: string;
  readonly path: string;
  readonly language: Language;
}

/** @throws RECONCILIATION_NOT_FOUND, CANCELLED, DISK_FULL, FILE_NOT_WRITABLE */
export async function ledgerWorkbookJob(
  context: JobContext,
  input: LedgerWorkbookInput,
): Promise<{ rows: number }> {
  const reg = context.register();
  const cancel = new AbortController();
  reg.db.exec('BEGIN');
  try {
    const result = currentResult(reg, input.id, context);
    const onProgress = (rows: number) => {
      if (context.cancelled()) cancel.abort();
      context.progress('export', rows, null);
    };
    const watch = { signal: cancel.signal, onProgress };
    return { rows: await writeLedgerWorkbook(reg, input.id, result, input.path, input.language, watch) };
  } finally {
    reg.db.exec('COMMIT');
  }
}
