import * as z from 'zod';

/**
 * A moment whose state is asked for: stamps up to it, and, where an answer must be the same again after late sync, the log
 * as it stood at an entry. A bare date is the end of that day in the register's time zone; whoever asks turns it into that.
 */
export const pastMoment = z.object({
  /** Milliseconds since 1970. */
  at: z.number().optional(),
  /** Local number of a log entry. */
  cursor: z.number().int().optional(),
});
export type PastMoment = z.infer<typeof pastMoment>;

/** Part of the input of every procedure that can be asked as of a moment. */
export const asOf = pastMoment.optional();
