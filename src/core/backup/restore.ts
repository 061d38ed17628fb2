import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { HoldfastError } from '../../model/index.ts';
import { lockRegister } from '../store/lock.ts';
import { checkBackup } from './backup.ts';

/**
 * Puts a checked backup in a register's place. What stood there is kept beside it under another name.
 * @returns where the former register lies now, or null when there was none
 * @throws HoldfastError BACKUP_DAMAGED, DATABASE_NOT_HOLDFAST, FILE_NOT_FOUND, DATABASE_BUSY; nothing is changed then
 */
export function restoreBackup(backup: string, target: string, now: number): string | null {
  const file = resolve(target);
  if (!existsSync(backup)) throw new HoldfastError('FILE_NOT_FOUND', { file: backup });
  checkBackup(backup);
  mkdirSync(dirname(file), { recursive: true });
  const lock = lockRegister(file);
  const incoming = `${file}.incoming`;
  try {
    copyFileSync(backup, incoming);
    becomeAnotherFile(incoming);
    let former: string | null = null;
    if (existsSync(file)) {
      former = `${file}.before-restore-${new Date(now).toISOString().replace(/[-:]/g, '').slice(0, 15)}`;
      closeCleanly(file);
      renameSync(file, former);
    }
    renameSync(incoming, file);
    return former;
  } finally {
    rmSync(incoming, { force: true });
    lock.release();
  }
}

/** A restored file must not go on as the device it was copied from: its entry numbers are taken already. */
function becomeAnotherFile(file: string): void {
  const db = new Database(file);
  try {
    db.prepare("UPDATE meta SET value = 'restored' WHERE key = 'opening'").run();
  } finally {
    db.close();
  }
}

/** Brings the write-ahead log into the file, so that it can be moved as one piece. */
function closeCleanly(file: string): void {
  const db = new Database(file);
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
    for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  }
}
