import * as z from 'zod';
import { id, procedure, timeless } from './common.ts';
import { scope } from './compare.ts';

export const baselineInfo = scope.extend({
  id,
  name: z.string(),
  state: z.string(),
  at: z.number(),
  items: z.number(),
  note: z.string(),
  replaces: id.nullable(),
  madeBy: z.string(),
  madeById: id.nullable(),
  approvedBy: z.string(),
  approvedAt: z.number().nullable(),
});
export type BaselineInfo = z.infer<typeof baselineInfo>;

const done = z.object({ batch: id });

export const baselinesContract = {
  list: timeless.output(z.array(baselineInfo)),
  get: timeless.input(z.object({ id })).output(baselineInfo),
  create: procedure
    .input(
      scope.extend({
        name: z.string().trim().min(1).max(200),
        /** Milliseconds since 1970; now when left out. */
        at: z.number().optional(),
        note: z.string().max(10_000).optional(),
        replaces: id.optional(),
      }),
    )
    .output(z.object({ id, batch: id })),
  /** By somebody else than who made it. What it replaces is superseded with it. */
  approve: procedure.input(z.object({ id })).output(done),
  remove: procedure.input(z.object({ id })).output(done),
  /** Approved baselines that hold one of these assets: whoever changes one is asked for a change number. */
  covering: timeless
    .input(z.object({ assets: z.array(id).max(100_000) }))
    .output(z.array(z.object({ id, name: z.string() }))),
  /** Says of drift without a change number that somebody has looked at it; `items` are ids of its lines, null means all. */
  acknowledge: procedure
    .input(
      z.object({
        baseline: id,
        items: z.array(id).max(100_000).nullable(),
        reason: z.string().trim().min(1).max(1000),
      }),
    )
    .output(z.object({ batch: id.nullable(), records: z.number() })),
};
