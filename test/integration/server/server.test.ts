import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newKeyPair, seal, signingKey } from '../../../src/core/log/pure/seal.ts';
import { packLines } from '../../../src/core/wire/ndjson.ts';
import { orgRow } from '../../../src/server/log/append.ts';
import { setRole } from '../../../src/server/log/join.ts';
import { ensureOrg } from '../../../src/server/log/org.ts';
import type { Storage } from '../../../src/server/store/storage.ts';
import type { Tx } from '../../../src/server/store/tables.ts';
import { errorOf, RawDevice, type RawDraft } from './raw-device.ts';
import { startPostgres, startServer, type TestServer, World } from './world.ts';

const world = new World();
let postgres: Awaited<ReturnType<typeof startPostgres>>;

beforeAll(async () => {
  postgres = await startPostgres(world);
});
afterAll(() => world.tidy());

const asset = (tag: string, more: Partial<RawDraft> = {}): RawDraft => ({
  entity: 'asset',
  patch: { tag, name: `Asset ${tag}` },
  ...more,
});

describe.each(['sqlite', 'postgres'] as const)('server on %s', (database) => {
  const register = randomUUID();
  let server: TestServer;
  let admin: RawDevice;

  beforeAll(async () => {
    server = await startServer(world, database === 'postgres' ? await postgres.url('server') : undefined);
    await server.addUser('admin', 'administrator');
    await server.addUser('manager', 'assetManager');
    await server.addUser('approver', 'approver');
    await server.addUser('coordinator', 'coordinator');
    await server.addUser('viewer', 'viewer');
    admin = new RawDevice(server.url);
    expect((await admin.join('admin', register)).status).toBe(200);
  });

  async function signedIn(user: string): Promise<RawDevice> {
    const device = new RawDevice(server.url);
    const response = await device.join(user, register);
    expect(response.status).toBe(200);
    return device;
  }

  it('keeps neither password nor token as they are', async () => {
    const device = await signedIn('manager');
    const stored = JSON.stringify([
      await server.storage.db.selectFrom('account').selectAll().execute(),
      await server.storage.db.selectFrom('session').selectAll().execute(),
    ]);
    expect(stored).toContain('$argon2id$');
    expect(stored).not.toContain(device.token);
    expect(stored).not.toContain('correct horse');
  });

  it('answers an unknown name and a wrong password alike, and slows a guesser down', async () => {
    const device = new RawDevice(server.url);
    expect(await errorOf(await device.signIn('nobody', 'wrong password'))).toEqual({
      code: 'SIGN_IN_FAILED',
      params: {},
    });
    let last = await errorOf(await device.signIn('viewer', 'wrong password'));
    for (let i = 0; i < 6 && last.code === 'SIGN_IN_FAILED'; i++) {
      last = await errorOf(await device.signIn('viewer', 'wrong password'));
    }
    expect(last.code).toBe('RATE_LIMITED');
    expect(last.params.seconds).toBeGreaterThan(0);
    await server.storage.db.deleteFrom('guess').execute();
  });

  it('refuses requests without a token, with a void one, and from a revoked device', async () => {
    const device = await signedIn('manager');
    expect((await fetch(`${server.url}/v1/head`)).status).toBe(401);
    const { token } = device;
    device.token = 'nonsense';
    expect(await errorOf(await device.call('/v1/head'))).toMatchObject({ code: 'NOT_SIGNED_IN' });
    device.token = token;
    await server.storage.db
      .updateTable('device')
      .set({ revoked_at: 1 })
      .where('id', '=', device.id)
      .execute();
    expect(await errorOf(await device.call('/v1/head'))).toMatchObject({ code: 'DEVICE_REVOKED' });
    expect(await errorOf(await device.signIn('manager'))).toMatchObject({ code: 'DEVICE_REVOKED' });
  });

  it('refuses a client whose model is too old', async () => {
    const response = await admin.call('/v1/head', { headers: { 'x-holdfast-model': '0' } });
    expect(response.status).toBe(426);
    expect(await errorOf(response)).toMatchObject({ code: 'CLIENT_TOO_OLD' });
  });

  it('does not take another key for a device that it knows', async () => {
    const impostor = new RawDevice(server.url);
    Object.defineProperty(impostor, 'id', { value: admin.id });
    expect(await errorOf(await impostor.signIn('admin'))).toMatchObject({ code: 'SIGNATURE_BAD' });
  });

  it('holds one register only, and an administrator must bring it', async () => {
    const device = new RawDevice(server.url);
    expect(await errorOf(await device.join('admin', randomUUID()))).toMatchObject({
      code: 'REGISTER_MISMATCH',
    });
    const other = await startServer(world);
    await other.addUser('manager', 'assetManager');
    const first = new RawDevice(other.url);
    expect(await errorOf(await first.join('manager', register))).toMatchObject({
      code: 'JOIN_NEEDS_ADMINISTRATOR',
    });
    const changes = first.write(asset('X-1'));
    expect(await errorOf(await first.send(first.lines(changes)))).toMatchObject({ code: 'NOT_JOINED' });
  });

  it('gives the same answer to the same push again', async () => {
    const device = await signedIn('manager');
    const changes = device.write(asset('I-1'), asset('I-2'));
    const lines = device.lines(changes);
    const first = await (await device.send(lines)).json();
    const second = await (await device.send(lines)).json();
    expect(second).toEqual(first);
  });

  it('serves entries in order with the rejected ones marked, and names own changes only when asked to', async () => {
    const { last } = (await (await admin.call('/v1/head')).json()) as { last: number };
    const viewer = await signedIn('viewer');
    const { changes, results } = await viewer.push(asset('V-1'));
    expect(results[0]?.rejected).toMatchObject({ code: 'ROLE_FORBIDS' });
    const page = await admin.page(last);
    const numbers = page.flatMap((line) => ('seq' in line ? [line.seq] : []));
    expect(numbers).toEqual(numbers.map((_, i) => last + 1 + i));
    expect(page.find((line) => 'change' in line && line.change.device === viewer.id)).toMatchObject({
      change: { id: changes[0]?.id, hash: changes[0]?.hash },
      rejected: { code: 'ROLE_FORBIDS' },
    });
    const brief = await (await viewer.call(`/v1/changes?after=${last}&brief=1`)).text();
    expect(brief).toContain(`"own":"${changes[0]?.id}"`);
    expect(brief).not.toContain('V-1');
  });

  it.each([
    ['a body cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 12)],
    ['something that is not gzip', () => Buffer.from('hello')],
    ['lines that are not JSON', () => gzipSync('{"change":\n')],
    ['no end', () => gzipSync('')],
  ])('takes nothing from %s', async (_, damage) => {
    const device = await signedIn('manager');
    const before = await (await admin.call('/v1/head')).json();
    const bytes = await packLines(device.lines(device.write(asset('D-1'))));
    const response = await device.sendBytes(damage(bytes));
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toMatchObject({ code: 'CHANGE_MALFORMED' });
    expect(await (await admin.call('/v1/head')).json()).toMatchObject({
      last: (before as { last: number }).last,
    });
  });

  it('refuses a chain with an altered, a missing or an unsigned entry', async () => {
    const device = await signedIn('manager');
    const [first, second] = device.write(asset('K-1'), asset('K-2'));
    if (!first || !second) throw new Error('two changes');
    const altered = { ...first, patch: { tag: 'K-9' } };
    expect(await errorOf(await device.send(device.lines([altered, second])))).toEqual({
      code: 'CHAIN_BROKEN',
      params: { device: 'raw', n: 1 },
    });
    expect(await errorOf(await device.send(device.lines([second])))).toMatchObject({ code: 'CHAIN_BROKEN' });
    expect(await errorOf(await device.send(device.lines([first, second], [])))).toMatchObject({
      code: 'SIGNATURE_BAD',
    });
    const forged = seal(signingKey(newKeyPair().privateKey), device.id, device.n, device.hash);
    expect(await errorOf(await device.send(device.lines([first, second], [forged])))).toMatchObject({
      code: 'SIGNATURE_BAD',
    });
    expect((await device.send(device.lines([first, second]))).status).toBe(200);
  });

  it('accepts or refuses a group whole, and what builds on a refused create falls with it', async () => {
    const device = await signedIn('coordinator');
    const department = randomUUID();
    await admin.push({ entity: 'department', record: department, create: true, patch: { name: 'IT' } });
    await admin.push({ entity: 'person', record: device.person, patch: { department } });
    const mine = randomUUID();
    const theirs = randomUUID();
    const { results } = await device.push(
      asset('G-1', { record: mine, create: true, patch: { tag: 'G-1', department }, group: 1 }),
      asset('G-2', { record: theirs, create: true, group: 1 }),
      asset('G-3', { patch: { tag: 'G-3', department }, group: 2 }),
      asset('', { record: mine, patch: { name: 'late' } }),
      { entity: 'handover', patch: { asset: mine } },
    );
    expect(results.map((result) => result.rejected?.code ?? 'accepted')).toEqual([
      'GROUP_REJECTED',
      'OTHER_DEPARTMENT',
      'accepted',
      'BUILDS_ON_REJECTED',
      results[4]?.rejected?.code ?? 'accepted',
    ]);
    const again = await device.push(asset('', { record: mine, patch: { name: 'later still' } }));
    expect(again.results[0]?.rejected).toMatchObject({ code: 'BUILDS_ON_REJECTED' });
  });

  it('lets nobody approve his own request, not even under another name', async () => {
    const requester = await signedIn('approver');
    const request = randomUUID();
    await admin.push({
      entity: 'retirement',
      record: request,
      create: true,
      patch: { state: 'requested', requester: requester.person },
    });
    const own = await requester.push({ entity: 'retirement', record: request, patch: { state: 'approved' } });
    expect(own.results[0]?.rejected).toMatchObject({ code: 'OWN_REQUEST' });
    const disguised = await requester.push({
      entity: 'retirement',
      record: request,
      patch: { state: 'approved' },
      actor: randomUUID(),
    });
    expect(disguised.results[0]?.rejected).toMatchObject({ code: 'OWN_REQUEST' });
  });

  it('is not fooled by a second create or by a record under another name', async () => {
    const device = await signedIn('coordinator');
    const department = randomUUID();
    await admin.push({ entity: 'person', record: device.person, patch: { department } });
    const [theirs, boss] = [randomUUID(), admin.person];
    await admin.push(asset('F-1', { record: theirs, create: true }));
    const { results } = await device.push(
      asset('F-1', { record: theirs, create: true, patch: { tag: 'F-1', department } }),
      { entity: 'count', record: boss, patch: { role: 'viewer' } },
      { entity: 'count', record: boss, create: true, patch: { role: 'viewer' } },
    );
    expect(results.map((result) => result.rejected?.code)).toEqual([
      'OTHER_DEPARTMENT',
      'CHANGE_MALFORMED',
      'CHANGE_MALFORMED',
    ]);
    const manager = await signedIn('manager');
    const approved = await manager.push({
      entity: 'retirement',
      patch: { state: 'approved', requester: manager.person },
    });
    expect(approved.results[0]?.rejected).toMatchObject({ code: 'OWN_REQUEST' });
  });

  it('refuses a value that its field cannot hold, and keeps what a newer version may know', async () => {
    const device = await signedIn('manager');
    const { results } = await device.push(
      asset('T-1', { patch: { tag: 'T-1', cost: 'much' } }),
      asset('T-2', { patch: { tag: 'T-2', hologram: true } }),
      { entity: 'teleporter', patch: { power: 9000 } },
    );
    expect(results.map((result) => result.rejected?.code)).toEqual(['VALUE_INVALID', undefined, undefined]);
  });

  it('follows a role that an administrator gives in the register or by command', async () => {
    await server.addUser('newcomer', 'viewer');
    const device = await signedIn('newcomer');
    expect((await device.push(asset('R-1'))).results[0]?.rejected).toBeDefined();
    await admin.push({
      entity: 'person',
      record: device.person,
      patch: { role: 'assetManager' },
      ms: Date.now() + 1000,
    });
    expect((await device.push(asset('R-2'))).results[0]?.rejected).toBeUndefined();
    await setRole(server.storage, server.org, 'newcomer', 'viewer', Date.now() + 2000);
    expect((await device.push(asset('R-3'))).results[0]?.rejected).toBeDefined();
    const self = await device.push({
      entity: 'person',
      record: device.person,
      patch: { role: 'administrator' },
    });
    expect(self.results[0]?.rejected).toMatchObject({ code: 'ROLE_FORBIDS' });
  });

  it('never lets a reader skip an entry while several devices push at once', async () => {
    const devices = await Promise.all(['manager', 'manager', 'admin', 'admin'].map(signedIn));
    const start = ((await (await admin.call('/v1/head')).json()) as { last: number }).last;
    const seen: number[] = [];
    let pushing = true;
    const reading = (async () => {
      for (let cursor = start; ; ) {
        const last = !pushing;
        const page = await admin.page(cursor, 7);
        for (const line of page) if ('seq' in line) seen.push(line.seq);
        cursor = seen.at(-1) ?? start;
        if (last && page.length === 1) return;
      }
    })();
    await Promise.all(
      devices.map(async (device, d) => {
        for (let i = 0; i < 8; i++) await device.push(asset(`P-${d}-${i}-a`), asset(`P-${d}-${i}-b`));
      }),
    );
    pushing = false;
    await reading;
    expect(seen).toEqual(seen.map((_, i) => start + 1 + i));
    // Four devices, eight pushes each, of a batch, two changes and a seal.
    expect(seen.length).toBe(4 * 8 * 4);
  });

  it('commits numbers in their order: a reader between two pushes misses nothing', async () => {
    const store = server.storage;
    const counted = async (tx: Tx): Promise<number> => {
      const seq = (await orgRow(tx, 'order')).last_seq + 1;
      await tx.updateTable('org').set({ last_seq: seq }).where('org', '=', 'order').execute();
      return seq;
    };
    await ensureOrg(store, 'order', 0);
    const outcome = await readBetweenTwoWriters(store, (work) => store.locked('order', work), counted);
    expect(outcome).toEqual({ secondWaited: true, missed: [] });
  });

  it('has the organisation first in every key', async () => {
    const tables = ['org', 'account', 'person_account', 'session', 'device', 'entry', 'guess'];
    for (const table of tables) expect(await firstKeyColumns(server, table)).toContain('org');
  });

  it('keeps organisations apart', async () => {
    const before = await server.storage.db
      .selectFrom('entry')
      .selectAll()
      .where('org', '=', 'other')
      .execute();
    expect(before).toEqual([]);
    const other = await startServer(world, undefined, { org: 'other' });
    await other.addUser('admin', 'administrator');
    const device = new RawDevice(other.url);
    await device.join('admin', randomUUID());
    expect((await device.push(asset('O-1'))).results[0]?.seq).toBeLessThan(12);
  });

  it('tells its health, its metrics and its interface', async () => {
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ ok: true, storage: database });
    expect(await (await fetch(`${server.url}/metrics`)).text()).toMatch(
      /holdfast_changes_total\{result="rejected"\} \d/,
    );
    const api = (await (await fetch(`${server.url}/openapi.json`)).json()) as { paths: object };
    expect(Object.keys(api.paths)).toEqual(
      expect.arrayContaining([
        '/v1/session',
        '/v1/join',
        '/v1/changes',
        '/v1/events',
        '/v1/head',
        '/v1/accounts',
      ]),
    );
    const lost = await fetch(`${server.url}/elsewhere`);
    expect(lost.status).toBe(404);
    expect(lost.headers.get('x-holdfast')).toBe('1');
  });
});

it('a reader between two pushes does miss an entry when nothing orders their commits', async () => {
  const server = await startServer(world, await postgres.url('naive'));
  await sql`CREATE SEQUENCE naive_seq`.execute(server.storage.db);
  const { storage } = server;
  const unordered = (work: (tx: Tx) => Promise<void>) => storage.db.transaction().execute(work);
  const outcome = await readBetweenTwoWriters(storage, unordered, async (tx) => {
    const { rows } = await sql<{ n: number }>`SELECT nextval('naive_seq') AS n`.execute(tx);
    return Number(rows[0]?.n);
  });
  expect(outcome.secondWaited).toBe(false);
  expect(outcome.missed).toHaveLength(1);
});

/**
 * The first writer takes its number and is slow to commit; a second one begins and, if it can, commits; a reader reads;
 * the first commits; the reader reads on from where it was.
 * @returns the numbers that the reader never saw
 */
async function readBetweenTwoWriters(
  { db }: Storage,
  transaction: (work: (tx: Tx) => Promise<void>) => Promise<void>,
  nextNumber: (tx: Tx) => Promise<number>,
): Promise<{ secondWaited: boolean; missed: number[] }> {
  const org = 'order';
  const start = (await db.selectFrom('entry').select('seq').where('org', '=', org).execute()).length;
  const written: number[] = [];
  const write = async (tx: Tx): Promise<void> => {
    const seq = await nextNumber(tx);
    const unused = { entity: null, record: null, device: null, n: null, rejected: null, account: null };
    await tx
      .insertInto('entry')
      .values({ org, seq, kind: 'seal', id: `${seq}`, is_create: 0, body: '{}', chain: '', at: 0, ...unused })
      .execute();
    written.push(seq);
  };
  let commitFirst = (): void => {};
  let took = (): void => {};
  const numberTaken = new Promise<void>((resolve) => (took = resolve));
  const first = transaction(async (tx) => {
    await write(tx);
    took();
    await new Promise<void>((resolve) => (commitFirst = resolve));
  });
  await numberTaken;
  let secondDone = false;
  const second = transaction(write).then(() => (secondDone = true));
  await new Promise((resolve) => setTimeout(resolve, 150));
  const secondWaited = !secondDone;
  const seen: number[] = [];
  const read = async (): Promise<void> => {
    const rows = await db
      .selectFrom('entry')
      .select('seq')
      .where('org', '=', org)
      .where('seq', '>', seen.at(-1) ?? start)
      .orderBy('seq')
      .execute();
    seen.push(...rows.map((row) => row.seq));
  };
  // The embedded database has one connection: a read waits for the writer too.
  const reading = read();
  await new Promise((resolve) => setTimeout(resolve, 50));
  commitFirst();
  await Promise.all([first, second, reading]);
  await read();
  return { secondWaited, missed: written.filter((seq) => !seen.includes(seq)) };
}

/** The first column of each unique index of a table. */
async function firstKeyColumns(server: TestServer, table: string): Promise<string[]> {
  const { db, kind } = server.storage;
  if (kind === 'sqlite') {
    const lists = await sql<{ name: string }>`SELECT name FROM pragma_index_list(${table})`.execute(db);
    const columns: string[] = [];
    for (const { name } of lists.rows) {
      const info = await sql<{
        name: string;
      }>`SELECT name FROM pragma_index_info(${name}) WHERE seqno = 0`.execute(db);
      columns.push(...info.rows.map((row) => row.name));
    }
    expect(new Set(columns)).toEqual(new Set(['org']));
    return columns;
  }
  const rows = await sql<{ name: string }>`
    SELECT a.attname AS name FROM pg_index i
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
    WHERE i.indrelid = ${table}::regclass`.execute(db);
  const columns = rows.rows.map((row) => row.name);
  expect(new Set(columns)).toEqual(new Set(['org']));
  return columns;
}
