import type { English } from '../types.ts';
import type { retirement as zh } from '../zh/retirement.ts';

export const retirement = {} as const satisfies English<typeof zh>;
