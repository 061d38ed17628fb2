import type { Value } from '../../model/index.ts';
import { decodePatch } from '../store/codec.ts';
import type { Register } from '../store/register.ts';
import { changeState } from '../store/schema.ts';
import { uuidText } from './pure/ids.ts';
import type { MergeChange } from './pure/merge.ts';

/** A log entry as it stands in the file. */
export interface StoredChange {
  readonly seq: number;
  readonly id: Buffer;
  readonly record: number;
  readonly patch: string;
  readonly base: string | null;
  readonly is_create: number;
  readonly ms: number;
  readonly counter: number;
  readonly written_ms: number | null;
  readonly written_counter: number | null;
  readonly actor: number;
  readonly device: number;
  readonly n: number;
  readonly hash: Buffer;
  readonly salt: string | null;
  readonly batch: number;
  readonly grp: number | null;
  readonly server_seq: number | null;
  readonly state: number;
  readonly sent: number;
}

/** A log entry, read. */
export interface Entry extends MergeChange {
  readonly seq: number;
  readonly rid: number;
  readonly entity: string;
  readonly actor: number;
  readonly n: number;
  readonly batch: number;
  readonly group: number | null;
  readonly state: 'pending' | 'accepted' | 'rejected';
}

const stateNames = ['pending', 'accepted', 'rejected'] as const;

export function readEntry(reg: Register, stored: StoredChange, entity: string): Entry {
  return {
    seq: stored.seq,
    rid: stored.record,
    entity,
    id: uuidText(stored.id),
    create: stored.is_create === 1,
    patch: decodePatch(reg.keys, entity, stored.patch),
    base: stored.base === null ? {} : (JSON.parse(stored.base) as Record<string, string[]>),
    ms: stored.ms,
    counter: stored.counter,
    device: reg.keys.deviceId(stored.device),
    rejected: stored.state === changeState.rejected,
    actor: stored.actor,
    n: stored.n,
    batch: stored.batch,
    group: stored.grp,
    state: stateNames[stored.state] ?? 'pending',
  };
}

/** All entries of one record, in local order. */
export function entriesOf(reg: Register, rid: number): Entry[] {
  const entity = reg.keys.entityOf(rid) ?? '';
  const rows = reg.sql('SELECT * FROM change WHERE record = ? ORDER BY seq').all(rid) as StoredChange[];
  return rows.map((row) => readEntry(reg, row, entity));
}

export type Patch = Readonly<Record<string, Value>>;
export type Base = Readonly<Record<string, readonly string[]>>;
