import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { entityKey, id, language, procedure, timeless } from './common.ts';

export const personInfo = z.object({
  id,
  name: z.string(),
  role: z.string(),
  department: id.nullable(),
  hasPin: z.boolean(),
});
export type PersonInfo = z.infer<typeof personInfo>;

export const syncState = z.object({
  /** none: never joined; offline: joined, server not reached at the last try; idle: in step; syncing; signedOut: needs a password. */
  state: z.enum(['none', 'offline', 'idle', 'syncing', 'signedOut']),
  server: z.string().nullable(),
  account: z.string().nullable(),
  pending: z.number(),
  lastSync: z.number().nullable(),
  /** Why the last try failed, as an error of the catalogue. */
  error: z
    .object({
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    })
    .nullable(),
  attention: z.number(),
});
export type SyncState = z.infer<typeof syncState>;

export const appInfo = z.object({
  version: z.string(),
  modelVersion: z.number(),
  host: z.enum(['electron', 'browser', 'cli']),
  file: z.string(),
  /** Bytes of the register file. */
  size: z.number(),
  register: z.object({ id, name: z.string(), timeZone: z.string() }),
  device: z.object({ id, name: z.string() }),
  /** Null until somebody said who he is. */
  person: personInfo.nullable(),
  started: z.boolean(),
  demo: z.boolean(),
  sync: syncState,
});
export type AppInfo = z.infer<typeof appInfo>;

export const prefs = z.object({
  language: language.nullable(),
  theme: z.enum(['light', 'dark', 'system']).nullable(),
  /** Small settings of pages (columns, widths), by page. */
  pages: z.record(z.string(), z.unknown()),
});
export type Prefs = z.infer<typeof prefs>;

export const appContract = {
  info: timeless.output(appInfo),
  /** First start: who are you? Makes the register's first person, an administrator. */
  start: procedure
    .input(
      z.object({
        registerName: z.string().trim().min(1).max(200),
        personName: z.string().trim().min(1).max(200),
      }),
    )
    .output(appInfo),
  getPrefs: timeless.output(prefs),
  setPrefs: timeless.input(prefs.partial()).output(prefs),
  /** One message after each commit, sync step or state change; also one at once, so that a listener starts in step. */
  events: timeless.output(
    eventIterator(z.object({ seq: z.number(), entities: z.array(entityKey), sync: syncState })),
  ),
  /** How many records of each kind there are, for the navigation. */
  counts: timeless.output(
    z.object({
      assets: z.number(),
      openStocktakes: z.number(),
      openRetirements: z.number(),
      attention: z.number(),
    }),
  ),
};

export const peopleContract = {
  /** Everyone who can act on this device: people with a role. */
  actors: timeless.output(z.array(personInfo)),
  switch: timeless.input(z.object({ person: id, pin: z.string().optional() })).output(personInfo),
  /** Sets or, with null, removes the PIN of the person who acts now. */
  setPin: procedure.input(z.object({ pin: z.string().min(4).max(64).nullable() })).output(personInfo),
};

export const backupInfo = z.object({
  file: z.string(),
  at: z.number(),
  size: z.number(),
  reason: z.string(),
});

export const backupContract = {
  list: timeless.output(z.array(backupInfo)),
  create: procedure.output(backupInfo),
  /** Recomputes everything that can be recomputed: file, projection against the log, chains and signatures. */
  verify: procedure.output(
    z.object({
      ok: z.boolean(),
      changes: z.number(),
      records: z.number(),
      problems: z.array(z.object({ code: z.string(), message: z.string() })),
    }),
  ),
};
