import type { IncomingMessage } from 'node:http';

/** Why a request is refused before anything is looked at, or null when it may go on. */
export type Refusal = 'foreign-host' | 'foreign-origin' | null;

/**
 * Refuses what a foreign web page could make a browser send to a loopback port: a request under another
 * host name (DNS rebinding) and a request from another origin.
 *
 * @param port the port we listen on
 * @param needsOrigin true for a WebSocket upgrade, which browsers always send with an Origin
 */
export function refuseForeign(request: IncomingMessage, port: number, needsOrigin: boolean): Refusal {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = request.headers;
  if (host === undefined || !hosts.includes(host)) return 'foreign-host';
  if (origin === undefined) return needsOrigin ? 'foreign-origin' : null;
  return origin === `http://${host}` ? null : 'foreign-origin';
}

/** The value of one cookie, or undefined. */
export function cookieOf(request: IncomingMessage, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return value.join('=');
  }
  return undefined;
}
