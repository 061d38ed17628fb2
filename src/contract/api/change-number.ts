import * as z from 'zod';

/** By which change (变更单) something is altered. */
export const changeNumber = z.object({
  number: z.string().trim().min(1).max(100),
  reason: z.string().max(1000).optional(),
});
export type ChangeNumberInput = z.infer<typeof changeNumber>;
