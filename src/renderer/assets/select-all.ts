import type { ListQuery } from '../../contract/api/index.ts';
import { api } from '../app/client.ts';

/** As many as one operation may change. */
export const mostSelected = 100_000;
const step = 1000;

/** The ids of everything that a query lists, whether or not it was ever in sight. */
export async function allIds(query: ListQuery): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const { rows } = await api.records.page({ ...query, offset: ids.length, limit: step });
    ids.push(...rows.map((row) => row.id));
    if (rows.length < step || ids.length >= mostSelected) return ids;
  }
}
