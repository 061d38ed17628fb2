import { labelOfId } from '../register/labels.ts';
import type { Register } from '../store/register.ts';
import { allSheets, type Sheet, type SheetState, sheetOf } from './sheet.ts';

/** How a stocktake stands; the shape of the contract's stocktakeStatus. */
export interface SheetStatus {
  readonly id: string;
  readonly name: string;
  readonly state: SheetState;
  readonly filter: string;
  /** Paths of the places. */
  readonly locations: string[];
  readonly due: string | null;
  readonly startedAt: number | null;
  readonly closedAt: number | null;
  /** Lines frozen at the start. */
  readonly expected: number;
  /** Of them, those that were counted, wherever. */
  readonly counted: number;
  /** Things by what their newest count said; an unknown label counts once however often it was scanned. */
  readonly byOutcome: Record<string, number>;
  readonly notCounted: number;
}

/** @throws HoldfastError STOCKTAKE_NOT_FOUND */
export function statusOf(reg: Register, id: string): SheetStatus {
  return describe(reg, sheetOf(reg, id));
}

/** All stocktakes, newest first. */
export function allStatuses(reg: Register): SheetStatus[] {
  return allSheets(reg).map((sheet) => describe(reg, sheet));
}

function describe(reg: Register, sheet: Sheet): SheetStatus {
  const groups = reg
    .sql(
      'SELECT outcome, listed, count(*) AS n FROM counted_line WHERE stocktake = ? GROUP BY outcome, listed',
    )
    .all(sheet.rid) as Array<{ outcome: string; listed: number; n: number }>;
  const byOutcome: Record<string, number> = {};
  let counted = 0;
  for (const { outcome, listed, n } of groups) {
    byOutcome[outcome] = (byOutcome[outcome] ?? 0) + n;
    if (listed === 1) counted += n;
  }
  return {
    id: sheet.id,
    name: sheet.name,
    state: sheet.state,
    filter: sheet.filter,
    locations: sheet.locations.map((id) => labelOfId(reg, 'location', id) ?? ''),
    due: sheet.due,
    startedAt: sheet.startedAt,
    closedAt: sheet.closedAt,
    expected: sheet.expected,
    counted,
    byOutcome,
    notCounted: sheet.expected - counted,
  };
}
