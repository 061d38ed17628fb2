import type { ErrorCode, ErrorParams } from '../../../model/errors.ts';

export type Severity = 'error' | 'warning';

/**
 * What is wrong with a cell. An error rejects its row; a warning stores `value` instead (null: nothing).
 * A class, so that the many cells without problem cost no wrapper object.
 */
export class Problem {
  readonly code: ErrorCode;
  readonly severity: Severity;
  readonly value: unknown;
  readonly suggestion: string | undefined;
  readonly params: ErrorParams;

  constructor(
    code: ErrorCode,
    severity: Severity,
    more: { value?: unknown; suggestion?: string; params?: ErrorParams } = {},
  ) {
    this.code = code;
    this.severity = severity;
    this.value = more.value ?? null;
    this.suggestion = more.suggestion;
    this.params = more.params ?? {};
  }
}

/** A value, null for an empty cell, or a problem. */
export type Parsed<T> = T | null | Problem;

/** Marks that people put where a number, date or name would stand, meaning "nothing". */
const nothing = new Set([
  '-',
  '--',
  '—',
  '——',
  '/',
  '\\',
  'n/a',
  'na',
  'null',
  'nil',
  'none',
  '无',
  '空',
  '暂无',
  '不详',
  '待定',
  'tbd',
]);

export function meansNothing(text: string): boolean {
  return text.length <= 4 && nothing.has(text.toLowerCase());
}
