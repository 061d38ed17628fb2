import { HoldfastError, type Value } from '../../model/index.ts';
import { commit } from '../log/commit.ts';
import type { ProjectionRow } from '../log/project.ts';
import { projectedValues } from '../log/project.ts';
import type { Register } from '../store/register.ts';
import { holdsData, type Item, itemsOf, type Retirement, retirementOf } from './retirement.ts';

export type MediumPatch = Readonly<Record<string, Value | undefined>>;

export interface MediumRow {
  readonly rid: number;
  readonly asset: number;
  readonly row: ProjectionRow;
  readonly values: Readonly<Record<string, Value>>;
}

/** The media of a retirement, in the order in which they were noted. */
export function mediaOf(reg: Register, retirement: number): MediumRow[] {
  const rows = reg
    .sql('SELECT * FROM medium WHERE retirement = ? AND deleted = 0 ORDER BY asset, created')
    .all(retirement) as Array<ProjectionRow & { asset: number }>;
  return rows.map((row) => ({
    rid: row.rid,
    asset: row.asset,
    row,
    values: projectedValues(reg, 'medium', row),
  }));
}

/**
 * Is this medium accounted for? Either it is named, sanitised by one person, verified by another on a known day and passed; or two
 * people found that there is no medium.
 */
export function isProven(values: Readonly<Record<string, Value>>): boolean {
  const { serial, method, operator, verifier, date, result } = values;
  if (!operator || !verifier || operator === verifier || !date) return false;
  if (result === 'noMedium') return true;
  return result === 'passed' && Boolean(serial) && Boolean(method);
}

/** Media without their proof, and data-bearing assets for which no medium is noted at all. */
export function unproven(reg: Register, items: readonly Item[], media: readonly MediumRow[]): number {
  const noted = new Set(media.map((medium) => medium.asset));
  const bare = items.filter((item) => holdsData(reg, item) && !noted.has(item.asset)).length;
  return bare + media.filter((medium) => !isProven(medium.values)).length;
}

/**
 * Sanitisation is recorded between approval and disposal.
 * @throws HoldfastError NOT_APPROVED_YET, RETIREMENT_STATE
 */
function demandApproved(retirement: Retirement): void {
  const { number, state } = retirement;
  if (state === 'requested') throw new HoldfastError('NOT_APPROVED_YET');
  if (state !== 'approved') throw new HoldfastError('RETIREMENT_STATE', { number, state });
}

/** @throws HoldfastError SAME_PERSON */
function demandTwoPeople(values: Readonly<Record<string, Value | undefined>>): void {
  if (values.operator && values.operator === values.verifier) throw new HoldfastError('SAME_PERSON');
}

/**
 * Notes one more medium of an asset.
 * @throws HoldfastError RETIREMENT_NOT_FOUND, NOT_APPROVED_YET, RETIREMENT_STATE, REFERENCE_UNKNOWN when the asset is not in the
 *   retirement, SAME_PERSON, VALUE_INVALID, ROLE_FORBIDS
 */
export function addMedium(
  reg: Register,
  actor: string,
  id: string,
  asset: string,
  values: MediumPatch,
): void {
  const retirement = retirementOf(reg, id);
  demandApproved(retirement);
  const rid = reg.keys.findRid(asset);
  if (!itemsOf(reg, retirement.rid).some((item) => item.asset === rid))
    throw new HoldfastError('REFERENCE_UNKNOWN', { field: 'asset' });
  demandTwoPeople(values);
  const patch = { result: 'pending', ...given(values), retirement: id, asset };
  commit(reg, { actor, kind: 'retirement', label: retirement.number }, [
    { op: 'create', entity: 'medium', patch },
  ]);
}

/** @throws HoldfastError as `addMedium` */
export function updateMedium(reg: Register, actor: string, id: string, values: MediumPatch): string {
  const { retirement, medium } = mediumOf(reg, id);
  demandApproved(retirement);
  const patch = given(values);
  demandTwoPeople({ ...medium.values, ...patch });
  if (Object.keys(patch).length > 0)
    commit(reg, { actor, kind: 'retirement', label: retirement.number }, [
      { op: 'update', entity: 'medium', id, patch },
    ]);
  return retirement.id;
}

/**
 * Takes a medium off that was noted by mistake. The last one of a data-bearing asset stays: that there is none must be verified
 * like everything else.
 * @throws HoldfastError as `addMedium`; LAST_MEDIUM
 */
export function removeMedium(reg: Register, actor: string, id: string): string {
  const { retirement, medium } = mediumOf(reg, id);
  demandApproved(retirement);
  const item = itemsOf(reg, retirement.rid).find((i) => i.asset === medium.asset);
  const others = mediaOf(reg, retirement.rid).filter((m) => m.asset === medium.asset && m.rid !== medium.rid);
  if (item && holdsData(reg, item) && others.length === 0)
    throw new HoldfastError('LAST_MEDIUM', { tag: item.tag ?? '' });
  commit(reg, { actor, kind: 'retirement', label: retirement.number }, [
    { op: 'delete', entity: 'medium', id },
  ]);
  return retirement.id;
}

function mediumOf(reg: Register, id: string): { retirement: Retirement; medium: MediumRow } {
  const rid = reg.keys.findRid(id);
  const parent =
    rid === null
      ? undefined
      : (reg.sql('SELECT retirement FROM medium WHERE rid = ? AND deleted = 0').pluck().get(rid) as
          | number
          | undefined);
  if (parent === undefined) throw new HoldfastError('RECORD_NOT_FOUND', { id });
  const retirement = retirementOf(reg, reg.keys.uuid(parent));
  const medium = mediaOf(reg, parent).find((m) => m.rid === rid) as MediumRow;
  return { retirement, medium };
}

/** What was said; fields left out stay as they are. */
function given(values: MediumPatch): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, Value] => entry[1] !== undefined),
  );
}
