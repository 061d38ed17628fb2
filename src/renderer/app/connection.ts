import type { ClientContext, ClientLink, ClientOptions } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { type DesktopBridge, desktopPortMessage } from '../../contract/api/desktop.ts';

declare global {
  interface Window {
    /** Only in the desktop window. */
    readonly holdfast?: DesktopBridge;
  }
}

type Link = ClientLink<ClientContext>;
export type ConnectionState = 'connecting' | 'open' | 'lost';

/** Milliseconds between attempts: quick at first, since a core that restarts is back within a second. */
const pauses = [200, 500, 1000, 2000, 5000];

let state: ConnectionState = 'connecting';
const listeners = new Set<() => void>();

export function connectionState(): ConnectionState {
  return state;
}

export function onConnectionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function setState(next: ConnectionState): void {
  if (state === next) return;
  state = next;
  for (const listener of listeners) listener();
}

/** The one link to the core; calls made while it is away wait for it to come back. */
let current: Promise<Link> | null = null;

function link(): Promise<Link> {
  current ??= connect();
  return current;
}

async function connect(): Promise<Link> {
  for (let attempt = 0; ; attempt++) {
    try {
      const opened = await (window.holdfast ? openPort(window.holdfast) : openSocket());
      setState('open');
      return opened;
    } catch {
      setState('lost');
      await new Promise((resolve) => setTimeout(resolve, pauses[Math.min(attempt, pauses.length - 1)]));
    }
  }
}

function lost(): void {
  current = null;
  setState('lost');
  void link();
}

function openSocket(): Promise<Link> {
  const address = new URL('/rpc', window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const websocket = new WebSocket(address);
  return new Promise((resolve, reject) => {
    websocket.addEventListener('error', () => reject(new Error('The socket could not be opened')), {
      once: true,
    });
    websocket.addEventListener(
      'open',
      () => {
        websocket.addEventListener('close', lost, { once: true });
        resolve(new SocketLink({ websocket }));
      },
      { once: true },
    );
  });
}

function openPort(bridge: DesktopBridge): Promise<Link> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent): void => {
      const port = event.ports[0];
      if (event.source !== window || event.data !== desktopPortMessage || !port) return;
      window.removeEventListener('message', receive);
      port.addEventListener('close', lost, { once: true });
      const opened = new PortLink({ port });
      port.start();
      resolve(opened);
    };
    window.addEventListener('message', receive);
    bridge.connect();
  });
}

/** A link that survives restarts of the core: each call goes over the connection of its moment. */
export const coreLink: Link = {
  async call(
    path: readonly string[],
    input: unknown,
    options: ClientOptions<ClientContext>,
  ): Promise<unknown> {
    return (await link()).call(path, input, options);
  },
};
