import { HoldfastError } from '../../model/index.ts';
import { commit } from '../log/commit.ts';
import type { Register } from '../store/register.ts';
import { type Scope, scopeWhere } from './scope.ts';

export interface NewSheet extends Scope {
  readonly name: string;
  /** `YYYY-MM-DD`. */
  readonly due: string | null;
}

/**
 * Drafts a stocktake; nothing is frozen yet.
 * @returns its id
 * @throws HoldfastError FILTER_SYNTAX and others of the filter, REFERENCE_UNKNOWN, ROLE_FORBIDS
 */
export function createSheet(reg: Register, actor: string, sheet: NewSheet): string {
  scopeWhere(reg, sheet);
  const living = reg.sql('SELECT 1 FROM location WHERE rid = ? AND deleted = 0');
  for (const id of sheet.locations) {
    const rid = reg.keys.findRid(id);
    if (rid === null || !living.get(rid))
      throw new HoldfastError('REFERENCE_UNKNOWN', { field: 'locations' });
  }
  const patch = {
    name: sheet.name,
    state: 'draft',
    filter: sheet.filter,
    locations: sheet.locations,
    due: sheet.due,
  };
  const done = commit(reg, { actor, kind: 'stocktake', label: sheet.name }, [
    { op: 'create', entity: 'stocktake', patch },
  ]);
  return done.records[0] as string;
}
