import { HoldfastError, type Value } from '../../model/index.ts';
import { commit } from '../log/commit.ts';
import type { Register } from '../store/register.ts';
import { type Answer, answerTo } from './answer.ts';
import type { Scanned } from './label.ts';
import { type CountOutcome, expectedOf, outcomeOf } from './outcome.ts';
import { demandCounting, sheetOf } from './sheet.ts';

interface CountRow {
  readonly rid: number;
  readonly stocktake: number;
  readonly label: string;
  readonly asset: number | null;
  readonly location: number | null;
  readonly user: number | null;
  readonly at: number | null;
  readonly outcome: CountOutcome | null;
}

/** What may be added to a count; left out = as it is. */
export interface CountNote {
  readonly condition?: 'good' | 'damaged' | null | undefined;
  readonly notes?: string | null | undefined;
  /** Id of the person who has the thing. */
  readonly user?: string | null | undefined;
}

/**
 * Adds condition, user or note to a count. Another user may turn an expected count into one with the wrong user, and back.
 * @throws HoldfastError COUNT_NOT_FOUND, STOCKTAKE_NOT_COUNTING, REFERENCE_UNKNOWN, ROLE_FORBIDS
 */
export function annotateCount(reg: Register, actor: string, id: string, note: CountNote): void {
  reg.transaction(() => {
    const count = openCount(reg, id);
    const patch: Record<string, Value> = {};
    if (note.condition !== undefined) patch.condition = note.condition;
    if (note.notes !== undefined) patch.notes = note.notes;
    if (note.user !== undefined) {
      patch.user = note.user;
      patch.outcome = outcomeWith(reg, count, note.user);
    }
    if (Object.keys(patch).length === 0) return;
    commit(reg, { actor, kind: 'scan', label: count.label }, [{ op: 'update', entity: 'count', id, patch }]);
  });
}

function outcomeWith(reg: Register, count: CountRow, user: string | null): CountOutcome {
  const was = count.outcome ?? 'expected';
  // Only these two hang on the user; a thing that was misplaced or unknown stays so.
  if (count.asset === null || (was !== 'expected' && was !== 'otherUser')) return was;
  const sheet = sheetOf(reg, reg.keys.uuid(count.stocktake));
  const expected = expectedOf(reg, sheet, count.asset);
  return outcomeOf(reg, { status: null }, expected, null, user === null ? null : reg.keys.findRid(user));
}

/**
 * Takes a count back. An earlier count of the same thing, if there is one, decides again.
 * @throws HoldfastError COUNT_NOT_FOUND, STOCKTAKE_NOT_COUNTING, ROLE_FORBIDS
 */
export function undoCount(reg: Register, actor: string, id: string): void {
  reg.transaction(() => {
    const count = openCount(reg, id);
    commit(reg, { actor, kind: 'scan', label: count.label }, [{ op: 'delete', entity: 'count', id }]);
  });
}

/** A living count of a stocktake that is being counted. */
function openCount(reg: Register, id: string): CountRow {
  const rid = reg.keys.findRid(id);
  const row =
    rid === null
      ? undefined
      : (reg.sql('SELECT * FROM count WHERE rid = ? AND deleted = 0').get(rid) as CountRow | undefined);
  if (!row) throw new HoldfastError('COUNT_NOT_FOUND');
  demandCounting(reg, sheetOf(reg, reg.keys.uuid(row.stocktake)));
  return row;
}

/** The newest counts of a stocktake that reached this device, newest first. */
export function recentCounts(reg: Register, id: string, limit: number): Answer[] {
  const sheet = sheetOf(reg, id);
  const rows = reg
    .sql('SELECT * FROM count WHERE stocktake = ? AND deleted = 0 ORDER BY rid DESC LIMIT ?')
    .all(sheet.rid, limit) as CountRow[];
  const assetOf = reg.sql('SELECT rid, tag, name, serial, model, status, location FROM asset WHERE rid = ?');
  return rows.map((row) => {
    const asset = row.asset === null ? null : ((assetOf.get(row.asset) as Scanned | undefined) ?? null);
    return answerTo(reg, {
      scan: row.label,
      outcome: row.outcome ?? (row.asset === null ? 'unknown' : 'expected'),
      at: row.at ?? 0,
      count: reg.keys.uuid(row.rid),
      asset,
      expected: row.asset === null ? null : expectedOf(reg, sheet, row.asset),
      location: row.location,
    });
  });
}
