import type { ServerResponse } from 'node:http';
import { protocolVersion, serverHeader } from '../../core/wire/protocol.ts';
import { orgRow } from '../log/append.ts';
import { type App, authenticate, type ServerContext } from './context.ts';

/** Often enough for proxies that close quiet connections after 30 s. */
const heartbeat = 20_000;

/** Server-sent events: the newest number of the log at once and after each growth, whichever process caused it. */
export function eventRoutes(app: App, context: ServerContext): void {
  const { storage, org, metrics } = context;
  const listeners = new Set<ServerResponse>();
  const stop = storage.onGrowth((grown) => {
    if (grown === org && listeners.size > 0) void tellAll();
  });

  async function tellAll(): Promise<void> {
    try {
      const text = await eventText();
      for (const listener of listeners) listener.write(text);
    } catch (error) {
      // Listeners poll as well; the next growth tells them.
      app.log.warn({ err: error }, 'could not tell listeners');
    }
  }

  async function eventText(): Promise<string> {
    const { epoch, last_seq } = await orgRow(storage.db, org);
    return `event: cursor\ndata: ${JSON.stringify({ epoch, last: last_seq })}\n\n`;
  }

  app.addHook('preClose', async () => {
    stop();
    for (const listener of listeners) listener.end();
  });

  app.get(
    '/v1/events',
    { schema: { summary: 'Server-sent events: new entries' } },
    async (request, reply) => {
      await authenticate(context, request);
      const first = await eventText();
      reply.hijack();
      const out = reply.raw;
      out.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        [serverHeader]: protocolVersion,
      });
      out.write(first);
      listeners.add(out);
      metrics.listeners.set(listeners.size);
      const beat = setInterval(() => out.write(': still here\n\n'), heartbeat);
      out.on('error', () => {});
      out.on('close', () => {
        clearInterval(beat);
        listeners.delete(out);
        metrics.listeners.set(listeners.size);
      });
    },
  );
}
