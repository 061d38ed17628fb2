import * as z from 'zod';
import { id, language, procedure, timeless } from './common.ts';
import { scope } from './compare.ts';
import { madeFile } from './files.ts';

export const auditInfo = scope.extend({
  id,
  name: z.string(),
  state: z.enum(['open', 'closed']),
  baseline: id.nullable(),
  baselineName: z.string(),
  seed: z.string(),
  stratified: z.boolean(),
  population: z.number(),
  sample: z.number(),
  checked: z.number(),
  nonconform: z.number(),
  openFindings: z.number(),
  auditor: z.string(),
  at: z.number(),
  closedAt: z.number().nullable(),
  closedBy: z.string(),
  note: z.string(),
});
export type AuditInfo = z.infer<typeof auditInfo>;

export const nonconformityInfo = z.object({
  id,
  finding: z.string(),
  state: z.enum(['open', 'closed']),
  owner: id.nullable(),
  ownerName: z.string(),
  due: z.string().nullable(),
  action: z.string(),
  evidence: z.string(),
  closedBy: z.string(),
  closedAt: z.number().nullable(),
});
export type NonconformityInfo = z.infer<typeof nonconformityInfo>;

export const auditItemInfo = z.object({
  id,
  n: z.number(),
  asset: z.object({ id, tag: z.string(), name: z.string(), class: z.string().nullable() }),
  location: z.string(),
  result: z.enum(['pending', 'conform', 'nonconform']),
  finding: z.string(),
  evidence: z.string(),
  checkedBy: z.string(),
  checkedAt: z.number().nullable(),
  nonconformity: nonconformityInfo.nullable(),
});
export type AuditItemInfo = z.infer<typeof auditItemInfo>;

const done = z.object({ batch: id });
const note = z.string().max(10_000);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const auditsContract = {
  list: timeless.output(z.array(auditInfo)),
  get: timeless.input(z.object({ id })).output(auditInfo),
  items: timeless.input(z.object({ id })).output(z.array(auditItemInfo)),
  create: procedure
    .input(
      scope.extend({
        name: z.string().trim().min(1).max(200),
        baseline: id.optional(),
        size: z.number().int().min(1).max(10_000).optional(),
        percent: z.number().min(0.01).max(100).optional(),
        stratified: z.boolean().optional(),
        seed: z.string().max(100).optional(),
        note: note.optional(),
      }),
    )
    .output(z.object({ id, batch: id })),
  /** What was found of an item; what does not conform becomes a nonconformity. */
  check: procedure
    .input(
      z.object({
        item: id,
        result: z.enum(['pending', 'conform', 'nonconform']),
        finding: note.optional(),
        evidence: z.string().max(4000).optional(),
        owner: id.nullable().optional(),
        due: date.nullable().optional(),
      }),
    )
    .output(done),
  changeNonconformity: procedure
    .input(
      z.object({
        id,
        finding: note.optional(),
        owner: id.nullable().optional(),
        due: date.nullable().optional(),
        action: note.nullable().optional(),
        evidence: z.string().max(4000).nullable().optional(),
      }),
    )
    .output(done),
  closeNonconformity: procedure.input(z.object({ id, closed: z.boolean() })).output(done),
  close: procedure.input(z.object({ id })).output(done),
  /** Draws the sample again from the stored seed. @returns whether it is the same */
  redraw: timeless.input(z.object({ id })).output(z.object({ same: z.boolean(), drawn: z.number() })),
  workbook: timeless.input(z.object({ id, language })).output(madeFile),
};
