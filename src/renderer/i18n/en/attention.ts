import type { English } from '../types.ts';
import type { attention as zh } from '../zh/attention.ts';

export const attention = {} as const satisfies English<typeof zh>;
