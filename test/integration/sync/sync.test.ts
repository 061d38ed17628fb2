import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setRole } from '../../../src/server/log/join.ts';
import { times } from '../../support/long.ts';
import { startProcess } from '../server/process.ts';
import {
  type Client,
  createAsset,
  type Database,
  digest,
  joinAs,
  openClient,
  startPostgres,
  startServer,
  type TestServer,
  World,
} from '../server/world.ts';

const world = new World();
let postgres: Awaited<ReturnType<typeof startPostgres>>;
let count = 0;

beforeAll(async () => {
  postgres = await startPostgres(world);
});
afterAll(() => world.tidy());

async function server(database: Database): Promise<TestServer> {
  const url = database === 'postgres' ? await postgres.url(`sync_${++count}`) : undefined;
  const started = await startServer(world, url);
  await started.addUser('admin', 'administrator', 'Admin');
  return started;
}

async function pair(database: Database): Promise<{ at: TestServer; one: Client; two: Client }> {
  const at = await server(database);
  await at.addUser('bob', 'assetManager', 'Bob');
  const one = openClient(world, 'one');
  const two = openClient(world, 'two');
  await joinAs(one, at, 'admin');
  await joinAs(two, at, 'bob');
  await one.sync.now();
  return { at, one, two };
}

async function settle(...clients: readonly Client[]): Promise<void> {
  for (let i = 0; i < 2; i++) for (const client of clients) await client.sync.now();
}

describe.each(['sqlite', 'postgres'] as const)('sync over %s', (database) => {
  it('uploads the first register, and an empty file adopts it with a person of its own', async () => {
    const at = await server(database);
    await at.addUser('bob', 'technician', '鲍勃');
    const one = openClient(world, 'one', { person: '周建林' });
    const id = one.edit(createAsset('A-1', { serial: 'S1' }));
    const signedIn = await one.sync.signIn({ server: at.url, user: 'Admin', password: 'correct horse 7' });
    expect(signedIn.join).toBe('upload');
    expect(signedIn.people).toEqual([{ person: one.actor(), name: '周建林', account: 'admin' }]);
    const joined = await one.sync.join({ mapping: { [one.actor()]: 'admin' } });
    expect(joined).toMatchObject({ state: 'idle', pending: 0, error: null, account: 'admin' });

    const two = openClient(world, 'two');
    const second = await two.sync.signIn({ server: at.url, user: 'bob', password: 'correct horse 7' });
    expect(second.join).toBe('adopt');
    await two.sync.join({ mapping: {} });
    expect(two.reg.id).toBe(one.reg.id);
    expect(two.reg.meta('name')).toBe('one register');
    expect(two.values('asset', id)).toMatchObject({ tag: 'A-1', serial: 'S1' });
    expect(two.values('person', two.actor())).toMatchObject({
      name: '鲍勃',
      role: 'technician',
      account: 'bob',
    });
    await settle(one, two);
    expect(digest(two.reg)).toEqual(digest(one.reg));
  });

  it('makes a person of the register who has the account’s name the one who acts', async () => {
    const at = await server(database);
    await at.addUser('zhang.wei', 'technician', 'Zhang Wei');
    const one = openClient(world, 'one');
    const patch = { name: '张伟', username: 'Zhang.Wei', number: '1007' };
    const id = one.edit({ op: 'create', entity: 'person', patch });
    await joinAs(one, at, 'admin');
    const two = openClient(world, 'two');
    await joinAs(two, at, 'zhang.wei');
    expect(two.actor()).toBe(id);
    await settle(one, two);
    expect(one.values('person', id)).toMatchObject({ ...patch, role: 'technician', account: 'zhang.wei' });
    expect(digest(two.reg)).toEqual(digest(one.reg));
  });

  it('makes the same conflict on both sides of a concurrent edit, and settling it once settles it everywhere', async () => {
    const { one, two } = await pair(database);
    const id = one.edit(createAsset('C-1'));
    await settle(one, two);
    one.edit({ op: 'update', entity: 'asset', id, patch: { name: 'from one' } });
    two.edit({ op: 'update', entity: 'asset', id, patch: { name: 'from two', serial: 'X' } });
    await settle(one, two);
    expect(digest(one.reg)).toEqual(digest(two.reg));
    expect(one.sync.status().attention).toBe(1);
    expect(two.sync.status().attention).toBe(1);
    expect(one.values('asset', id)).toMatchObject({ serial: 'X' });
    one.edit({ op: 'update', entity: 'asset', id, patch: { name: 'settled' } });
    await settle(one, two);
    expect(two.sync.status().attention).toBe(0);
    expect(two.values('asset', id)).toMatchObject({ name: 'settled' });
  });

  it('rolls back what the server refuses, keeps it listed with its reason, and leaves others untouched', async () => {
    const { at, one, two } = await pair(database);
    const id = one.edit(createAsset('R-1', { serial: 'before' }));
    await settle(one, two);
    await setRole(at.storage, at.org, 'bob', 'viewer', Date.now());
    two.edit({ op: 'update', entity: 'asset', id, patch: { serial: 'after' } });
    const made = two.edit(createAsset('R-2'));
    two.edit({ op: 'update', entity: 'asset', id: made, patch: { serial: 'R-2-S' } });
    expect(two.values('asset', id)).toMatchObject({ serial: 'after' });
    await settle(one, two);
    expect(two.values('asset', id)).toMatchObject({ serial: 'before' });
    expect(two.values('asset', made)).toBeNull();
    const refused = two.reg.sql('SELECT code FROM rejection WHERE settled = 0 ORDER BY change').pluck().all();
    expect(refused).toEqual(['ROLE_FORBIDS', 'ROLE_FORBIDS', 'BUILDS_ON_REJECTED']);
    expect(two.sync.status()).toMatchObject({ pending: 0, state: 'idle', attention: 3 });
    expect(one.values('asset', id)).toMatchObject({ serial: 'before' });
    expect(one.sync.status().attention).toBe(0);
    expect(digest(one.reg)).toEqual(digest(two.reg));
  });

  it('keeps three registers alike through a server process, whatever the order of their work', async () => {
    const url = database === 'postgres' ? await postgres.url(`process_${++count}`) : undefined;
    const at = await startProcess(world, url);
    at.command(['admin', 'create', 'admin']);
    at.command(['user', 'add', 'bob', '--role', 'technician']);
    at.command(['user', 'add', 'eve', '--role', 'assetManager', '--display-name', 'Eve']);
    const clients = ['admin', 'bob', 'eve'].map((name) => openClient(world, name));
    const [one, two, three] = clients as [Client, Client, Client];
    const ids = ['T-1', 'T-2', 'T-3'].map((tag) => one.edit(createAsset(tag)));
    await joinAs(one, at, 'admin');
    await joinAs(two, at, 'bob');
    await joinAs(three, at, 'eve');
    for (let round = 0; round < 3; round++) {
      for (const [i, client] of clients.entries()) {
        const id = ids[(i + round) % 3] as string;
        client.edit({
          op: 'update',
          entity: 'asset',
          id,
          patch: { name: `${i} in ${round}`, hostname: `h${i}` },
        });
        client.edit(createAsset(`N-${i}-${round}`));
        if ((i + round) % 2 === 0) await client.sync.now();
      }
    }
    await settle(...clients);
    expect(digest(two.reg)).toEqual(digest(one.reg));
    expect(digest(three.reg)).toEqual(digest(one.reg));
    expect(one.reg.sql('SELECT count(*) FROM asset').pluck().get()).toBe(12);
    expect(one.sync.status().attention).toBeGreaterThan(0);
    expect(at.command(['device', 'list'])).toContain('active\tbob');
    expect(at.errors()).toBe('');
  });

  it('brings an edit to the other side by itself, also through another process on the same database', async () => {
    const { at, one, two } = await pair(database);
    // A second server process on one PostgreSQL; the embedded database has one.
    const other = database === 'postgres' ? await startServer(world, at.databaseUrl) : at;
    await joinAs(two, other, 'bob');
    two.sync.start();
    one.sync.start();
    await until(() => two.sync.status().state === 'idle' && two.sync.status().lastSync !== null);
    const id = one.edit(createAsset('E-1'));
    await until(() => two.values('asset', id) !== null);
    expect(two.values('asset', id)).toMatchObject({ tag: 'E-1' });
  });

  // 20,000 over the embedded database, fewer over PostgreSQL unless there is time.
  const bulk = times(database === 'sqlite' ? 20_000 : 4000, 20_000);
  it(`moves ${bulk} changes at once`, async () => {
    const { one, two } = await pair(database);
    const drafts = Array.from({ length: bulk }, (_, i) => createAsset(`B-${i}`, { serial: `S${i}` }));
    one.edit(drafts);
    const started = performance.now();
    await one.sync.now();
    const sent = performance.now();
    await two.sync.now();
    const received = performance.now();
    console.info(
      `${database}: ${bulk} changes sent in ${Math.round(sent - started)} ms, received in ${Math.round(received - sent)} ms`,
    );
    expect(one.sync.status().pending).toBe(0);
    expect(two.reg.sql('SELECT count(*) FROM asset').pluck().get()).toBe(bulk);
    expect(digest(two.reg)).toEqual(digest(one.reg));
  });
});

async function until(true_: () => boolean, limit = 10_000): Promise<void> {
  const end = Date.now() + limit;
  while (!true_()) {
    if (Date.now() > end) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
