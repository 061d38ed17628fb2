import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { modelHeader } from '../../core/wire/protocol.ts';
import { HoldfastError } from '../../model/index.ts';
import { type Caller, callerOf } from '../accounts/session.ts';
import type { Storage } from '../store/storage.ts';
import type { Metrics } from './metrics.ts';

/** What every route needs. */
export interface ServerContext {
  readonly storage: Storage;
  /** The organisation that this server serves. */
  readonly org: string;
  readonly metrics: Metrics;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** Oldest model that may still write here without harm. */
const oldestModel = 1;

/** @throws HoldfastError CLIENT_TOO_OLD */
export function refuseOldModel(version: number): void {
  if (!(version >= oldestModel)) throw new HoldfastError('CLIENT_TOO_OLD');
}

/**
 * Who sends this request.
 * @throws HoldfastError NOT_SIGNED_IN, DEVICE_REVOKED, CLIENT_TOO_OLD
 */
export async function authenticate(context: ServerContext, request: FastifyRequest): Promise<Caller> {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token) throw new HoldfastError('NOT_SIGNED_IN');
  refuseOldModel(Number(request.headers[modelHeader]));
  return callerOf(context.storage.db, context.org, token);
}
