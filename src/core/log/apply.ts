import { type ErrorParams, HoldfastError, isEntityKey } from '../../model/index.ts';
import type { WireBatch, WireChange, WireDevice, WireSeal } from '../../model/wire.ts';
import { encodePatch } from '../store/codec.ts';
import type { Register } from '../store/register.ts';
import { changeState } from '../store/schema.ts';
import { insertChange } from './append.ts';
import { chainHash, chainStart } from './pure/canonical.ts';
import { uuidBytes } from './pure/ids.ts';
import { isSealValid } from './pure/seal.ts';
import { refold } from './refold.ts';

/** A change from elsewhere, with what the server said of it, when it came by a server. */
export interface ArrivedChange {
  readonly change: WireChange;
  readonly serverSeq: number | null;
  readonly rejection: { readonly code: string; readonly params: ErrorParams } | null;
}

export interface Arrival {
  readonly devices: readonly WireDevice[];
  readonly batches: readonly WireBatch[];
  readonly changes: readonly ArrivedChange[];
  readonly seals: readonly WireSeal[];
}

/**
 * Takes in changes from elsewhere, in any order and as often as they come: known ones only learn what the server said.
 * Runs in one transaction; wrap it in `reg.transaction` together with the cursor it belongs to.
 * @returns how many changes were new here
 * @throws HoldfastError CHAIN_BROKEN, SIGNATURE_BAD; nothing is written then
 */
export function apply(reg: Register, arrival: Arrival): number {
  return reg.transaction(() => {
    for (const device of arrival.devices) learnDevice(reg, device);
    const batchKeys = new Map(arrival.batches.map((batch) => [batch.id, learnBatch(reg, batch)]));
    const touched = new Set<number>();
    let fresh = 0;
    for (const arrived of arrival.changes) {
      const known = reg
        .sql('SELECT seq, record FROM change WHERE id = ?')
        .get(uuidBytes(arrived.change.id)) as { seq: number; record: number } | undefined;
      if (known) {
        if (judge(reg, known.seq, arrived)) touched.add(known.record);
        continue;
      }
      touched.add(insertArrived(reg, arrived, batchKeys));
      fresh++;
    }
    for (const seal of arrival.seals) learnSeal(reg, seal);
    for (const rid of touched) refold(reg, rid);
    return fresh;
  });
}

function learnDevice(reg: Register, device: WireDevice): void {
  const key = reg.keys.device(device.id);
  reg
    .sql(
      "UPDATE device SET public_key = coalesce(public_key, ?), name = coalesce(nullif(?, ''), name) WHERE key = ?",
    )
    .run(device.publicKey || null, device.name, key);
}

function learnBatch(reg: Register, batch: WireBatch): number {
  const known = reg.keys.findBatch(batch.id);
  const undoes = batch.undoes === null ? null : batchStub(reg, batch.undoes, batch);
  const actor = reg.keys.rid(batch.actor, 'person');
  const device = reg.keys.device(batch.device);
  if (known !== null) {
    reg
      .sql(
        'UPDATE batch SET kind = ?, label = ?, actor = ?, device = ?, at = ?, undoes = ? WHERE key = ? AND actor IS NULL',
      )
      .run(batch.kind, batch.label, actor, device, batch.at, undoes, known);
    return known;
  }
  return Number(
    reg
      .sql(
        "INSERT INTO batch(id, kind, label, actor, device, at, undoes, state) VALUES (?,?,?,?,?,?,?,'done')",
      )
      .run(uuidBytes(batch.id), batch.kind, batch.label, actor, device, batch.at, undoes).lastInsertRowid,
  );
}

/** A batch that is referred to before it came; filled in when it does. */
function batchStub(reg: Register, id: string, from: { readonly at: number }): number {
  const known = reg.keys.findBatch(id);
  if (known !== null) return known;
  return Number(
    reg
      .sql("INSERT INTO batch(id, kind, label, at, state) VALUES (?, 'edit', '', ?, 'done')")
      .run(uuidBytes(id), from.at).lastInsertRowid,
  );
}

/** What the server said of a change that is known here. True when it turned out rejected. */
function judge(reg: Register, seq: number, arrived: ArrivedChange): boolean {
  if (arrived.rejection) return markRejected(reg, seq, arrived.rejection);
  if (arrived.serverSeq !== null) markAccepted(reg, seq, arrived.serverSeq);
  return false;
}

export function markAccepted(reg: Register, seq: number, serverSeq: number): void {
  reg
    .sql(
      `UPDATE change SET server_seq = ?, state = ${changeState.accepted}, sent = 1 WHERE seq = ? AND state <> ${changeState.rejected}`,
    )
    .run(serverSeq, seq);
}

/** Notes a rejection; the caller refolds the record. True when the change was not rejected before. */
export function markRejected(
  reg: Register,
  seq: number,
  rejection: { readonly code: string; readonly params: ErrorParams },
): boolean {
  const changed = reg
    .sql(
      `UPDATE change SET state = ${changeState.rejected}, sent = 1 WHERE seq = ? AND state <> ${changeState.rejected}`,
    )
    .run(seq).changes;
  if (changed === 0) return false;
  reg
    .sql('INSERT OR REPLACE INTO rejection(change, code, params, at) VALUES (?, ?, ?, ?)')
    .run(seq, rejection.code, JSON.stringify(rejection.params), reg.deps.now());
  return true;
}

function insertArrived(reg: Register, arrived: ArrivedChange, batchKeys: Map<string, number>): number {
  const { change } = arrived;
  const device = reg.keys.device(change.device);
  verifyLink(reg, device, change);
  const entity = isEntityKey(change.entity) ? change.entity : (change.entity as never);
  const rid = reg.keys.rid(change.record, entity);
  const batch = batchKeys.get(change.batch) ?? batchStub(reg, change.batch, { at: change.ms });
  const state = arrived.rejection
    ? changeState.rejected
    : arrived.serverSeq === null
      ? changeState.pending
      : changeState.accepted;
  const seq = Number(
    insertChange(reg).run(
      uuidBytes(change.id),
      rid,
      encodePatch(reg.keys, change.entity, change.patch),
      change.create ? null : JSON.stringify(change.base),
      change.create ? 1 : 0,
      change.ms,
      change.counter,
      change.written?.ms ?? null,
      change.written?.counter ?? null,
      reg.keys.rid(change.actor, 'person'),
      device,
      change.n,
      Buffer.from(change.hash, 'hex'),
      change.salt === null ? null : `${change.salt}:${change.sealed.join(',')}`,
      batch,
      change.group,
      arrived.serverSeq,
      state,
    ).lastInsertRowid,
  );
  if (arrived.rejection) {
    reg
      .sql('INSERT OR REPLACE INTO rejection(change, code, params, at, settled) VALUES (?, ?, ?, ?, ?)')
      .run(seq, arrived.rejection.code, JSON.stringify(arrived.rejection.params), reg.deps.now(), 1);
  }
  reg.clock.see(change);
  return rid;
}

/** Where the device's entry before is here, the hash must follow from it; gaps are closed by `verifyRegister`. */
function verifyLink(reg: Register, device: number, change: WireChange): void {
  const chain = reg.sql('SELECT n, hash FROM device WHERE key = ?').get(device) as {
    n: number;
    hash: Buffer | null;
  };
  if (change.n !== chain.n + 1) return;
  const expected = chainHash(chain.hash?.toString('hex') ?? chainStart, change);
  if (expected !== change.hash)
    throw new HoldfastError('CHAIN_BROKEN', { device: change.device, n: change.n });
  reg
    .sql('UPDATE device SET n = ?, hash = ? WHERE key = ?')
    .run(change.n, Buffer.from(change.hash, 'hex'), device);
}

function learnSeal(reg: Register, seal: WireSeal): void {
  const device = reg.keys.device(seal.device);
  const publicKey = reg.sql('SELECT public_key FROM device WHERE key = ?').pluck().get(device) as
    | string
    | null;
  if (!publicKey || !isSealValid(publicKey, seal))
    throw new HoldfastError('SIGNATURE_BAD', { device: seal.device, n: seal.n });
  const entry = reg.sql('SELECT hash FROM change WHERE device = ? AND n = ?').pluck().get(device, seal.n) as
    | Buffer
    | undefined;
  if (entry && entry.toString('hex') !== seal.hash)
    throw new HoldfastError('SIGNATURE_BAD', { device: seal.device, n: seal.n });
  reg
    .sql('INSERT OR REPLACE INTO seal(device, n, hash, signature) VALUES (?, ?, ?, ?)')
    .run(device, seal.n, Buffer.from(seal.hash, 'hex'), Buffer.from(seal.signature, 'hex'));
}
