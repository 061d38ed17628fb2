import type { ErrorParams } from '../model/errors.ts';

/** What main says to the core's process. */
export type ToCore =
  | { type: 'open'; file: string; demo: boolean; appFolder: string; secrets: Record<string, string> }
  /** Carries one port, on which the core serves the contract. */
  | { type: 'port' }
  | { type: 'allowPath'; file: string; ticket: number }
  | { type: 'close' };

/** What the core's process says to main. */
export type FromCore =
  | { type: 'opened' }
  | { type: 'failed'; code: string; params: ErrorParams }
  /** A secret to keep, or with null to forget: only main can encrypt for this user. */
  | { type: 'secret'; name: string; value: string | null }
  | { type: 'allowed'; ticket: number }
  | { type: 'closed' };
