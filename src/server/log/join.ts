import { randomUUID } from 'node:crypto';
import { mergeRecord } from '../../core/log/pure/merge.ts';
import type { JoinAnswer, JoinRequest, RegisterInfo } from '../../core/wire/protocol.ts';
import { HoldfastError, type Value } from '../../model/index.ts';
import { accountInfo, accountKey, findAccount, listAccounts, roleOf } from '../accounts/account.ts';
import type { Caller } from '../accounts/session.ts';
import type { Storage } from '../store/storage.ts';
import type { AccountTable, Db, OrgTable, Tx } from '../store/tables.ts';
import { orgRow } from './append.ts';
import { loadRecords } from './records.ts';
import { writeAsServer } from './write.ts';

/**
 * Joins a register. The first one becomes the server's; only an administrator may bring it, and by that vouches for what
 * local people did in it. Local people are mapped to accounts; whoever joins and has no person in the register yet gets
 * one, written by the server.
 * @throws HoldfastError REGISTER_MISMATCH, JOIN_NEEDS_ADMINISTRATOR, ACCOUNT_UNKNOWN
 */
export function join(
  storage: Storage,
  org: string,
  caller: Caller,
  request: JoinRequest,
  now: number,
): Promise<JoinAnswer> {
  return storage.locked(org, async (tx) => {
    const row = await orgRow(tx, org);
    const administrator = roleOf(caller.account) === 'administrator';
    if (row.register_id === null) {
      if (!administrator) throw new HoldfastError('JOIN_NEEDS_ADMINISTRATOR');
      await bringRegister(tx, org, request.register);
    } else if (row.register_id !== request.register.id) {
      throw new HoldfastError('REGISTER_MISMATCH');
    }
    for (const [person, name] of Object.entries(request.mapping)) {
      // A mapping vouches for what that person wrote: an administrator's to make.
      const account = await findAccount(tx, org, name);
      if (!account) throw new HoldfastError('ACCOUNT_UNKNOWN', { name });
      if (administrator) await mapPerson(tx, org, person, account, now);
    }
    const account = await personFor(storage, tx, org, caller.account.id, now);
    const after = await orgRow(tx, org);
    return {
      account: accountInfo(account),
      register: registerOf(after) as RegisterInfo,
      epoch: after.epoch,
      accounts: (await listAccounts(tx, org)).map(accountInfo),
    };
  });
}

async function bringRegister(tx: Tx, org: string, register: RegisterInfo): Promise<void> {
  await tx
    .updateTable('org')
    .set({ register_id: register.id, register_name: register.name, time_zone: register.timeZone })
    .where('org', '=', org)
    .execute();
}

async function mapPerson(
  tx: Tx,
  org: string,
  person: string,
  account: AccountTable,
  now: number,
): Promise<void> {
  await tx
    .insertInto('person_account')
    .values({ org, person, account: account.id, mapped_at: now })
    .onConflict((conflict) =>
      conflict.columns(['org', 'person']).doUpdateSet({ account: account.id, mapped_at: now }),
    )
    .execute();
  if (account.person !== null) return;
  await setPerson(tx, org, account.id, person);
}

async function setPerson(tx: Tx, org: string, account: string, person: string): Promise<void> {
  await tx
    .updateTable('account')
    .set({ person })
    .where('org', '=', org)
    .where('id', '=', account)
    .where('person', 'is', null)
    .execute();
}

/**
 * The account with its person. One who is in the register already under the account's name becomes it; without one, the
 * server writes a person into the register.
 */
async function personFor(
  storage: Storage,
  tx: Tx,
  org: string,
  accountId: string,
  now: number,
): Promise<AccountTable> {
  const read = () =>
    tx
      .selectFrom('account')
      .selectAll()
      .where('org', '=', org)
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow();
  const account = await read();
  if (account.person !== null) return account;
  const known = await findPerson(tx, org, account.name);
  const person = known ?? randomUUID();
  const { role, name } = account;
  const patch: Record<string, Value> = known
    ? { role, account: name }
    : { name: account.display_name, role, active: true, account: name };
  const edit = { entity: 'person', record: person, create: known === null, patch, actor: person } as const;
  await writeAsServer(storage, tx, org, { ...edit, kind: 'join', label: account.display_name }, now);
  await mapPerson(tx, org, person, account, now);
  return read();
}

/** The one living person whose user name is the account's and who is nobody else's yet. */
async function findPerson(tx: Tx, org: string, name: string): Promise<string | null> {
  const rows = await tx
    .selectFrom('entry')
    .select('record')
    .distinct()
    .where('org', '=', org)
    .where('entity', '=', 'person')
    .execute();
  const mapped = await tx.selectFrom('person_account').select('person').where('org', '=', org).execute();
  const taken = new Set(mapped.map((row) => row.person));
  const ids = rows.flatMap((row) => (row.record !== null && !taken.has(row.record) ? [row.record] : []));
  const found: string[] = [];
  for (const [id, changes] of await loadRecords(tx, org, ids)) {
    const { exists, deleted, values } = mergeRecord(id, changes);
    const named = [values.account, values.username].some(
      (value) => typeof value === 'string' && accountKey(value) === name,
    );
    if (exists && !deleted && named) found.push(id);
  }
  return found.length === 1 ? (found[0] as string) : null;
}

/** Changes an account's role and, where it has a person in the register, the role that the register shows. */
export function setRole(
  storage: Storage,
  org: string,
  name: string,
  role: string,
  now: number,
): Promise<void> {
  return storage.locked(org, async (tx) => {
    const account = await findAccount(tx, org, name);
    if (!account) throw new HoldfastError('ACCOUNT_UNKNOWN', { name });
    await tx
      .updateTable('account')
      .set({ role })
      .where('org', '=', org)
      .where('id', '=', account.id)
      .execute();
    if (account.person === null) return;
    const { person } = account;
    const edit = { entity: 'person', record: person, create: false, patch: { role }, actor: person } as const;
    await writeAsServer(storage, tx, org, { ...edit, kind: 'edit', label: account.display_name }, now);
  });
}

export function registerOf(row: OrgTable): RegisterInfo | null {
  if (row.register_id === null || row.register_name === null || row.time_zone === null) return null;
  return { id: row.register_id, name: row.register_name, timeZone: row.time_zone };
}

export async function registerAt(db: Db, org: string): Promise<RegisterInfo | null> {
  return registerOf(await orgRow(db, org));
}
