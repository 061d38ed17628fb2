import { sql } from 'kysely';
import * as z from 'zod';
import { HoldfastError } from '../../model/index.ts';
import type { App, ServerContext } from './context.ts';

/**
 * For whoever runs the server.
 * @param metricsToken when set, /metrics wants it as bearer token
 */
export function operationRoutes(app: App, context: ServerContext, metricsToken: string | undefined): void {
  app.get(
    '/healthz',
    {
      config: { rateLimit: false },
      schema: {
        summary: 'Can this process reach its database?',
        response: { 200: z.object({ ok: z.literal(true), storage: z.string() }) },
      },
    },
    async () => {
      await sql`SELECT 1`.execute(context.storage.db);
      return { ok: true as const, storage: context.storage.kind };
    },
  );

  app.get(
    '/metrics',
    { config: { rateLimit: false }, schema: { summary: 'For Prometheus' } },
    async (request, reply) => {
      if (metricsToken && request.headers.authorization !== `Bearer ${metricsToken}`) {
        throw new HoldfastError('NOT_SIGNED_IN');
      }
      const { registry } = context.metrics;
      return reply.type(registry.contentType).send(await registry.metrics());
    },
  );

  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}
