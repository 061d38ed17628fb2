import * as z from 'zod';
import { id, procedure, reading } from './common.ts';
import { asOf } from './past.ts';

const face = z.enum(['front', 'rear', 'both']);

const thing = z.object({
  id,
  tag: z.string(),
  name: z.string(),
  class: z.string().nullable(),
  status: z.string().nullable(),
  model: z.string().nullable(),
  /** Lowest unit that it takes, counted from 1. */
  unit: z.number(),
  height: z.number(),
  face,
});
export type RackThing = z.infer<typeof thing>;

const loose = thing.extend({ unit: z.number().nullable() });
export type RackLoose = z.infer<typeof loose>;

export const rack = z.object({
  id,
  name: z.string(),
  path: z.string(),
  units: z.number(),
  /** Units are numbered from the top. */
  descending: z.boolean(),
  mounted: z.array(thing),
  loose: z.array(loose),
  overlaps: z.array(z.tuple([id, id])),
});
export type RackView = z.infer<typeof rack>;

export const rackSummary = z.object({
  id,
  name: z.string(),
  path: z.string(),
  units: z.number(),
  mounted: z.number(),
  loose: z.number(),
});
export type RackSummary = z.infer<typeof rackSummary>;

/** Racks are locations of that kind; what stands in them are the assets located there. */
export const racksContract = {
  list: reading
    .input(z.object({ within: id.nullable().default(null), search: z.string().max(200).default(''), asOf }))
    .output(z.object({ racks: z.array(rackSummary), total: z.number() })),
  get: reading.input(z.object({ id, asOf })).output(rack),
  /** Puts a thing that is in the rack at units of it, or with `unit` null beside them. */
  place: procedure
    .input(z.object({ rack: id, asset: id, unit: z.number().int().min(1).max(100).nullable(), face }))
    .output(z.object({ batch: id.nullable(), rack })),
};
