import * as z from 'zod';
import { fieldValue, id, language, progressOf, timeless } from './common.ts';
import { madeFile } from './files.ts';
import { pastMoment } from './past.ts';

/** Which configuration items are meant: those that a filter finds, a neighbourhood, or what both have in common. */
export const scope = z.object({
  /** In the grammar of src/model/filter.ts. */
  filter: z.string().max(4000).optional(),
  /** Assets, such as a service, whose neighbourhood is meant. */
  roots: z.array(id).max(100).optional(),
  hops: z.number().int().min(1).max(6).optional(),
});
export type ScopeInput = z.infer<typeof scope>;

/** One side of a comparison: a moment, a baseline, or, when it is empty, the present. */
export const comparedMoment = pastMoment.extend({ baseline: id.optional() });
export type ComparedMoment = z.infer<typeof comparedMoment>;

export const compareQuery = z.object({
  from: comparedMoment,
  to: comparedMoment,
  scope: scope.optional(),
});
export type CompareInput = z.infer<typeof compareQuery>;

export const differenceKind = z.enum(['added', 'removed', 'changed']);
export const authorisation = z.enum(['authorised', 'acknowledged', 'unauthorised']);

const counts = z.object({ added: z.number(), removed: z.number(), changed: z.number() });
export const compareSummary = z.object({
  assets: counts,
  relations: counts,
  /** Fields of assets that differ. */
  fields: z.number(),
  /** How many differences a change number covers, somebody acknowledged, and neither. */
  authorisation: z.object({ authorised: z.number(), acknowledged: z.number(), unauthorised: z.number() }),
  /** The log's position that this was read at. */
  cursor: z.number(),
});
export type CompareSummary = z.infer<typeof compareSummary>;

const assetName = z.object({
  id: z.string(),
  tag: z.string(),
  name: z.string(),
  class: z.string().nullable(),
});
export const differenceLine = z.object({
  entity: z.enum(['asset', 'relation']),
  id,
  kind: differenceKind,
  /** Of a relation: its source. */
  asset: assetName,
  type: z.string().nullable(),
  typeText: z.string(),
  target: assetName.nullable(),
  fields: z.array(
    z.object({
      field: z.string(),
      label: z.string(),
      from: fieldValue,
      to: fieldValue,
      /** In words. */
      fromText: z.string(),
      toText: z.string(),
    }),
  ),
  /** When the newest change was, and who made it. */
  at: z.number().nullable(),
  actor: z.string(),
  authorisation: z.object({ state: authorisation, references: z.array(z.string()) }),
});
export type DifferenceLine = z.infer<typeof differenceLine>;

export const compareContract = {
  /** When the register's first operation was; null for one without any. */
  first: timeless.output(z.object({ at: z.number().nullable() })),
  /** Lays two moments side by side; the result is kept for `lines`, `states` and `workbook` of the same query. */
  summary: timeless.input(compareQuery).output(progressOf(compareSummary)),
  lines: timeless
    .input(
      compareQuery.extend({
        entity: z.enum(['asset', 'relation']).optional(),
        kind: differenceKind.optional(),
        state: authorisation.optional(),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(5000).default(200),
        language,
      }),
    )
    .output(z.object({ lines: z.array(differenceLine), total: z.number() })),
  /** What became of assets and relations, for colouring a graph. */
  states: timeless
    .input(compareQuery.extend({ most: z.number().int().min(1).max(20_000).default(5000) }))
    .output(
      z.object({
        states: z.array(z.object({ id, entity: z.enum(['asset', 'relation']), kind: differenceKind })),
        truncated: z.boolean(),
      }),
    ),
  workbook: timeless
    .input(compareQuery.extend({ language, drift: z.boolean().default(false) }))
    .output(progressOf(madeFile)),
};
