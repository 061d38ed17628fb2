import { type FilterTerm, formatFilter, parseFilter } from '../../model/filter.ts';

/** What the form lets one choose without typing a filter. */
export interface ScopeChoices {
  readonly classes: readonly string[];
  readonly statuses: readonly string[];
  /** Id of a department, with those under it. */
  readonly department: string | null;
}

export const noChoices: ScopeChoices = { classes: [], statuses: [], department: null };

/**
 * The choices that stand in a filter; null when it can't be read. Terms that the form has no field for are left to the
 * text and not touched.
 */
export function readChoices(filter: string): ScopeChoices | null {
  try {
    const { terms } = parseFilter(filter);
    return {
      classes: terms.find(isClasses)?.values ?? [],
      statuses: terms.find(isStatuses)?.values ?? [],
      department: terms.find(isDepartment)?.values[0] ?? null,
    };
  } catch {
    return null;
  }
}

/** The filter with other choices; everything else in it stays. A filter that can't be read is begun anew. */
export function writeChoices(filter: string, choices: ScopeChoices): string {
  let words: readonly string[] = [];
  let rest: FilterTerm[] = [];
  try {
    const parsed = parseFilter(filter);
    words = parsed.words;
    rest = parsed.terms.filter((term) => !isClasses(term) && !isStatuses(term) && !isDepartment(term));
  } catch {
    // What could not be read cannot be kept beside the choices.
  }
  const terms: FilterTerm[] = [];
  if (choices.classes.length) terms.push({ field: 'class', operator: '=', values: choices.classes });
  if (choices.statuses.length) terms.push({ field: 'status', operator: '=', values: choices.statuses });
  if (choices.department) terms.push({ field: 'department', operator: '~', values: [choices.department] });
  return formatFilter({ terms: [...terms, ...rest], words });
}

const isClasses = (term: FilterTerm): boolean =>
  term.field === 'class' && term.operator === '=' && term.values.length > 0;
const isStatuses = (term: FilterTerm): boolean =>
  term.field === 'status' && term.operator === '=' && term.values.length > 0;
const isDepartment = (term: FilterTerm): boolean =>
  term.field === 'department' && term.operator === '~' && term.values.length === 1;
