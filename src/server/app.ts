import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { protocolVersion, serverHeader } from '../core/wire/protocol.ts';
import { HoldfastError } from '../model/index.ts';
import type { App, ServerContext } from './http/context.ts';
import { sendError } from './http/errors.ts';
import { eventRoutes } from './http/event-routes.ts';
import { logRoutes } from './http/log-routes.ts';
import { createMetrics } from './http/metrics.ts';
import { operationRoutes } from './http/operation-routes.ts';
import { sessionRoutes } from './http/session-routes.ts';
import { ensureOrg } from './log/org.ts';
import type { Storage } from './store/storage.ts';

export interface AppOptions {
  readonly storage: Storage;
  readonly org: string;
  readonly now?: () => number;
  /** pino's level; `silent` for tests. */
  readonly logLevel?: string;
  /** Behind a reverse proxy: believe its X-Forwarded-For. */
  readonly trustProxy?: boolean;
  readonly metricsToken?: string | undefined;
  /** Most requests that one address may make in a minute. */
  readonly requestsPerMinute?: number;
}

/** The server without its port; `listen` or `inject` is the caller's. */
export async function createApp(options: AppOptions): Promise<App> {
  const now = options.now ?? Date.now;
  await ensureOrg(options.storage, options.org, now());
  const app: App = fastify({
    logger: { level: options.logLevel ?? 'info', redact: ['req.headers.authorization'] },
    trustProxy: options.trustProxy ?? false,
    bodyLimit: 1024 * 1024,
    forceCloseConnections: true,
  }).withTypeProvider<ZodTypeProvider>();
  const context: ServerContext = {
    storage: options.storage,
    org: options.org,
    metrics: createMetrics(),
    now,
  };

  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(sendError);
  app.setNotFoundHandler((_, reply) =>
    reply.code(404).send({ error: { code: 'REQUEST_MALFORMED', params: { detail: 'no such address' } } }),
  );
  app.addHook('onRequest', async (_, reply) => {
    void reply.header(serverHeader, protocolVersion);
  });
  app.addHook('onResponse', async (request, reply) => {
    const labels = {
      route: request.routeOptions.url ?? 'none',
      method: request.method,
      status: String(reply.statusCode),
    };
    context.metrics.requests.observe(labels, reply.elapsedTime / 1000);
  });
  await app.register(helmet);
  await app.register(rateLimit, {
    // An office of many laptops may stand behind one address.
    max: options.requestsPerMinute ?? 6000,
    timeWindow: 60_000,
    errorResponseBuilder: (_, limit) =>
      new HoldfastError('RATE_LIMITED', { seconds: Math.ceil(limit.ttl / 1000) }),
  });
  await app.register(swagger, {
    openapi: { info: { title: 'Holdfast server', version: protocolVersion } },
    transform: jsonSchemaTransform,
  });
  await app.register(async (scope) => {
    const routes = scope.withTypeProvider<ZodTypeProvider>() as App;
    sessionRoutes(routes, context);
    logRoutes(routes, context);
    eventRoutes(routes, context);
    operationRoutes(routes, context, options.metricsToken);
  });
  return app;
}
