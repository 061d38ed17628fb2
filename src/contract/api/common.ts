import { eventIterator, oc } from '@orpc/contract';
import * as z from 'zod';
import { entityKeys } from '../../model/index.ts';

/** A value as it crosses the contract; refs are UUIDs, money is minor units, dates are `YYYY-MM-DD`. */
export type FieldValue = string | number | boolean | null | string[] | { [key: string]: unknown };
export const fieldValue: z.ZodType<FieldValue> = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string()),
  z.record(z.string(), z.unknown()),
]);

export const id = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
export const entityKey = z.enum(entityKeys as [(typeof entityKeys)[number], ...typeof entityKeys]);
export const language = z.enum(['zh', 'en']);
export const patch = z.record(z.string(), fieldValue);
/** Heads by field as a form showed them: the ids of the changes that the values came from. */
export const base = z.record(z.string(), z.array(id));

/** One record as lists show it. `labels` has the words for refs: a person's name, a location's path. */
export const row = z.object({
  id,
  values: z.record(z.string(), fieldValue),
  labels: z.record(z.string(), z.string()),
});
export type Row = z.infer<typeof row>;

/** Progress of long work, then its result as the last message. Breaking off the iteration cancels the work. */
export function progressOf<T extends z.ZodType>(result: T) {
  return eventIterator(
    z.discriminatedUnion('type', [
      z.object({
        type: z.literal('progress'),
        phase: z.string(),
        done: z.number(),
        total: z.number().nullable(),
      }),
      z.object({ type: z.literal('done'), result }),
    ]),
  );
}

/**
 * What a procedure does when a past moment is looked at (`asOf` in its input): it reads the register as it was, it answers the
 * same at all times, or, where nothing is said, it is refused, since the past can't be changed.
 */
export interface PastMeta {
  readonly past?: 'reads' | 'same';
}

/**
 * The one error of the contract: `data.code` is a key of errorTexts in src/model/errors.ts and `data.params` fill its text.
 */
export const procedure = oc.$meta<PastMeta>({}).errors({
  HOLDFAST: {
    status: 422,
    data: z.object({
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  },
});

/** A procedure that reads the register, and can be asked as of a past moment by `asOf` in its input. */
export const reading = procedure.meta({ past: 'reads' });

/** A procedure that answers alike whatever moment is looked at: preferences, files, the log itself. */
export const timeless = procedure.meta({ past: 'same' });
