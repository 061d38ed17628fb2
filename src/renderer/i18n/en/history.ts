import type { English } from '../types.ts';
import type { history as zh } from '../zh/history.ts';

export const history = {} as const satisfies English<typeof zh>;
