import * as z from 'zod';
import { id, procedure, row, timeless } from './common.ts';

/** First that holds, in this order. */
export const scanOutcome = z.enum([
  'invalid',
  'unknown',
  'alreadyCounted',
  'retired',
  'unexpected',
  'elsewhere',
  'otherUser',
  'expected',
]);
export type ScanOutcome = z.infer<typeof scanOutcome>;

export const scanAnswer = z.object({
  count: id.nullable(),
  scan: z.string(),
  outcome: scanOutcome,
  at: z.number(),
  asset: z
    .object({
      id,
      tag: z.string(),
      name: z.string(),
      serial: z.string().nullable(),
      model: z.string().nullable(),
      status: z.string().nullable(),
    })
    .nullable(),
  expectedLocation: z.string().nullable(),
  foundLocation: z.string().nullable(),
  expectedUser: z.string().nullable(),
  /** The count that came first, for `alreadyCounted`. */
  earlier: z.object({ by: z.string(), at: z.number(), location: z.string().nullable() }).nullable(),
});
export type ScanAnswer = z.infer<typeof scanAnswer>;

export const stocktakeStatus = z.object({
  id,
  name: z.string(),
  state: z.enum(['draft', 'counting', 'closed', 'cancelled']),
  filter: z.string(),
  locations: z.array(z.string()),
  due: z.string().nullable(),
  startedAt: z.number().nullable(),
  closedAt: z.number().nullable(),
  /** Lines frozen at the start. */
  expected: z.number(),
  /** Expected lines that were counted, wherever. */
  counted: z.number(),
  byOutcome: z.record(z.string(), z.number()),
  notCounted: z.number(),
});
export type StocktakeStatus = z.infer<typeof stocktakeStatus>;

export const stocktakeLine = z.object({
  key: z.string(),
  /** Result of the line: expected, elsewhere, otherUser, notCounted, unexpected, retired, unknown. */
  outcome: z.string(),
  asset: id.nullable(),
  tag: z.string(),
  name: z.string(),
  expectedLocation: z.string().nullable(),
  foundLocation: z.string().nullable(),
  expectedUser: z.string().nullable(),
  foundUser: z.string().nullable(),
  countedBy: z.string().nullable(),
  countedAt: z.number().nullable(),
  condition: z.string().nullable(),
  notes: z.string().nullable(),
  /** How often it was scanned. */
  scans: z.number(),
});
export type StocktakeLine = z.infer<typeof stocktakeLine>;

const scope = z.object({
  name: z.string().trim().min(1).max(200),
  filter: z.string().max(4000).default(''),
  locations: z.array(id).default([]),
  due: z.string().nullable().default(null),
});

export const stocktakesContract = {
  list: timeless.output(z.array(stocktakeStatus)),
  /** How many assets the scope holds, before it is created. */
  scope: timeless.input(scope.omit({ name: true, due: true })).output(z.object({ expected: z.number() })),
  create: procedure.input(scope).output(stocktakeStatus),
  /** Freezes what is expected and opens counting. */
  start: procedure.input(z.object({ id })).output(stocktakeStatus),
  status: timeless.input(z.object({ id })).output(stocktakeStatus),
  scan: procedure
    .input(
      z.object({
        id,
        /** What the scanner read; kept as it is, compared after NFKC and case folding. */
        scan: z.string().max(400),
        location: id.nullable().default(null),
        user: id.nullable().default(null),
        condition: z.enum(['good', 'damaged']).nullable().default(null),
        notes: z.string().max(1000).nullable().default(null),
      }),
    )
    .output(scanAnswer),
  /** Adds condition or note to a count already made. */
  annotate: procedure
    .input(
      z.object({
        count: id,
        condition: z.enum(['good', 'damaged']).nullable().optional(),
        notes: z.string().max(1000).nullable().optional(),
        user: id.nullable().optional(),
      }),
    )
    .output(z.object({ ok: z.literal(true) })),
  undoScan: procedure.input(z.object({ count: id })).output(z.object({ ok: z.literal(true) })),
  /** The newest scans on this stocktake, newest first. */
  recent: timeless
    .input(z.object({ id, limit: z.number().int().min(1).max(100) }))
    .output(z.array(scanAnswer)),
  lines: timeless
    .input(
      z.object({
        id,
        outcome: z.string().optional(),
        location: id.optional(),
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(1000),
      }),
    )
    .output(z.object({ lines: z.array(stocktakeLine), total: z.number() })),
  /** Ends counting. What was not counted becomes 盘亏待核实 (missing, unverified) when asked for. */
  close: procedure.input(z.object({ id, markMissing: z.boolean().default(false) })).output(stocktakeStatus),
  cancel: procedure.input(z.object({ id })).output(stocktakeStatus),
  /** A workbook with one sheet for each kind of difference. */
  exportDifferences: procedure
    .input(z.object({ id, format: z.enum(['xlsx', 'csv']), language: z.enum(['zh', 'en']) }))
    .output(z.object({ file: z.string(), name: z.string(), rows: z.number() })),
};

export const medium = z.object({
  id,
  asset: id,
  assetTag: z.string(),
  assetName: z.string(),
  values: row.shape.values,
  labels: row.shape.labels,
  /** True when serial or "no medium", method, operator, another verifier, date and a good result are all there. */
  proven: z.boolean(),
});
export type Medium = z.infer<typeof medium>;

export const retirementInfo = row.extend({
  assets: z.array(
    z.object({
      id,
      tag: z.string(),
      name: z.string(),
      class: z.string().nullable(),
      status: z.string().nullable(),
      cost: z.number().nullable(),
      currency: z.string().nullable(),
      dataBearing: z.boolean(),
      /** What still depends on it. */
      dependents: z.array(z.object({ id, tag: z.string(), name: z.string(), type: z.string() })),
    }),
  ),
  media: z.array(medium),
  mediaUnproven: z.number(),
  /** What the person who acts now may do, with the reason where not. */
  can: z.object({
    approve: z.string().nullable(),
    dispose: z.string().nullable(),
    withdraw: z.string().nullable(),
    recordMedia: z.string().nullable(),
  }),
});
export type RetirementInfo = z.infer<typeof retirementInfo>;

export const mediumPatch = z.object({
  serial: z.string().max(200).nullable().optional(),
  kind: z.string().nullable().optional(),
  capacity: z.string().max(100).nullable().optional(),
  method: z.string().nullable().optional(),
  technique: z.string().max(500).nullable().optional(),
  operator: id.nullable().optional(),
  verifier: id.nullable().optional(),
  date: z.string().nullable().optional(),
  result: z.string().nullable().optional(),
  evidence: z.string().max(500).nullable().optional(),
  notes: z.string().max(4000).nullable().optional(),
});

export const retirementsContract = {
  list: timeless
    .input(z.object({ state: z.string().optional() }))
    .output(z.array(row.extend({ assetCount: z.number(), mediaUnproven: z.number() }))),
  get: timeless.input(z.object({ id })).output(retirementInfo),
  /** Asks for the retirement of some assets: they become 待报废, and each data-bearing one gets a medium to prove. */
  request: procedure
    .input(
      z.object({
        title: z.string().trim().max(300).default(''),
        assets: z.array(id).min(1).max(5000),
        reason: z.string(),
        explanation: z.string().max(10_000).default(''),
      }),
    )
    .output(retirementInfo),
  approve: procedure
    .input(
      z.object({ id, note: z.string().max(1000).default(''), approvalNo: z.string().max(200).default('') }),
    )
    .output(retirementInfo),
  reject: procedure.input(z.object({ id, note: z.string().max(1000).default('') })).output(retirementInfo),
  withdraw: procedure.input(z.object({ id })).output(retirementInfo),
  /** A new number for one of two that two laptops gave the same. */
  renumber: procedure.input(z.object({ id })).output(retirementInfo),
  addMedium: procedure
    .input(z.object({ retirement: id, asset: id, values: mediumPatch }))
    .output(retirementInfo),
  updateMedium: procedure.input(z.object({ medium: id, values: mediumPatch })).output(retirementInfo),
  removeMedium: procedure.input(z.object({ medium: id })).output(retirementInfo),
  dispose: procedure
    .input(z.object({ id, disposal: z.string(), recipient: z.string().max(500).default('') }))
    .output(retirementInfo),
};
