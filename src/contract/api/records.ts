import * as z from 'zod';
import { changeNumber } from './change-number.ts';
import {
  base,
  entityKey,
  fieldValue,
  id,
  patch,
  procedure,
  progressOf,
  reading,
  row,
  timeless,
} from './common.ts';
import { asOf } from './past.ts';

export const listQuery = z.object({
  entity: entityKey,
  /** In the grammar of src/model/filter.ts, without search words. */
  filter: z.string().optional(),
  /** What the search box says: two characters and up, Chinese, Latin or pinyin. */
  search: z.string().optional(),
  sort: z.object({ field: z.string(), descending: z.boolean() }).optional(),
});
export type ListQuery = z.infer<typeof listQuery>;

/** Who changed what, when: one line for each field of each change. */
export const historyEntry = z.object({
  change: id,
  at: z.number(),
  actor: z.string(),
  device: z.string(),
  batch: id,
  kind: z.string(),
  label: z.string(),
  state: z.enum(['pending', 'accepted', 'rejected']),
  operation: z.enum(['create', 'update', 'delete']),
  fields: z.array(
    z.object({
      field: z.string(),
      from: fieldValue,
      to: fieldValue,
      /** Words for refs. */
      fromLabel: z.string().nullable(),
      toLabel: z.string().nullable(),
    }),
  ),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

export const fullRecord = row.extend({
  entity: entityKey,
  deleted: z.boolean(),
  /** What a form that shows these values must hand back as `base` when it saves. */
  heads: base,
  createdAt: z.number(),
  changedAt: z.number(),
  changedBy: z.string(),
  conflicts: z.number(),
});
export type FullRecord = z.infer<typeof fullRecord>;

export const saved = z.object({ id, batch: id });

/** What came of the same work on many records: what could not be done is listed, and the rest is done. */
export const bulkResult = z.object({
  /** Null when nothing could be changed. */
  batch: id.nullable(),
  changed: z.number(),
  refused: z.array(
    z.object({
      id,
      label: z.string(),
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
});
export type BulkResult = z.infer<typeof bulkResult>;

export const recordsContract = {
  /** One window of a list. */
  page: reading
    .input(
      listQuery.extend({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(1000), asOf }),
    )
    .output(z.object({ rows: z.array(row) })),
  /** How many, and what they cost: never mixes kinds or currencies. May take longer than the page. */
  totals: reading.input(listQuery.extend({ asOf })).output(
    z.object({
      count: z.number(),
      cost: z.array(z.object({ kind: z.string().nullable(), currency: z.string(), sum: z.number() })),
    }),
  ),
  get: reading.input(z.object({ entity: entityKey, id, asOf })).output(fullRecord),
  byTag: reading.input(z.object({ tag: z.string(), asOf })).output(fullRecord),
  create: procedure.input(z.object({ entity: entityKey, patch })).output(saved),
  /** `change`: the change number that covers it, written with it; see baselines. */
  update: procedure
    .input(z.object({ entity: entityKey, id, patch, base, change: changeNumber.optional() }))
    .output(saved),
  remove: procedure
    .input(z.object({ entity: entityKey, id, base, change: changeNumber.optional() }))
    .output(saved),
  /** The same patch for many; what cannot be changed is listed and the rest is done, as one operation. */
  bulkUpdate: procedure
    .input(
      z.object({
        entity: entityKey,
        ids: z.array(id).min(1).max(100_000),
        patch,
        change: changeNumber.optional(),
      }),
    )
    .output(bulkResult),
  history: timeless.input(z.object({ id })).output(z.array(historyEntry)),
  /** For pickers of refs: matches by name, code, pinyin and initials. */
  lookup: reading
    .input(z.object({ entity: entityKey, text: z.string(), limit: z.number().int().min(1).max(100), asOf }))
    .output(z.array(z.object({ id, label: z.string(), hint: z.string() }))),
  /** Ctrl K: anything. */
  search: reading
    .input(z.object({ text: z.string(), limit: z.number().int().min(1).max(50), asOf }))
    .output(z.array(z.object({ entity: entityKey, id, label: z.string(), hint: z.string() }))),
  /** The next free tag for a class, such as HF-SRV-00413. */
  nextTag: procedure.input(z.object({ class: z.string() })).output(z.object({ tag: z.string() })),
};

export const batchInfo = z.object({
  id,
  kind: z.string(),
  label: z.string(),
  actor: z.string(),
  device: z.string(),
  at: z.number(),
  changes: z.number(),
  state: z.enum(['staging', 'applying', 'done']),
  undoneBy: id.nullable(),
  undoes: id.nullable(),
  /** For imports: the account of every row. */
  summary: z.record(z.string(), z.unknown()).nullable(),
});
export type BatchInfo = z.infer<typeof batchInfo>;

export const undoResult = z.object({
  batch: id.nullable(),
  restored: z.number(),
  /** Fields that somebody changed since: listed, never overwritten. */
  kept: z.array(z.object({ entity: z.string(), id, label: z.string(), field: z.string() })),
});

export type UndoResult = z.infer<typeof undoResult>;

export const batchesContract = {
  list: timeless
    .input(
      z.object({
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(200),
        kind: z.string().optional(),
      }),
    )
    .output(z.object({ batches: z.array(batchInfo), total: z.number() })),
  get: reading.input(z.object({ id })).output(batchInfo),
  /** Can't be broken off once it has begun: it goes on to its end, also when nobody listens any more. */
  undo: procedure.input(z.object({ id })).output(progressOf(undoResult)),
};
