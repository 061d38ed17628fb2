import * as z from 'zod';
import { syncState } from './app.ts';
import { entityKey, fieldValue, id, procedure, timeless } from './common.ts';

const params = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export const conflictSide = z.object({
  change: id,
  value: fieldValue,
  label: z.string().nullable(),
  /** True when this side deleted the record. */
  deletes: z.boolean(),
  actor: z.string(),
  device: z.string(),
  at: z.number(),
});

export const attentionItem = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('conflict'),
    id: z.string(),
    entity: entityKey,
    record: id,
    label: z.string(),
    /** Each field that the two sides set differently; sides stand in the same order in every field. */
    fields: z.array(z.object({ field: z.string(), sides: z.array(conflictSide) })),
  }),
  z.object({
    kind: z.literal('breach'),
    id: z.string(),
    /** Code of errorTexts: DUPLICATE_VALUE, TREE_CYCLE, ... */
    code: z.string(),
    params,
    records: z.array(z.object({ entity: entityKey, id, label: z.string() })),
  }),
  z.object({
    kind: z.literal('rejected'),
    id: z.string(),
    change: id,
    entity: entityKey,
    record: id,
    label: z.string(),
    code: z.string(),
    params,
    fields: z.array(z.object({ field: z.string(), value: fieldValue, label: z.string().nullable() })),
    at: z.number(),
  }),
]);
export type AttentionItem = z.infer<typeof attentionItem>;

export const syncContract = {
  status: timeless.output(syncState),
  /** Signs in; the device gets a token of its own. The password is not kept. */
  signIn: procedure
    .input(
      z.object({ server: z.string().max(500), user: z.string().max(200), password: z.string().max(1000) }),
    )
    .output(
      z.object({
        sync: syncState,
        /** empty: the server has no register yet and takes this one; same: already joined; other: this file is empty and adopts the server's. */
        join: z.enum(['upload', 'same', 'adopt', 'mismatch']),
        /** Local people and, where names agree, the account suggested for each. */
        people: z.array(z.object({ person: id, name: z.string(), account: z.string().nullable() })),
        accounts: z.array(z.object({ name: z.string(), displayName: z.string() })),
      }),
    ),
  /** Joins after signing in; maps local people to accounts. */
  join: procedure.input(z.object({ mapping: z.record(id, z.string()) })).output(syncState),
  now: procedure.output(syncState),
  signOut: procedure.output(syncState),
  pending: timeless.input(z.object({ limit: z.number().int().min(1).max(1000) })).output(
    z.array(
      z.object({
        change: id,
        entity: entityKey,
        record: id,
        label: z.string(),
        at: z.number(),
        kind: z.string(),
        fields: z.array(z.string()),
      }),
    ),
  ),
};

export const attentionContract = {
  list: timeless.output(z.array(attentionItem)),
  /** Settles a conflict in favour of the side that this change wrote, for these fields or for all. */
  settle: procedure
    .input(z.object({ conflict: z.string(), change: id, fields: z.array(z.string()).optional() }))
    .output(z.object({ ok: z.literal(true) })),
  /** A rejected change: forget it. It stays in the log. */
  discard: procedure.input(z.object({ change: id })).output(z.object({ ok: z.literal(true) })),
  /** A rejected change: make it again on what stands now, to be sent again. */
  resend: procedure.input(z.object({ change: id })).output(z.object({ ok: z.literal(true) })),
};
