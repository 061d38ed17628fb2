import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { waitAfter } from '../../../src/server/accounts/guess-limit.ts';
import { errorOf, RawDevice } from './raw-device.ts';
import { startServer, World } from './world.ts';

const world = new World();
afterAll(() => world.tidy());
const entry = join(import.meta.dirname, '../../../bin/holdfast-server.mjs');

interface Ran {
  readonly code: number;
  readonly out: readonly string[];
  readonly error: string;
}

function run(args: readonly string[], options: { password?: string; input?: string } = {}): Promise<Ran> {
  const { HOLDFAST_PASSWORD: _, DATABASE_URL: __, ...env } = process.env;
  const given = options.password ? { ...env, HOLDFAST_PASSWORD: options.password } : env;
  const all = [entry, '--data', join(world.folder, 'server.db'), ...args];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, all, { env: given }, (failure, out, error) =>
      resolve({ code: failure ? 1 : 0, out: out.trim().split('\n'), error }),
    );
    child.stdin?.end(options.input ?? '');
  });
}

it('makes accounts with a password that is given, read or made up, and says plainly what is wrong', async () => {
  const password = 'a long password';
  expect(await run(['admin', 'create', 'Root'], { password })).toMatchObject({
    code: 0,
    out: ['account\tRoot'],
  });
  const [piped, made, twice, weak, king] = await Promise.all([
    run(['user', 'add', 'piped', '--role', 'auditor'], { input: 'from stdin 1\n' }),
    run(['user', 'add', 'made', '--role', 'viewer']),
    run(['admin', 'create', 'ROOT'], { password }),
    run(['admin', 'create', 'other'], { password: 'short' }),
    run(['user', 'add', 'x', '--role', 'king'], { password }),
  ]);
  expect(piped).toMatchObject({ code: 0, out: ['account\tpiped'] });
  const secret = made.out[1]?.split('\t')[1] ?? '';
  expect(secret).toMatch(/^(\w{5}-){3}\w{5}$/);
  expect(twice).toMatchObject({ code: 1, error: expect.stringMatching(/^ACCOUNT_EXISTS: /) });
  expect(weak.error).toMatch(/^PASSWORD_WEAK: /);
  expect(king.error).toMatch(/^VALUE_INVALID: /);

  // Beside the running server.
  const server = await startServer(world, undefined, { file: join(world.folder, 'server.db') });
  const device = new RawDevice(server.url);
  expect((await device.signIn('piped', 'from stdin 1')).status).toBe(200);
  expect((await device.signIn('made', secret)).status).toBe(200);
  const [users, devices, nothing, port, taken] = await Promise.all([
    run(['user', 'list']),
    run(['device', 'list']),
    run(['device', 'revoke', 'nothing']),
    run(['--port', '70000']),
    run(['--port', new URL(server.url).port]),
  ]);
  expect(users.out).toEqual([
    'made\tviewer\tactive\tmade',
    'piped\tauditor\tactive\tpiped',
    'root\tadministrator\tactive\tRoot',
  ]);
  expect(devices.out.join('\n')).toContain(`${device.id}\tactive\traw`);
  expect(nothing.error).toMatch(/^RECORD_NOT_FOUND: /);
  expect(port.error).toMatch(/^PORT_INVALID: /);
  expect(taken.error).toMatch(/^PORT_TAKEN: /);
  const done = await Promise.all([run(['device', 'revoke', device.id]), run(['user', 'disable', 'made'])]);
  expect(done.map((ran) => ran.code)).toEqual([0, 0]);
  expect(await errorOf(await device.call('/v1/head'))).toMatchObject({ code: 'DEVICE_REVOKED' });
  expect(await errorOf(await device.signIn('made', secret))).toMatchObject({ code: 'SIGN_IN_FAILED' });
});

it('makes a guesser wait twice as long after each failure beyond the free ones, up to a quarter of an hour', () => {
  const waits = [4, 5, 6, 7, 30].map((failures) => waitAfter('pair:address name', failures));
  expect(waits).toEqual([0, 1000, 2000, 4000, 900_000]);
});
