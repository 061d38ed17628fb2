import { attachmentErrors } from './errors/attachments.ts';
import { cliErrors } from './errors/cli.ts';
import { definitionErrors } from './errors/definitions.ts';
import { exchangeErrors } from './errors/exchange.ts';
import { exportErrors } from './errors/export.ts';
import { formErrors } from './errors/forms.ts';
import { landscapeErrors } from './errors/landscapes.ts';
import { ledgerErrors } from './errors/ledger.ts';
import { pastErrors } from './errors/past.ts';
import { rackErrors } from './errors/racks.ts';
import { registerErrors } from './errors/register.ts';
import { roundTripErrors } from './errors/round-trip.ts';
import { shellErrors } from './errors/shell.ts';
import { storeErrors } from './errors/store.ts';
import { syncErrors } from './errors/sync.ts';
import { workErrors } from './errors/work.ts';
import type { Label, Language } from './types.ts';

/**
 * Every error that a person can meet, by code, with what to say in both languages.
 * `{name}` in a text is replaced by the parameter of that name.
 */
export const errorTexts = {
  ...storeErrors,
  ...registerErrors,
  ...definitionErrors,
  ...exchangeErrors,
  ...exportErrors,
  ...landscapeErrors,
  ...ledgerErrors,
  ...rackErrors,
  ...pastErrors,
  ...formErrors,
  ...roundTripErrors,
  ...attachmentErrors,
  ...workErrors,
  ...syncErrors,
  ...shellErrors,
  ...cliErrors,
} as const satisfies Record<string, Label>;

export type ErrorCode = keyof typeof errorTexts;
export type ErrorParams = Readonly<Record<string, string | number | boolean | null>>;

/** An error with a name: what went wrong, with the values a person needs to act on it. */
export class HoldfastError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;

  constructor(code: ErrorCode, params: ErrorParams = {}, options?: ErrorOptions) {
    super(describeError(code, params, 'en'), options);
    this.name = 'HoldfastError';
    this.code = code;
    this.params = params;
  }
}

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorTexts, code);
}

/** The sentence for an error in a language; an unknown code gives the text for an internal error. */
export function describeError(code: string, params: ErrorParams, language: Language): string {
  const text: Label = isErrorCode(code) ? errorTexts[code] : errorTexts.INTERNAL;
  return text[language].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}
