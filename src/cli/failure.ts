import { CommanderError } from 'commander';
import { describeError, type ErrorParams, HoldfastError, type Language } from '../model/index.ts';

export interface Failure {
  readonly code: string;
  readonly params: ErrorParams;
}

/** Ends a command with an exit code of its own, after the error has been told. */
export class Exit extends Error {
  readonly failure: Failure;
  readonly exitCode: number;

  constructor(failure: Failure, exitCode: number) {
    super(failure.code);
    this.failure = failure;
    this.exitCode = exitCode;
  }
}

export const exitCodes = { done: 0, failed: 1, strict: 2, usage: 64, interrupted: 130 } as const;

/** What went wrong, as a code of the catalogue. */
export function failureOf(cause: unknown): Failure {
  if (cause instanceof Exit) return cause.failure;
  if (cause instanceof HoldfastError) return { code: cause.code, params: cause.params };
  if (cause instanceof CommanderError)
    return { code: 'COMMAND_INVALID', params: { reason: cause.message.replace(/^error: /, '') } };
  const { code, data } = cause as { code?: unknown; data?: unknown };
  if (code === 'HOLDFAST') return data as Failure;
  if (code === 'BAD_REQUEST') return { code: 'COMMAND_INVALID', params: { reason: issuesOf(data) } };
  return { code: 'INTERNAL', params: { message: cause instanceof Error ? cause.message : String(cause) } };
}

function issuesOf(data: unknown): string {
  const { issues = [] } = (data ?? {}) as { issues?: Array<{ message: string; path?: unknown[] }> };
  return issues.map(({ message, path = [] }) => `${path.join('.')}: ${message}`).join('; ');
}

export function exitCodeOf(cause: unknown): number {
  if (cause instanceof Exit) return cause.exitCode;
  if (cause instanceof CommanderError) return exitCodes.usage;
  const { code } = failureOf(cause);
  if (code === 'COMMAND_INVALID' || code === 'ASSIGNMENT_INVALID') return exitCodes.usage;
  return code === 'CANCELLED' ? exitCodes.interrupted : exitCodes.failed;
}

/** `CODE: message`, one line. */
export function failureLine({ code, params }: Failure, language: Language): string {
  return `${code}: ${describeError(code, params, language).replace(/\s*\n\s*/g, ' ')}\n`;
}
