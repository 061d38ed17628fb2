import type { English } from '../types.ts';
import type { exporting as zh } from '../zh/export.ts';

export const exporting = {} as const satisfies English<typeof zh>;
