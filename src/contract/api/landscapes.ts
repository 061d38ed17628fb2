import * as z from 'zod';
import { fieldValue, id, procedure, progressOf, timeless } from './common.ts';

export const landscapeSource = z.enum(['netbox', 'glpi', 'itop']);
export type LandscapeSource = z.infer<typeof landscapeSource>;

const outcome = z.enum(['created', 'merged', 'unchanged', 'notImported']);
export type LandscapeOutcome = z.infer<typeof outcome>;

/** `objects` is always the sum of the others. */
export const landscapeTally = z.object({
  objects: z.number(),
  created: z.number(),
  merged: z.number(),
  unchanged: z.number(),
  notImported: z.number(),
});
export type LandscapeTally = z.infer<typeof landscapeTally>;

export const landscapeAccount = z.object({
  plan: z.string(),
  name: z.string(),
  sources: z.array(landscapeSource),
  total: landscapeTally,
  /** By kind of object, as the source names it. */
  kinds: z.record(z.string(), landscapeTally),
  /** Records that are made and changed, by entity; relations among them. */
  records: z.record(z.string(), z.object({ created: z.number(), changed: z.number() })),
  /** Why objects are not imported, by reason and kind. */
  reasons: z.array(z.object({ code: z.string(), kind: z.string(), count: z.number() })),
  /** What is pointed to and is not in the files. */
  missing: z.array(z.object({ what: z.string(), count: z.number() })),
  /** Records that would be written. */
  drafts: z.number(),
});
export type LandscapeAccount = z.infer<typeof landscapeAccount>;

const params = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export const landscapeObject = z.object({
  kind: z.string(),
  id: z.string(),
  name: z.string(),
  outcome,
  /** The key by which a decision names it; null for what is not a record of its own. */
  key: z.string().nullable(),
  entity: z.string().nullable(),
  record: id.nullable(),
  /** Words for its record. */
  label: z.string(),
  by: z.enum(['key', 'serial', 'uuid', 'mac', 'name', 'email', 'person']).nullable(),
  changes: z.array(z.object({ field: z.string(), from: fieldValue, to: fieldValue })),
  code: z.string().nullable(),
  params,
  /** Records that a person may choose from where it could not be told which one is meant. */
  candidates: z.array(z.object({ id, label: z.string() })),
});
export type LandscapeObject = z.infer<typeof landscapeObject>;

export const landscapeRequest = z.object({
  files: z.array(z.string()).min(1).max(20_000),
  /** Which side wins where the file and a record that is there say different things; empty fields are filled either way. */
  prefer: z.enum(['source', 'register']).default('source'),
  /** By key of an object: the id of the record that it is, `new`, or `skip`. */
  decisions: z.record(z.string(), z.union([id, z.enum(['new', 'skip'])])).default({}),
});

/** Importing what NetBox, GLPI and iTop know. */
export const landscapesContract = {
  /** What the files are, by their content; null where none of them is of such a system. */
  recognise: timeless
    .input(z.object({ files: z.array(z.string()).max(20_000) }))
    .output(z.object({ sources: z.array(landscapeSource) })),
  /** Checks what the files would bring, without writing anything. */
  preview: procedure.input(landscapeRequest).output(progressOf(landscapeAccount)),
  objects: timeless
    .input(
      z.object({
        plan: z.string(),
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(5000),
        outcome: outcome.optional(),
        kind: z.string().optional(),
        code: z.string().optional(),
        /** Only those of which a person may decide what they are. */
        open: z.boolean().optional(),
      }),
    )
    .output(z.object({ rows: z.array(landscapeObject), total: z.number() })),
  /** Writes what was checked as one batch; undo it through `batches.undo`. */
  run: procedure
    .input(z.object({ plan: z.string() }))
    .output(progressOf(landscapeAccount.extend({ batch: id.nullable() }))),
};
