import { addDays } from '../../model/days.ts';

/** Which contracts or licences are listed, by the day until which they hold. */
export type Until = 'all' | 'past' | 'soon' | 'later' | 'open';

export const untilChoices: readonly Until[] = ['all', 'past', 'soon', 'later', 'open'];

/** What is soon to end, in days. */
export const soonDays = 90;

/**
 * The filter of a list for a choice; empty for all.
 * @param field the date until which a record holds
 * @param today `YYYY-MM-DD`
 */
export function untilFilter(until: Until, field: string, today: string): string {
  const soon = addDays(today, soonDays);
  switch (until) {
    case 'past':
      return `${field}<${today}`;
    case 'soon':
      return `${field}>=${today} ${field}<=${soon}`;
    case 'later':
      return `${field}>${soon}`;
    case 'open':
      return `${field}=`;
    case 'all':
      return '';
  }
}
