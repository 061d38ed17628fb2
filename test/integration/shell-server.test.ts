import { mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { os, type RouterClient } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type ShellServer, startShellServer } from '../../src/local/shell-server.ts';

const router = { ping: os.handler(() => 'pong') };
let shell: ShellServer;

beforeAll(async () => {
  const pageRoot = mkdtempSync(path.join(tmpdir(), 'holdfast-page-'));
  writeFileSync(path.join(pageRoot, 'index.html'), '<script nonce="__HOLDFAST_NONCE__"></script>');
  writeFileSync(path.join(pageRoot, 'app.js'), 'export {};');
  const handler = new RPCHandler(router);
  shell = await startShellServer({ port: 0, pageRoot, serve: (socket) => void handler.upgrade(socket) });
});

afterAll(() => shell.close());

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** A request with any headers, which fetch would not let us forge. */
function get(pathname: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: shell.port, path: pathname, method, headers },
      async (response) => {
        let text = '';
        for await (const piece of response) text += piece;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      },
    );
    sent.on('error', reject).end();
  });
}

/** Opens a new link as a browser would and answers the session's cookie. */
async function signIn(): Promise<string> {
  const link = new URL(shell.newLink());
  const answer = await get(link.pathname + link.search);
  expect(answer.status).toBe(303);
  return String(answer.headers['set-cookie']?.[0]).split(';')[0] ?? '';
}

/** The status that an upgrade is refused with, or 101. */
function upgradeStatus(headers: Record<string, string>, pathname = '/rpc'): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${shell.port}${pathname}`, { headers });
    socket.on('open', () => {
      socket.close();
      resolve(101);
    });
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => {});
  });
}

describe('the browser shell', () => {
  it('opens with its link and keeps the session in a cookie that scripts and other sites cannot use', async () => {
    const link = new URL(shell.newLink());
    const answer = await get(link.pathname + link.search);
    expect(answer.headers.location).toBe('/');
    expect(answer.headers['set-cookie']?.[0]).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  it('refuses a link that was used', async () => {
    const link = new URL(shell.newLink());
    await get(link.pathname + link.search);
    expect((await get(link.pathname + link.search)).status).toBe(401);
  });

  it('refuses a wrong token, no token and a made-up cookie', async () => {
    expect((await get('/?token=wrong')).status).toBe(401);
    expect((await get('/')).status).toBe(401);
    expect((await get('/app.js')).status).toBe(401);
    expect((await get('/', { cookie: `holdfast_${shell.port}=made-up` })).status).toBe(401);
  });

  it('refuses another host name, as after DNS rebinding', async () => {
    const cookie = await signIn();
    expect((await get('/', { cookie, host: 'evil.example' })).status).toBe(403);
    expect((await get('/', { cookie, host: `evil.example:${shell.port}` })).status).toBe(403);
  });

  it('refuses another origin and anything but reading', async () => {
    const cookie = await signIn();
    expect((await get('/', { cookie, origin: 'https://evil.example' })).status).toBe(403);
    expect((await get('/', { cookie, origin: 'null' })).status).toBe(403);
    expect((await get('/', { cookie }, 'POST')).status).toBe(405);
  });

  it('serves the page with a nonce of its own each time', async () => {
    const cookie = await signIn();
    const [first, second] = [await get('/assets/x', { cookie }), await get('/', { cookie })];
    expect(first.text).not.toBe(second.text);
    const nonce = /nonce="([^"]+)"/.exec(second.text)?.[1];
    const policy = String(second.headers['content-security-policy']);
    expect(policy).toContain(`script-src 'self' 'nonce-${nonce}' 'wasm-unsafe-eval'`);
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(policy).not.toContain('unsafe-inline');
  });

  it('never leaves the folder of the page', async () => {
    const cookie = await signIn();
    for (const pathname of [
      '/../../etc/passwd.txt',
      '/%2e%2e/%2e%2e/etc/passwd.txt',
      '/..%5cx.js',
      '/%00.js',
    ]) {
      expect((await get(pathname, { cookie })).status).toBe(404);
    }
  });

  it('serves the contract over a socket with session and origin', async () => {
    const cookie = await signIn();
    const headers = { cookie, origin: shell.origin };
    const socket = new WebSocket(`ws://127.0.0.1:${shell.port}/rpc`, { headers });
    const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket });
    const client: RouterClient<typeof router> = createORPCClient(link);
    expect(await client.ping()).toBe('pong');
    socket.close();
  });

  it('refuses a socket without session, with a foreign or missing origin, or elsewhere', async () => {
    const cookie = await signIn();
    const { origin } = shell;
    expect(await upgradeStatus({ cookie, origin })).toBe(101);
    expect(await upgradeStatus({ origin })).toBe(401);
    expect(await upgradeStatus({ cookie })).toBe(403);
    expect(await upgradeStatus({ cookie, origin: 'http://evil.example' })).toBe(403);
    expect(await upgradeStatus({ cookie, origin: `http://127.0.0.1:${shell.port + 1}` })).toBe(403);
    expect(await upgradeStatus({ cookie, origin, host: 'evil.example' })).toBe(403);
    expect(await upgradeStatus({ cookie, origin }, '/other')).toBe(404);
  });
});
