import type { English } from '../types.ts';
import type { sync as zh } from '../zh/sync.ts';

export const sync = {} as const satisfies English<typeof zh>;
