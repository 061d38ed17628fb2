import type { WireError } from '../../core/wire/protocol.ts';
import { entryDigest, serverChainHash } from '../../core/wire/server-chain.ts';
import type { WireBatch, WireChange, WireDevice, WireSeal } from '../../model/wire.ts';
import type { Storage } from '../store/storage.ts';
import type { EntryTable, OrgTable, Tx } from '../store/tables.ts';

/** An entry before it has its number. */
export type NewEntry =
  | {
      readonly kind: 'change';
      readonly id: string;
      readonly body: WireChange;
      readonly rejected: WireError | null;
      readonly account: string | null;
    }
  | { readonly kind: 'batch'; readonly id: string; readonly body: WireBatch }
  | { readonly kind: 'device'; readonly id: string; readonly body: WireDevice }
  | { readonly kind: 'seal'; readonly id: string; readonly body: WireSeal };

/** Rows of 14 columns; SQLite takes 32,766 parameters in one statement. */
const rowsPerInsert = 500;

/**
 * Gives entries their numbers and writes them. Only inside `storage.locked`: a number handed out in a transaction that
 * commits after a later number's would be skipped for ever by a reader who came in between.
 * @returns the number of each entry, in the order given
 */
export async function appendEntries(
  storage: Storage,
  tx: Tx,
  org: string,
  entries: readonly NewEntry[],
  now: number,
): Promise<readonly number[]> {
  if (entries.length === 0) return [];
  const { last_seq, chain } = await orgRow(tx, org);
  let seq = last_seq;
  let hash = chain;
  const rows = entries.map((entry): EntryTable => {
    const change = entry.kind === 'change' ? entry : null;
    seq += 1;
    hash = serverChainHash(
      hash,
      entry.kind,
      change ? change.body.hash : entryDigest(entry.body),
      change?.rejected ?? null,
    );
    return {
      org,
      seq,
      kind: entry.kind,
      id: entry.id,
      entity: change?.body.entity ?? null,
      record: change?.body.record ?? null,
      device: 'device' in entry.body ? entry.body.device : null,
      n: 'n' in entry.body ? entry.body.n : null,
      is_create: change?.body.create ? 1 : 0,
      body: JSON.stringify(entry.body),
      rejected: change?.rejected ? JSON.stringify(change.rejected) : null,
      account: change?.account ?? null,
      chain: hash,
      at: now,
    };
  });
  for (let i = 0; i < rows.length; i += rowsPerInsert) {
    await tx
      .insertInto('entry')
      .values(rows.slice(i, i + rowsPerInsert))
      .execute();
  }
  await tx.updateTable('org').set({ last_seq: seq, chain: hash }).where('org', '=', org).execute();
  await storage.announce(tx, org);
  return rows.map((row) => row.seq);
}

export function orgRow(db: Tx | Storage['db'], org: string): Promise<OrgTable> {
  return db.selectFrom('org').selectAll().where('org', '=', org).executeTakeFirstOrThrow();
}

export function sealId(seal: WireSeal): string {
  return `${seal.device}:${seal.n}`;
}
