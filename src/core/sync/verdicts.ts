import { markAccepted, markRejected } from '../log/apply.ts';
import { uuidBytes } from '../log/pure/ids.ts';
import { refold } from '../log/refold.ts';
import type { Register } from '../store/register.ts';
import type { WireError } from '../wire/protocol.ts';

/** What the server said of a change that is here. */
export interface Verdict {
  readonly id: string;
  readonly seq: number;
  readonly rejected?: WireError | undefined;
}

/**
 * Notes the server's answers; a refused change is rolled back by refolding its record. Inside a transaction.
 * @returns ids that are not here
 */
export function noteVerdicts(reg: Register, verdicts: readonly Verdict[]): string[] {
  const unknown: string[] = [];
  const refused = new Set<number>();
  for (const verdict of verdicts) {
    const row = reg.sql('SELECT seq, record FROM change WHERE id = ?').get(uuidBytes(verdict.id)) as
      | { seq: number; record: number }
      | undefined;
    if (!row) unknown.push(verdict.id);
    else if (!verdict.rejected) markAccepted(reg, row.seq, verdict.seq);
    else {
      if (markRejected(reg, row.seq, verdict.rejected)) refused.add(row.record);
      reg.sql('UPDATE change SET server_seq = ? WHERE seq = ?').run(verdict.seq, row.seq);
    }
  }
  for (const rid of refused) refold(reg, rid);
  return unknown;
}
