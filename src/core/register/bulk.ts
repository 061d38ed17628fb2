import {
  type EntityKey,
  type ErrorCode,
  type ErrorParams,
  HoldfastError,
  type Value,
} from '../../model/index.ts';
import { sealNewest } from '../log/append.ts';
import { type Draft, openBatch, writeDraft } from '../log/commit.ts';
import type { Register } from '../store/register.ts';
import { labelOfId } from './labels.ts';

export interface Refused {
  readonly id: string;
  readonly label: string;
  readonly code: ErrorCode;
  readonly params: ErrorParams;
}

export interface BulkResult {
  /** Null when nothing could be changed. */
  readonly batch: string | null;
  readonly changed: number;
  readonly refused: readonly Refused[];
}

const chunk = 1000;

/**
 * Gives many records the same patch as one batch. What can't be changed is listed, and the rest is done.
 * @param beside written with it, such as the change number that covers it, unless nothing could be changed
 */
export async function bulkUpdate(
  reg: Register,
  actor: string,
  entity: EntityKey,
  ids: readonly string[],
  patch: Readonly<Record<string, Value>>,
  beside: readonly Draft[] = [],
): Promise<BulkResult> {
  const head = { actor, kind: 'bulk' as const, label: '' };
  const batch = reg.transaction(() => openBatch(reg, head, 'done'));
  const refused: Refused[] = [];
  let changed = 0;
  for (let at = 0; at < ids.length; at += chunk) {
    reg.transaction(() => {
      const before = changed;
      for (const id of ids.slice(at, at + chunk)) {
        try {
          writeDraft(reg, batch, { op: 'update', entity, id, patch });
          changed++;
        } catch (cause) {
          if (!(cause instanceof HoldfastError)) throw cause;
          refused.push({
            id,
            label: labelOfId(reg, entity, id) ?? id,
            code: cause.code,
            params: cause.params,
          });
        }
      }
      if (changed > before) sealNewest(reg);
    });
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (changed > 0 && beside.length > 0)
    reg.transaction(() => {
      for (const draft of beside) writeDraft(reg, batch, draft);
      sealNewest(reg);
    });
  if (changed === 0) reg.transaction(() => reg.sql('DELETE FROM batch WHERE key = ?').run(batch.key));
  return { batch: changed > 0 ? batch.id : null, changed, refused };
}
