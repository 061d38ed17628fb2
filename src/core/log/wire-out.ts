import type { WireBatch, WireChange, WireDevice, WireSeal } from '../../model/wire.ts';
import { decodePatch } from '../store/codec.ts';
import type { Register } from '../store/register.ts';
import type { StoredChange } from './entries.ts';
import { uuidText } from './pure/ids.ts';

/** A stored change in the form in which it travels and is hashed. */
export function toWire(reg: Register, stored: StoredChange): WireChange {
  const entity = reg.keys.entityOf(stored.record) ?? '';
  const [salt, sealed] = stored.salt === null ? [null, []] : splitSalt(stored.salt);
  return {
    id: uuidText(stored.id),
    entity,
    record: reg.keys.uuid(stored.record),
    patch: decodePatch(reg.keys, entity, stored.patch),
    base: stored.base === null ? {} : (JSON.parse(stored.base) as Record<string, string[]>),
    create: stored.is_create === 1,
    ms: stored.ms,
    counter: stored.counter,
    written:
      stored.written_ms === null ? null : { ms: stored.written_ms, counter: stored.written_counter ?? 0 },
    actor: reg.keys.uuid(stored.actor),
    device: reg.keys.deviceId(stored.device),
    n: stored.n,
    hash: stored.hash.toString('hex'),
    salt,
    sealed,
    batch: batchId(reg, stored.batch),
    group: stored.grp,
  };
}

function splitSalt(text: string): [string, string[]] {
  const [salt = '', fields = ''] = text.split(':');
  return [salt, fields.split(',').filter(Boolean)];
}

function batchId(reg: Register, key: number): string {
  return uuidText(reg.sql('SELECT id FROM batch WHERE key = ?').pluck().get(key) as Buffer);
}

export function wireBatch(reg: Register, key: number): WireBatch {
  const row = reg.sql('SELECT * FROM batch WHERE key = ?').get(key) as {
    id: Buffer;
    kind: WireBatch['kind'];
    label: string;
    actor: number;
    device: number;
    at: number;
    undoes: number | null;
  };
  return {
    id: uuidText(row.id),
    kind: row.kind,
    label: row.label,
    actor: reg.keys.uuid(row.actor),
    device: reg.keys.deviceId(row.device),
    at: row.at,
    undoes: row.undoes === null ? null : batchId(reg, row.undoes),
  };
}

export function wireDevice(reg: Register, key: number): WireDevice {
  const row = reg.sql('SELECT public_key, name FROM device WHERE key = ?').get(key) as {
    public_key: string | null;
    name: string | null;
  };
  return { id: reg.keys.deviceId(key), publicKey: row.public_key ?? '', name: row.name ?? '' };
}

/** The seals of a device in a range of its entries, and the first one after it, which covers the range. */
export function wireSeals(reg: Register, device: number, from: number, to: number): WireSeal[] {
  const rows = reg
    .sql('SELECT n, hash, signature FROM seal WHERE device = ? AND n >= ? ORDER BY n')
    .all(device, from) as Array<{ n: number; hash: Buffer; signature: Buffer }>;
  const end = rows.findIndex((row) => row.n >= to);
  return rows.slice(0, end === -1 ? rows.length : end + 1).map((row) => ({
    device: reg.keys.deviceId(device),
    n: row.n,
    hash: row.hash.toString('hex'),
    signature: row.signature.toString('hex'),
  }));
}
