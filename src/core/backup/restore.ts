import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { HoldfastError } from '../../model/index.ts';
import { BlobStore } from '../attachments/blob-store.ts';
import { flushFile } from '../store/database.ts';
import { lockRegister } from '../store/lock.ts';
import { backupBlobs, checkBackup } from './backup.ts';

/**
 * Puts a checked backup in a register's place, with the attached files that lie beside it. What stood there, damaged or not, is kept beside it under another name.
 * At every moment the register's own name belongs to a whole file, the former one or the restored one.
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
    flushFile(incoming);
    BlobStore.of(file).takeFrom(backupBlobs(dirname(resolve(backup))));
    const former = existsSync(file) ? keepFormer(file, now) : null;
    for (const end of logEnds) rmSync(`${file}${end}`, { force: true });
    renameSync(incoming, file);
    return former;
  } finally {
    rmSync(incoming, { force: true });
    lock.release();
  }
}

const logEnds = ['-wal', '-shm'];

/** Gives what stands there a second name, with its write-ahead log where that can't be brought in. */
function keepFormer(file: string, now: number): string {
  const former = `${file}.before-restore-${new Date(now).toISOString().replace(/[-:]/g, '').slice(0, 15)}`;
  const log = existsSync(`${file}-wal`);
  // First: SQLite throws away the log of a file that it takes for no database.
  if (log) copyFileSync(`${file}-wal`, `${former}-wal`);
  if (closeCleanly(file) && log) rmSync(`${former}-wal`);
  secondName(file, former);
  return former;
}

function secondName(file: string, other: string): void {
  try {
    linkSync(file, other);
  } catch {
    // Memory sticks and some network drives know no second names.
    copyFileSync(file, other);
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

/** Brings the write-ahead log into the file. False when the file is too damaged for that: the log is then left beside it. */
function closeCleanly(file: string): boolean {
  try {
    const db = new Database(file);
    try {
      const [done] = db.pragma('wal_checkpoint(TRUNCATE)') as Array<{ busy: number }>;
      return done?.busy === 0;
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}
