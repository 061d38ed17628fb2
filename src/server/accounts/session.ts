import { createHash, randomBytes } from 'node:crypto';
import type { SessionRequest } from '../../core/wire/protocol.ts';
import { HoldfastError } from '../../model/index.ts';
import type { WireDevice } from '../../model/wire.ts';
import { appendEntries } from '../log/append.ts';
import type { Storage } from '../store/storage.ts';
import type { AccountTable, Db, DeviceTable, Tx } from '../store/tables.ts';
import { findAccount } from './account.ts';
import { forgetFailures, guessKeys, noteFailure, refuseGuesser } from './guess-limit.ts';
import { isPasswordRight } from './password.ts';

/** Who asks: an account on a device. */
export interface Caller {
  readonly account: AccountTable;
  readonly device: DeviceTable;
}

/**
 * Signs a device in: checks the password and gives the device a token.
 * @throws HoldfastError RATE_LIMITED, SIGN_IN_FAILED, DEVICE_REVOKED, SIGNATURE_BAD when the device id came with another key
 */
export async function signIn(
  storage: Storage,
  org: string,
  request: SessionRequest,
  address: string,
  now: number,
): Promise<{ token: string; account: AccountTable }> {
  const { db } = storage;
  const keys = guessKeys(address, request.user.normalize('NFKC').trim().toLowerCase());
  await refuseGuesser(db, org, keys, now);
  const account = await findAccount(db, org, request.user);
  const known = account?.active === 1 ? account : undefined;
  if (!(await isPasswordRight(known?.password_hash ?? null, request.password)) || !known) {
    await noteFailure(db, org, keys, now);
    throw new HoldfastError('SIGN_IN_FAILED');
  }
  await forgetFailures(db, org, keys);

  const token = randomBytes(32).toString('base64url');
  await storage.locked(org, async (tx) => {
    const row = await ensureDevice(storage, tx, org, request.device, now);
    if (row.revoked_at !== null) throw new HoldfastError('DEVICE_REVOKED');
    const device = request.device.id;
    await tx
      .updateTable('device')
      .set({ account: known.id })
      .where('org', '=', org)
      .where('id', '=', device)
      .execute();
    await tx.deleteFrom('session').where('org', '=', org).where('device', '=', device).execute();
    await tx
      .insertInto('session')
      .values({ org, token_hash: tokenHash(token), account: known.id, device, created_at: now })
      .execute();
  });
  return { token, account: known };
}

/**
 * Takes note of a device, once, as an entry of the log: others need its key to check what it signed.
 * @throws HoldfastError SIGNATURE_BAD when the device is known with another key
 */
export async function ensureDevice(
  storage: Storage,
  tx: Tx,
  org: string,
  device: WireDevice,
  now: number,
): Promise<DeviceTable> {
  const found = await findDevice(tx, org, device.id);
  if (found) {
    if (found.public_key === device.publicKey) return found;
    throw new HoldfastError('SIGNATURE_BAD', { device: device.name, n: 0 });
  }
  const row: DeviceTable = {
    org,
    id: device.id,
    public_key: device.publicKey,
    name: device.name,
    account: null,
    revoked_at: null,
    last_n: 0,
    last_hash: null,
    created_at: now,
  };
  await tx.insertInto('device').values(row).execute();
  await appendEntries(storage, tx, org, [{ kind: 'device', id: device.id, body: device }], now);
  return row;
}

export function findDevice(db: Db, org: string, id: string): Promise<DeviceTable | undefined> {
  return db.selectFrom('device').selectAll().where('org', '=', org).where('id', '=', id).executeTakeFirst();
}

/**
 * Who a token belongs to.
 * @throws HoldfastError NOT_SIGNED_IN, DEVICE_REVOKED
 */
export async function callerOf(db: Db, org: string, token: string): Promise<Caller> {
  const session = await db
    .selectFrom('session')
    .selectAll()
    .where('org', '=', org)
    .where('token_hash', '=', tokenHash(token))
    .executeTakeFirst();
  if (!session) throw new HoldfastError('NOT_SIGNED_IN');
  const device = await findDevice(db, org, session.device);
  if (!device || device.revoked_at !== null) throw new HoldfastError('DEVICE_REVOKED');
  const account = await db
    .selectFrom('account')
    .selectAll()
    .where('org', '=', org)
    .where('id', '=', session.account)
    .executeTakeFirst();
  if (account?.active !== 1) throw new HoldfastError('NOT_SIGNED_IN');
  return { account, device };
}

/** A token has 256 random bits: a plain hash is as good as a slow one. */
function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
