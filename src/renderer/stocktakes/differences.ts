import type { StocktakeStatus } from '../../contract/api/index.ts';

/** How many things differ from the register as far as counted; once counting has ended, what nobody found is one too. */
export function differences(status: Pick<StocktakeStatus, 'byOutcome' | 'state' | 'notCounted'>): number {
  const found = Object.entries(status.byOutcome).reduce(
    (sum, [outcome, count]) => (outcome === 'expected' || outcome === 'notCounted' ? sum : sum + count),
    0,
  );
  return status.state === 'closed' ? found + status.notCounted : found;
}
