import { createHash, hash as hashOnce } from 'node:crypto';
import type { WireChange } from '../../../model/wire.ts';
import { stableJson } from './merge.ts';

/** What the first entry of a device chains to. */
export const chainStart = '0'.repeat(64);

/**
 * The text of a change that its hash covers. It has the original stamp, not a corrected one, so that a restamp does not
 * break the chain; a sensitive field stands there as a salted commitment, so that it can be erased later.
 */
export function canonicalChange(change: Omit<WireChange, 'hash'>): string {
  const at = change.written ?? change;
  return stableJson({
    id: change.id,
    entity: change.entity,
    record: change.record,
    patch: change.sealed.length > 0 ? withCommitments(change) : change.patch,
    base: sortedBase(change.base),
    create: change.create,
    ms: at.ms,
    counter: at.counter,
    actor: change.actor,
    device: change.device,
    n: change.n,
    batch: change.batch,
    group: change.group,
    sealed: change.sealed,
  });
}

/** A create, of which everything but its place in the log and the chain is known. */
export interface PreparedCreate {
  readonly id: string;
  readonly entity: string;
  readonly record: string;
  /** From `canonicalPatch`. */
  readonly patch: string;
  readonly sealed: readonly string[];
  readonly group: number | null;
}

/** The patch as it stands within `canonicalChange`. */
export function canonicalPatch(change: Pick<WireChange, 'patch' | 'salt' | 'sealed'>): string {
  return stableJson(change.sealed.length > 0 ? withCommitments(change) : change.patch);
}

/** The same text as `canonicalChange` gives, put together from parts: a large import has a million of them. */
export function canonicalCreate(
  create: PreparedCreate,
  at: { readonly ms: number; readonly counter: number; readonly n: number },
  by: { readonly actor: string; readonly device: string; readonly batch: string },
): string {
  return (
    `{"actor":"${by.actor}","base":{},"batch":"${by.batch}","counter":${at.counter},"create":true,` +
    `"device":"${by.device}","entity":"${create.entity}","group":${create.group},"id":"${create.id}","ms":${at.ms},` +
    `"n":${at.n},"patch":${create.patch},"record":"${create.record}","sealed":${stableJson(create.sealed)}}`
  );
}

/** Hash of the next entry of a device, from its canonical text. @param previous as for `chainHash` */
export function nextHash(previous: string, canonical: string): string {
  return hashOnce('sha256', `${previous}\n${canonical}`, 'hex');
}

/**
 * Hash of a change in its device's chain.
 * @param previous hash of the device's entry before, hex; `chainStart` for the first
 * @returns SHA-256, hex
 */
export function chainHash(previous: string, change: Omit<WireChange, 'hash'>): string {
  return nextHash(previous, canonicalChange(change));
}

function withCommitments(change: Pick<WireChange, 'patch' | 'salt' | 'sealed'>): Record<string, unknown> {
  const patch: Record<string, unknown> = { ...change.patch };
  for (const field of change.sealed) {
    if (!Object.hasOwn(patch, field)) continue;
    const value = patch[field];
    patch[field] = isErased(value) ? value : { $commitment: commitment(change.salt ?? '', field, value) };
  }
  return patch;
}

/** A value that was erased later leaves its commitment in its place. */
function isErased(value: unknown): value is { $commitment: string } {
  return typeof value === 'object' && value !== null && '$commitment' in value;
}

export function commitment(salt: string, field: string, value: unknown): string {
  return createHash('sha256')
    .update(`${salt} ${field} ${stableJson(value)}`)
    .digest('hex');
}

function sortedBase(base: Readonly<Record<string, readonly string[]>>): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(base).map(([field, ids]) => [field, [...ids].sort()]));
}
