import type { EntityKey, Value } from '../../model/index.ts';
import { type Entry, entriesOf } from '../log/entries.ts';
import { mergeRecord, valueKey } from '../log/pure/merge.ts';
import { projectedOf } from '../log/refold.ts';
import { counts, isNow, laterRecords, type Moment } from '../register/as-of/moment.ts';
import type { Register } from '../store/register.ts';

export type DifferenceKind = 'added' | 'removed' | 'changed';
export type Values = Readonly<Record<string, Value>>;

export interface FieldDifference {
  readonly field: string;
  readonly from: Value;
  readonly to: Value;
}

/** One log entry that lies between two moments. */
export interface Step {
  readonly id: string;
  /** Local key of its batch. */
  readonly batch: number;
  readonly ms: number;
  /** Local key of the person. */
  readonly actor: number;
  /** Fields it sets; null for a creation or deletion, which concern all. */
  readonly fields: readonly string[] | null;
}

/** What one record differs by between two moments. */
export interface Difference {
  readonly entity: 'asset' | 'relation';
  readonly rid: number;
  readonly kind: DifferenceKind;
  /** The state after, or, of what was removed, before. */
  readonly values: Values;
  readonly before: Values | null;
  /** Only of what was changed; in the order of the fields' names. */
  readonly fields: readonly FieldDifference[];
  readonly steps: readonly Step[];
}

export interface DifferenceWatch {
  /** Called again and again; may throw to break off. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Fields in which the register keeps order for itself. */
const bookkeeping = new Set(['incomplete']);

/**
 * What differs between two moments, by going through the records with entries between them: cost grows with the changes since
 * the earlier one, not with the register.
 */
export function differences(
  reg: Register,
  from: Moment,
  to: Moment,
  { onProgress }: DifferenceWatch = {},
): Difference[] {
  const found: Difference[] = [];
  const asked = (['asset', 'relation'] as const).map((entity) => ({
    entity,
    rids: changedBetween(reg, entity, from, to),
  }));
  const total = asked.reduce((sum, { rids }) => sum + rids.length, 0);
  let done = 0;
  for (const { entity, rids } of asked) {
    for (const rid of rids) {
      const difference = differenceOf(reg, entity, rid, from, to);
      if (difference) found.push(difference);
      if (++done % 500 === 0) onProgress?.(done, total);
    }
  }
  return found;
}

/** Records that may differ: those with entries that belong to the one moment and not to the other. */
function changedBetween(reg: Register, entity: EntityKey, from: Moment, to: Moment): number[] {
  // Between two times, what was changed after the earlier one holds all that was changed after the later one.
  const both = [from, to].filter((moment) => !isNow(moment));
  const onlyTimes = both.every(({ cursor, seen }) => cursor === undefined && seen === undefined);
  if (onlyTimes && both.length > 0) {
    const earlier = Math.min(...both.map(({ asOf }) => asOf as number));
    return laterRecords(reg, entity, { asOf: earlier });
  }
  const rids = new Set(both.flatMap((moment) => laterRecords(reg, entity, moment)));
  return [...rids].sort((a, b) => a - b);
}

function differenceOf(
  reg: Register,
  entity: 'asset' | 'relation',
  rid: number,
  from: Moment,
  to: Moment,
): Difference | null {
  const entries = entriesOf(reg, rid);
  const between = entries.filter((entry) => counts(entry, from) !== counts(entry, to));
  if (between.length === 0) return null;
  const before = stateAt(reg, rid, entries, from);
  const after = stateAt(reg, rid, entries, to);
  if (!before && !after) return null;
  const kind = !before ? 'added' : !after ? 'removed' : 'changed';
  const fields = before && after ? fieldDifferences(before, after) : [];
  if (kind === 'changed' && fields.length === 0) return null;
  return {
    entity,
    rid,
    kind,
    values: after ?? (before as Values),
    before,
    fields,
    steps: between.filter((entry) => !entry.rejected).map(stepOf),
  };
}

/** The values of a record at a moment; null when it was not there, or deleted. */
function stateAt(reg: Register, rid: number, entries: readonly Entry[], moment: Moment): Values | null {
  const counted = entries.filter((entry) => counts(entry, moment));
  const row = projectedOf(rid, mergeRecord(reg.keys.uuid(rid), counted), counted);
  return row && !row.deleted ? row.values : null;
}

export function fieldDifferences(before: Values, after: Values): FieldDifference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((field) => {
    if (bookkeeping.has(field)) return [];
    const [from, to] = [before[field] ?? null, after[field] ?? null];
    return valueKey(from) === valueKey(to) ? [] : [{ field, from, to }];
  });
}

function stepOf(entry: Entry): Step {
  const whole = entry.create || Object.keys(entry.patch).some((field) => field.startsWith('$'));
  return {
    id: entry.id,
    batch: entry.batch,
    ms: entry.ms,
    actor: entry.actor,
    fields: whole ? null : Object.keys(entry.patch),
  };
}
