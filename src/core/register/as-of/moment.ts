import type { EntityKey } from '../../../model/index.ts';
import type { Entry } from '../../log/entries.ts';
import type { Register } from '../../store/register.ts';

/** A state of the register that was: what was stamped up to a moment, as far as the log stood at an entry. */
export interface Moment {
  /** Milliseconds since 1970; later stamps don't count. */
  readonly asOf?: number | undefined;
  /** Local number of a log entry; what came into this file after it doesn't count. */
  readonly cursor?: number | undefined;
  /** By device, the number of its newest entry that counts; of a device not named nothing does. The same on every replica. */
  readonly seen?: Readonly<Record<string, number>> | undefined;
}

/** Is this the register as it stands now? */
export function isNow({ asOf, cursor, seen }: Moment): boolean {
  return asOf === undefined && cursor === undefined && seen === undefined;
}

/** Does an entry belong to the state of a moment? */
export function counts(
  entry: Pick<Entry, 'ms' | 'seq' | 'device' | 'n'>,
  { asOf, cursor, seen }: Moment,
): boolean {
  return (
    (asOf === undefined || entry.ms <= asOf) &&
    (cursor === undefined || entry.seq <= cursor) &&
    (seen === undefined || entry.n <= (seen[entry.device] ?? 0))
  );
}

/** How far each device's entries are known here: a position in the log that means the same on every replica. */
export function seenHere(reg: Register): Record<string, number> {
  const newest = reg.sql('SELECT max(n) FROM change WHERE device = ?').pluck();
  const keys = reg.sql('SELECT key FROM device').pluck().all() as number[];
  const seen: Record<string, number> = {};
  for (const key of keys) {
    const n = newest.get(key) as number | null;
    if (n !== null) seen[reg.keys.deviceId(key)] = n;
  }
  return seen;
}

/** Records with entries that don't count at a moment: their rows may show what was not yet so. Found by index. */
export function laterRecords(reg: Register, entity: EntityKey, { asOf, cursor, seen }: Moment): number[] {
  const rids = new Set<number>();
  const add = (sql: string, ...params: unknown[]) => {
    for (const rid of reg
      .sql(sql)
      .pluck()
      .all(...params) as number[])
      rids.add(rid);
  };
  if (asOf !== undefined) add(`SELECT rid FROM main."${entity}" WHERE changed_ms > ?`, asOf);
  const ofEntity = 'SELECT DISTINCT c.record FROM change c CROSS JOIN record r ON r.rid = c.record';
  if (cursor !== undefined) add(`${ofEntity} WHERE c.seq > ? AND r.entity = ?`, cursor, entity);
  if (seen !== undefined) {
    const devices = reg.sql('SELECT key FROM device').pluck().all() as number[];
    for (const key of devices) {
      const n = seen[reg.keys.deviceId(key)] ?? 0;
      add(`${ofEntity} WHERE c.device = ? AND c.n > ? AND r.entity = ?`, key, n, entity);
    }
  }
  return [...rids].sort((a, b) => a - b);
}

/**
 * When the register's first operation was, milliseconds since 1970; null for a register without any. Batches are few, and
 * each carries the time of its making.
 */
export function firstMoment(reg: Register): number | null {
  return reg.sql('SELECT min(at) FROM batch').pluck().get() as number | null;
}

/** Was there nothing yet at a moment? Then nothing needs to be folded to know it. */
export function isBeforeAll(reg: Register, { asOf }: Moment): boolean {
  if (asOf === undefined) return false;
  const first = firstMoment(reg);
  if (first !== null && asOf >= first) return false;
  // A clock that was set back may have stamped an entry earlier than its batch: rare enough to look at all of them.
  return reg.sql('SELECT 1 FROM change WHERE ms <= ? LIMIT 1').get(asOf) === undefined;
}
