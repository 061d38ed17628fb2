import * as z from 'zod';
import {
  headAnswer,
  maxPageEntries,
  maxPushChanges,
  ndjsonType,
  pushAnswer,
} from '../../core/wire/protocol.ts';
import { acceptPush } from '../log/accept.ts';
import { readHead, readPage } from '../log/page.ts';
import { parsePush } from '../log/parse-push.ts';
import { type App, authenticate, type ServerContext } from './context.ts';

/** Most bytes of a push as it travels, packed. */
const maxPackedBytes = 32 * 1024 * 1024;

/** Pushing to the log and reading it. */
export function logRoutes(app: App, context: ServerContext): void {
  const { storage, org, metrics } = context;
  app.addContentTypeParser(ndjsonType, { parseAs: 'buffer', bodyLimit: maxPackedBytes }, (_, body, done) =>
    done(null, body),
  );

  app.get(
    '/v1/head',
    {
      schema: {
        summary: 'Where the log stands',
        querystring: z.object({ after: z.coerce.number().int().min(0).default(0) }),
        response: { 200: headAnswer },
      },
    },
    async (request) => {
      const { device } = await authenticate(context, request);
      return readHead(storage.db, org, request.query.after, device, context.now());
    },
  );

  app.post(
    '/v1/changes',
    {
      bodyLimit: maxPackedBytes,
      schema: {
        summary: `Push: up to ${maxPushChanges} changes as gzipped NDJSON; repeating it does no harm`,
        consumes: [ndjsonType],
        response: { 200: pushAnswer },
      },
    },
    async (request) => {
      const caller = await authenticate(context, request);
      const push = await parsePush(request.body instanceof Uint8Array ? request.body : new Uint8Array());
      const answer = await acceptPush(storage, org, caller, push, context.now());
      for (const { rejected } of answer.results) {
        metrics.changes.inc({ result: rejected ? 'rejected' : 'accepted' });
      }
      return answer;
    },
  );

  app.get(
    '/v1/changes',
    {
      schema: {
        summary: 'Pull: a page of the log after a number, as gzipped NDJSON',
        querystring: z.object({
          after: z.coerce.number().int().min(0).default(0),
          limit: z.coerce.number().int().min(1).max(maxPageEntries).default(1000),
          /** 1: the asking device's own changes are only named. */
          brief: z.coerce.number().int().min(0).max(1).default(0),
        }),
      },
    },
    async (request, reply) => {
      const { device } = await authenticate(context, request);
      const { after, limit, brief } = request.query;
      const page = await readPage(storage.db, org, after, limit, brief === 1 ? device.id : null);
      return reply.header('content-encoding', 'gzip').type(ndjsonType).send(page);
    },
  );
}
