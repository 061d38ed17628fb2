import type { ExportDefinitionInfo, ExportFormat, ListQuery } from '../../contract/api/index.ts';
import { endOfDay } from '../../model/days.ts';
import type { Language } from '../../model/types.ts';
import { type ShownMoment, shownMoment } from '../time-travel/moment.ts';
import type { ExportRequest } from './use-export.ts';

/** What the dialog stands on. */
export interface Choices {
  readonly format: ExportFormat;
  /** What is listed, what is selected, or the list that a saved export names. */
  readonly scope: 'list' | 'selected' | 'saved';
  readonly columns: readonly string[];
  readonly language: Language;
  /** A past day, `YYYY-MM-DD`; null for the present. */
  readonly day: string | null;
  readonly plain: boolean;
  /** The saved export that was taken. */
  readonly saved: ExportDefinitionInfo | null;
}

/** Which records a choice means, as a list. */
export function queryOf(choices: Choices, listed: ListQuery): ListQuery {
  if (choices.scope !== 'saved' || !choices.saved) return listed;
  const { entity, filter, search, sort } = choices.saved.options;
  return { entity, ...(filter ? { filter } : {}), ...(search ? { search } : {}), ...(sort ? { sort } : {}) };
}

/**
 * @param zone the register's time zone: a day ends there
 * @param shown the past moment that the app shows, which may be a time on the day that was chosen
 */
export function requestOf(
  choices: Choices,
  listed: ListQuery,
  selected: readonly string[],
  zone: string,
  shown: ShownMoment | null = shownMoment(),
): ExportRequest {
  const { format, columns, language, plain, day, scope } = choices;
  return {
    ...queryOf(choices, listed),
    columns: [...columns],
    format,
    language,
    plain,
    ...(scope === 'selected' ? { ids: [...selected] } : {}),
    ...(day === null ? {} : { asOf: shown?.day === day ? shown.at : endOfDay(day, zone) }),
  };
}

/** What of a choice is saved; a past day and a selection are of one time only. */
export function definitionOf(choices: Choices, listed: ListQuery): ExportDefinitionInfo['options'] {
  const { format, columns, language, plain } = choices;
  return { ...queryOf(choices, listed), columns: [...columns], format, language, plain };
}

/** The choice that a saved export stands for. */
export function taken(saved: ExportDefinitionInfo): Partial<Choices> {
  const { columns, format, language, plain } = saved.options;
  return { saved, scope: 'saved', columns, format, language, plain, day: null };
}
