import { copyFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sealNewest } from '../../../src/core/log/append.ts';
import { openBatch, writeDraft } from '../../../src/core/log/commit.ts';
import { HoldfastError, isErrorCode } from '../../../src/model/index.ts';
import { startNewEpoch } from '../../../src/server/log/org.ts';
import { times } from '../../support/long.ts';
import { startProcess } from '../server/process.ts';
import {
  type Client,
  type ClientOptions,
  createAsset,
  digest,
  freePort,
  joinAs,
  openClient,
  password,
  startServer,
  type TestServer,
  World,
} from '../server/world.ts';
import { startProxy } from './proxy.ts';

const world = new World();
afterAll(() => world.tidy());

async function joined(
  options: ClientOptions = {},
  at?: { url: string },
): Promise<{ server: TestServer; one: Client }> {
  const server = await startServer(world);
  await server.addUser('admin', 'administrator');
  await server.addUser('bob', 'assetManager');
  const one = openClient(world, 'one', options);
  await joinAs(one, at ?? server, 'admin');
  return { server, one };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'none';
  } catch (error) {
    if (!(error instanceof HoldfastError)) throw error;
    expect(isErrorCode(error.code)).toBe(true);
    return error.code;
  }
}

/** Something on a port of its own that is not Holdfast. */
async function stranger(answer: RequestListener): Promise<string> {
  const port = await freePort();
  const server = createServer(answer).listen(port, '127.0.0.1');
  world.later(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${port}`;
}

const signIn = (client: Client, server: string, user = 'admin', secret = password) =>
  client.sync.signIn({ server, user, password: secret });

describe('a server that can’t be synced with', () => {
  it('that is down leaves the edit here, says so, and is caught up with later', async () => {
    const port = await freePort();
    const file = join(world.folder, 'down.db');
    const first = await startProcess(world, undefined, file, port);
    first.command(['admin', 'create', 'admin']);
    const one = openClient(world, 'one');
    await joinAs(one, first, 'admin');
    await first.kill('SIGKILL');
    const id = one.edit(createAsset('D-1'));
    expect(await codeOf(one.sync.now())).toBe('SERVER_UNREACHABLE');
    expect(one.sync.status()).toMatchObject({
      state: 'offline',
      pending: 1,
      error: { code: 'SERVER_UNREACHABLE', params: { detail: 'ECONNREFUSED' } },
    });
    expect(one.values('asset', id)).toMatchObject({ tag: 'D-1' });
    await startProcess(world, undefined, file, port);
    expect(await one.sync.now()).toMatchObject({ state: 'idle', pending: 0, error: null });
  });

  it('that is too slow is given up on, and nothing is lost', async () => {
    const { one } = await joined({ timings: { ask: 300, transfer: 300 } });
    const slow = await stranger(() => {});
    expect(await codeOf(signIn(one, slow))).toBe('SERVER_TIMEOUT');
    expect(await one.sync.now()).toMatchObject({ state: 'idle' });
  });

  it.each<[string, RequestListener]>([
    ['a web page', (_, reply) => reply.end('<html>Welcome to nginx</html>')],
    ['an address that answers 404', (_, reply) => reply.writeHead(404).end()],
    [
      'one that sends everybody elsewhere',
      (_, reply) => reply.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    ],
    [
      'one that has our header but not our words',
      (_, reply) => reply.writeHead(200, { 'x-holdfast': '1' }).end('{}'),
    ],
  ])('is not taken for Holdfast: %s', async (_, answer) => {
    const one = openClient(world, 'one');
    expect(await codeOf(signIn(one, await stranger(answer)))).toBe('NOT_HOLDFAST_SERVER');
    expect(one.sync.status().state).toBe('none');
  });

  it('is not taken for Holdfast: one that does not speak HTTP', async () => {
    const port = await freePort();
    const server = createTcpServer((socket) => socket.write('SSH-2.0-OpenSSH_9.9\r\n')).listen(
      port,
      '127.0.0.1',
    );
    world.later(() => server.close());
    expect(await codeOf(signIn(openClient(world, 'one'), `http://127.0.0.1:${port}`))).toBe(
      'NOT_HOLDFAST_SERVER',
    );
  });

  it('is away when only its proxy answers', async () => {
    const proxy = await stranger((_, reply) => reply.writeHead(502).end('Bad gateway'));
    expect(await codeOf(signIn(openClient(world, 'one'), proxy))).toBe('SERVER_UNREACHABLE');
  });

  it.each(['', 'ftp://host', 'http://assets.example.com', 'https://user@host', 'https://', 'not an address'])(
    'has no such address: “%s”',
    async (address) => {
      expect(await codeOf(signIn(openClient(world, 'one'), address))).toBe('SERVER_ADDRESS_INVALID');
    },
  );

  it('holds another register than this one, which has data', async () => {
    const { server } = await joined();
    const other = openClient(world, 'other');
    other.edit(createAsset('M-1'));
    expect((await signIn(other, server.url)).join).toBe('mismatch');
    expect(await codeOf(other.sync.join({ mapping: {} }))).toBe('REGISTER_MISMATCH');
    expect(other.sync.status().state).toBe('none');
    expect(other.sync.status().pending).toBe(2);
  });
});

describe('who may sync', () => {
  it('refuses a wrong password and an unknown account, and keeps what was there before', async () => {
    const { server, one } = await joined();
    expect(await codeOf(signIn(one, server.url, 'admin', 'wrong'))).toBe('SIGN_IN_FAILED');
    expect(await codeOf(signIn(one, server.url, 'nobody'))).toBe('SIGN_IN_FAILED');
    expect(await one.sync.now()).toMatchObject({ state: 'idle' });
  });

  it('tells a revoked device so; its data stays, and it goes on when it is let in again', async () => {
    const { server, one } = await joined();
    const id = one.edit(createAsset('V-1'));
    const revoke = (at: number | null) =>
      server.storage.db
        .updateTable('device')
        .set({ revoked_at: at })
        .where('id', '=', one.reg.device.id)
        .execute();
    await revoke(Date.now());
    expect(await codeOf(one.sync.now())).toBe('DEVICE_REVOKED');
    expect(one.sync.status()).toMatchObject({
      state: 'signedOut',
      pending: 1,
      error: { code: 'DEVICE_REVOKED' },
    });
    expect(await codeOf(signIn(one, server.url))).toBe('DEVICE_REVOKED');
    expect(one.values('asset', id)).toMatchObject({ tag: 'V-1' });
    await revoke(null);
    expect((await signIn(one, server.url)).join).toBe('same');
    expect(await one.sync.now()).toMatchObject({ state: 'idle', pending: 0 });
  });

  it('signs out here and at the server, and in again without losing its place', async () => {
    const { server, one } = await joined();
    expect(await one.sync.signOut()).toMatchObject({ state: 'signedOut', account: 'admin' });
    expect(await server.storage.db.selectFrom('session').selectAll().execute()).toEqual([]);
    expect(await codeOf(one.sync.now())).toBe('NOT_SIGNED_IN');
    one.edit(createAsset('O-1'));
    await signIn(one, server.url);
    expect(await one.sync.now()).toMatchObject({ state: 'idle', pending: 0 });
  });

  it('does not let the first register be brought by anyone but an administrator', async () => {
    const server = await startServer(world);
    await server.addUser('bob', 'assetManager');
    const one = openClient(world, 'one');
    expect((await signIn(one, server.url, 'bob')).join).toBe('upload');
    expect(await codeOf(one.sync.join({ mapping: {} }))).toBe('JOIN_NEEDS_ADMINISTRATOR');
  });
});

describe('a cut connection', () => {
  it('at random bytes, again and again, ends in the same state as a whole one', async () => {
    const server = await startServer(world);
    await server.addUser('admin', 'administrator');
    await server.addUser('bob', 'assetManager');
    const wire = await startProxy(world, server.url);
    const one = openClient(world, 'one', { attempts: 1 });
    const two = openClient(world, 'two', { attempts: 1 });
    await joinAs(one, wire, 'admin');
    await joinAs(two, wire, 'bob');
    const random = seeded(20_261_123);
    const ids: string[] = [];
    let failures = 0;
    for (let round = 0; round < times(25, 300); round++) {
      const client = round % 2 === 0 ? one : two;
      ids.push(client.edit(Array.from({ length: 20 }, (_, i) => createAsset(`W-${round}-${i}`))));
      const old = ids[Math.floor(random() * ids.length)] as string;
      if (client.values('asset', old)) {
        client.edit({ op: 'update', entity: 'asset', id: old, patch: { serial: `r${round}` } });
      }
      wire.cutAfter(() => Math.floor(random() * 12_000));
      for (const each of [one, two]) if ((await codeOf(each.sync.now())) !== 'none') failures += 1;
    }
    wire.cutAfter(() => null);
    for (const client of [one, two, one, two]) await client.sync.now();
    expect(wire.cuts()).toBeGreaterThan(10);
    expect(failures).toBeGreaterThan(10);
    expect(digest(two.reg)).toEqual(digest(one.reg));
    expect(one.sync.status().pending + two.sync.status().pending).toBe(0);
    expect(one.reg.sql('SELECT count(*) FROM asset WHERE deleted = 0').pluck().get()).toBe(20 * ids.length);
  });

  it('by killing the server in the middle of a push loses nothing that it confirmed', async () => {
    const port = await freePort();
    const file = join(world.folder, 'killed.db');
    let server = await startProcess(world, undefined, file, port);
    server.command(['admin', 'create', 'admin']);
    const one = openClient(world, 'one', { attempts: 1 });
    await joinAs(one, server, 'admin');
    for (let round = 0; round < times(2, 20); round++) {
      one.edit(Array.from({ length: 3000 }, (_, i) => createAsset(`K-${round}-${i}`)));
      const syncing = codeOf(one.sync.now());
      await new Promise((resolve) => setTimeout(resolve, 150 + 200 * round));
      await server.kill('SIGKILL');
      await syncing;
      server = await startProcess(world, undefined, file, port);
    }
    await one.sync.now();
    const two = openClient(world, 'two');
    await joinAs(two, server, 'admin');
    expect(digest(two.reg)).toEqual(digest(one.reg));
  });
});

describe('clocks', () => {
  it('restamps what nobody has seen when this clock is an hour ahead, keeps the original, and says so', async () => {
    const hour = 3_600_000;
    const { server, one } = await joined({ now: () => Date.now() + hour });
    const two = openClient(world, 'two');
    await joinAs(two, server, 'bob');
    const [first, second] = [one.edit(createAsset('H-1')), one.edit(createAsset('H-2'))];
    expect(await one.sync.now()).toMatchObject({
      state: 'idle',
      pending: 0,
      error: { code: 'CLOCK_OFF', params: { minutes: 60 } },
    });
    const stamps = [first, second].map((id) => stampOf(one, id));
    for (const { ms, written_ms } of stamps) {
      expect(Math.abs(ms - Date.now())).toBeLessThan(60_000);
      expect(written_ms - ms).toBeGreaterThan(hour - 60_000);
    }
    expect(stamps[0]?.ms).toBeLessThanOrEqual(stamps[1]?.ms ?? 0);
    // The wrong clock can't bury an edit that was made later.
    await two.sync.now();
    two.edit({ op: 'update', entity: 'asset', id: first, patch: { name: 'later' } });
    await two.sync.now();
    await one.sync.now();
    expect(one.values('asset', first)).toMatchObject({ name: 'later' });
    expect(digest(one.reg)).toEqual(digest(two.reg));
  });

  it('leaves a stamp alone once the change was sent, though the answer was lost', async () => {
    let answerLost = false;
    const { server, one } = await joined({
      attempts: 1,
      fetch: async (...args) => {
        const answer = await fetch(...args);
        const isPush = String(args[0]).endsWith('/v1/changes') && args[1]?.method === 'POST';
        if (isPush && answerLost) throw new TypeError('fetch failed');
        return answer;
      },
    });
    const sent = one.edit(createAsset('L-1'));
    const before = stampOf(one, sent);
    answerLost = true;
    expect(await codeOf(one.sync.now())).toBe('SERVER_UNREACHABLE');
    answerLost = false;
    server.shiftClock(-2 * 3_600_000);
    const unsent = one.edit(createAsset('L-2'));
    expect(await one.sync.now()).toMatchObject({ pending: 0, state: 'idle' });
    expect(stampOf(one, sent)).toEqual(before);
    expect(stampOf(one, unsent).ms).toBeLessThan(before.ms - 3_600_000);
    const two = openClient(world, 'two');
    await joinAs(two, server, 'bob');
    await one.sync.now();
    expect(digest(two.reg)).toEqual(digest(one.reg));
  });
});

describe('a restored server', () => {
  it.each([
    ['that says so', true],
    ['that says nothing', false],
  ])('%s gets back what it lacks, from whoever has it', async (_, says) => {
    const file = join(world.folder, `restored-${says}.db`);
    const first = await startServer(world, undefined, { file });
    await first.addUser('admin', 'administrator');
    await first.addUser('bob', 'assetManager');
    const port = Number(new URL(first.url).port);
    const one = openClient(world, 'one');
    const two = openClient(world, 'two');
    await joinAs(one, first, 'admin');
    await joinAs(two, first, 'bob');
    one.edit(createAsset('Z-1'));
    await one.sync.now();
    await first.storage.locked('default', async () => copyFileSync(file, `${file}.backup`));
    copyFileSync(`${file}-wal`, `${file}.backup-wal`);

    one.edit(createAsset('Z-2'));
    const theirs = two.edit(createAsset('Z-3'));
    for (const client of [one, two, one]) await client.sync.now();
    await first.close();
    for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true });
    copyFileSync(`${file}.backup`, file);
    copyFileSync(`${file}.backup-wal`, `${file}-wal`);

    const second = await startServer(world, undefined, { file, port });
    if (says) await startNewEpoch(second.storage, second.org);
    const before = digestWithoutNumbers(one);
    // Bob's device is gone for good: his signed entries come back through the other one.
    await one.sync.now();
    const three = openClient(world, 'three');
    await joinAs(three, second, 'admin');
    expect(three.values('asset', theirs)).toMatchObject({ tag: 'Z-3' });
    expect(digestWithoutNumbers(one)).toEqual(before);
    expect(digestWithoutNumbers(three)).toEqual(before);
    await two.sync.now();
    expect(digest(two.reg)).toEqual(digest(three.reg));
    expect(two.sync.status()).toMatchObject({ state: 'idle', pending: 0, attention: 0 });
  });
});

describe('a batch that is still being applied', () => {
  it('is held back, with what comes after it, until it is whole', async () => {
    const { server, one } = await joined();
    const two = openClient(world, 'two');
    await joinAs(two, server, 'bob');
    one.edit(createAsset('A-0'));
    const batch = one.reg.transaction(() =>
      openBatch(one.reg, { actor: one.actor(), kind: 'import', label: 'big' }, 'applying'),
    );
    one.reg.transaction(() => {
      for (let i = 1; i <= 3; i++) writeDraft(one.reg, batch, createAsset(`A-${i}`));
      sealNewest(one.reg);
    });
    expect(await one.sync.now()).toMatchObject({ pending: 3 });
    await two.sync.now();
    expect(two.reg.sql('SELECT tag FROM asset ORDER BY tag').pluck().all()).toEqual(['A-0']);
    one.reg.sql("UPDATE batch SET state = 'done' WHERE key = ?").run(batch.key);
    expect(await one.sync.now()).toMatchObject({ pending: 0 });
    await two.sync.now();
    expect(two.reg.sql('SELECT tag FROM asset ORDER BY tag').pluck().all()).toEqual([
      'A-0',
      'A-1',
      'A-2',
      'A-3',
    ]);
  });
});

describe('what waits', () => {
  it('is listed with its record, kind and fields', async () => {
    const { one } = await joined();
    const id = one.edit(createAsset('P-1'));
    one.edit({ op: 'update', entity: 'asset', id, patch: { serial: 'S' } });
    expect(one.sync.pending(10)).toMatchObject([
      { entity: 'asset', record: id, label: 'P-1 Asset P-1', kind: 'edit' },
      { entity: 'asset', record: id, fields: ['serial'] },
    ]);
    expect(one.sync.pending(1)).toHaveLength(1);
  });
});

function stampOf(client: Client, record: string): { ms: number; written_ms: number } {
  const rid = client.reg.keys.findRid(record);
  return client.reg.sql('SELECT ms, written_ms FROM change WHERE record = ?').get(rid) as never;
}

function digestWithoutNumbers(client: Client): unknown {
  const { log, ...rest } = digest(client.reg) as { log: Array<Record<string, unknown>> };
  return { ...rest, log: log.map(({ id, hash, state }) => ({ id, hash, state })) };
}

/** Numbers from 0 to 1, the same ones in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
