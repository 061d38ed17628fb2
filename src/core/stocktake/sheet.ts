import type { stocktakeStates } from '../../model/choices.ts';
import { HoldfastError } from '../../model/index.ts';
import type { Register } from '../store/register.ts';

export type SheetState = keyof typeof stocktakeStates;

/** A stocktake sheet as its procedures see it. */
export interface Sheet {
  readonly id: string;
  readonly rid: number;
  readonly name: string;
  readonly state: SheetState;
  readonly filter: string;
  /** Ids of the places it is limited to; none = everywhere. */
  readonly locations: readonly string[];
  readonly expected: number;
  readonly due: string | null;
  readonly startedAt: number | null;
  readonly closedAt: number | null;
}

interface SheetRow extends Omit<Sheet, 'id' | 'filter' | 'locations' | 'expected' | 'state'> {
  readonly state: SheetState | null;
  readonly filter: string | null;
  readonly locations: string | null;
  readonly expected: number | null;
}

const columns = 'rid, name, state, filter, locations, expected, due, startedAt, closedAt';

/** @throws HoldfastError STOCKTAKE_NOT_FOUND */
export function sheetOf(reg: Register, id: string): Sheet {
  const rid = reg.keys.findRid(id);
  const row =
    rid === null
      ? undefined
      : (reg.sql(`SELECT ${columns} FROM stocktake WHERE rid = ? AND deleted = 0`).get(rid) as
          | SheetRow
          | undefined);
  if (!row) throw new HoldfastError('STOCKTAKE_NOT_FOUND');
  return toSheet(id, row);
}

/** All sheets, newest first. */
export function allSheets(reg: Register): Sheet[] {
  const rows = reg
    .sql(`SELECT ${columns} FROM stocktake WHERE deleted = 0 ORDER BY created DESC`)
    .all() as SheetRow[];
  return rows.map((row) => toSheet(reg.keys.uuid(row.rid), row));
}

function toSheet(id: string, row: SheetRow): Sheet {
  return {
    ...row,
    id,
    state: row.state ?? 'draft',
    filter: row.filter ?? '',
    locations: row.locations === null ? [] : (JSON.parse(row.locations) as string[]),
    expected: row.expected ?? 0,
  };
}

/** Sheets that are being closed in several steps: nothing more is counted meanwhile. */
const closing = new WeakMap<Register, Set<string>>();

/** Bars counting on a sheet until the function that it returns is called. */
export function barCounting(reg: Register, id: string): () => void {
  const barred = closing.get(reg) ?? new Set();
  closing.set(reg, barred.add(id));
  return () => barred.delete(id);
}

/** @throws HoldfastError STOCKTAKE_NOT_COUNTING */
export function demandCounting(reg: Register, sheet: Sheet): void {
  if (sheet.state !== 'counting' || closing.get(reg)?.has(sheet.id))
    throw new HoldfastError('STOCKTAKE_NOT_COUNTING', {
      name: sheet.name,
      state: sheet.state === 'counting' ? 'closed' : sheet.state,
    });
}
