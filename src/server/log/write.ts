import { randomBytes } from 'node:crypto';
import { chainHash, chainStart } from '../../core/log/pure/canonical.ts';
import { uuid7 } from '../../core/log/pure/ids.ts';
import { mergeRecord } from '../../core/log/pure/merge.ts';
import { seal, signingKey } from '../../core/log/pure/seal.ts';
import type { EntityKey, Value } from '../../model/types.ts';
import type { BatchKind, WireBatch, WireChange } from '../../model/wire.ts';
import { findDevice } from '../accounts/session.ts';
import type { Storage } from '../store/storage.ts';
import type { Tx } from '../store/tables.ts';
import { appendEntries, orgRow, sealId } from './append.ts';
import { loadRecords } from './records.ts';

export interface ServerEdit {
  readonly entity: EntityKey;
  readonly record: string;
  readonly create: boolean;
  readonly patch: Readonly<Record<string, Value>>;
  /** The person in whose name it is written. */
  readonly actor: string;
  readonly kind: BatchKind;
  readonly label: string;
}

/** Writes an entry of the server's own, chained and signed like any device's. Inside `storage.locked`. */
export async function writeAsServer(
  storage: Storage,
  tx: Tx,
  org: string,
  edit: ServerEdit,
  now: number,
): Promise<void> {
  const { device, device_key } = await orgRow(tx, org);
  const head = await findDevice(tx, org, device);
  if (!head) throw new Error('The server has lost its own device row.');
  const known = (await loadRecords(tx, org, [edit.record])).get(edit.record) ?? [];
  const heads = mergeRecord(edit.record, known).heads;
  const base = edit.create
    ? {}
    : Object.fromEntries(Object.keys(edit.patch).map((field) => [field, heads[field] ?? heads['*'] ?? []]));
  const batch: WireBatch = {
    id: uuid7(now, randomBytes(10)),
    kind: edit.kind,
    label: edit.label,
    actor: edit.actor,
    device,
    at: now,
    undoes: null,
  };
  const draft: Omit<WireChange, 'hash'> = {
    id: uuid7(now, randomBytes(10)),
    entity: edit.entity,
    record: edit.record,
    patch: edit.patch,
    base,
    create: edit.create,
    ms: now,
    counter: 0,
    written: null,
    actor: edit.actor,
    device,
    n: head.last_n + 1,
    salt: null,
    sealed: [],
    batch: batch.id,
    group: null,
  };
  const change: WireChange = { ...draft, hash: chainHash(head.last_hash ?? chainStart, draft) };
  const sealed = seal(signingKey(device_key), device, change.n, change.hash);
  await appendEntries(
    storage,
    tx,
    org,
    [
      { kind: 'batch', id: batch.id, body: batch },
      { kind: 'change', id: change.id, body: change, rejected: null, account: null },
      { kind: 'seal', id: sealId(sealed), body: sealed },
    ],
    now,
  );
  await tx
    .updateTable('device')
    .set({ last_n: change.n, last_hash: change.hash })
    .where('org', '=', org)
    .where('id', '=', device)
    .execute();
}
