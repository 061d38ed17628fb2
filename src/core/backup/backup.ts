import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { HoldfastError } from '../../model/index.ts';
import { BlobStore } from '../attachments/blob-store.ts';
import { asDatabaseError, flushFile, openDatabase } from '../store/database.ts';
import type { JobContext } from '../workers/jobs.ts';

export interface BackupInfo {
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Bytes. */
  readonly size: number;
  readonly reason: BackupReason;
}

export type BackupReason = 'manual' | 'daily' | 'migration';

/** Where the backups of a register lie: in a folder beside it. */
export function backupFolder(registerFile: string): string {
  return join(dirname(registerFile), `${basename(registerFile, extname(registerFile))}-backups`);
}

/** The attached files of all backups of a folder, each once. They never change, so every backup can use them. */
export function backupBlobs(folder: string): BlobStore {
  return new BlobStore(join(folder, 'files'));
}

const namePattern = /^(.+)-(\d{8}T\d{6})Z-(manual|daily|migration)\.holdfast$/;

function backupName(registerFile: string, at: number, reason: BackupReason): string {
  const stamp = new Date(at).toISOString().replace(/[-:]/g, '').slice(0, 15);
  return `${basename(registerFile, extname(registerFile))}-${stamp}Z-${reason}.holdfast`;
}

/** Backups of a register, newest first. */
export function listBackups(registerFile: string): BackupInfo[] {
  const folder = backupFolder(registerFile);
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .flatMap((name) => {
      const match = namePattern.exec(name);
      if (!match) return [];
      const [, , stamp = '', reason] = match;
      const at = Date.parse(stamp.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:$6Z'));
      const file = join(folder, name);
      return [{ file, at, size: statSync(file).size, reason: reason as BackupReason }];
    })
    .sort((a, b) => b.at - a.at);
}

/**
 * Writes a checked copy of a register while others go on writing it. `VACUUM INTO` copies one read snapshot; SQLite's
 * stepwise backup would start over at every write of another connection. The copy gets its name when it passed its check.
 * The attached files lie beside all backups, in a folder of their own.
 * @throws HoldfastError DISK_FULL, FILE_NOT_WRITABLE, BACKUP_DAMAGED
 */
export function backUp(registerFile: string, reason: BackupReason, at: number): BackupInfo {
  const folder = backupFolder(registerFile);
  const file = join(folder, backupName(registerFile, at, reason));
  const partial = `${file}.partial`;
  try {
    mkdirSync(folder, { recursive: true });
    dropAbandoned(folder, at);
    rmSync(partial, { force: true });
    const db = openDatabase(registerFile, { readonly: true });
    try {
      db.prepare('VACUUM INTO ?').run(partial);
    } finally {
      db.close();
    }
    checkBackup(partial);
    flushFile(partial);
    // First the files: a backup must not name attachments that it does not hold.
    backupBlobs(folder).takeFrom(BlobStore.of(registerFile));
    renameSync(partial, file);
  } catch (cause) {
    rmSync(partial, { force: true });
    const error = asDatabaseError(cause, file);
    if (error instanceof HoldfastError) throw error;
    throw new HoldfastError('FILE_NOT_WRITABLE', { file, detail: (cause as Error).message }, { cause });
  }
  return { file, at, size: statSync(file).size, reason };
}

const day = 86_400_000;

/** A process that was killed while it wrote a backup left a file as large as the register. */
function dropAbandoned(folder: string, now: number): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (name.endsWith('.holdfast.partial') && now - statSync(file).mtimeMs > day)
      rmSync(file, { force: true });
  }
}

/**
 * Opens a copy and lets SQLite check every page and index.
 * @throws HoldfastError BACKUP_DAMAGED, DATABASE_NOT_HOLDFAST, FILE_NOT_FOUND
 */
export function checkBackup(file: string): void {
  const db = openDatabase(file, { readonly: true });
  try {
    const [first] = db.pragma('integrity_check(1)') as Array<{ integrity_check: string }>;
    if (first?.integrity_check !== 'ok') {
      throw new HoldfastError('BACKUP_DAMAGED', { file, detail: first?.integrity_check ?? 'no answer' });
    }
  } catch (cause) {
    if (cause instanceof HoldfastError) throw cause;
    throw new HoldfastError('BACKUP_DAMAGED', { file, detail: (cause as Error).message }, { cause });
  } finally {
    db.close();
  }
}

export function backupJob(
  context: JobContext,
  input: { file: string; reason: BackupReason; at: number },
): BackupInfo {
  context.progress('backup', 0, null);
  return backUp(input.file, input.reason, input.at);
}
