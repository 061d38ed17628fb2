import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { waitAfter } from '../../../src/server/accounts/guess-limit.ts';
import { errorOf, RawDevice } from './raw-device.ts';
import { startServer, World } from './world.ts';

const world = new World();
afterAll(() => world.tidy());
const entry = join(import.meta.dirname, '../../../bin/holdfast-server.mjs');

function run(args: readonly string[], options: { password?: string; input?: string } = {}) {
  const { HOLDFAST_PASSWORD: _, DATABASE_URL: __, ...env } = process.env;
  const result = spawnSync(process.execPath, [entry, '--data', join(world.folder, 'server.db'), ...args], {
    encoding: 'utf8',
    input: options.input ?? '',
    env: options.password ? { ...env, HOLDFAST_PASSWORD: options.password } : env,
  });
  return { code: result.status, out: result.stdout.trim().split('\n'), error: result.stderr };
}

it('makes accounts with a password that is given, read or made up, and says plainly what is wrong', async () => {
  expect(run(['admin', 'create', 'Root'], { password: 'a long password' })).toMatchObject({
    code: 0,
    out: ['account\tRoot'],
  });
  expect(run(['user', 'add', 'piped', '--role', 'auditor'], { input: 'from stdin 1\n' })).toMatchObject({
    code: 0,
    out: ['account\tpiped'],
  });
  const made = run(['user', 'add', 'made', '--role', 'viewer']);
  const secret = made.out[1]?.split('\t')[1] ?? '';
  expect(secret).toMatch(/^(\w{5}-){3}\w{5}$/);
  expect(run(['admin', 'create', 'ROOT'], { password: 'a long password' })).toMatchObject({ code: 1 });
  expect(run(['admin', 'create', 'ROOT'], { password: 'a long password' }).error).toMatch(
    /^ACCOUNT_EXISTS: /,
  );
  expect(run(['admin', 'create', 'other'], { password: 'short' }).error).toMatch(/^PASSWORD_WEAK: /);
  expect(run(['user', 'add', 'x', '--role', 'king'], { password: 'a long password' }).error).toMatch(
    /^VALUE_INVALID: /,
  );
  expect(run(['user', 'list']).out).toEqual([
    'made\tviewer\tactive\tmade',
    'piped\tauditor\tactive\tpiped',
    'root\tadministrator\tactive\tRoot',
  ]);

  const server = await startServer(world, undefined, { file: join(world.folder, 'server.db') });
  const device = new RawDevice(server.url);
  expect((await device.signIn('piped', 'from stdin 1')).status).toBe(200);
  expect((await device.signIn('made', secret)).status).toBe(200);
  // Beside the running server.
  expect(run(['device', 'list']).out.join('\n')).toContain(`${device.id}\tactive\traw`);
  expect(run(['device', 'revoke', device.id]).code).toBe(0);
  expect(await errorOf(await device.call('/v1/head'))).toMatchObject({ code: 'DEVICE_REVOKED' });
  expect(run(['device', 'allow', device.id]).code).toBe(0);
  expect(run(['user', 'disable', 'made']).code).toBe(0);
  expect(await errorOf(await device.signIn('made', secret))).toMatchObject({ code: 'SIGN_IN_FAILED' });
  expect(run(['device', 'revoke', 'nothing']).error).toMatch(/^RECORD_NOT_FOUND: /);
  expect(run(['--port', '70000']).error).toMatch(/^PORT_INVALID: /);
  expect(run(['--port', new URL(server.url).port]).error).toMatch(/^PORT_TAKEN: /);
});

it('makes a guesser wait twice as long after each failure beyond the free ones, up to a quarter of an hour', () => {
  const waits = [4, 5, 6, 7, 30].map((failures) => waitAfter('pair:address name', failures));
  expect(waits).toEqual([0, 1000, 2000, 4000, 900_000]);
});
