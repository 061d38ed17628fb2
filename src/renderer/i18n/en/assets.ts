import type { English } from '../types.ts';
import type { assets as zh } from '../zh/assets.ts';

export const assets = {} as const satisfies English<typeof zh>;
