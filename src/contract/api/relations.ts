import * as z from 'zod';
import { id, procedure } from './common.ts';
import { saved } from './records.ts';

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
});
export type Neighbour = z.infer<typeof neighbour>;

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
});
export const graphEdge = z.object({
  id,
  type: z.string(),
  source: id,
  target: id,
  label: z.string().nullable(),
});
export const graph = z.object({
  nodes: z.array(graphNode),
  edges: z.array(graphEdge),
  /** True when the limit cut the neighbourhood short. */
  truncated: z.boolean(),
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

export const relationsContract = {
  of: procedure.input(z.object({ asset: id })).output(z.array(neighbour)),
  add: procedure
    .input(
      z.object({
        source: id,
        type: z.string(),
        target: id,
        sourcePort: z.string().optional(),
        targetPort: z.string().optional(),
      }),
    )
    .output(saved),
  remove: procedure.input(z.object({ relation: id })).output(saved),
  /** The neighbourhood of some assets. `limit` caps the nodes; nearer ones come first. */
  graph: procedure
    .input(
      z.object({
        roots: z.array(id).min(1).max(100),
        hops: z.number().int().min(1).max(6),
        types: z.array(z.string()).optional(),
        classes: z.array(z.string()).optional(),
        limit: z.number().int().min(1).max(2000).default(500),
      }),
    )
    .output(graph),
  /** What is affected when these assets fail, by each relation type's rule. */
  impact: procedure
    .input(
      z.object({
        assets: z.array(id).min(1).max(1000),
        limit: z.number().int().min(1).max(20_000).default(2000),
      }),
    )
    .output(z.object({ items: z.array(impactItem), truncated: z.boolean() })),
};
