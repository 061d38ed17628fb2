import { HoldfastError, isRole, type RoleKey } from '../../model/index.ts';
import type { Register } from '../store/register.ts';

/** Who acts, as authorisation sees him. */
export interface Actor {
  readonly id: string;
  readonly rid: number;
  readonly name: string;
  readonly role: RoleKey;
  readonly department: string | null;
}

/**
 * The person behind an id, with the role that counts here.
 * @throws HoldfastError PERSON_UNKNOWN
 */
export function actorOf(reg: Register, id: string): Actor {
  const rid = reg.keys.findRid(id);
  const row =
    rid === null
      ? undefined
      : (reg.sql('SELECT name, role, department FROM person WHERE rid = ? AND deleted = 0').get(rid) as
          | { name: string; role: string | null; department: number | null }
          | undefined);
  if (rid === null || !row) throw new HoldfastError('PERSON_UNKNOWN', { name: id });
  return {
    id,
    rid,
    name: row.name,
    role: isRole(row.role) ? row.role : 'viewer',
    department: row.department === null ? null : reg.keys.uuid(row.department),
  };
}

/**
 * Who began a batch that a crash cut off: it is finished in his name even when he was deleted meanwhile, or the register
 * could not be opened any more.
 */
export function actorOfCutOff(reg: Register, rid: number): Actor {
  const id = reg.keys.uuid(rid);
  try {
    return actorOf(reg, id);
  } catch (cause) {
    if (!(cause instanceof HoldfastError)) throw cause;
    return { id, rid, name: '', role: 'viewer', department: null };
  }
}
