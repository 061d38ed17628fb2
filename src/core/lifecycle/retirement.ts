import type { retirementStates } from '../../model/choices.ts';
import { authorize, type ErrorCode, HoldfastError, type Value } from '../../model/index.ts';
import { actorOf } from '../log/people.ts';
import { type ProjectionRow, projectedValues, projectionRow } from '../log/project.ts';
import type { Register } from '../store/register.ts';

export type RetirementState = keyof typeof retirementStates;

/** A retirement as its procedures see it. */
export interface Retirement {
  readonly id: string;
  readonly rid: number;
  readonly number: string;
  readonly state: RetirementState;
  readonly values: Readonly<Record<string, Value>>;
  readonly row: ProjectionRow;
}

/** @throws HoldfastError RETIREMENT_NOT_FOUND */
export function retirementOf(reg: Register, id: string): Retirement {
  const rid = reg.keys.findRid(id);
  const row = rid === null ? undefined : projectionRow(reg, 'retirement', rid);
  if (rid === null || !row || row.deleted === 1) throw new HoldfastError('RETIREMENT_NOT_FOUND');
  const values = projectedValues(reg, 'retirement', row);
  return {
    id,
    rid,
    number: String(values.number ?? ''),
    state: (values.state ?? 'requested') as RetirementState,
    values,
    row,
  };
}

/** @throws HoldfastError RETIREMENT_STATE */
export function demandState(retirement: Retirement, ...states: readonly RetirementState[]): void {
  if (!states.includes(retirement.state)) {
    const { number, state } = retirement;
    throw new HoldfastError('RETIREMENT_STATE', { number, state });
  }
}

export interface Item {
  readonly rid: number;
  readonly asset: number;
  readonly statusBefore: string | null;
  readonly tag: string | null;
  readonly name: string | null;
  readonly class: string | null;
  readonly status: string | null;
  readonly cost: number | null;
  readonly currency: string | null;
  readonly sanitisation: string | null;
}

/** The assets of a retirement, by tag. */
export function itemsOf(reg: Register, retirement: number): Item[] {
  return reg
    .sql(
      `SELECT i.rid, i.asset, i.statusBefore, a.tag, a.name, a.class, a.status, a.cost, a.currency, a.sanitisation
       FROM retirementItem i JOIN asset a ON a.rid = i.asset
       WHERE i.retirement = ? AND i.deleted = 0 ORDER BY a.tag_key, i.rid`,
    )
    .all(retirement) as Item[];
}

/** Its class says so, or somebody said how it must be sanitised. */
export function holdsData(
  reg: Register,
  asset: {
    readonly class: string | null;
    readonly sanitisation: string | null;
  },
): boolean {
  return reg.catalogue.isDataBearing(asset.class) || asset.sanitisation !== null;
}

/** The code for which a person may not change a retirement this way, or null when he may. */
export function denial(
  reg: Register,
  actor: string,
  retirement: Retirement,
  patch: Readonly<Record<string, Value>>,
): ErrorCode | null {
  const { role, department, id } = actorOf(reg, actor);
  const verdict = authorize({
    role,
    department,
    person: id,
    entity: 'retirement',
    operation: 'update',
    patch,
    record: retirement.values,
  });
  return verdict.allowed ? null : verdict.code;
}
