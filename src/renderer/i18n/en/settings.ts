import type { English } from '../types.ts';
import type { settings as zh } from '../zh/settings.ts';

export const settings = {} as const satisfies English<typeof zh>;
