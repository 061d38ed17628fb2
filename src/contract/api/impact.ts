import * as z from 'zod';
import { id, language, procedure, reading, timeless } from './common.ts';
import { madeFile } from './files.ts';
import { asOf } from './past.ts';
import { saved } from './records.ts';
import { impactItem } from './relations.ts';

export const mostImpact = 20_000;
const assets = z.array(id).min(1).max(5000);
const limit = z.number().int().min(1).max(mostImpact).default(2000);

const summary = z.object({
  id,
  tag: z.string(),
  name: z.string(),
  class: z.string().nullable(),
  status: z.string().nullable(),
});

export const analysedItem = impactItem.extend({
  /** Ids, whose words stand in `words`. */
  userId: id.nullable(),
  custodianId: id.nullable(),
  department: id.nullable(),
  location: id.nullable(),
  owner: id.nullable(),
  /** Ids of the affected services that hang on it, itself included. */
  services: z.array(id),
});
export type AnalysedItem = z.infer<typeof analysedItem>;

export const personToTell = z.object({
  id,
  entity: z.enum(['person', 'organisation']),
  name: z.string(),
  title: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  /** Of how many affected assets he is custodian, user, head of the department or owning entity. */
  roles: z.object({
    custodian: z.number().optional(),
    user: z.number().optional(),
    head: z.number().optional(),
    owner: z.number().optional(),
  }),
  assets: z.number(),
  down: z.number(),
});
export type PersonToTell = z.infer<typeof personToTell>;

export const analysis = z.object({
  starts: z.array(summary),
  items: z.array(analysedItem),
  truncated: z.boolean(),
  people: z.array(personToTell),
  /** Affected assets without user and custodian. */
  nobody: z.number(),
  words: z.record(z.string(), z.string()),
  at: z.number(),
  cursor: z.number(),
});
export type Analysis = z.infer<typeof analysis>;

export const upstreamItem = summary.extend({
  depth: z.number(),
  /** From this asset to the one asked about, as an explanation of its failing. */
  path: z.array(z.object({ id, tag: z.string(), name: z.string(), via: z.string().nullable() })),
  /** Its failing alone brings the one asked about down; null where that was not worked out. */
  single: z.boolean().nullable(),
});
export type UpstreamItem = z.infer<typeof upstreamItem>;

export const upstream = z.object({
  items: z.array(upstreamItem),
  truncated: z.boolean(),
  singles: z.object({ count: z.number(), tested: z.number(), complete: z.boolean() }).nullable(),
});
export type Upstream = z.infer<typeof upstream>;

const keptStep = z.object({ tag: z.string(), name: z.string(), via: z.string().nullable() });
export const evidence = z.object({
  id,
  change: z.string().nullable(),
  at: z.number(),
  /** Log position on the device that worked it out. */
  cursor: z.number(),
  down: z.number(),
  degraded: z.number(),
  truncated: z.boolean(),
  by: z.string(),
  note: z.string().nullable(),
  result: z.object({
    starts: z.array(z.object({ id, tag: z.string(), name: z.string() })).optional(),
    items: z
      .array(
        z.object({
          id,
          tag: z.string(),
          name: z.string(),
          effect: z.enum(['down', 'degraded']),
          depth: z.number(),
          path: z.array(keptStep),
        }),
      )
      .optional(),
    people: z
      .array(
        z.object({
          name: z.string(),
          phone: z.string().nullable(),
          email: z.string().nullable(),
          assets: z.number(),
          down: z.number(),
        }),
      )
      .optional(),
  }),
});
export type ImpactEvidence = z.infer<typeof evidence>;

export const impactContract = {
  /** What is affected when these fail or are taken away, nearest first, with where it belongs and whom to tell. */
  analyse: reading.input(z.object({ assets, limit, asOf })).output(analysis),
  /** What an asset hangs on, and, where asked, which of those bring it down when they alone fail. */
  upstream: reading
    .input(z.object({ asset: id, limit, singles: z.boolean().default(false), asOf }))
    .output(upstream),
  /** The result as a workbook, of a past moment too. */
  workbook: timeless
    .input(
      z.object({
        kind: z.enum(['impact', 'upstream']),
        /** For `upstream` the first is meant. */
        assets,
        limit: z.number().int().min(1).max(mostImpact).default(mostImpact),
        language,
        asOf,
      }),
    )
    .output(madeFile),
  /** Keeps the result as it is now as evidence of a retirement or of a change; one of both has to be named. */
  keep: procedure
    .input(
      z.object({
        assets,
        retirement: id.optional(),
        change: z.string().max(100).optional(),
        note: z.string().max(4000).optional(),
      }),
    )
    .output(saved),
  /** The evidence kept of a retirement, newest first. */
  evidence: reading.input(z.object({ retirement: id, asOf })).output(z.array(evidence)),
};
