import type { English } from '../types.ts';
import type { importing as zh } from '../zh/import.ts';

export const importing = {} as const satisfies English<typeof zh>;
