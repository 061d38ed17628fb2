import Database from 'better-sqlite3';
import { HoldfastError } from '../../model/index.ts';

export interface FileLock {
  release(): void;
}

/**
 * Takes the right to write a register file. The lock is SQLite's own lock on a file beside the register: the operating
 * system drops it when the process dies, however it dies, so there is nothing stale to clean up.
 * @throws HoldfastError DATABASE_BUSY when another process writes this register
 */
export function lockRegister(file: string): FileLock {
  const lock = new Database(`${file}.lock`, { timeout: 0 });
  try {
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    throw new HoldfastError('DATABASE_BUSY', { file }, { cause });
  }
  return { release: () => lock.close() };
}
