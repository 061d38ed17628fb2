import { authorize, HoldfastError, mayPass } from '../../model/index.ts';
import { commit, type Draft, headsOf } from '../log/commit.ts';
import { actorOf } from '../log/people.ts';
import { projectionRow } from '../log/project.ts';
import { everyField } from '../log/pure/merge.ts';
import { applyStaged, beginStage, draftsPerStageRow, stageDrafts } from '../log/stage.ts';
import type { Register } from '../store/register.ts';
import { dateIn } from './date.ts';
import { barCounting, demandCounting, type Sheet, sheetOf } from './sheet.ts';

/** More drafts than this are staged and applied in short transactions. */
const atOnce = 1000;

/**
 * Ends counting: what was counted gets its date of last count and, when asked for, what was not becomes 盘亏待核实, unless its
 * status has meanwhile passed to one from which that can't be. One batch, so that it can be undone as a whole.
 * @throws HoldfastError STOCKTAKE_NOT_FOUND, STOCKTAKE_NOT_COUNTING, ROLE_FORBIDS
 */
export async function closeSheet(
  reg: Register,
  actor: string,
  id: string,
  markMissing: boolean,
): Promise<void> {
  const sheet = sheetOf(reg, id);
  demandCounting(reg, sheet);
  demandManager(reg, actor, sheet);
  const head = { actor, kind: 'stocktake' as const, label: sheet.name, by: 'stocktake' as const };
  const drafts = reg.transaction(() => closingDrafts(reg, sheet, markMissing));
  if (drafts.length <= atOnce) {
    commit(reg, head, drafts);
    return;
  }
  const lift = barCounting(reg, id);
  try {
    const batch = beginStage(reg, head);
    for (let at = 0; at < drafts.length; at += draftsPerStageRow * 10) {
      stageDrafts(reg, batch, drafts.slice(at, at + draftsPerStageRow * 10));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await applyStaged(reg, batch);
  } finally {
    lift();
  }
}

/** Staged drafts are not judged again one by one, so the right to close is judged before. */
function demandManager(reg: Register, actor: string, sheet: Sheet): void {
  const { role, department, id } = actorOf(reg, actor);
  const change = {
    entity: 'stocktake',
    operation: 'update',
    patch: { state: 'closed' },
    record: {},
  } as const;
  const verdict = authorize({ role, department, person: id, ...change });
  if (!verdict.allowed) throw new HoldfastError(verdict.code, { role, name: sheet.name });
}

function closingDrafts(reg: Register, sheet: Sheet, markMissing: boolean): Draft[] {
  return [
    {
      op: 'update',
      entity: 'stocktake',
      id: sheet.id,
      patch: { state: 'closed', closedAt: reg.deps.now() },
    },
    ...countedDrafts(reg, sheet),
    ...(markMissing ? missingDrafts(reg, sheet) : []),
  ];
}

function countedDrafts(reg: Register, sheet: Sheet): Draft[] {
  const zone = reg.meta('timeZone') ?? 'UTC';
  const rows = reg
    .sql(
      `SELECT k.asset, c.at, a.lastCounted FROM counted_line k JOIN count c ON c.rid = k.count
       JOIN asset a ON a.rid = k.asset AND a.deleted = 0 WHERE k.stocktake = ? AND k.asset <> 0`,
    )
    .all(sheet.rid) as Array<{ asset: number; at: number | null; lastCounted: string | null }>;
  const drafts: Draft[] = [];
  for (const row of rows) {
    const lastCounted = dateIn(zone, row.at ?? 0);
    if (row.at === null || (row.lastCounted !== null && row.lastCounted >= lastCounted)) continue;
    drafts.push({ op: 'update', entity: 'asset', id: reg.keys.uuid(row.asset), patch: { lastCounted } });
  }
  return drafts;
}

function missingDrafts(reg: Register, sheet: Sheet): Draft[] {
  const rids = reg
    .sql(
      `SELECT e.asset FROM expected_line e
       LEFT JOIN counted_line k ON k.stocktake = e.stocktake AND k.asset = e.asset AND k.label = ''
       WHERE e.stocktake = ? AND k.asset IS NULL`,
    )
    .pluck()
    .all(sheet.rid) as number[];
  const drafts: Draft[] = [];
  for (const rid of rids) {
    const row = projectionRow(reg, 'asset', rid);
    const status = (row?.status ?? null) as string | null;
    if (!row || row.deleted === 1 || status === 'missingUnverified') continue;
    if (!mayPass(status, 'missingUnverified', 'stocktake')) continue;
    const heads = headsOf(reg, row);
    drafts.push({
      op: 'update',
      entity: 'asset',
      id: reg.keys.uuid(rid),
      patch: { status: 'missingUnverified' },
      // An edit that comes in while a large close is being applied is a conflict then, and not overwritten.
      base: { status: heads.status ?? heads[everyField] ?? [] },
    });
  }
  return drafts;
}

/**
 * Gives a stocktake up, before or while it is counted; its counts stay in the log.
 * @throws HoldfastError STOCKTAKE_NOT_FOUND, STOCKTAKE_STATE, ROLE_FORBIDS
 */
export function cancelSheet(reg: Register, actor: string, id: string): void {
  const sheet = sheetOf(reg, id);
  if (sheet.state !== 'draft') {
    if (sheet.state !== 'counting')
      throw new HoldfastError('STOCKTAKE_STATE', { name: sheet.name, state: sheet.state });
    demandCounting(reg, sheet);
  }
  commit(reg, { actor, kind: 'stocktake', label: sheet.name }, [
    {
      op: 'update',
      entity: 'stocktake',
      id,
      patch: { state: 'cancelled', closedAt: reg.deps.now() },
    },
  ]);
}
