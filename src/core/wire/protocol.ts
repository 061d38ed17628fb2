import * as z from 'zod';
import type { WireBatch, WireChange, WireDevice, WireSeal } from '../../model/wire.ts';

/** What client and server say to each other; see docs/sync-protocol.md. Both sides check what they read with these. */

/** Every answer of a Holdfast server carries this header; one without it comes from something else. */
export const serverHeader = 'x-holdfast';
export const protocolVersion = '1';
/** The client's model version, with every request. */
export const modelHeader = 'x-holdfast-model';
export const ndjsonType = 'application/x-ndjson';

/** Most changes that one push may carry. */
export const maxPushChanges = 5000;
/** Most entries that one page carries. */
export const maxPageEntries = 5000;
/** Most bytes of a push once unpacked: 5,000 changes with long texts, and no room for a bomb. */
export const maxPushBytes = 64 * 1024 * 1024;

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const moment = z.number().int().min(0).max(0xffff_ffff_ffff);
const counter = z.number().int().min(0).max(0xffff);
const fieldName = z.string().min(1).max(100);

const value: z.ZodType<WireChange['patch'][string]> = z.union([
  z.string().max(1_000_000),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.json()).max(100_000),
  z.record(z.string(), z.json()),
]) as z.ZodType<WireChange['patch'][string]>;

export const wireChange: z.ZodType<WireChange> = z.object({
  id: uuid,
  entity: z.string().min(1).max(100),
  record: uuid,
  patch: z.record(fieldName, value),
  base: z.record(fieldName, z.array(uuid).max(1000)),
  create: z.boolean(),
  ms: moment,
  counter,
  written: z.object({ ms: moment, counter }).nullable(),
  actor: uuid,
  device: uuid,
  n: z.number().int().min(1),
  hash,
  salt: z
    .string()
    .regex(/^[0-9a-f]{1,128}$/)
    .nullable(),
  sealed: z.array(fieldName).max(1000),
  batch: uuid,
  group: z.number().int().nullable(),
});

export const wireBatch = z.object({
  id: uuid,
  kind: z.string().min(1).max(40),
  label: z.string().max(1000),
  actor: uuid,
  device: uuid,
  at: moment,
  undoes: uuid.nullable(),
}) as unknown as z.ZodType<WireBatch>;

export const wireDevice: z.ZodType<WireDevice> = z.object({
  id: uuid,
  publicKey: hash,
  name: z.string().max(200),
});

export const wireSeal: z.ZodType<WireSeal> = z.object({
  device: uuid,
  n: z.number().int().min(1),
  hash,
  signature: z.string().regex(/^[0-9a-f]{128}$/),
});

const params = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** An error as it travels: a key of errorTexts and what fills its text. */
export const wireError = z.object({ code: z.string(), params });
export type WireError = z.infer<typeof wireError>;

export const registerInfo = z.object({
  id: uuid,
  name: z.string().min(1).max(200),
  timeZone: z.string().min(1).max(100),
});
export type RegisterInfo = z.infer<typeof registerInfo>;

export const accountInfo = z.object({
  name: z.string(),
  displayName: z.string(),
  role: z.string(),
  person: uuid.nullable(),
});
export type AccountInfo = z.infer<typeof accountInfo>;

export const sessionRequest = z.object({
  user: z.string().min(1).max(200),
  password: z.string().min(1).max(1000),
  device: wireDevice,
  modelVersion: z.number().int().min(1),
});
export type SessionRequest = z.infer<typeof sessionRequest>;

export const sessionAnswer = z.object({
  token: z.string(),
  account: accountInfo,
  /** Null until the first client has joined. */
  register: registerInfo.nullable(),
  epoch: uuid,
});
export type SessionAnswer = z.infer<typeof sessionAnswer>;

export const joinRequest = z.object({
  register: registerInfo,
  /** Local person to account name. */
  mapping: z.record(uuid, z.string().min(1).max(200)),
});
export type JoinRequest = z.infer<typeof joinRequest>;

export const joinAnswer = z.object({
  account: accountInfo,
  register: registerInfo,
  epoch: uuid,
  accounts: z.array(accountInfo),
});
export type JoinAnswer = z.infer<typeof joinAnswer>;

export const headAnswer = z.object({
  epoch: uuid,
  /** Newest entry of the server's log. */
  last: z.number().int(),
  /** The server's chain at `after`; null when it has no such entry. */
  chain: hash.nullable(),
  register: registerInfo.nullable(),
  /** Newest entry that the server has of the device that asks. */
  device: z.object({ n: z.number().int(), hash: hash.nullable() }),
  /** The server's clock, milliseconds since 1970. */
  now: z.number(),
});
export type HeadAnswer = z.infer<typeof headAnswer>;

/** One line of a push. `end` proves that nothing was cut off. */
export const pushLine = z.union([
  /** `rejected`: an earlier life of this server refused it; it is sent as a link of its device's chain only. */
  z.object({ change: wireChange, rejected: wireError.optional() }),
  z.object({ batch: wireBatch }),
  z.object({ device: wireDevice }),
  z.object({ seal: wireSeal }),
  z.object({ end: z.object({ changes: z.number().int() }) }),
]);
export type PushLine = z.infer<typeof pushLine>;

export const pushResult = z.object({
  id: uuid,
  seq: z.number().int(),
  /** Absent: accepted. */
  rejected: wireError.optional(),
});
export type PushResult = z.infer<typeof pushResult>;

export const pushAnswer = z.object({ epoch: uuid, last: z.number().int(), results: z.array(pushResult) });
export type PushAnswer = z.infer<typeof pushAnswer>;

/** One line of a page, in server order. `own` stands for a change of the device that asks: it has the rest. */
export const pageLine = z.union([
  z.object({ seq: z.number().int(), change: wireChange, rejected: wireError.optional() }),
  z.object({ seq: z.number().int(), own: uuid, rejected: wireError.optional() }),
  z.object({ seq: z.number().int(), batch: wireBatch }),
  z.object({ seq: z.number().int(), device: wireDevice }),
  z.object({ seq: z.number().int(), seal: wireSeal }),
  z.object({
    end: z.object({ epoch: uuid, next: z.number().int(), last: z.number().int(), chain: hash }),
  }),
]);
export type PageLine = z.infer<typeof pageLine>;

export const eventData = z.object({ epoch: uuid, last: z.number().int() });
