import type { PlanRow, Preview } from '../../contract/api/index.ts';
import { api } from '../app/client.ts';

/** Which rows of a check are meant. */
export type Only =
  | 'all'
  | 'problems'
  | 'conflicts'
  | 'created'
  | 'updated'
  | 'unchanged'
  | 'skipped'
  | 'rejected';

export type Group = Preview['groups'][number];

/** A list of checked rows: one sheet's, filtered. */
export interface RowList {
  readonly plan: string;
  readonly sheet: string;
  readonly only: Only;
}

/** A row and its place in the list. */
export interface Found {
  readonly place: number;
  readonly row: PlanRow;
}

/**
 * The place of a row of the file in a filtered list of checked rows, or null. The list is in the order of the file, so
 * that a few questions find one row among a million.
 */
export async function findRow(list: RowList, number: number): Promise<Found | null> {
  const at = async (offset: number): Promise<{ row: PlanRow | undefined; total: number }> => {
    const page = await api.exchange.previewRows({ ...list, offset, limit: 1 });
    return { row: page.rows[0], total: page.total };
  };
  let low = 0;
  let high = (await at(0)).total - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const { row } = await at(middle);
    if (row?.row === number) return { place: middle, row };
    if ((row?.row ?? Number.POSITIVE_INFINITY) < number) low = middle + 1;
    else high = middle - 1;
  }
  return null;
}

/** The first row at or after a place that passes, then from the top of the list again; null when none does. */
export async function nextRow(
  list: RowList,
  from: number,
  passes: (row: PlanRow) => boolean,
): Promise<Found | null> {
  const limit = 200;
  for (const [start, end] of [
    [from, Number.POSITIVE_INFINITY],
    [0, from],
  ] as const) {
    for (let offset = start; offset < end; offset += limit) {
      const page = await api.exchange.previewRows({ ...list, offset, limit });
      const index = page.rows.findIndex(passes);
      if (index >= 0) return { place: offset + index, row: page.rows[index] as PlanRow };
      if (page.rows.length < limit) break;
    }
  }
  return null;
}

/** The next row after `after` that has a problem of the group. */
export async function nextOfGroup(plan: string, group: Group, after: number): Promise<Found | null> {
  const list: RowList = { plan, sheet: group.sheet, only: 'problems' };
  const known = group.rows.find((row) => row > after);
  // The group names its first rows only; beyond them the list itself is looked through.
  if (known !== undefined) return findRow(list, known);
  const first = group.rows[0];
  if (group.count <= group.rows.length) return first === undefined ? null : findRow(list, first);
  const here = await findRow(list, Math.max(after, group.rows.at(-1) ?? 0));
  return nextRow(list, here ? here.place + 1 : 0, (row) => row.problems.some((each) => inGroup(each, group)));
}

function inGroup(problem: PlanRow['problems'][number], group: Group): boolean {
  return (
    problem.code === group.code && problem.column === group.column && problem.severity === group.severity
  );
}
