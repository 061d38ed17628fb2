import { scryptSync, timingSafeEqual } from 'node:crypto';
import { isRole, type RoleKey } from '../../model/index.ts';
import type { Register } from '../store/register.ts';

export interface PersonInfo {
  readonly id: string;
  readonly name: string;
  readonly role: RoleKey;
  readonly department: string | null;
  readonly hasPin: boolean;
}

interface PersonRow {
  readonly rid: number;
  readonly name: string;
  readonly role: string | null;
  readonly department: number | null;
}

/** Everyone who can act on this device: living people with a role, by name. */
export function listActors(reg: Register): PersonInfo[] {
  const rows = reg
    .sql(
      'SELECT rid, name, role, department FROM person WHERE deleted = 0 AND role IS NOT NULL AND active IS NOT 0 ORDER BY name_key',
    )
    .all() as PersonRow[];
  return rows.map((row) => toInfo(reg, row));
}

export function personInfo(reg: Register, id: string): PersonInfo | null {
  const rid = reg.keys.findRid(id);
  if (rid === null) return null;
  const row = reg
    .sql('SELECT rid, name, role, department FROM person WHERE rid = ? AND deleted = 0')
    .get(rid) as PersonRow | undefined;
  return row ? toInfo(reg, row) : null;
}

function toInfo(reg: Register, row: PersonRow): PersonInfo {
  const id = reg.keys.uuid(row.rid);
  return {
    id,
    name: row.name ?? '',
    role: isRole(row.role) ? row.role : 'viewer',
    department: row.department === null ? null : reg.keys.uuid(row.department),
    hasPin: hasPin(reg, id),
  };
}

/**
 * PINs keep colleagues on one laptop from acting as each other. They stay on this device, salted and stretched (scrypt);
 * whoever has the file itself needs no PIN.
 */
export function setPin(reg: Register, person: string, pin: string | null): void {
  if (pin === null) {
    reg.setLocalSetting(pinKey(person), null);
    return;
  }
  const salt = Buffer.from(reg.deps.random(16));
  reg.setLocalSetting(pinKey(person), `${salt.toString('hex')}:${stretch(pin, salt).toString('hex')}`);
}

export function hasPin(reg: Register, person: string): boolean {
  return reg.localSetting(pinKey(person)) !== null;
}

export function checkPin(reg: Register, person: string, pin: string): boolean {
  const [salt = '', kept = ''] = (reg.localSetting(pinKey(person)) ?? '').split(':');
  return timingSafeEqual(stretch(pin, Buffer.from(salt, 'hex')), Buffer.from(kept, 'hex'));
}

const pinKey = (person: string) => `pin ${person}`;

function stretch(pin: string, salt: Buffer): Buffer {
  return scryptSync(pin.normalize('NFKC'), salt, 32, { N: 16_384, r: 8, p: 1 });
}
