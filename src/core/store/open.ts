import type { KeyObject } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type EntityKey, HoldfastError } from '../../model/index.ts';
import { chainStart } from '../log/pure/canonical.ts';
import { HybridClock } from '../log/pure/clock.ts';
import { uuid7 } from '../log/pure/ids.ts';
import { signingKey } from '../log/pure/seal.ts';
import { refold } from '../log/refold.ts';
import { applicationId, asDatabaseError, type Db, openDatabase } from './database.ts';
import { keepAttrIndexes } from './definitions.ts';
import { type DeviceEntry, newDeviceEntry } from './devices.ts';
import { Keys } from './keys.ts';
import { type FileLock, lockRegister } from './lock.ts';
import { migrate } from './migrate.ts';
import { type HostDeps, type LocalDevice, Register } from './register.ts';
import { createStatements, schemaVersion } from './schema.ts';

export interface OpenOptions {
  readonly readonly?: boolean;
  /** Called before an older file is migrated; makes the backup. */
  readonly beforeMigration?: (file: string) => void;
}

/**
 * Opens a register file for writing, making it when there is none, or for reading.
 * @throws HoldfastError DATABASE_BUSY, DATABASE_NOT_HOLDFAST, DATABASE_NEWER, DATABASE_OLDER (readonly),
 *   DATABASE_DAMAGED, FILE_NOT_FOUND (readonly), FILE_NOT_WRITABLE
 */
export function openRegister(path: string, deps: HostDeps, options: OpenOptions = {}): Register {
  const file = resolve(path);
  const readonly = options.readonly ?? false;
  if (readonly)
    return openWhole(file, openDatabase(file, { readonly }), (db) => openParts(file, deps, db, null));
  makeFolder(file);
  // Nothing is written beside a file that is not ours. One without tables is our own, of which the making was cut off.
  if (existsSync(file)) openDatabase(file, { readonly: true, mayBeEmpty: true }).close();
  const lock = lockRegister(file);
  try {
    return openWhole(file, openDatabase(file, { readonly }), (db) => {
      const made = prepareSchema(db, file, deps, options);
      const reg = openParts(file, deps, db, lock);
      projectKept(reg, made);
      keepAttrIndexes(db, reg.catalogue);
      return reg;
    });
  } catch (cause) {
    lock.release();
    throw cause;
  }
}

/** @throws HoldfastError FILE_NOT_WRITABLE, DISK_FULL */
function makeFolder(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (cause) {
    throw asDatabaseError(cause, file);
  }
}

/** A file whose damage shows only when it is read is named like one that can't be opened, and not kept open. */
function openWhole(file: string, db: Db, open: (db: Db) => Register): Register {
  try {
    return open(db);
  } catch (cause) {
    db.close();
    throw asDatabaseError(cause, file);
  }
}

/** Makes the tables, or brings them up to date. @returns entities that an older file had no table for */
function prepareSchema(db: Db, file: string, deps: HostDeps, options: OpenOptions): readonly EntityKey[] {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > schemaVersion)
    throw new HoldfastError('DATABASE_NEWER', { file, found: version, known: schemaVersion });
  if (version === schemaVersion) return [];
  if (version > 0) options.beforeMigration?.(file);
  return db.transaction(() => {
    const made = version === 0 ? create(db, deps) : migrate(db);
    db.pragma(`user_version = ${schemaVersion}`);
    return made;
  })();
}

function create(db: Db, deps: HostDeps): [] {
  db.pragma(`application_id = ${applicationId}`);
  for (const statement of createStatements()) db.exec(statement);
  const put = db.prepare('INSERT INTO meta(key, value) VALUES (?, ?)');
  put.run('register', uuid7(deps.now(), deps.random(10)));
  put.run('name', '');
  put.run('timeZone', Intl.DateTimeFormat().resolvedOptions().timeZone);
  return [];
}

/** Entries of entities that the older version did not know were kept in the log; now they get their rows. */
function projectKept(reg: Register, entities: readonly EntityKey[]): void {
  for (const entity of entities) {
    const kept = reg.sql('SELECT rid FROM record WHERE entity = ?').pluck().all(entity) as number[];
    if (kept.length > 0) reg.transaction(() => kept.forEach((rid) => void refold(reg, rid)));
  }
}

function openParts(file: string, deps: HostDeps, db: Db, lock: FileLock | null): Register {
  const readonly = lock === null;
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > schemaVersion)
    throw new HoldfastError('DATABASE_NEWER', { file, found: version, known: schemaVersion });
  if (version < schemaVersion) throw new HoldfastError('DATABASE_OLDER', { file, found: version });
  const keys = new Keys(db);
  const id = db.prepare("SELECT value FROM meta WHERE key = 'register'").pluck().get() as string;
  const newest = db
    .prepare('SELECT ms, counter FROM change WHERE ms <= ? ORDER BY seq DESC LIMIT 1000')
    .all(deps.now() + 300_000) as Array<{ ms: number; counter: number }>;
  const clock = new HybridClock(deps.now);
  for (const stamp of newest) clock.see(stamp);
  const device = readonly ? null : becomeDevice(file, id, db, keys, deps);
  const register = new Register({
    file,
    db,
    id,
    readonly,
    deps,
    keys,
    clock,
    device: device?.local ?? null,
    lock,
  });
  if (device) {
    register.beforeClose(() => deps.devices.save({ ...device.entry, n: register.device.n }));
  }
  return register;
}

/**
 * Goes on as the device that this file was last written by, or becomes a new one when the file is a copy, was restored
 * or comes from elsewhere: two files that go on under one device id would give the same entry numbers twice.
 */
function becomeDevice(
  file: string,
  register: string,
  db: Db,
  keys: Keys,
  deps: HostDeps,
): { entry: DeviceEntry; local: LocalDevice } {
  const opening = db.prepare("SELECT value FROM meta WHERE key = 'opening'").pluck().get() as
    | string
    | undefined;
  let entry = deps.devices.find(register, file);
  if (entry && (!isSameFile(entry, opening, db, keys) || !keyOf(entry, deps))) entry = null;
  entry ??= newDeviceEntry(register, file, deps.secrets, deps.now(), deps.random(10));
  const next = uuid7(deps.now(), deps.random(10));
  // First beside the app, then in the file: a crash between leaves both openings known, and the file's is accepted.
  entry = { ...entry, openings: opening ? [opening, next] : [next] };
  deps.devices.save(entry);
  const { device, publicKey } = entry;
  const local = db.transaction(() => {
    db.prepare(
      "INSERT INTO meta(key, value) VALUES ('opening', ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
    ).run(next);
    const key = keys.device(device);
    db.prepare('UPDATE device SET public_key = ?, name = ? WHERE key = ?').run(
      publicKey,
      deps.deviceName,
      key,
    );
    const chain = db.prepare('SELECT n, hash FROM device WHERE key = ?').get(key) as {
      n: number;
      hash: Buffer | null;
    };
    return { key, n: chain.n, hash: chain.hash?.toString('hex') ?? chainStart };
  })();
  const signing = signingKey(deps.secrets.unprotect(entry.privateKey));
  return { entry, local: { id: device, signingKey: signing, ...local } };
}

/** The device's key; null when the system's keyring no longer opens it: whoever lost his key is another device. */
function keyOf(entry: DeviceEntry, deps: HostDeps): KeyObject | null {
  try {
    return signingKey(deps.secrets.unprotect(entry.privateKey));
  } catch {
    return null;
  }
}

function isSameFile(entry: DeviceEntry, opening: string | undefined, db: Db, keys: Keys): boolean {
  if (!opening || !entry.openings.includes(opening)) return false;
  const n = db.prepare('SELECT n FROM device WHERE key = ?').pluck().get(keys.device(entry.device)) as number;
  return n >= entry.n;
}
