import { HoldfastError } from '../../model/index.ts';
import type { Db, DeviceTable } from '../store/tables.ts';

export function listDevices(db: Db, org: string): Promise<DeviceTable[]> {
  return db.selectFrom('device').selectAll().where('org', '=', org).orderBy('created_at').execute();
}

/**
 * Shuts a device out, or lets it sign in again. Its session stays, so that it is told why it is refused.
 * @throws HoldfastError RECORD_NOT_FOUND
 */
export async function setRevoked(db: Db, org: string, id: string, revokedAt: number | null): Promise<void> {
  const result = await db
    .updateTable('device')
    .set({ revoked_at: revokedAt })
    .where('org', '=', org)
    .where('id', '=', id)
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) throw new HoldfastError('RECORD_NOT_FOUND', { id });
}
