import { HoldfastError } from '../../model/index.ts';
import type { Register } from '../store/register.ts';
import { type Answer, answerTo } from './answer.ts';
import { findByLabel, labelKey } from './label.ts';
import { expectedOf, outcomeOf } from './outcome.ts';
import { writeCount } from './session.ts';
import { demandCounting, type Sheet, sheetOf } from './sheet.ts';

export interface Scan {
  /** What the scanner read; kept as it is, compared after NFKC and case folding. */
  readonly scan: string;
  /** Id of the place where it was read; null when nobody said. */
  readonly location: string | null;
  /** Id of the person who has the thing; null when nobody looked. */
  readonly user: string | null;
  readonly condition: 'good' | 'damaged' | null;
  readonly notes: string | null;
}

/**
 * Counts one label. Durable when this returns, but for `invalid`, which is nothing, and `alreadyCounted`, which is there
 * already. The same thing at another place is a new count, and the newest place counts.
 * @throws HoldfastError STOCKTAKE_NOT_FOUND, STOCKTAKE_NOT_COUNTING, REFERENCE_UNKNOWN, ROLE_FORBIDS
 */
export function scanLabel(reg: Register, actor: string, id: string, scan: Scan): Answer {
  const sheet = sheetOf(reg, id);
  demandCounting(reg, sheet);
  const at = reg.deps.now();
  const key = labelKey(scan.scan);
  if (key === null) return answerTo(reg, { scan: scan.scan, outcome: 'invalid', at });
  const location = ridOf(reg, scan.location, 'location');
  const user = ridOf(reg, scan.user, 'user');
  const asset = findByLabel(reg, sheet.rid, key);
  const expected = asset ? expectedOf(reg, sheet, asset.rid) : null;
  const facts = { scan: scan.scan, at, asset, expected, location };
  const earlier = asset ? newestCount(reg, sheet, asset.rid) : null;
  if (earlier && earlier.location === location)
    return answerTo(reg, {
      ...facts,
      outcome: 'alreadyCounted',
      count: reg.keys.uuid(earlier.rid),
      earlier,
    });
  const outcome = outcomeOf(reg, asset, expected, location, user);
  const patch = {
    stocktake: id,
    label: scan.scan.trim(),
    asset: asset ? reg.keys.uuid(asset.rid) : null,
    location: scan.location,
    user: scan.user,
    counter: actor,
    at,
    outcome,
    condition: scan.condition,
    notes: scan.notes,
  };
  const count = writeCount(reg, actor, sheet, at, { op: 'create', entity: 'count', patch });
  return answerTo(reg, { ...facts, outcome, count });
}

interface EarlierCount {
  readonly rid: number;
  readonly location: number | null;
  readonly counter: number | null;
  readonly at: number;
}

function newestCount(reg: Register, sheet: Sheet, asset: number): EarlierCount | null {
  const row = reg
    .sql(
      `SELECT c.rid, c.location, c.counter, c.at FROM counted_line l JOIN count c ON c.rid = l.count
       WHERE l.stocktake = ? AND l.asset = ? AND l.label = ''`,
    )
    .get(sheet.rid, asset) as EarlierCount | undefined;
  return row ?? null;
}

function ridOf(reg: Register, id: string | null, field: 'location' | 'user'): number | null {
  if (id === null) return null;
  const rid = reg.keys.findRid(id);
  if (rid === null) throw new HoldfastError('REFERENCE_UNKNOWN', { field });
  return rid;
}
