import type { StocktakeStatus } from '../../contract/api/index.ts';

/** How many things differ from the register, as far as counted: all results but "as expected". */
export function differences(status: Pick<StocktakeStatus, 'byOutcome'>): number {
  return Object.entries(status.byOutcome).reduce(
    (sum, [outcome, count]) => (outcome === 'expected' || outcome === 'notCounted' ? sum : sum + count),
    0,
  );
}
