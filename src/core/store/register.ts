import type { KeyObject } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Catalogue, EntityKey } from '../../model/index.ts';
import type { HybridClock } from '../log/pure/clock.ts';
import { uuid7 } from '../log/pure/ids.ts';
import type { Db } from './database.ts';
import { asDatabaseError } from './database.ts';
import { catalogueFrom, isDefinition } from './definitions.ts';
import type { DeviceStore, SecretStore } from './devices.ts';
import type { Keys } from './keys.ts';
import type { FileLock } from './lock.ts';

/** What the host gives to the core; tests give their own. */
export interface HostDeps {
  /** Wall clock, milliseconds since 1970. */
  now(): number;
  random(bytes: number): Uint8Array;
  readonly secrets: SecretStore;
  readonly devices: DeviceStore;
  /** How this device is called in histories. */
  readonly deviceName: string;
}

export interface LocalDevice {
  readonly id: string;
  readonly key: number;
  readonly signingKey: KeyObject;
  /** Count and hash of its newest entry. */
  n: number;
  hash: string;
}

/** What a commit tells those who listen. */
export interface Committed {
  readonly seq: number;
  readonly entities: readonly EntityKey[];
}

type Statement = Database.Statement<unknown[], unknown>;

/** Statements a generation holds: all that the code itself writes fit, and the newest shapes of people's filters. */
const generation = 500;

/**
 * Compiled statements by their text. Filters make new texts without end, so what was not used in the last generation is let
 * go; what is used often is found in the first lookup.
 */
class StatementCache {
  #young = new Map<string, Statement>();
  #old = new Map<string, Statement>();

  get(text: string): Statement | undefined {
    const young = this.#young.get(text);
    if (young) return young;
    const old = this.#old.get(text);
    if (old) this.set(text, old);
    return old;
  }

  set(text: string, statement: Statement): void {
    if (this.#young.size >= generation) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(text, statement);
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }
}

/** SQLite's number for flushing at checkpoints only. */
const normalSync = 1;

/** Milliseconds between two notices of a row of steps. */
const tellEvery = 500;

/** An open register file. */
export class Register {
  readonly file: string;
  readonly db: Db;
  readonly readonly: boolean;
  readonly deps: HostDeps;
  readonly keys: Keys;
  readonly clock: HybridClock;
  #id: string;
  readonly #device: LocalDevice | null;
  readonly #lock: FileLock | null;
  readonly #statements = new StatementCache();
  readonly #rawStatements = new StatementCache();
  readonly #listeners = new Set<(committed: Committed) => void>();
  readonly #onClose: Array<() => void> = [];
  #touched: Set<EntityKey> | null = null;
  /** What listeners have not heard of yet, and when they last heard. */
  readonly #untold = new Set<EntityKey>();
  #toldAt = Number.NEGATIVE_INFINITY;
  /** Random bytes asked for in one go: a large import needs 200,000 ids. */
  #random: Uint8Array = new Uint8Array(0);
  #catalogue: Catalogue | null = null;
  #converting: { readonly key: string | null } | null = null;

  constructor(parts: {
    file: string;
    db: Db;
    id: string;
    readonly: boolean;
    deps: HostDeps;
    keys: Keys;
    clock: HybridClock;
    device: LocalDevice | null;
    lock: FileLock | null;
  }) {
    this.file = parts.file;
    this.db = parts.db;
    this.#id = parts.id;
    this.readonly = parts.readonly;
    this.deps = parts.deps;
    this.keys = parts.keys;
    this.clock = parts.clock;
    this.#device = parts.device;
    this.#lock = parts.lock;
  }

  get id(): string {
    return this.#id;
  }

  /** An empty file takes over the register of the server that it joins. */
  adoptId(id: string): void {
    this.setMeta('register', id);
    this.#id = id;
  }

  get device(): LocalDevice {
    if (!this.#device) throw new Error('a register that is open for reading has no device');
    return this.#device;
  }

  /**
   * What exists in this register: classes, fields and relation types. Built at first use and again after definitions
   * changed here; within `withAsOf` it is that of the moment. A connection for reading calls `forgetCatalogue` where it must
   * see what others wrote since.
   */
  get catalogue(): Catalogue {
    this.#catalogue ??= catalogueFrom(this.db, this.keys);
    return this.#catalogue;
  }

  forgetCatalogue(): void {
    this.#catalogue = null;
  }

  /** The user's field of which the values are being converted; see changeField. */
  converting(): string | null {
    this.#converting ??= { key: this.localSetting('converting') };
    return this.#converting.key;
  }

  setConverting(key: string | null): void {
    this.setLocalSetting('converting', key);
    this.#converting = { key };
  }

  newId(): string {
    if (this.#random.length < 10) this.#random = this.deps.random(2560);
    const bytes = this.#random.subarray(0, 10);
    this.#random = this.#random.subarray(10);
    return uuid7(this.deps.now(), bytes);
  }

  /** A prepared statement, prepared once for each text. */
  // biome-ignore lint/suspicious/noExplicitAny: the caller knows the row it asked for
  sql(text: string): Database.Statement<any[], any> {
    let statement = this.#statements.get(text);
    if (!statement) {
      statement = this.db.prepare(text) as Statement;
      this.#statements.set(text, statement);
    }
    return statement;
  }

  /** A statement whose rows come as arrays, prepared once for each text: for wide rows on hot paths. */
  // biome-ignore lint/suspicious/noExplicitAny: the caller knows the row it asked for
  rawSql(text: string): Database.Statement<any[], any> {
    let statement = this.#rawStatements.get(text);
    if (!statement) {
      statement = this.db.prepare(text).raw(true) as Statement;
      this.#rawStatements.set(text, statement);
    }
    return statement;
  }

  /** Compiled statements held; for tests. */
  get statementCount(): number {
    return this.#statements.size + this.#rawStatements.size;
  }

  /**
   * Runs `work` in one transaction, durable when this returns. Listeners hear of it after the outermost one.
   * @throws what `work` throws, with nothing written; DISK_FULL and others from the database
   */
  transaction<T>(work: () => T): T {
    if (this.db.inTransaction) return work();
    const result = this.#run(work);
    this.#tell();
    return result;
  }

  /**
   * Runs one of very many short steps of work that is taken up again after a crash, such as a large import. Each is whole or
   * not there, but only the next `transaction` makes sure of the disk, for all before it too; so end with one before telling
   * anybody that it is done. Listeners hear of the steps together, about twice a second.
   * @throws as `transaction`
   */
  step<T>(work: () => T): T {
    if (this.db.inTransaction) return work();
    const kept = this.db.pragma('synchronous', { simple: true }) as number;
    if (kept > normalSync) this.db.pragma(`synchronous = ${normalSync}`);
    try {
      const result = this.#run(work);
      if (performance.now() - this.#toldAt > tellEvery) this.#tell();
      return result;
    } finally {
      if (kept > normalSync) this.db.pragma(`synchronous = ${kept}`);
    }
  }

  #run<T>(work: () => T): T {
    const device = this.#device ? { n: this.#device.n, hash: this.#device.hash } : null;
    this.#touched = new Set();
    let result: T;
    try {
      result = this.db.transaction(work).immediate();
    } catch (cause) {
      this.keys.forget();
      this.#catalogue = null;
      this.#converting = null;
      if (this.#device && device) Object.assign(this.#device, device);
      this.#touched = null;
      throw asDatabaseError(cause, this.file);
    }
    for (const entity of this.#touched ?? []) this.#untold.add(entity);
    this.#touched = null;
    return result;
  }

  /** Notes that records of an entity changed in the running transaction. */
  touch(entity: EntityKey): void {
    if (isDefinition(entity)) this.#catalogue = null;
    this.#touched?.add(entity);
  }

  onCommit(listener: (committed: Committed) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The number of the newest log entry here. */
  cursor(): number {
    return (this.sql('SELECT max(seq) FROM change').pluck().get() as number | null) ?? 0;
  }

  meta(key: string): string | null {
    return (this.sql('SELECT value FROM meta WHERE key = ?').pluck().get(key) as string | undefined) ?? null;
  }

  setMeta(key: string, value: string): void {
    this.sql(
      'INSERT INTO meta(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value',
    ).run(key, value);
  }

  /** Settings of this device only; they never sync. */
  localSetting(key: string): string | null {
    return (
      (this.sql('SELECT value FROM local_setting WHERE key = ?').pluck().get(key) as string | undefined) ??
      null
    );
  }

  setLocalSetting(key: string, value: string | null): void {
    if (value === null) this.sql('DELETE FROM local_setting WHERE key = ?').run(key);
    else
      this.sql(
        'INSERT INTO local_setting(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value',
      ).run(key, value);
  }

  beforeClose(work: () => void): void {
    this.#onClose.push(work);
  }

  close(): void {
    if (!this.db.open) return;
    try {
      for (const work of this.#onClose) work();
    } finally {
      this.db.close();
      this.#lock?.release();
    }
  }

  #tell(): void {
    const entities = [...this.#untold];
    this.#untold.clear();
    this.#toldAt = performance.now();
    if (entities.length === 0 || this.#listeners.size === 0) return;
    const committed = { seq: this.cursor(), entities };
    for (const listener of this.#listeners) {
      try {
        listener(committed);
      } catch (cause) {
        // What is committed is committed: a listener's trouble must not look like a failed save.
        console.error('a listener failed:', cause);
      }
    }
  }
}
