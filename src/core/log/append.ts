import type { EntityKey, Value } from '../../model/index.ts';
import type { WireChange } from '../../model/wire.ts';
import { encodePatch } from '../store/codec.ts';
import type { Register } from '../store/register.ts';
import { chainHash } from './pure/canonical.ts';
import { uuidBytes } from './pure/ids.ts';
import { seal } from './pure/seal.ts';

/** A change about to be written by this device. */
export interface NewChange {
  readonly entity: EntityKey;
  readonly record: string;
  readonly rid: number;
  readonly create: boolean;
  readonly patch: Readonly<Record<string, Value>>;
  readonly base: Readonly<Record<string, readonly string[]>>;
  readonly actor: string;
  readonly actorRid: number;
  readonly batch: string;
  readonly batchKey: number;
  readonly group: number | null;
}

const noFields: readonly string[] = [];

/** Appends a local change to the log, chained to this device's entry before. Call `sealNewest` once after a batch. */
export function appendLocal(
  reg: Register,
  change: NewChange,
): { id: string; seq: number; ms: number; counter: number } {
  const { device } = reg;
  const stamp = reg.clock.next();
  const id = reg.newId();
  const sensitive = reg.catalogue.sealedFields(change.entity);
  const sealed = sensitive.size === 0 ? noFields : Object.keys(change.patch).filter((f) => sensitive.has(f));
  const salt = sealed.length > 0 ? Buffer.from(reg.deps.random(16)).toString('hex') : null;
  const wire: Omit<WireChange, 'hash'> = {
    id,
    entity: change.entity,
    record: change.record,
    patch: change.patch,
    base: change.base,
    create: change.create,
    ...stamp,
    written: null,
    actor: change.actor,
    device: device.id,
    n: device.n + 1,
    salt,
    sealed,
    batch: change.batch,
    group: change.group,
  };
  device.hash = chainHash(device.hash, wire);
  device.n++;
  const seq = Number(
    insertChange(reg).run(
      uuidBytes(id),
      change.rid,
      encodePatch(reg.keys, change.entity, change.patch),
      change.create ? null : JSON.stringify(change.base),
      change.create ? 1 : 0,
      stamp.ms,
      stamp.counter,
      null,
      null,
      change.actorRid,
      device.key,
      device.n,
      Buffer.from(device.hash, 'hex'),
      salt === null ? null : `${salt}:${sealed.join(',')}`,
      change.batchKey,
      change.group,
      null,
      0,
    ).lastInsertRowid,
  );
  return { id, seq, ...stamp };
}

export function insertChange(reg: Register) {
  return reg.sql(`INSERT INTO change(id, record, patch, base, is_create, ms, counter, written_ms, written_counter,
    actor, device, n, hash, salt, batch, grp, server_seq, state) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`);
}

/** Signs this device's newest entry and notes its place in the chain. Part of the same transaction as the entries. */
export function sealNewest(reg: Register): void {
  const { device } = reg;
  const signed = seal(device.signingKey, device.id, device.n, device.hash);
  const hash = Buffer.from(device.hash, 'hex');
  reg.sql('UPDATE device SET n = ?, hash = ? WHERE key = ?').run(device.n, hash, device.key);
  reg
    .sql('INSERT OR REPLACE INTO seal(device, n, hash, signature) VALUES (?, ?, ?, ?)')
    .run(device.key, device.n, hash, Buffer.from(signed.signature, 'hex'));
}
