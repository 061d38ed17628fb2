import type { LedgerAsset } from './ledger-asset.ts';

/** Our own reckoning of what an asset has lost; the ledger's figures are not touched by it. Minor units. */
export interface Estimate {
  readonly depreciation: number;
  readonly net: number;
}

const scale = 1_000_000;

/**
 * Straight-line estimate at the end of a period, from the asset's own cost, salvage rate (none = 0), useful life and start.
 * As Chinese accounting has it, a month's newcomers are depreciated from the month after (当月增加，下月计提), and
 * nothing beyond the end of the life.
 * @param period `YYYY-MM`
 * @returns null where a field is missing, or the asset goes by another method
 */
export function estimate(asset: LedgerAsset, period: string | null): Estimate | null {
  const { cost, usefulLife, method } = asset;
  if (asset.foreign || period === null || cost === 0) return null;
  if (method === 'none') return { depreciation: 0, net: cost };
  const start = asset.inService ?? asset.booked;
  if ((method !== null && method !== 'straightLine') || usefulLife === null || start === null) return null;
  const months = Math.min(Math.max(monthsBetween(start, period), 0), usefulLife);
  const kept = BigInt(Math.round((asset.salvageRate ?? 0) * (scale / 100)));
  const whole = BigInt(usefulLife) * BigInt(scale);
  const lost = BigInt(cost) * (BigInt(scale) - kept) * BigInt(months);
  const depreciation = Number((2n * lost + whole) / (2n * whole));
  return { depreciation, net: cost - depreciation };
}

/** Months from the month of a date to a period: 0 within the same month. */
function monthsBetween(date: string, period: string): number {
  const [fromYear, fromMonth] = date.split('-').map(Number) as [number, number];
  const [toYear, toMonth] = period.split('-').map(Number) as [number, number];
  return (toYear - fromYear) * 12 + (toMonth - fromMonth);
}
