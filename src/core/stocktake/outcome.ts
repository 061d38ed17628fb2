import type { countOutcomes } from '../../model/choices.ts';
import { isGone } from '../../model/index.ts';
import type { Register } from '../store/register.ts';
import { isWithin } from './places.ts';
import type { Sheet } from './sheet.ts';

export type CountOutcome = keyof typeof countOutcomes;

/** Where and with whom an asset was when the stocktake was started; record keys. */
export interface Expected {
  readonly location: number | null;
  readonly user: number | null;
}

/** The first that holds, in the order of the outcomes. */
export function outcomeOf(
  reg: Register,
  asset: { readonly status: string | null } | null,
  expected: Expected | null,
  location: number | null,
  user: number | null,
): CountOutcome {
  if (!asset) return 'unknown';
  if (isGone(asset.status)) return 'retired';
  if (!expected) return 'unexpected';
  if (location !== null && (expected.location === null || !isWithin(reg, expected.location, location)))
    return 'elsewhere';
  if (user !== null && user !== expected.user) return 'otherUser';
  return 'expected';
}

/** What a stocktake expects of an asset; null when it is not in it. */
export function expectedOf(reg: Register, sheet: Sheet, asset: number): Expected | null {
  const row = reg
    .sql('SELECT location, user FROM expected_line WHERE stocktake = ? AND asset = ?')
    .get(sheet.rid, asset) as Expected | undefined;
  return row ?? null;
}
