import type { WireChange } from '../../model/wire.ts';
import { roleOf } from '../accounts/account.ts';
import type { Caller } from '../accounts/session.ts';
import type { AccountTable, DeviceTable, Tx } from '../store/tables.ts';
import type { Voucher } from './judge.ts';

export interface Vouchers {
  voucherOf(change: WireChange): Voucher;
  actorOf(change: WireChange): Voucher | null;
  /** Person records of all of them: departments are read from there. */
  readonly persons: readonly string[];
}

/**
 * Who answers for each change. The account that sends answers for its own device's entries and for those of devices that
 * never signed in; entries that another signed-in device wrote and signed stay that device's account's, whoever passes
 * them on (after the server was restored, clients pass on each other's).
 */
export async function vouchers(
  tx: Tx,
  org: string,
  caller: Caller,
  changes: readonly WireChange[],
  devices: ReadonlyMap<string, DeviceTable>,
): Promise<Vouchers> {
  const accounts = await tx.selectFrom('account').selectAll().where('org', '=', org).execute();
  const byId = new Map(accounts.map((account) => [account.id, asVoucher(account)]));
  const own = asVoucher(caller.account);
  const mapped = await mappedActors(tx, org, byId);
  const voucherOf = (change: WireChange): Voucher => {
    if (change.device === caller.device.id) return own;
    const device = devices.get(change.device);
    if (!device?.account || device.revoked_at !== null) return own;
    return byId.get(device.account) ?? own;
  };
  const actorOf = (change: WireChange): Voucher | null => mapped.get(change.actor) ?? null;
  const persons = changes.flatMap((change) =>
    [voucherOf(change).person, actorOf(change)?.person ?? null].filter((person) => person !== null),
  );
  return { voucherOf, actorOf, persons: [...new Set(persons)] };
}

async function mappedActors(
  tx: Tx,
  org: string,
  byId: ReadonlyMap<string, Voucher>,
): Promise<Map<string, Voucher>> {
  const rows = await tx.selectFrom('person_account').selectAll().where('org', '=', org).execute();
  const mapped = new Map<string, Voucher>();
  for (const row of rows) {
    const voucher = byId.get(row.account);
    if (voucher) mapped.set(row.person, voucher);
  }
  return mapped;
}

function asVoucher(account: AccountTable): Voucher {
  return { account: account.id, role: roleOf(account), person: account.person };
}
