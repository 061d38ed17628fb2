import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
    expect(two.values('person', two.actor())).toMatchObject({ name: '鲍勃', role: 'technician', account: 'bob' });
    await settle(one, two);
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
});
