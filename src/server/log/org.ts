import { randomUUID } from 'node:crypto';
import { chainStart } from '../../core/log/pure/canonical.ts';
import { newKeyPair } from '../../core/log/pure/seal.ts';
import type { Storage } from '../store/storage.ts';
import { appendEntries } from './append.ts';

/** Makes the organisation's row and the server's own device at the first start. */
export async function ensureOrg(storage: Storage, org: string, now: number): Promise<void> {
  const keys = newKeyPair();
  const device = randomUUID();
  await storage.db
    .insertInto('org')
    .values({
      org,
      register_id: null,
      register_name: null,
      time_zone: null,
      epoch: randomUUID(),
      last_seq: 0,
      chain: chainStart,
      device,
      device_key: keys.privateKey,
      created_at: now,
    })
    .onConflict((conflict) => conflict.column('org').doNothing())
    .execute();
  await storage.locked(org, async (tx) => {
    const row = await tx.selectFrom('org').select('device').where('org', '=', org).executeTakeFirstOrThrow();
    if (row.device !== device) return;
    const name = 'Holdfast server';
    await tx
      .insertInto('device')
      .values({
        org,
        id: device,
        public_key: keys.publicKey,
        name,
        account: null,
        revoked_at: null,
        last_n: 0,
        last_hash: null,
        created_at: now,
      })
      .execute();
    const body = { id: device, publicKey: keys.publicKey, name };
    await appendEntries(storage, tx, org, [{ kind: 'device', id: device, body }], now);
  });
}

/** After the database was restored to an earlier point: clients notice and send again what it lacks. */
export async function startNewEpoch(storage: Storage, org: string): Promise<string> {
  const epoch = randomUUID();
  await storage.locked(org, async (tx) => {
    await tx.updateTable('org').set({ epoch }).where('org', '=', org).execute();
    await storage.announce(tx, org);
  });
  return epoch;
}
