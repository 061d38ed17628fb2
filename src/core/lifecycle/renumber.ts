import { HoldfastError } from '../../model/index.ts';
import { commit } from '../log/commit.ts';
import type { Register } from '../store/register.ts';
import { nextNumber } from './number.ts';
import { retirementOf } from './retirement.ts';

/**
 * Gives a retirement the next free number. Two laptops without a network hand out the same one sooner or later; a number
 * that only one sheet carries stays as it is, since it may stand on paper.
 * @throws HoldfastError RETIREMENT_NOT_FOUND, NUMBER_NOT_SHARED, ROLE_FORBIDS
 */
export function renumberRetirement(reg: Register, actor: string, id: string): void {
  reg.transaction(() => {
    const { number, rid } = retirementOf(reg, id);
    const shared = reg
      .sql('SELECT 1 FROM retirement WHERE number_key = ? AND rid <> ? AND deleted = 0')
      .get(number.toUpperCase(), rid);
    if (shared === undefined) throw new HoldfastError('NUMBER_NOT_SHARED', { number });
    commit(reg, { actor, kind: 'retirement', label: number, by: 'retirement' }, [
      { op: 'update', entity: 'retirement', id, patch: { number: nextNumber(reg) } },
    ]);
  });
}
