import type { ErrorCode, ErrorParams } from '../../model/index.ts';
import type { Register } from '../store/register.ts';

export interface Breach {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  /** Keys of the records that break the rule together. */
  readonly records: readonly number[];
}

/** Writes a breach down, or clears it; its id is the same on every replica. */
export function noteBreach(
  reg: Register,
  id: string,
  breach: Breach | null,
  record = breach?.records[0] ?? 0,
): void {
  if (breach === null) {
    reg.sql("DELETE FROM attention WHERE id = ? AND kind = 'breach'").run(id);
    return;
  }
  reg
    .sql("INSERT OR REPLACE INTO attention(id, kind, record, detail) VALUES (?, 'breach', ?, ?)")
    .run(id, record, JSON.stringify(breach));
}

/** Breaches whose id begins so. */
export function openBreaches(reg: Register, prefix: string): Array<{ id: string; record: number }> {
  return reg
    .sql("SELECT id, record FROM attention WHERE kind = 'breach' AND id >= ? AND id < ?")
    .all(prefix, `${prefix}\u{10ffff}`) as Array<{ id: string; record: number }>;
}

export function clearBreaches(reg: Register, prefix: string): void {
  reg
    .sql("DELETE FROM attention WHERE kind = 'breach' AND id >= ? AND id < ?")
    .run(prefix, `${prefix}\u{10ffff}`);
}
