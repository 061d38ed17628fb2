import { api } from '../app/client.ts';
import type { Only } from './rows-table.tsx';

/**
 * The place of a row of the file in a filtered list of checked rows, or -1. The list is in the order of the file, so
 * that a few questions find one row among a million.
 */
export async function findRow(plan: string, only: Only, row: number): Promise<number> {
  const at = async (offset: number): Promise<{ row: number | undefined; total: number }> => {
    const page = await api.exchange.previewRows({ plan, only, offset, limit: 1 });
    return { row: page.rows[0]?.row, total: page.total };
  };
  let low = 0;
  let high = (await at(0)).total - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = (await at(middle)).row ?? Number.POSITIVE_INFINITY;
    if (found === row) return middle;
    if (found < row) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
