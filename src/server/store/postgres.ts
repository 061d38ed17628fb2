import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { migrate } from './migrate.ts';
import type { Storage } from './storage.ts';
import type { Tables } from './tables.ts';

const channel = 'holdfast_growth';
/** Any number, the same in every server process: the lock under which tables are made. */
const migrationLock = 4_841_524_647;

/** Counters and moments stay far below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8
      ? Number
      : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/** PostgreSQL, shared by any number of server processes. */
export async function openPostgres(connectionString: string): Promise<Storage> {
  const pool = new pg.Pool({ connectionString, types, max: 10 });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  await db.transaction().execute(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(${sql.lit(migrationLock)})`.execute(tx);
    await migrate(tx);
  });
  const growth = new EventEmitter().setMaxListeners(0);
  const stop = await listen(connectionString, (org) => growth.emit('growth', org));

  return {
    kind: 'postgres',
    db,
    locked: (org, work) =>
      db.transaction().execute(async (tx) => {
        await sql`SELECT 1 FROM org WHERE org = ${org} FOR UPDATE`.execute(tx);
        return work(tx);
      }),
    async announce(tx, org) {
      // Delivered by PostgreSQL at commit, and only then.
      await sql`SELECT pg_notify(${channel}, ${org})`.execute(tx);
    },
    onGrowth(listener) {
      growth.on('growth', listener);
      return () => growth.off('growth', listener);
    },
    async close() {
      await stop();
      await db.destroy();
    },
  };
}

/** Listens on a connection of its own, and again after that connection broke. */
async function listen(connectionString: string, heard: (org: string) => void): Promise<() => Promise<void>> {
  let stopped = false;
  let client: pg.Client | undefined;

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString });
    next.on('notification', (message) => heard(message.payload ?? ''));
    next.on('error', () => {});
    next.on('end', () => void reconnect());
    await next.connect();
    await next.query(`LISTEN ${channel}`);
    client = next;
  };
  const reconnect = async (): Promise<void> => {
    while (!stopped) {
      await sleep(1000, undefined, { ref: false });
      try {
        if (!stopped) await connect();
        return;
      } catch {
        // The database is still away; clients poll meanwhile.
      }
    }
  };
  await connect();
  return async () => {
    stopped = true;
    await client?.end().catch(() => {});
  };
}
