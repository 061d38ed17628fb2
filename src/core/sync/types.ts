import type { ErrorParams } from '../../model/index.ts';
import type { SecretStore } from '../store/devices.ts';
import type { Fetch } from './http.ts';

/** What the host gives to sync. */
export interface SyncDeps {
  readonly fetch: Fetch;
  readonly secrets: SecretStore;
  /** Wall clock, milliseconds since 1970. */
  now(): number;
  /** Milliseconds; tests make them short. */
  readonly timings?: Partial<SyncTimings>;
  /** Calls that fail on the way are tried this many times in all. */
  readonly attempts?: number;
}

/** All in milliseconds. */
export interface SyncTimings {
  /** A short question: signing in, where the log stands. */
  readonly ask: number;
  /** A push or a page. */
  readonly transfer: number;
  /** Between two tries in the background while all is well. */
  readonly interval: number;
  /** From a local edit to sending it. */
  readonly afterEdit: number;
  /** Before the first repeat after a failure; doubles up to `longestWait`. */
  readonly firstWait: number;
  readonly longestWait: number;
}

export const defaultTimings: SyncTimings = {
  ask: 10_000,
  transfer: 60_000,
  interval: 30_000,
  afterEdit: 1_500,
  firstWait: 400,
  longestWait: 300_000,
};

/** Fits `syncState` of src/contract/api/app.ts. */
export interface SyncState {
  state: 'none' | 'offline' | 'idle' | 'syncing' | 'signedOut';
  server: string | null;
  account: string | null;
  pending: number;
  lastSync: number | null;
  error: { code: string; params: Record<string, string | number | boolean | null> } | null;
  attention: number;
}

export interface SignInResult {
  sync: SyncState;
  join: 'upload' | 'same' | 'adopt' | 'mismatch';
  people: Array<{ person: string; name: string; account: string | null }>;
  accounts: Array<{ name: string; displayName: string }>;
}

export interface PendingChange {
  change: string;
  entity: string;
  record: string;
  label: string;
  at: number;
  kind: string;
  fields: string[];
}

export interface NamedFailure {
  readonly code: string;
  readonly params: ErrorParams;
}
