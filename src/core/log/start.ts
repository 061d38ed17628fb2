import { HoldfastError } from '../../model/index.ts';
import type { Register } from '../store/register.ts';
import { commit } from './commit.ts';

/** Has somebody said who he is? */
export function isStarted(reg: Register): boolean {
  return reg.sql('SELECT 1 FROM person WHERE deleted = 0 AND role IS NOT NULL LIMIT 1').get() !== undefined;
}

/**
 * First start: names the register and makes its first person, an administrator.
 * @returns the person's id
 * @throws HoldfastError ALREADY_STARTED
 */
export function startRegister(reg: Register, registerName: string, personName: string): string {
  if (isStarted(reg)) throw new HoldfastError('ALREADY_STARTED');
  const id = reg.newId();
  return reg.transaction(() => {
    reg.setMeta('name', registerName);
    commit(reg, { actor: id, kind: 'start', label: registerName, system: true }, [
      {
        op: 'create',
        entity: 'person',
        id,
        patch: { name: personName, role: 'administrator', active: true },
      },
    ]);
    return id;
  });
}
