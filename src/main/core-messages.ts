import type { ErrorParams } from '../model/errors.ts';

/** What main says to the core's process. */
export type ToCore =
  | { type: 'open'; file: string; demo: boolean; appFolder: string; sealedKey: string | null }
  /** Carries one port, on which the core serves the contract. */
  | { type: 'port' }
  | { type: 'allowPath'; file: string; ticket: number }
  | { type: 'close' };

/** What the core's process says to main. */
export type FromCore =
  | { type: 'opened' }
  | { type: 'failed'; code: string; params: ErrorParams }
  | { type: 'allowed'; ticket: number }
  | { type: 'closed' };
