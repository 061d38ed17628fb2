import type { Kysely, Transaction } from 'kysely';

/**
 * The server's tables. Every one carries the organisation and every key begins with it, so that the same schema can be
 * distributed by organisation. Moments are milliseconds since 1970.
 */
export interface Tables {
  org: OrgTable;
  account: AccountTable;
  person_account: PersonAccountTable;
  session: SessionTable;
  device: DeviceTable;
  entry: EntryTable;
  guess: GuessTable;
}

export interface OrgTable {
  org: string;
  register_id: string | null;
  register_name: string | null;
  time_zone: string | null;
  /** Changes when the log was restored to an earlier point. */
  epoch: string;
  last_seq: number;
  /** Hash of the server's chain at last_seq, hex. */
  chain: string;
  /** The server writes entries of its own (an account's person) as this device. */
  device: string;
  device_key: string;
  created_at: number;
}

export interface AccountTable {
  org: string;
  id: string;
  /** As compared: NFKC, lower case. */
  name: string;
  display_name: string;
  password_hash: string;
  role: string;
  person: string | null;
  active: number;
  created_at: number;
}

export interface PersonAccountTable {
  org: string;
  person: string;
  account: string;
  mapped_at: number;
}

export interface SessionTable {
  org: string;
  /** SHA-256 of the token, hex; the token itself is nowhere. */
  token_hash: string;
  account: string;
  device: string;
  created_at: number;
}

export interface DeviceTable {
  org: string;
  id: string;
  public_key: string;
  name: string;
  /** Whoever signed in on it last; null for a device known only through others. */
  account: string | null;
  revoked_at: number | null;
  last_n: number;
  last_hash: string | null;
  created_at: number;
}

/** The ordered log. `body` is the wire form; the other columns repeat what is searched for. */
export interface EntryTable {
  org: string;
  seq: number;
  kind: EntryKind;
  id: string;
  entity: string | null;
  record: string | null;
  device: string | null;
  n: number | null;
  is_create: number;
  body: string;
  /** Code and parameters, JSON, of a rejected change. */
  rejected: string | null;
  /** The account that vouched. */
  account: string | null;
  chain: string;
  at: number;
}

export type EntryKind = 'change' | 'batch' | 'device' | 'seal';

/** Failed sign-ins, kept in the database: several processes share them and a restart does not forget them. */
export interface GuessTable {
  org: string;
  key: string;
  failures: number;
  last_at: number;
}

export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;
