import type { PushAnswer, PushResult, WireError } from '../../core/wire/protocol.ts';
import { HoldfastError } from '../../model/index.ts';
import type { WireChange, WireDevice, WireSeal } from '../../model/wire.ts';
import { roleOf } from '../accounts/account.ts';
import { type Caller, ensureDevice, findDevice } from '../accounts/session.ts';
import type { Storage } from '../store/storage.ts';
import type { DeviceTable, Tx } from '../store/tables.ts';
import { appendEntries, type NewEntry, orgRow, sealId } from './append.ts';
import { type ChainHead, checkChains, futureSeals } from './check-chains.ts';
import { catalogueFor } from './definitions.ts';
import { judge, referencesOf } from './judge.ts';
import type { Push } from './parse-push.ts';
import { loadRecords, parts } from './records.ts';
import { followRoles } from './roles.ts';
import { vouchers } from './vouchers.ts';

/**
 * Takes a push into the log: all of it or, when a chain does not hold, nothing. Changes that the log has already get the
 * answer that they got the first time.
 * @throws HoldfastError NOT_JOINED, CHAIN_BROKEN, SIGNATURE_BAD
 */
export function acceptPush(
  storage: Storage,
  org: string,
  caller: Caller,
  push: Push,
  now: number,
): Promise<PushAnswer> {
  return storage.locked(org, async (tx) => {
    if ((await orgRow(tx, org)).register_id === null) throw new HoldfastError('NOT_JOINED');
    const known = await knownChanges(tx, org, push.changes);
    const fresh = push.changes.filter((change) => !known.has(change.id));
    const devices = await devicesOf(storage, tx, org, push, caller, now);
    const future = await futureSeals(tx, org, [...devices.values()]);
    const heads = checkChains(fresh, push.seals, devices, future);
    const refused = await judgeAll(tx, org, caller, push, fresh, devices);
    const results = await write(storage, tx, org, caller, push, fresh, refused, now);
    await moveHeads(tx, org, heads);
    await followRoles(
      tx,
      org,
      fresh.filter((change) => !refused.has(change.id)),
    );
    const { epoch, last_seq } = await orgRow(tx, org);
    const all = new Map([...known, ...results]);
    return { epoch, last: last_seq, results: push.changes.map((change) => all.get(change.id) as PushResult) };
  });
}

async function knownChanges(
  tx: Tx,
  org: string,
  changes: readonly WireChange[],
): Promise<Map<string, PushResult>> {
  const hashes = new Map(changes.map((change) => [change.id, change]));
  const known = new Map<string, PushResult>();
  for (const ids of parts([...hashes.keys()])) {
    const rows = await tx
      .selectFrom('entry')
      .select(['id', 'seq', 'rejected', 'body'])
      .where('org', '=', org)
      .where('kind', '=', 'change')
      .where('id', 'in', ids)
      .execute();
    for (const row of rows) {
      const sent = hashes.get(row.id) as WireChange;
      if ((JSON.parse(row.body) as WireChange).hash !== sent.hash) {
        throw new HoldfastError('CHAIN_BROKEN', { device: sent.device, n: sent.n });
      }
      known.set(
        row.id,
        result(row.id, row.seq, row.rejected ? (JSON.parse(row.rejected) as WireError) : null),
      );
    }
  }
  return known;
}

/** The devices that the push speaks of, those it introduces included. */
async function devicesOf(
  storage: Storage,
  tx: Tx,
  org: string,
  push: Push,
  caller: Caller,
  now: number,
): Promise<Map<string, DeviceTable>> {
  const introduced = new Map<string, WireDevice>(push.devices.map((device) => [device.id, device]));
  const ids = new Set([
    caller.device.id,
    ...push.changes.map((change) => change.device),
    ...push.seals.map((seal) => seal.device),
    ...introduced.keys(),
  ]);
  const devices = new Map<string, DeviceTable>();
  for (const id of ids) {
    const wire = introduced.get(id);
    const row = wire ? await ensureDevice(storage, tx, org, wire, now) : await findDevice(tx, org, id);
    if (row) devices.set(id, row);
  }
  return devices;
}

async function judgeAll(
  tx: Tx,
  org: string,
  caller: Caller,
  push: Push,
  fresh: readonly WireChange[],
  devices: ReadonlyMap<string, DeviceTable>,
): Promise<Map<string, WireError>> {
  if (fresh.length === 0) return new Map();
  const people = await vouchers(tx, org, caller, fresh, devices);
  const touched = fresh.flatMap((change) => [change.record, ...referencesOf(change)]);
  const records = await loadRecords(tx, org, [...touched, ...people.persons]);
  // Anybody may withdraw what his own device wrote; somebody else's, only an administrator.
  const withdrawn = fresh.filter(
    (change) => change.device === caller.device.id || roleOf(caller.account) === 'administrator',
  );
  const before = withdrawn.flatMap(({ id }) => {
    const error = push.refusedBefore.get(id);
    return error ? [[id, error] as const] : [];
  });
  const catalogue = await catalogueFor(tx, org, fresh);
  const context = { records, catalogue, voucherOf: people.voucherOf, actorOf: people.actorOf };
  return judge(fresh, context, new Map(before));
}

async function write(
  storage: Storage,
  tx: Tx,
  org: string,
  caller: Caller,
  push: Push,
  fresh: readonly WireChange[],
  refused: ReadonlyMap<string, WireError>,
  now: number,
): Promise<Map<string, PushResult>> {
  const batches = await missing(tx, org, 'batch', push.batches, (batch) => batch.id);
  const seals = await missing(tx, org, 'seal', push.seals, sealId);
  const entries: NewEntry[] = [
    ...batches.map((body) => ({ kind: 'batch' as const, id: body.id, body })),
    ...fresh.map((body) => ({
      kind: 'change' as const,
      id: body.id,
      body,
      rejected: refused.get(body.id) ?? null,
      account: caller.account.id,
    })),
    ...seals.map((body: WireSeal) => ({ kind: 'seal' as const, id: sealId(body), body })),
  ];
  const numbers = await appendEntries(storage, tx, org, entries, now);
  const results = new Map<string, PushResult>();
  entries.forEach((entry, i) => {
    if (entry.kind !== 'change') return;
    results.set(entry.id, result(entry.id, numbers[i] as number, entry.rejected));
  });
  return results;
}

async function missing<T>(
  tx: Tx,
  org: string,
  kind: 'batch' | 'seal',
  bodies: readonly T[],
  idOf: (body: T) => string,
): Promise<T[]> {
  const byId = new Map(bodies.map((body) => [idOf(body), body]));
  for (const ids of parts([...byId.keys()])) {
    const rows = await tx
      .selectFrom('entry')
      .select('id')
      .where('org', '=', org)
      .where('kind', '=', kind)
      .where('id', 'in', ids)
      .execute();
    for (const row of rows) byId.delete(row.id);
  }
  return [...byId.values()];
}

async function moveHeads(tx: Tx, org: string, heads: ReadonlyMap<string, ChainHead>): Promise<void> {
  for (const [id, head] of heads) {
    await tx
      .updateTable('device')
      .set({ last_n: head.n, last_hash: head.hash })
      .where('org', '=', org)
      .where('id', '=', id)
      .execute();
  }
}

function result(id: string, seq: number, rejected: WireError | null): PushResult {
  return rejected ? { id, seq, rejected } : { id, seq };
}
