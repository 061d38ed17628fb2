import { closeSync, existsSync, fsyncSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { HoldfastError } from '../../model/index.ts';

export type Db = Database.Database;

/** 'HFRG' in SQLite's application id: this file is a Holdfast register. */
export const applicationId = 0x48465247;

const sqliteHeader = 'SQLite format 3\u0000';

/**
 * Opens a register file.
 * @throws HoldfastError FILE_NOT_FOUND, DATABASE_NOT_HOLDFAST, DATABASE_DAMAGED
 */
export function openDatabase(
  file: string,
  options: { readonly readonly: boolean; readonly mayBeEmpty?: boolean },
): Db {
  if (options.readonly && !existsSync(file)) throw new HoldfastError('FILE_NOT_FOUND', { file });
  refuseForeignFile(file);
  let db: Db;
  try {
    db = new Database(file, { readonly: options.readonly, timeout: 10_000 });
  } catch (cause) {
    throw asDatabaseError(cause, file);
  }
  try {
    configure(db, options.readonly);
    const id = db.pragma('application_id', { simple: true });
    const empty = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
    if (id !== applicationId && !empty) throw new HoldfastError('DATABASE_NOT_HOLDFAST', { file });
    if (empty && options.readonly && !options.mayBeEmpty)
      throw new HoldfastError('DATABASE_NOT_HOLDFAST', { file });
    return db;
  } catch (cause) {
    db.close();
    throw asDatabaseError(cause, file);
  }
}

function configure(db: Db, readonly: boolean): void {
  if (!readonly) {
    db.pragma('journal_mode = WAL');
    // What a person was told is saved must survive a power cut, not only a killed process.
    db.pragma('synchronous = FULL');
    db.pragma('wal_autocheckpoint = 4000');
    // A long read beside an import lets the log grow; afterwards it gives the room back.
    db.pragma('journal_size_limit = 67108864');
  }
  db.pragma('foreign_keys = OFF');
  db.pragma('temp_store = MEMORY');
  // Workers read whole tables through: mapped or cached, all of it would count as memory of this process.
  db.pragma(`cache_size = ${readonly ? -65_536 : -131_072}`);
  db.pragma(`mmap_size = ${readonly ? 0 : 1_073_741_824}`);
}

/** A workbook or picture chosen by mistake gets a clear answer instead of SQLite's, and is never written to. */
function refuseForeignFile(file: string): void {
  if (!existsSync(file)) return;
  if (!statSync(file).isFile()) throw new HoldfastError('DATABASE_NOT_HOLDFAST', { file });
  if (statSync(file).size === 0) return;
  const head = Buffer.alloc(16);
  const fd = openSync(file, 'r');
  try {
    readSync(fd, head, 0, 16, 0);
  } finally {
    closeSync(fd);
  }
  if (head.toString('latin1') !== sqliteHeader) throw new HoldfastError('DATABASE_NOT_HOLDFAST', { file });
}

/** Turns SQLite's own errors into ours; ours pass unchanged. */
export function asDatabaseError(cause: unknown, file: string): unknown {
  if (cause instanceof HoldfastError || !(cause instanceof Error)) return cause;
  const { code } = cause as { code?: unknown };
  const detail = cause.message;
  // SQLite says more than it needs to here: SQLITE_CANTOPEN_ISDIR, SQLITE_READONLY_DIRECTORY, SQLITE_BUSY_SNAPSHOT.
  const kind = typeof code === 'string' ? code.split('_').slice(0, 2).join('_') : null;
  switch (kind) {
    case 'SQLITE_NOTADB':
      return new HoldfastError('DATABASE_NOT_HOLDFAST', { file }, { cause });
    case 'SQLITE_FULL':
      return new HoldfastError('DISK_FULL', { file }, { cause });
    case 'SQLITE_BUSY':
      return new HoldfastError('DATABASE_BUSY', { file }, { cause });
    case 'SQLITE_READONLY':
      return new HoldfastError('DATABASE_READONLY', { file }, { cause });
    case 'SQLITE_CANTOPEN':
      return new HoldfastError('FILE_NOT_WRITABLE', { file, detail }, { cause });
    case 'SQLITE_CORRUPT':
      return new HoldfastError('DATABASE_DAMAGED', { file, detail }, { cause });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
      return new HoldfastError('FILE_NOT_WRITABLE', { file, detail }, { cause });
    case 'ENOSPC':
      return new HoldfastError('DISK_FULL', { file }, { cause });
    default:
      return cause;
  }
}

/** A power cut after the rename must not leave a name with nothing behind it. */
export function flushFile(file: string): void {
  const fd = openSync(file, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
