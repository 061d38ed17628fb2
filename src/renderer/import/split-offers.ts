import type { InspectedSheet, SheetImport } from '../../contract/api/index.ts';

/** Which ways of making several assets of one row a sheet gives occasion for. */
export interface SplitOffers {
  readonly quantity: boolean;
  /** A range that was seen, such as 0001~0020; null where there is none. */
  readonly ranges: string | null;
}

/** Two numbers with a sign between that people write for "up to"; a hyphen alone stands in ordinary codes too. */
const range = /\d\s*(?:[~～—–至到]|\.\.\.?|--)\s*[A-Za-z-]*\d/;

/** What the first rows of a sheet and its matching offer. */
export function splitOffers(sheet: InspectedSheet, plan: SheetImport): SplitOffers {
  if (plan.entity !== 'asset') return { quantity: false, ranges: null };
  const samplesOf = (targets: readonly string[]): string[] =>
    sheet.columns
      .filter((column) => targets.includes(plan.mapping[String(column.index)] ?? ''))
      .flatMap((column) => column.samples);
  const ranges = samplesOf(['tag', 'serial', 'formerTags']).find((text) => range.test(text)) ?? null;
  return {
    quantity: Object.values(plan.mapping).includes('quantity') || plan.split.quantity,
    ranges: ranges ?? (plan.split.ranges ? '0001~0020' : null),
  };
}
