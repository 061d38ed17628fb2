import {
  type EntityKey,
  type ErrorCode,
  type ErrorParams,
  HoldfastError,
  type Value,
} from '../../model/index.ts';
import { sealNewest } from '../log/append.ts';
import { type BatchHead, type Draft, openBatch, writeDraft } from '../log/commit.ts';
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

/** One record's part of a bulk operation. */
export interface BulkItem {
  /** Whom the answer names when it is refused. */
  readonly id: string;
  readonly draft: Draft;
}

/**
 * Gives many records the same patch as one batch. What can't be changed is listed, and the rest is done.
 * @param beside written with it, such as the change number that covers it, unless nothing could be changed
 */
export function bulkUpdate(
  reg: Register,
  actor: string,
  entity: EntityKey,
  ids: readonly string[],
  patch: Readonly<Record<string, Value>>,
  beside: readonly Draft[] = [],
): Promise<BulkResult> {
  const items = ids.map((id): BulkItem => ({ id, draft: { op: 'update', entity, id, patch } }));
  return bulkWrite(reg, { actor, kind: 'bulk', label: '' }, entity, items, beside);
}

/** Writes one draft for each of many records of an entity, as one batch, in short transactions. */
export async function bulkWrite(
  reg: Register,
  head: BatchHead,
  entity: EntityKey,
  items: readonly BulkItem[],
  beside: readonly Draft[] = [],
): Promise<BulkResult> {
  const batch = reg.transaction(() => openBatch(reg, head, 'done'));
  const refused: Refused[] = [];
  let changed = 0;
  for (let at = 0; at < items.length; at += chunk) {
    reg.transaction(() => {
      const before = changed;
      for (const { id, draft } of items.slice(at, at + chunk)) {
        try {
          writeDraft(reg, batch, draft);
          changed++;
        } catch (cause) {
          if (!(cause instanceof HoldfastError)) throw cause;
          const { code, params } = cause;
          refused.push({ id, label: labelOfId(reg, entity, id) ?? id, code, params });
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
