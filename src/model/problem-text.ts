import { describeError, type ErrorParams } from './errors.ts';
import type { Label, Language } from './types.ts';

/** Something that is wrong with a row or a cell of a workbook. */
export interface TextedProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly value: string;
  readonly params: ErrorParams;
}

/** Problems of one cell whose value can't be used: with one of them the row stays out, or comes in without the cell. */
const unusable: ReadonlySet<string> = new Set([
  'CELL_ERROR',
  'DATE_IMPOSSIBLE',
  'DATE_UNREADABLE',
  'NUMBER_UNREADABLE',
  'NUMBER_NOT_WHOLE',
  'NUMBER_OUT_OF_RANGE',
  'MONEY_UNREADABLE',
  'BOOLEAN_UNREADABLE',
  'CHOICE_UNKNOWN',
  'CODE_DAMAGED',
  'CODE_BECAME_DATE',
  'TEXT_TOO_LONG',
  'MAC_INVALID',
  'IP_INVALID',
  'URL_INVALID',
  'EMAIL_INVALID',
  'REFERENCE_MISSING',
  'REFERENCE_AMBIGUOUS',
  'END_MISSING',
  'WARRANTY_UNPLACED',
]);

const outcome: Readonly<Record<TextedProblem['severity'], Label>> = {
  error: { zh: '本行不导入。', en: ' The row is not imported.' },
  warning: { zh: '此格留空。', en: ' The cell is left blank.' },
};

/** The sentence about a problem: what is wrong, what to do, and, of a cell that can't be used, what becomes of it. */
export function describeProblem(problem: TextedProblem, language: Language): string {
  const { code, severity, value, params } = problem;
  const told = describeError(code, { value, ...params }, language);
  return unusable.has(code) ? told + outcome[severity][language] : told;
}
