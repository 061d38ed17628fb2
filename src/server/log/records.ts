import type { MergeChange } from '../../core/log/pure/merge.ts';
import type { WireChange } from '../../model/wire.ts';
import type { Db } from '../store/tables.ts';

/** A change of the log, as merging and judging look at it. */
export type KnownChange = MergeChange & Pick<WireChange, 'entity'>;

const idsPerQuery = 500;

/** All changes that the log has of these records. */
export async function loadRecords(
  db: Db,
  org: string,
  records: readonly string[],
): Promise<Map<string, KnownChange[]>> {
  const found = new Map<string, KnownChange[]>();
  for (const part of parts(records)) {
    const rows = await db
      .selectFrom('entry')
      .select(['record', 'body', 'rejected'])
      .where('org', '=', org)
      .where('record', 'in', part)
      .orderBy('seq')
      .execute();
    for (const row of rows) {
      const change = { ...(JSON.parse(row.body) as WireChange), rejected: row.rejected !== null };
      const list = found.get(change.record);
      if (list) list.push(change);
      else found.set(change.record, [change]);
    }
  }
  return found;
}

/** Splits a list of ids, each once, into pieces that fit one statement. */
export function parts(ids: readonly string[]): string[][] {
  const once = [...new Set(ids)];
  const out: string[][] = [];
  for (let i = 0; i < once.length; i += idsPerQuery) out.push(once.slice(i, i + idsPerQuery));
  return out;
}
