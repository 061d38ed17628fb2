import { randomUUID } from 'node:crypto';
import type { AccountInfo } from '../../core/wire/protocol.ts';
import { HoldfastError, isRole, type RoleKey } from '../../model/index.ts';
import type { AccountTable, Db } from '../store/tables.ts';
import { hashPassword } from './password.ts';

/** How names are compared: full-width letters and case make no difference. */
export function accountKey(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

export interface NewAccount {
  readonly name: string;
  readonly displayName?: string | undefined;
  readonly role: RoleKey;
  readonly password: string;
}

/** @throws HoldfastError ACCOUNT_EXISTS, PASSWORD_WEAK */
export async function createAccount(db: Db, org: string, account: NewAccount, now: number): Promise<string> {
  const password_hash = await hashPassword(account.password);
  const name = accountKey(account.name);
  const found = await findAccount(db, org, name);
  if (found) throw new HoldfastError('ACCOUNT_EXISTS', { name: account.name });
  const row: AccountTable = {
    org,
    id: randomUUID(),
    name,
    display_name: account.displayName?.trim() || account.name.trim(),
    password_hash,
    role: account.role,
    person: null,
    active: 1,
    created_at: now,
  };
  await db.insertInto('account').values(row).execute();
  return row.id;
}

export function findAccount(db: Db, org: string, name: string): Promise<AccountTable | undefined> {
  return db
    .selectFrom('account')
    .selectAll()
    .where('org', '=', org)
    .where('name', '=', accountKey(name))
    .executeTakeFirst();
}

export function listAccounts(db: Db, org: string): Promise<AccountTable[]> {
  return db.selectFrom('account').selectAll().where('org', '=', org).orderBy('name').execute();
}

/** @throws HoldfastError ACCOUNT_UNKNOWN */
export async function setPassword(db: Db, org: string, name: string, password: string): Promise<void> {
  const password_hash = await hashPassword(password);
  const account = await findAccount(db, org, name);
  if (!account) throw new HoldfastError('ACCOUNT_UNKNOWN', { name });
  await db
    .updateTable('account')
    .set({ password_hash })
    .where('org', '=', org)
    .where('id', '=', account.id)
    .execute();
  await db.deleteFrom('session').where('org', '=', org).where('account', '=', account.id).execute();
}

/** @throws HoldfastError ACCOUNT_UNKNOWN */
export async function setActive(db: Db, org: string, name: string, active: boolean): Promise<void> {
  const result = await db
    .updateTable('account')
    .set({ active: active ? 1 : 0 })
    .where('org', '=', org)
    .where('name', '=', accountKey(name))
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) throw new HoldfastError('ACCOUNT_UNKNOWN', { name });
}

export function accountInfo(account: AccountTable): AccountInfo {
  return {
    name: account.name,
    displayName: account.display_name,
    role: account.role,
    person: account.person,
  };
}

/** A role of a newer version that this one does not know may do nothing. */
export function roleOf(account: Pick<AccountTable, 'role' | 'active'>): RoleKey {
  return account.active === 1 && isRole(account.role) ? account.role : 'viewer';
}
