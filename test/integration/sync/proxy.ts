import { connect, createServer, type Socket } from 'node:net';
import type { World } from '../server/world.ts';

export interface Proxy {
  readonly url: string;
  /** Each later connection is cut after this many bytes in all, both ways together; null lets it be. */
  cutAfter(next: () => number | null): void;
  /** How many connections were cut. */
  cuts(): number;
}

/** A wire between client and server that can be cut at any byte. */
export async function startProxy(world: World, target: string): Promise<Proxy> {
  const { hostname, port } = new URL(target);
  let limitOf: () => number | null = () => null;
  let cut = 0;
  const open = new Set<Socket>();
  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname);
    const limit = limitOf();
    let passed = 0;
    for (const socket of [client, server]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    const pass = (to: Socket) => (chunk: Buffer) => {
      const room = limit === null ? chunk.length : limit - passed;
      passed += chunk.length;
      if (room >= chunk.length) {
        to.write(chunk);
        return;
      }
      cut += 1;
      // What fits still arrives; then the wire is dead.
      to.write(chunk.subarray(0, Math.max(0, room)), () => {
        client.destroy();
        server.destroy();
      });
    };
    client.on('data', pass(server));
    server.on('data', pass(client));
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  world.later(() => {
    for (const socket of open) socket.destroy();
    return new Promise((resolve) => proxy.close(resolve));
  });
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    cutAfter: (next) => {
      limitOf = next;
      // Kept-alive connections would know nothing of the new limit.
      for (const socket of open) socket.destroy();
    },
    cuts: () => cut,
  };
}
