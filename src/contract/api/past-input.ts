import { isContractProcedure } from '@orpc/contract';
import type { PastMeta } from './common.ts';
import { contract } from './index.ts';
import type { PastMoment } from './past.ts';

/** What a procedure does when a past moment is looked at; undefined when it is refused. */
export function pastOf(path: readonly string[]): PastMeta['past'] {
  const found = path.reduce<unknown>(
    (at, name) => (at as Record<string, unknown> | undefined)?.[name],
    contract,
  );
  return isContractProcedure(found) ? (found['~orpc'].meta as PastMeta).past : undefined;
}

/**
 * The input of a call while a past moment is looked at: what reads is asked as of it, what is the same at all times is left
 * alone, and all else carries the moment too, so that the core refuses it.
 */
export function pastInput(path: readonly string[], input: unknown, asOf: PastMoment): unknown {
  return pastOf(path) === 'same' ? input : { ...(input as object | undefined), asOf };
}
