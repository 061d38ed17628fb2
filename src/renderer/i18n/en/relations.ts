import type { English } from '../types.ts';
import type { relations as zh } from '../zh/relations.ts';

export const relations = {} as const satisfies English<typeof zh>;
