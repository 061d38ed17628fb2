/** Which of the two small numbers of 3/5/24 is the month. */
export type DayMonthOrder = 'mdy' | 'dmy';

/**
 * The order that the dates of a table lend to a column of theirs whose own values could be either: the one that all decided
 * columns agree on. Null where none is decided, or where they differ: then a person has to say.
 */
export function lentOrder(decided: Iterable<DayMonthOrder | null | undefined>): DayMonthOrder | null {
  let lent: DayMonthOrder | null = null;
  for (const order of decided) {
    if (!order) continue;
    if (lent !== null && lent !== order) return null;
    lent = order;
  }
  return lent;
}
