import * as z from 'zod';
import { changeNumber } from './change-number.ts';
import { fieldValue, id, language, procedure, reading, timeless } from './common.ts';
import { madeFile } from './files.ts';
import { asOf } from './past.ts';
import { bulkResult, saved } from './records.ts';

export const neighbour = z.object({
  relation: id,
  type: z.string(),
  /** out: this asset is the source; in: it is the target. */
  direction: z.enum(['out', 'in']),
  asset: z.object({
    id,
    tag: z.string(),
    name: z.string(),
    class: z.string().nullable(),
    status: z.string().nullable(),
  }),
  sourcePort: z.string().nullable(),
  targetPort: z.string().nullable(),
  cable: z.string().nullable(),
  role: z.string().nullable(),
  since: z.string().nullable(),
  notes: z.string().nullable(),
});
export type Neighbour = z.infer<typeof neighbour>;

/** A place with the last two steps of its path. */
const nodePlace = z.object({ id, name: z.string() });

export const graphNode = z.object({
  id,
  tag: z.string(),
  name: z.string(),
  class: z.string().nullable(),
  status: z.string().nullable(),
  /** Hops from the nearest root. */
  depth: z.number(),
  /** Relations this asset has in all, so that a node shows when there is more to expand. */
  degree: z.number(),
  /** The room or building it stands in and its rack; only where `places` was asked for. */
  place: nodePlace.nullable().optional(),
  rack: nodePlace.nullable().optional(),
});
export const graphEdge = z.object({
  id,
  type: z.string(),
  source: id,
  target: id,
  label: z.string().nullable(),
  /** Its other fields; only where `attributes` was asked for. */
  attributes: z.record(z.string(), fieldValue).optional(),
});
export const graph = z.object({
  nodes: z.array(graphNode),
  edges: z.array(graphEdge),
  /** True when the limit cut the neighbourhood short. */
  truncated: z.boolean(),
  /** How many the start has in all, where it was given as a filter; the first of them by tag are the roots. */
  starts: z.number().optional(),
});
export type Graph = z.infer<typeof graph>;
export type GraphNode = z.infer<typeof graphNode>;
export type GraphEdge = z.infer<typeof graphEdge>;

const effect = z.enum(['down', 'degraded']);

export const impactItem = z.object({
  id,
  tag: z.string(),
  name: z.string(),
  class: z.string().nullable(),
  status: z.string().nullable(),
  /** down: it does not work; degraded: it works with less in reserve, or on degraded things. */
  effect,
  depth: z.number(),
  /** From the failing asset to this one, tags or names, both ends included. */
  path: z.array(z.object({ id, tag: z.string(), name: z.string(), via: z.string().nullable(), effect })),
  custodian: z.string().nullable(),
});
export type ImpactItem = z.infer<typeof impactItem>;

export const mostGraphNodes = 2000;
const mostBookNodes = 20_000;

/** What a relation can say beside its ends. */
const attributes = {
  sourcePort: z.string().optional(),
  targetPort: z.string().optional(),
  cable: z.string().optional(),
  role: z.string().optional(),
  /** `YYYY-MM-DD`. */
  since: z.string().optional(),
  notes: z.string().optional(),
};

const direction = z.enum(['out', 'in', 'both']);
export type GraphDirection = z.infer<typeof direction>;

/** Where a graph starts: assets, or those that a filter of the list finds (a place, a saved view). */
const start = {
  roots: z.array(id).max(mostGraphNodes).default([]),
  filter: z.string().max(4000).optional(),
};
const reach = {
  /** 0: only where it starts and the relations among that. */
  hops: z.number().int().min(0).max(6),
  direction: direction.optional(),
  types: z.array(z.string()).optional(),
  classes: z.array(z.string()).optional(),
  asOf,
};

const pathStep = z.object({
  relation: z
    .object({
      id,
      type: z.string(),
      forward: z.boolean(),
      sourcePort: z.string().nullable(),
      targetPort: z.string().nullable(),
    })
    .nullable(),
  asset: neighbour.shape.asset,
});
export type GraphPathStep = z.infer<typeof pathStep>;

export const relationsContract = {
  of: reading.input(z.object({ asset: id, asOf })).output(z.array(neighbour)),
  add: procedure
    .input(
      z.object({
        source: id,
        type: z.string(),
        target: id,
        ...attributes,
        change: changeNumber.optional(),
      }),
    )
    .output(saved),
  /** Relates many assets to one, as one operation; `out`: they are the sources. What can't be related is listed. */
  addMany: procedure
    .input(
      z.object({
        assets: z.array(id).min(1).max(100_000),
        type: z.string(),
        direction: z.enum(['out', 'in']),
        other: id,
        ...attributes,
      }),
    )
    .output(bulkResult),
  remove: procedure.input(z.object({ relation: id, change: changeNumber.optional() })).output(saved),
  /** The neighbourhood of some assets. `limit` caps the nodes; nearer ones come first. */
  graph: reading
    .input(
      z.object({
        ...start,
        ...reach,
        limit: z.number().int().min(1).max(mostGraphNodes).default(500),
        places: z.boolean().optional(),
        attributes: z.boolean().optional(),
      }),
    )
    .output(graph),
  /** How many lie within reach, by distance and class, where they are too many to show; counted up to 60,000. */
  reach: reading.input(z.object({ ...start, ...reach })).output(
    z.object({
      total: z.number(),
      complete: z.boolean(),
      groups: z.array(z.object({ class: z.string().nullable(), depth: z.number(), count: z.number() })),
    }),
  ),
  /** The shortest chain of relations between two assets; null when there is none or, not `complete`, none was found. */
  path: reading
    .input(
      z.object({
        from: id,
        to: id,
        direction: direction.optional(),
        types: z.array(z.string()).optional(),
        asOf,
      }),
    )
    .output(z.object({ steps: z.array(pathStep).nullable(), complete: z.boolean() })),
  /** A workbook of the assets that a graph shows and the relations among them. */
  workbook: timeless
    .input(
      z.object({
        title: z.string().max(200),
        nodes: z
          .array(z.object({ id, depth: z.number().int().nullable() }))
          .min(1)
          .max(mostBookNodes),
        types: z.array(z.string()).optional(),
        language,
        /** The past state to write; the present where left out. */
        asOf,
      }),
    )
    .output(madeFile),
  /** What is affected when these assets fail, by each relation type's rule. */
  impact: reading
    .input(
      z.object({
        assets: z.array(id).min(1).max(1000),
        limit: z.number().int().min(1).max(20_000).default(2000),
        asOf,
      }),
    )
    .output(z.object({ items: z.array(impactItem), truncated: z.boolean() })),
};
