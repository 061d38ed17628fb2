import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** Each step runs once and is never edited; types are the ones that both databases read alike. */
const steps: readonly string[][] = [
  [
    `CREATE TABLE org(org TEXT PRIMARY KEY, register_id TEXT, register_name TEXT, time_zone TEXT, epoch TEXT NOT NULL,
       last_seq BIGINT NOT NULL, chain TEXT NOT NULL, device TEXT NOT NULL, device_key TEXT NOT NULL,
       created_at BIGINT NOT NULL)`,
    `CREATE TABLE account(org TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, display_name TEXT NOT NULL,
       password_hash TEXT NOT NULL, role TEXT NOT NULL, person TEXT, active INTEGER NOT NULL,
       created_at BIGINT NOT NULL, PRIMARY KEY(org, id), UNIQUE(org, name))`,
    `CREATE TABLE person_account(org TEXT NOT NULL, person TEXT NOT NULL, account TEXT NOT NULL,
       mapped_at BIGINT NOT NULL, PRIMARY KEY(org, person))`,
    `CREATE TABLE session(org TEXT NOT NULL, token_hash TEXT NOT NULL, account TEXT NOT NULL, device TEXT NOT NULL,
       created_at BIGINT NOT NULL, PRIMARY KEY(org, token_hash))`,
    `CREATE INDEX session_device ON session(org, device)`,
    `CREATE TABLE device(org TEXT NOT NULL, id TEXT NOT NULL, public_key TEXT NOT NULL, name TEXT NOT NULL,
       account TEXT, revoked_at BIGINT, last_n BIGINT NOT NULL, last_hash TEXT, created_at BIGINT NOT NULL,
       PRIMARY KEY(org, id))`,
    `CREATE TABLE entry(org TEXT NOT NULL, seq BIGINT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, entity TEXT,
       record TEXT,
       device TEXT, n BIGINT, is_create INTEGER NOT NULL, body TEXT NOT NULL, rejected TEXT, account TEXT,
       chain TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY(org, seq), UNIQUE(org, kind, id))`,
    `CREATE INDEX entry_record ON entry(org, record, seq)`,
    `CREATE INDEX entry_person ON entry(org, record) WHERE entity = 'person'`,
    `CREATE INDEX entry_seal ON entry(org, device, n) WHERE kind = 'seal'`,
    `CREATE TABLE guess(org TEXT NOT NULL, key TEXT NOT NULL, failures INTEGER NOT NULL, last_at BIGINT NOT NULL,
       PRIMARY KEY(org, key))`,
  ],
];

/**
 * Brings the tables up to date inside one transaction, under a lock that the caller took.
 * @throws Error when the database was made by a newer server
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  await sql`CREATE TABLE IF NOT EXISTS schema_version(version INTEGER NOT NULL)`.execute(db);
  const found = await sql<{ version: number }>`SELECT version FROM schema_version`.execute(db);
  const version = found.rows[0]?.version ?? 0;
  if (version > steps.length) {
    throw new Error(`The database was made by a newer server (schema ${version}); update this one.`);
  }
  for (const step of steps.slice(version)) {
    for (const statement of step) await sql.raw(statement).execute(db);
  }
  if (found.rows.length === 0) {
    await sql`INSERT INTO schema_version(version) VALUES (${steps.length})`.execute(db);
  } else {
    await sql`UPDATE schema_version SET version = ${steps.length}`.execute(db);
  }
}
