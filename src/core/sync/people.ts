import { commit } from '../log/commit.ts';
import type { Register } from '../store/register.ts';
import type { AccountInfo } from '../wire/protocol.ts';
import type { SignInResult } from './types.ts';

interface LocalPerson {
  readonly person: string;
  readonly name: string;
  readonly username: string | null;
  readonly role: string | null;
  readonly account: string | null;
}

/** People who can act here: those with a role. */
function localPeople(reg: Register): LocalPerson[] {
  const rows = reg
    .sql(
      `SELECT rid, name, username, role, account FROM person
       WHERE deleted = 0 AND (role IS NOT NULL OR account IS NOT NULL) ORDER BY created`,
    )
    .all() as Array<Omit<LocalPerson, 'person'> & { rid: number }>;
  return rows.map(({ rid, ...row }) => ({ person: reg.keys.uuid(rid), ...row }));
}

/**
 * Local people and, where names agree, the account suggested for each.
 * @param own the account that signs in; suggested for the only local person there is
 */
export function suggestMapping(
  reg: Register,
  accounts: readonly AccountInfo[],
  own: string,
): SignInResult['people'] {
  const people = localPeople(reg);
  return people.map(({ person, name, username }) => {
    const words = [name, username].filter((word) => word !== null).map(fold);
    const named = accounts.find(
      (account) => words.includes(fold(account.name)) || words.includes(fold(account.displayName)),
    );
    const only = people.length === 1 ? own : null;
    return { person, name, account: named?.name ?? only };
  });
}

function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** Writes into the register which account stands behind each local person, and with which role from now on. */
export function writeMapping(
  reg: Register,
  actor: string,
  mapping: Readonly<Record<string, string>>,
  accounts: readonly AccountInfo[],
): void {
  const byName = new Map(accounts.map((account) => [account.name, account]));
  const drafts = localPeople(reg).flatMap((person) => {
    const account = byName.get(fold(mapping[person.person] ?? ''));
    if (!account || (person.account === account.name && person.role === account.role)) return [];
    const patch = { account: account.name, role: account.role };
    return [{ op: 'update' as const, entity: 'person' as const, id: person.person, patch }];
  });
  if (drafts.length > 0) commit(reg, { actor, kind: 'join', label: '', system: true }, drafts);
}
