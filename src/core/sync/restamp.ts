import { refold } from '../log/refold.ts';
import type { Register } from '../store/register.ts';

/** A clock that is further off than this is told so, and its unsent changes are restamped. Milliseconds. */
export const clockTolerance = 5 * 60_000;

/**
 * Corrects the stamps of changes that nobody else can have seen: their order among each other stays, the stamp as first
 * written is kept beside, and the chain covers that one. A change that was sent once keeps its stamp for ever: a lost
 * answer may hide that the server has it.
 * @param offset what to add to this device's clock to get the server's, milliseconds
 * @returns how many were restamped
 */
export function restampUnsent(reg: Register, offset: number): number {
  if (Math.abs(offset) <= clockTolerance) return 0;
  return reg.transaction(() => {
    const where = 'state = 0 AND sent = 0 AND written_ms IS NULL AND device = ?';
    const records = reg
      .sql(`SELECT DISTINCT record FROM change WHERE ${where}`)
      .pluck()
      .all(reg.device.key) as number[];
    const { changes } = reg
      .sql(`UPDATE change SET written_ms = ms, written_counter = counter, ms = max(0, ms + ?) WHERE ${where}`)
      .run(Math.round(offset), reg.device.key);
    for (const rid of records) refold(reg, rid);
    // Whoever keeps a past moment warm sees by this that entries it knows are other ones now.
    reg.setLocalSetting('restamped', String(Number(reg.localSetting('restamped') ?? 0) + 1));
    return changes;
  });
}
