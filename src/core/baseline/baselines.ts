import { HoldfastError, type Value } from '../../model/index.ts';
import type { CompareQuery } from '../compare/comparison.ts';
import type { Comparisons } from '../compare/comparisons.ts';
import type { Scope } from '../compare/scope.ts';
import { commit, type Draft } from '../log/commit.ts';
import { type Moment, seenHere } from '../register/as-of/moment.ts';
import { getRecord } from '../register/rows.ts';
import type { Register } from '../store/register.ts';

export interface NewBaseline extends Scope {
  readonly name: string;
  /** Milliseconds since 1970; now when left out. */
  readonly at?: number | undefined;
  readonly note?: string | undefined;
  /** The baseline that this one takes the place of once it is approved. */
  readonly replaces?: string | undefined;
}

export interface BaselineInfo extends Scope {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly at: number;
  readonly items: number;
  readonly note: string;
  readonly replaces: string | null;
  readonly madeBy: string;
  readonly madeById: string | null;
  readonly approvedBy: string;
  readonly approvedAt: number | null;
}

/** Fixes the state of a scope under a name. @throws SCOPE_EMPTY, ROLE_FORBIDS and what a filter throws */
export async function createBaseline(
  reg: Register,
  comparisons: Comparisons,
  actor: string,
  wanted: NewBaseline,
): Promise<{ id: string; batch: string }> {
  const { name, note, replaces, ...scope } = wanted;
  const at = wanted.at ?? reg.deps.now();
  const seen = seenHere(reg);
  const members = await comparisons.ask({
    ask: 'members',
    scope: scopeOf(scope),
    moment: { asOf: at, seen },
  });
  if (members.length === 0) throw new HoldfastError('SCOPE_EMPTY');
  const patch = {
    name,
    state: 'draft',
    ...scopeValues(scope),
    at,
    seen,
    items: members.length,
    replaces: replaces ?? null,
    note: note ?? null,
    madeBy: actor,
  };
  const done = commit(reg, { actor, kind: 'baseline', label: name }, [
    { op: 'create', entity: 'baseline', patch },
  ]);
  return { id: done.records[0] as string, batch: done.batch };
}

/** Approves a draft, which makes the one that it replaces superseded. @throws OWN_REQUEST, ROLE_FORBIDS, BASELINE_STATE */
export function approveBaseline(reg: Register, actor: string, id: string): { batch: string } {
  const baseline = readBaseline(reg, id);
  if (baseline.state !== 'draft') throw new HoldfastError('BASELINE_STATE', { state: baseline.state });
  const patch = { state: 'approved', approvedBy: actor, approvedAt: reg.deps.now() };
  const drafts: Draft[] = [{ op: 'update', entity: 'baseline', id, patch }];
  const before = baseline.replaces === null ? null : findBaseline(reg, baseline.replaces);
  if (before?.state === 'approved')
    drafts.push({ op: 'update', entity: 'baseline', id: before.id, patch: { state: 'superseded' } });
  return { batch: commit(reg, { actor, kind: 'baseline', label: baseline.name }, drafts).batch };
}

/** @throws BASELINE_NOT_FOUND, ROLE_FORBIDS */
export function removeBaseline(reg: Register, actor: string, id: string): { batch: string } {
  const { name } = readBaseline(reg, id);
  const drafts: Draft[] = [{ op: 'delete', entity: 'baseline', id }];
  return { batch: commit(reg, { actor, kind: 'baseline', label: name }, drafts).batch };
}

/**
 * Says of changes without a number that somebody has looked at them.
 * @param items ids of assets and relations of the drift; all of it when null
 * @returns how many records that concerned
 */
export async function acknowledgeDrift(
  reg: Register,
  comparisons: Comparisons,
  actor: string,
  wanted: { readonly baseline: string; readonly items: readonly string[] | null; readonly reason: string },
): Promise<{ batch: string | null; records: number }> {
  const { baseline, items, reason } = wanted;
  const query = driftQuery(reg, baseline);
  const found = await comparisons.ask({ ask: 'uncovered', query, ids: items });
  const drafts = found.map(({ asset, changes }): Draft => {
    const patch: Record<string, Value> = {
      kind: 'acknowledgement',
      reason,
      changes: [...changes],
      by: actor,
    };
    return { op: 'create', entity: 'changeReference', patch: asset ? { ...patch, asset } : patch };
  });
  if (drafts.length === 0) return { batch: null, records: 0 };
  const { name } = readBaseline(reg, baseline);
  const done = commit(reg, { actor, kind: 'baseline', label: name }, drafts);
  return { batch: done.batch, records: drafts.length };
}

/** What a baseline is compared by: its state against what stands now. @throws BASELINE_NOT_FOUND */
export function driftQuery(reg: Register, id: string): CompareQuery {
  const { moment, scope } = pinned(reg, id);
  return { from: moment, to: {}, scope };
}

export function pinned(reg: Register, id: string): { moment: Moment; scope: Scope } {
  const values = baselineValues(reg, id);
  return { moment: momentIn(values), scope: scopeIn(values) };
}

/** Approved baselines that hold one of these assets: whoever changes it is asked for a change number. */
export async function baselinesCovering(
  reg: Register,
  comparisons: Comparisons,
  assets: readonly string[],
): Promise<BaselineInfo[]> {
  const approved = reg
    .sql("SELECT rid FROM baseline WHERE state = 'approved' AND deleted = 0")
    .pluck()
    .all() as number[];
  if (approved.length === 0 || assets.length === 0) return [];
  const baselines = approved.map((rid) => ({ id: reg.keys.uuid(rid), ...pinned(reg, reg.keys.uuid(rid)) }));
  const found = await comparisons.ask({ ask: 'covering', assets, baselines });
  return found.map((id) => readBaseline(reg, id));
}

export function listBaselines(reg: Register): BaselineInfo[] {
  const rids = reg.sql('SELECT rid FROM baseline WHERE deleted = 0 ORDER BY created DESC').pluck().all();
  return (rids as number[]).map((rid) => readBaseline(reg, reg.keys.uuid(rid)));
}

/** @throws BASELINE_NOT_FOUND */
export function readBaseline(reg: Register, id: string): BaselineInfo {
  const found = findBaseline(reg, id);
  if (!found) throw new HoldfastError('BASELINE_NOT_FOUND');
  return found;
}

function findBaseline(reg: Register, id: string): BaselineInfo | null {
  const rid = reg.keys.findRid(id);
  const there = rid !== null && reg.sql('SELECT 1 FROM baseline WHERE rid = ? AND deleted = 0').get(rid);
  if (!there) return null;
  const { values, labels } = getRecord(reg, 'baseline', id);
  return {
    id,
    name: String(values.name ?? ''),
    state: String(values.state ?? 'draft'),
    ...scopeIn(values),
    at: Number(values.at ?? 0),
    items: Number(values.items ?? 0),
    note: String(values.note ?? ''),
    replaces: (values.replaces as string | undefined) ?? null,
    madeBy: labels.madeBy ?? '',
    madeById: (values.madeBy as string | undefined) ?? null,
    approvedBy: labels.approvedBy ?? '',
    approvedAt: (values.approvedAt as number | undefined) ?? null,
  };
}

function baselineValues(reg: Register, id: string): Readonly<Record<string, Value>> {
  readBaseline(reg, id);
  return getRecord(reg, 'baseline', id).values;
}

/** The fields of `scopeFields` in src/model/entities/baselines.ts. */
export function scopeValues({ filter, roots, hops }: Scope): Record<string, Value> {
  const some = roots && roots.length > 0 ? [...roots] : null;
  return { filter: filter?.trim() || null, roots: some, hops: some ? (hops ?? 1) : null };
}

function scopeOf({ filter, roots, hops }: Scope): Scope {
  return scopeIn(scopeValues({ filter, roots, hops }));
}

export function scopeIn(values: Readonly<Record<string, Value>>): Scope {
  return {
    ...(typeof values.filter === 'string' ? { filter: values.filter } : {}),
    ...(Array.isArray(values.roots) ? { roots: values.roots as readonly string[] } : {}),
    ...(typeof values.hops === 'number' ? { hops: values.hops } : {}),
  };
}

export function momentIn(values: Readonly<Record<string, Value>>): Moment {
  return {
    asOf: typeof values.at === 'number' ? values.at : undefined,
    seen: (values.seen as Record<string, number> | undefined) ?? undefined,
  };
}
