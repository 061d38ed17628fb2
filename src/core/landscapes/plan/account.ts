import type { ErrorParams } from '../../../model/errors.ts';
import type { EntityKey, Value } from '../../../model/types.ts';
import type { Description, Fate } from '../description.ts';
import type { LinkPlanner } from './links.ts';
import type { MatchedBy } from './match.ts';
import type { ThingPlanner } from './planner.ts';

export const outcomes = ['created', 'merged', 'unchanged', 'notImported'] as const;
export type Outcome = (typeof outcomes)[number];

/** How many objects became what; `objects` is always the sum of the others. */
export interface Tally {
  objects: number;
  created: number;
  merged: number;
  unchanged: number;
  notImported: number;
}

export const noTally = (): Tally => ({ objects: 0, created: 0, merged: 0, unchanged: 0, notImported: 0 });

/** What becomes of one object, as the preview lists it. */
export interface ObjectRow {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly outcome: Outcome;
  /** The source key by which a decision names it; null for what is not a record of its own. */
  readonly key: string | null;
  readonly entity: EntityKey | null;
  readonly record: string | null;
  /** Words for the record that it is merged into. */
  readonly label: string;
  readonly by: MatchedBy | null;
  readonly changes: ReadonlyArray<{ readonly field: string; readonly from: Value; readonly to: Value }>;
  readonly code: string | null;
  readonly params: ErrorParams;
  /** Records that a person may choose from. */
  readonly candidates: ReadonlyArray<{ readonly id: string; readonly label: string }>;
}

export interface Account {
  readonly total: Tally;
  readonly kinds: Record<string, Tally>;
  /** Records that are made or changed, by entity. */
  readonly records: Partial<Record<EntityKey, { created: number; changed: number }>>;
  /** Objects that are not imported, by reason and kind. */
  readonly reasons: ReadonlyArray<{ readonly code: string; readonly kind: string; readonly count: number }>;
}

interface Planned {
  readonly description: Description;
  readonly things: ThingPlanner;
  readonly links: LinkPlanner;
  readonly labelOf: (id: string, entity: EntityKey | null) => string;
}

/** Goes through the objects once more and says of each what becomes of it. */
export function accountFor(planned: Planned, onRow: (row: ObjectRow) => void): Account {
  const total = noTally();
  const kinds = new Map<string, Tally>();
  const reasons = new Map<string, { code: string; kind: string; count: number }>();
  planned.description.objects.forEach(({ kind, id, name }, i) => {
    const fate = planned.description.fates[i] as Fate;
    const row: ObjectRow = { kind, id, name, ...outcomeOf(fate, planned) };
    let tally = kinds.get(kind);
    if (!tally) {
      tally = noTally();
      kinds.set(kind, tally);
    }
    for (const sum of [total, tally]) {
      sum.objects++;
      sum[row.outcome]++;
    }
    if (row.code !== null) {
      const at = `${row.code} ${kind}`;
      const known = reasons.get(at);
      if (known) known.count++;
      else reasons.set(at, { code: row.code, kind, count: 1 });
    }
    onRow(row);
  });
  return {
    total,
    kinds: Object.fromEntries([...kinds].sort(([a], [b]) => (a < b ? -1 : 1))),
    records: recordsOf(planned),
    reasons: [...reasons.values()].sort((a, b) => b.count - a.count),
  };
}

type RowPart = Omit<ObjectRow, 'kind' | 'id' | 'name'>;

const nothing: RowPart = {
  outcome: 'notImported',
  key: null,
  entity: null,
  record: null,
  label: '',
  by: null,
  changes: [],
  code: null,
  params: {},
  candidates: [],
};

function outcomeOf(fate: Fate, { things, links, labelOf }: Planned): RowPart {
  if (fate.kind === 'left') return { ...nothing, code: fate.code, params: fate.params };
  if (fate.kind === 'link') {
    const found = links.outcomes.get(fate.key);
    if (!found) return { ...nothing, code: 'LANDSCAPE_END_MISSING', params: { what: fate.key } };
    if (found.outcome === 'left') return { ...nothing, code: found.code, params: found.params };
    return { ...nothing, outcome: found.outcome, entity: 'relation', record: found.record };
  }
  const found = things.outcomes.get(fate.key);
  if (!found || (found.outcome === 'left' && fate.kind === 'part'))
    return { ...nothing, code: 'LANDSCAPE_HOST_NOT_IMPORTED', params: { what: fate.key } };
  const record = found.record === null ? undefined : things.records.get(found.record);
  const entity = record?.entity ?? null;
  if (found.outcome === 'left') {
    const candidates = found.candidates.map((id) => ({ id, label: labelOf(id, 'asset') }));
    return { ...nothing, key: fate.key, code: found.code, params: found.params, candidates };
  }
  const label = record ? things.label(record) : '';
  const { outcome, by, changes } = found;
  if (fate.kind === 'part') return { ...nothing, outcome, entity, record: found.record, label };

  return { ...nothing, outcome, key: fate.key, entity, record: found.record, label, by, changes };
}

function recordsOf({ things, links }: Planned): Account['records'] {
  const counts: Partial<Record<EntityKey, { created: number; changed: number }>> = {};
  for (const record of [...things.records.values(), ...links.records.values()]) {
    const count = counts[record.entity] ?? { created: 0, changed: 0 };
    counts[record.entity] = count;
    if (!record.known) count.created++;
    else if (Object.keys(record.patch).length > 0) count.changed++;
  }
  return counts;
}
