import { HoldfastError } from '../../model/index.ts';
import type { Db } from '../store/tables.ts';

/** Failures that cost nothing, by what is counted; after them each failure doubles the wait, up to `longest`. */
const free = { pair: 5, address: 50, user: 100 } as const;
const longest = 15 * 60_000;
const forgottenAfter = 60 * 60_000;

/**
 * A guesser is slowed down by the pair of address and name first, so that he cannot lock the owner of a name out from
 * another address; by address and by name alone only after many failures.
 */
export function guessKeys(address: string, user: string): readonly string[] {
  return [`pair:${address} ${user}`, `address:${address}`, `user:${user}`];
}

/**
 * @param now milliseconds since 1970
 * @throws HoldfastError RATE_LIMITED with the seconds to wait
 */
export async function refuseGuesser(
  db: Db,
  org: string,
  keys: readonly string[],
  now: number,
): Promise<void> {
  const rows = await db
    .selectFrom('guess')
    .selectAll()
    .where('org', '=', org)
    .where('key', 'in', [...keys])
    .execute();
  const waits = rows.map((row) => row.last_at + waitAfter(row.key, row.failures) - now);
  const wait = Math.max(0, ...waits);
  if (wait > 0) throw new HoldfastError('RATE_LIMITED', { seconds: Math.ceil(wait / 1000) });
}

/** How long to wait after that many failures, milliseconds. */
export function waitAfter(key: string, failures: number): number {
  const over = failures - free[key.split(':')[0] as keyof typeof free];
  return over < 0 ? 0 : Math.min(longest, 1000 * 2 ** Math.min(over, 20));
}

export async function noteFailure(db: Db, org: string, keys: readonly string[], now: number): Promise<void> {
  await db
    .deleteFrom('guess')
    .where('org', '=', org)
    .where('last_at', '<', now - forgottenAfter)
    .execute();
  for (const key of keys) {
    await db
      .insertInto('guess')
      .values({ org, key, failures: 1, last_at: now })
      .onConflict((conflict) =>
        conflict
          .columns(['org', 'key'])
          .doUpdateSet((eb) => ({ failures: eb('guess.failures', '+', 1), last_at: now })),
      )
      .execute();
  }
}

/** A right password clears its pair; the address and the name go on counting. */
export async function forgetFailures(db: Db, org: string, keys: readonly string[]): Promise<void> {
  await db
    .deleteFrom('guess')
    .where('org', '=', org)
    .where('key', '=', keys[0] as string)
    .execute();
}
