import { ORPCError } from '@orpc/client';
import { retirementStates, stocktakeStates } from '../../model/choices.ts';
import { entityKeys, entityOf, isEntityKey } from '../../model/entities/index.ts';
import { describeError, type ErrorParams, isErrorCode } from '../../model/errors.ts';
import { statuses } from '../../model/lifecycle.ts';
import { isRole, roles } from '../../model/roles.ts';
import type { Choice, Label, Language } from '../../model/types.ts';
import { currentCatalogue } from '../catalogue/catalogue.tsx';
import { useLanguage } from '../i18n/index.ts';

export interface NamedError {
  readonly code: string;
  readonly params: ErrorParams;
}

/** Reads the name and the values out of whatever a call threw; null for what the contract does not name. */
export function namedError(error: unknown): NamedError | null {
  const data = (error as { data?: unknown } | null)?.data;
  if (typeof data !== 'object' || data === null) return null;
  const { code, params } = data as { code?: unknown; params?: unknown };
  if (typeof code !== 'string') return null;
  return { code, params: (params ?? {}) as ErrorParams };
}

/** What to tell a person about an error, in his language. Never a raw exception. */
export function errorText(error: unknown, language: Language): string {
  const named = namedError(error);
  if (named) return describeError(named.code, inWords(named.params, language), language);
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST')
    return describeError('INTERNAL', { message: inputIssues(error.data) || error.message }, language);
  return describeError(
    'INTERNAL',
    { message: error instanceof Error ? error.message : String(error) },
    language,
  );
}

/** The same with keys of the model put into words: a person reads 资产编号, not `tag`. */
export function inWords(params: ErrorParams, language: Language): ErrorParams {
  const words = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'string' ? (wordOf(name, value)?.[language] ?? value) : value,
  ]);
  return Object.fromEntries(words);
}

const states: Readonly<Record<string, Choice>> = { ...stocktakeStates, ...retirementStates };

function wordOf(name: string, value: string): Label | undefined {
  switch (name) {
    case 'field':
      return fieldLabel(value);
    case 'role':
      return isRole(value) ? roles[value].label : undefined;
    case 'entity':
      return isEntityKey(value) ? entityOf(value).label : undefined;
    case 'from':
    case 'to':
    case 'status':
      return (statuses as Readonly<Record<string, Choice>>)[value]?.label;
    case 'state':
      return states[value]?.label;
    default:
      return undefined;
  }
}

/** Entities share the names of fields, and shared names share their meaning: the first that has it will do. */
function fieldLabel(key: string): Label | undefined {
  const own = entityKeys.map((entity) => entityOf(entity).fields[key]).find((field) => field !== undefined);
  return (own ?? currentCatalogue().attrField(key))?.label;
}

/** What the contract's check of the input disliked, as `path: message`. */
function inputIssues(data: unknown): string {
  const issues = (data as { issues?: { path?: unknown[]; message?: string }[] } | null)?.issues ?? [];
  return issues.map((issue) => `${(issue.path ?? []).join('.')}: ${issue.message ?? ''}`).join('; ');
}

/** Which field an error is about, if it is about one: its key or its label stands in the parameters. */
export function errorField(error: unknown): string | null {
  const named = namedError(error);
  if (!named || !isErrorCode(named.code)) return null;
  const field = named.params.key ?? named.params.field;
  return typeof field === 'string' ? field : null;
}

export function useErrorText(): (error: unknown) => string {
  const language = useLanguage();
  return (error) => errorText(error, language);
}
