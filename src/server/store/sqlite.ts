import { EventEmitter } from 'node:events';
import Database from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import { migrate } from './migrate.ts';
import type { Storage } from './storage.ts';
import type { Tables, Tx } from './tables.ts';

/**
 * The embedded database: one server process on one file. Server commands may write beside it; growth that they cause is
 * seen at the next poll.
 */
export async function openSqlite(file: string): Promise<Storage> {
  const database = new Database(file, { timeout: 10_000 });
  database.pragma('journal_mode = WAL');
  // A client drops its own mark "pending" on our word: what we accepted must survive a power cut.
  database.pragma('synchronous = FULL');
  const db = new Kysely<Tables>({ dialect: new ImmediateDialect(database) });
  const growth = new EventEmitter().setMaxListeners(0);
  const pending = new WeakMap<Tx, Set<string>>();

  await db.transaction().execute(migrate);

  return {
    kind: 'sqlite',
    db,
    async locked(_org, work) {
      const grown = new Set<string>();
      const result = await db.transaction().execute(async (tx) => {
        pending.set(tx, grown);
        return work(tx);
      });
      for (const org of grown) growth.emit('growth', org);
      return result;
    },
    async announce(tx, org) {
      pending.get(tx)?.add(org);
    },
    onGrowth(listener) {
      growth.on('growth', listener);
      return () => growth.off('growth', listener);
    },
    close: () => db.destroy(),
  };
}

/**
 * A plain BEGIN locks at the first write only: between a read and that write another process could commit. IMMEDIATE
 * takes SQLite's one write lock before anything is read.
 */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

class ImmediateDialect extends SqliteDialect {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): Driver {
    return new ImmediateDriver({ database: this.#database });
  }
}
