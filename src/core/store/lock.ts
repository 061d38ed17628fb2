import Database from 'better-sqlite3';
import { asDatabaseError } from './database.ts';

export interface FileLock {
  release(): void;
}

/**
 * Takes the right to write a register file. The lock is SQLite's own lock on a file beside the register: the operating
 * system drops it when the process dies, however it dies, so there is nothing stale to clean up.
 * @throws HoldfastError DATABASE_BUSY when another process writes this register, FILE_NOT_WRITABLE, DATABASE_READONLY
 */
export function lockRegister(file: string): FileLock {
  let lock: Database.Database;
  try {
    lock = new Database(`${file}.lock`, { timeout: 0 });
  } catch (cause) {
    throw asDatabaseError(cause, file);
  }
  try {
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    throw asDatabaseError(cause, file);
  }
  return { release: () => lock.close() };
}
