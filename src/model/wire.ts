import type { EntityKey, Value } from './types.ts';

/** The version of the declarations in src/model; both sides of a sync send theirs. */
export const modelVersion = 1;

/**
 * A change as it travels (sync, exchange files) and as it is hashed. Keys and ids are spelled out: this form outlives any
 * file format. Ids are lower-case UUIDs.
 */
export interface WireChange {
  readonly id: string;
  readonly entity: EntityKey | (string & {});
  readonly record: string;
  /** New values by field; null clears. `$deleted: true` is a tombstone, which counts as an edit of every field. */
  readonly patch: Readonly<Record<string, Value>>;
  /**
   * By field, the ids of the changes that the edit builds on; `*` stands for every field not named. A create has none.
   */
  readonly base: Readonly<Record<string, readonly string[]>>;
  readonly create: boolean;
  /** Ordering stamp: milliseconds since 1970 and a counter within the millisecond; ties by device, then id. */
  readonly ms: number;
  readonly counter: number;
  /** The stamp as first written, where a wrong clock made a restamp necessary. */
  readonly written: { readonly ms: number; readonly counter: number } | null;
  readonly actor: string;
  readonly device: string;
  /** 1, 2, 3 ... within the device. */
  readonly n: number;
  /** SHA-256 over the device's previous hash and the canonical change, hex. */
  readonly hash: string;
  /** Salt of the commitments for sensitive fields, hex; null when the patch has none. */
  readonly salt: string | null;
  /** Fields that enter the hash as a salted commitment instead of their value. */
  readonly sealed: readonly string[];
  readonly batch: string;
  /** Changes of a batch with the same group only make sense together. */
  readonly group: number | null;
}

export interface WireBatch {
  readonly id: string;
  readonly kind: BatchKind;
  readonly label: string;
  readonly actor: string;
  readonly device: string;
  readonly at: number;
  readonly undoes: string | null;
}

/** What made a batch; shown in the history. */
export type BatchKind =
  | 'edit'
  | 'import'
  | 'bulk'
  | 'undo'
  | 'stocktake'
  | 'scan'
  | 'retirement'
  | 'relation'
  | 'definition'
  | 'settle'
  | 'ledger'
  | 'baseline'
  | 'audit'
  | 'start'
  | 'demo'
  | 'restore'
  | 'join';

/** A device signs the hash of its newest entry; the chain makes that a signature of all entries before. */
export interface WireSeal {
  readonly device: string;
  readonly n: number;
  readonly hash: string;
  /** Ed25519, hex. */
  readonly signature: string;
}

/** A device as others know it. */
export interface WireDevice {
  readonly id: string;
  /** Ed25519 public key, raw 32 bytes, hex. */
  readonly publicKey: string;
  readonly name: string;
}
