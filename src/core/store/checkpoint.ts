import Database from 'better-sqlite3';
import type { Db } from './database.ts';

/** Brings what was written from the file's log (WAL) into the file, on a connection of its own. */
export interface Checkpointer {
  run(): void;
  close(): void;
}

/** For a worker beside the thread that writes: neither waits for the other. */
export function openCheckpointer(file: string): Checkpointer {
  const db = new Database(file, { fileMustExist: true, timeout: 0 });
  return {
    run: () => void db.pragma('wal_checkpoint(PASSIVE)'),
    close: () => void db.close(),
  };
}

/** Pages in the file's log that are not in the file yet. */
export function pagesBehind(db: Db): number {
  const [state] = db.pragma('wal_checkpoint(NOOP)') as Array<{ log: number; checkpointed: number }>;
  return state ? state.log - state.checkpointed : 0;
}
