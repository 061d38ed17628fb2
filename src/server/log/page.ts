import { chainStart } from '../../core/log/pure/canonical.ts';
import { packLines } from '../../core/wire/ndjson.ts';
import type { HeadAnswer, PageLine, WireError } from '../../core/wire/protocol.ts';
import type { Db, EntryTable } from '../store/tables.ts';
import { orgRow } from './append.ts';
import { registerOf } from './join.ts';

/**
 * A page of the log, packed: entries after a number, in server order.
 * @param own the device that asks; its changes are only named
 */
export async function readPage(
  db: Db,
  org: string,
  after: number,
  limit: number,
  own: string | null,
): Promise<Buffer> {
  // First what the log is, then the entries: one that commits in between is at worst on this page already.
  const { epoch, last_seq } = await orgRow(db, org);
  const rows = await db
    .selectFrom('entry')
    .select(['seq', 'kind', 'id', 'device', 'body', 'rejected', 'chain'])
    .where('org', '=', org)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute();
  const newest = rows.at(-1);
  const chain = newest?.chain ?? (await chainAt(db, org, after)) ?? chainStart;
  const next = newest?.seq ?? after;
  const end: PageLine = { end: { epoch, next, last: Math.max(last_seq, next), chain } };
  return packLines([...rows.map((row) => lineOf(row, own)), end]);
}

function lineOf(
  row: Pick<EntryTable, 'seq' | 'kind' | 'id' | 'device' | 'body' | 'rejected'>,
  own: string | null,
): unknown {
  const { seq } = row;
  if (row.kind !== 'change') return { seq, [row.kind]: JSON.parse(row.body) };
  const rejected = row.rejected ? { rejected: JSON.parse(row.rejected) as WireError } : {};
  if (own !== null && row.device === own) return { seq, own: row.id, ...rejected };
  return { seq, change: JSON.parse(row.body), ...rejected };
}

/** Where the log stands, and what it has of the device that asks. */
export async function readHead(
  db: Db,
  org: string,
  after: number,
  device: { readonly last_n: number; readonly last_hash: string | null },
  now: number,
): Promise<HeadAnswer> {
  const row = await orgRow(db, org);
  return {
    epoch: row.epoch,
    last: row.last_seq,
    chain: await chainAt(db, org, after),
    register: registerOf(row),
    device: { n: device.last_n, hash: device.last_hash },
    now,
  };
}

/** The server's chain at an entry; null when there is no such entry. */
async function chainAt(db: Db, org: string, seq: number): Promise<string | null> {
  if (seq === 0) return chainStart;
  const row = await db
    .selectFrom('entry')
    .select('chain')
    .where('org', '=', org)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row?.chain ?? null;
}
