import type { ErrorCode, ErrorParams } from '../../model/index.ts';
import type { Register } from '../store/register.ts';
import type { Draft } from './commit.ts';

/** A draft that could no longer be written when its turn came, since somebody took its tag or deleted its place. */
export interface LateRefusal {
  /** Number of the line in the stage, from 1. */
  readonly row: number;
  /** Which draft of the line, from 0. */
  readonly index: number;
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly draft: Draft;
}

/** Where an import's draft comes from: position of its sheet in the summary, row, and records that the row makes. */
type Origin = readonly [number, number, number];

interface Counted {
  created: number;
  updated: number;
  rejected: number;
}

interface Summary extends Counted {
  records: number;
  sheets: (Counted & { readonly sheet: string })[];
  late: Record<string, unknown>[];
}

/** Refusals that are told one by one. */
const mostTold = 1000;

/**
 * Puts an import's account right where rows have not come in after all. Call it in the transaction that refused them, so that
 * it also holds when the rest is only written at the next opening.
 */
export function noteLate(reg: Register, batch: number, refused: readonly LateRefusal[]): void {
  const text = reg.sql('SELECT summary FROM batch WHERE key = ?').pluck().get(batch) as string | null;
  const summary = text === null ? null : (JSON.parse(text) as Partial<Summary>);
  if (!isAccount(summary)) return;
  summary.late ??= [];
  for (const { draft, code, params } of refused) {
    const origin = (draft as { readonly at?: Origin }).at;
    if (!origin) continue;
    const [number, row, records] = origin;
    const sheet = summary.sheets[number];
    summary.records--;
    // A row that makes several records has come in as long as any of them has.
    if (records === 1) {
      const was = draft.op === 'create' ? 'created' : 'updated';
      for (const sum of sheet ? [summary, sheet] : [summary]) {
        sum[was]--;
        sum.rejected++;
      }
    }
    if (summary.late.length < mostTold) summary.late.push({ sheet: sheet?.sheet ?? '', row, code, params });
  }
  reg.sql('UPDATE batch SET summary = ? WHERE key = ?').run(JSON.stringify(summary), batch);
}

function isAccount(summary: Partial<Summary> | null): summary is Summary {
  return typeof summary?.created === 'number' && Array.isArray(summary.sheets);
}
