import type { English } from '../types.ts';
import type { start as zh } from '../zh/start.ts';

export const start = {} as const satisfies English<typeof zh>;
