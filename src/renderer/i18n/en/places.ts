import type { English } from '../types.ts';
import type { places as zh } from '../zh/places.ts';

export const places = {} as const satisfies English<typeof zh>;
