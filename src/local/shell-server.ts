import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { readPageFile } from '../shell/page-files.ts';
import { hardeningHeaders } from '../shell/security-policy.ts';
import { cookieOf, refuseForeign } from './request-guard.ts';
import { createSessions, type Sessions } from './sessions.ts';

/** Largest message of the page, in bytes: a workbook comes in pieces well below it. */
const largestMessage = 32 * 1024 * 1024;

export interface ShellServerOptions {
  /** 0 picks a free port. */
  port: number;
  /** Folder of the built renderer. */
  pageRoot: string;
  /** Serves the contract over a socket that has passed every check. */
  serve(socket: WebSocket): void;
}

export interface ShellServer {
  port: number;
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** A new address that opens the page once. */
  newLink(): string;
  close(): Promise<void>;
}

interface Shell extends ShellServerOptions {
  sessions: Sessions;
  cookie: string;
}

/**
 * Serves the page and the contract on 127.0.0.1 to whoever opened a one-time link in this machine's browser.
 *
 * @throws the system's error (EADDRINUSE, EACCES) when the port cannot be had
 */
export async function startShellServer(options: ShellServerOptions): Promise<ShellServer> {
  const http = createServer();
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port, '127.0.0.1', () => resolve());
  });
  const { port } = http.address() as AddressInfo;
  // Cookies know no ports: the name keeps two registers in two shells apart.
  const shell: Shell = { ...options, port, sessions: createSessions(), cookie: `holdfast_${port}` };
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage });
  http.on('request', (request, response) => void answer(shell, request, response));
  http.on('upgrade', (request, socket, head) => upgrade(shell, sockets, request, socket, head));
  const origin = `http://127.0.0.1:${port}`;
  return {
    port,
    origin,
    newLink: () => `${origin}/?token=${shell.sessions.newToken()}`,
    close: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.close(1001, 'closing');
        sockets.close();
        http.close(() => resolve());
        http.closeAllConnections();
        for (const client of sockets.clients) client.terminate();
      }),
  };
}

async function answer(shell: Shell, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (refuseForeign(request, shell.port, false)) return refuse(response, 403, 'Forbidden\n');
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(response, 405, 'Method not allowed\n');
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const known = shell.sessions.knows(cookieOf(request, shell.cookie));
  const token = url.searchParams.get('token');
  if (token !== null) {
    const secret = known ? null : shell.sessions.exchange(token);
    if (!known && secret === null) return refuse(response, 401, openAgain);
    const headers: Record<string, string> = {
      ...hardeningHeaders(),
      location: '/',
      'cache-control': 'no-store',
    };
    if (secret) headers['set-cookie'] = `${shell.cookie}=${secret}; Path=/; HttpOnly; SameSite=Strict`;
    response.writeHead(303, headers).end();
    return;
  }
  if (!known) return refuse(response, 401, openAgain);
  const file = await readPageFile(shell.pageRoot, url.pathname, [`ws://${request.headers.host}`]);
  response.writeHead(file.status, { ...file.headers, 'content-length': String(file.body.length) });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}

const openAgain =
  'Open Holdfast with the address that it printed when it started; an address opens only once.\n' +
  '请用 Holdfast 启动时给出的地址打开；每个地址只能使用一次。\n';

function refuse(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, { ...hardeningHeaders(), 'content-type': 'text/plain; charset=utf-8' })
    .end(text);
}

function upgrade(
  shell: Shell,
  sockets: WebSocketServer,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  const foreign = refuseForeign(request, shell.port, true);
  const wrongPath = request.url !== '/rpc';
  const known = shell.sessions.knows(cookieOf(request, shell.cookie));
  if (foreign || wrongPath || !known) {
    const status = foreign ? '403 Forbidden' : wrongPath ? '404 Not Found' : '401 Unauthorized';
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    return;
  }
  sockets.handleUpgrade(request, socket, head, (client) => shell.serve(client));
}
