import type { Kysely } from 'kysely';
import type { Tables, Tx } from './tables.ts';

/** What differs between the databases; everything else is the same SQL. */
export interface Storage {
  readonly kind: 'sqlite' | 'postgres';
  readonly db: Kysely<Tables>;
  /** Runs in one transaction that holds the organisation's lock: entries get their numbers in the order they commit. */
  locked<T>(org: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Tells every process of this server, this one included, that the organisation's log has grown. */
  announce(tx: Tx, org: string): Promise<void>;
  /** Calls back after each growth that any process commits. */
  onGrowth(listener: (org: string) => void): () => void;
  close(): Promise<void>;
}
