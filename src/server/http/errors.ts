import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorCode, HoldfastError } from '../../model/index.ts';

const statuses: Partial<Record<ErrorCode, number>> = {
  REQUEST_MALFORMED: 400,
  CHANGE_MALFORMED: 400,
  NOT_SIGNED_IN: 401,
  SIGN_IN_FAILED: 401,
  DEVICE_REVOKED: 403,
  JOIN_NEEDS_ADMINISTRATOR: 403,
  NOT_JOINED: 409,
  REGISTER_MISMATCH: 409,
  CHAIN_BROKEN: 409,
  SIGNATURE_BAD: 409,
  CLIENT_TOO_OLD: 426,
  RATE_LIMITED: 429,
};

/** Every error leaves as `{error: {code, params}}`; an unexpected one only says that the log knows more. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = asHoldfastError(error);
  if (known.code === 'INTERNAL') request.log.error({ err: error }, 'request failed');
  if (known.code === 'RATE_LIMITED') void reply.header('retry-after', String(known.params.seconds));
  const status = known.code === 'INTERNAL' ? 500 : (statuses[known.code] ?? 422);
  return reply.code(status).send({ error: { code: known.code, params: known.params } });
}

function asHoldfastError(error: unknown): HoldfastError {
  if (error instanceof HoldfastError) return error;
  const { statusCode, message } = error as Partial<FastifyError>;
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return new HoldfastError('REQUEST_MALFORMED', { detail: (message ?? '').slice(0, 300) });
  }
  return new HoldfastError('INTERNAL', { message: 'see the log of the server' });
}
