import { type EntityKey, HoldfastError, type Value } from '../../model/index.ts';
import type { Register } from '../store/register.ts';

type Values = Readonly<Record<string, Value>>;

const administers = (person: Values): boolean => person.role === 'administrator' && person.active !== false;

/**
 * A register without an administrator could never give anybody a role again.
 * @param after the person's values after the change; null when he is being deleted
 * @throws HoldfastError LAST_ADMINISTRATOR
 */
export function keepAnAdministrator(
  reg: Register,
  entity: EntityKey,
  rid: number,
  now: Values,
  after: Values | null,
): void {
  if (entity !== 'person' || !administers(now) || (after !== null && administers(after))) return;
  const other = reg
    .sql(
      "SELECT 1 FROM person WHERE deleted = 0 AND role = 'administrator' AND active IS NOT 0 AND rid <> ? LIMIT 1",
    )
    .get(rid);
  if (other === undefined) throw new HoldfastError('LAST_ADMINISTRATOR');
}
