import { implement } from '@orpc/server';
import { isNow, type Moment } from '../../core/register/as-of/moment.ts';
import { asDatabaseError } from '../../core/store/database.ts';
import { type ErrorCode, type ErrorParams, HoldfastError } from '../../model/index.ts';
import { contract } from '../api/index.ts';
import { pastMoment } from '../api/past.ts';
import type { Core } from '../host.ts';
import { momentOf } from '../past/past.ts';

export interface RouterContext {
  readonly core: Core;
}

interface Failure {
  readonly data: {
    readonly code: ErrorCode;
    readonly params: Record<string, string | number | boolean | null>;
  };
}

/** The contract, to be implemented; every error leaves as HOLDFAST with a code of the catalogue. */
export const os = implement(contract)
  .$context<RouterContext>()
  .use(async ({ next, errors, context, path, procedure, signal }, input, output) => {
    try {
      const { past } = procedure['~orpc'].meta;
      if (past === 'same') return await next();
      const asked = momentAsked(input);
      if (asked === null) return await next();
      if (past !== 'reads') throw new HoldfastError('PAST_READONLY');
      const question = { path, input: asked.rest, moment: asked.moment, actor: context.core.actorId };
      return output((await context.core.past.ask(question, signal)) as never);
    } catch (thrown) {
      const cause = asDatabaseError(thrown, context.core.reg.file);
      throw (errors as unknown as { HOLDFAST(failure: Failure): Error }).HOLDFAST(failureOf(cause));
    }
  });

/**
 * The moment that an input asks for, and the input without it; null when the present is meant. What cannot be read as a moment
 * must not pass for the present: a change meant to be refused would be written, and the present be shown as the past.
 * @throws HoldfastError MOMENT_UNKNOWN
 */
function momentAsked(input: unknown): { moment: Moment; rest: unknown } | null {
  if (typeof input !== 'object' || input === null || !('asOf' in input)) return null;
  const { asOf, ...rest } = input;
  if (asOf === undefined) return null;
  const parsed = pastMoment.safeParse(asOf);
  if (!parsed.success) throw new HoldfastError('MOMENT_UNKNOWN', { text: JSON.stringify(asOf) ?? '' });
  const moment = momentOf(parsed.data);
  return isNow(moment) ? null : { moment, rest };
}

function failureOf(cause: unknown): Failure {
  if (cause instanceof HoldfastError) return { data: { code: cause.code, params: { ...cause.params } } };
  if (isOrpcError(cause)) throw cause;
  if (cause instanceof DOMException && cause.name === 'AbortError')
    return { data: { code: 'CANCELLED', params: {} } };
  console.error(cause);
  return {
    data: { code: 'INTERNAL', params: { message: cause instanceof Error ? cause.message : String(cause) } },
  };
}

/** Errors that oRPC made itself, such as input that does not fit the schema, are already fit to leave. */
function isOrpcError(cause: unknown): boolean {
  return cause instanceof Error && 'defined' in cause && 'status' in cause;
}

export type Progress = { type: 'progress'; phase: string; done: number; total: number | null };

/**
 * Turns work that reports progress into the event iterator of the contract. Breaking off the iteration cancels the work.
 * @param errors the procedure's error constructors, since what is thrown while iterating does not pass the middleware
 */
export async function* progressing<T>(
  errors: unknown,
  signal: AbortSignal | undefined,
  work: (
    report: (phase: string, done: number, total: number | null) => void,
    signal: AbortSignal,
  ) => Promise<T>,
): AsyncGenerator<Progress | { type: 'done'; result: T }> {
  const cancel = new AbortController();
  const abort = () => cancel.abort();
  signal?.addEventListener('abort', abort, { once: true });
  let latest: Progress | null = null;
  let wake = () => {};
  let ended = false;
  const working = work((phase, done, total) => {
    latest = { type: 'progress', phase, done, total };
    wake();
  }, cancel.signal).finally(() => {
    ended = true;
    wake();
  });
  working.catch(() => {});
  try {
    while (!ended) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (latest || ended) resolve();
      });
      if (latest) {
        const report: Progress = latest;
        latest = null;
        yield report;
      }
    }
    yield { type: 'done', result: await working };
  } catch (cause) {
    throw (errors as { HOLDFAST(failure: Failure): Error }).HOLDFAST(failureOf(cause));
  } finally {
    if (!ended) cancel.abort();
    signal?.removeEventListener('abort', abort);
  }
}

export type { ErrorParams };
