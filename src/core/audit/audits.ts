import { HoldfastError, type Value } from '../../model/index.ts';
import { momentIn, pinned, scopeIn, scopeValues } from '../baseline/baselines.ts';
import type { Comparisons } from '../compare/comparisons.ts';
import type { Scope } from '../compare/scope.ts';
import { commit, type Draft } from '../log/commit.ts';
import { type Moment, seenHere } from '../register/as-of/moment.ts';
import { getRecord } from '../register/rows.ts';
import type { Register } from '../store/register.ts';
import { drawSample } from './sample.ts';

export interface NewAudit extends Scope {
  readonly name: string;
  /** Checks against a baseline; its scope and moment count then. */
  readonly baseline?: string | undefined;
  /** How many, or how many in a hundred; one of the two. */
  readonly size?: number | undefined;
  readonly percent?: number | undefined;
  readonly stratified?: boolean | undefined;
  /** Made up when left out. */
  readonly seed?: string | undefined;
  readonly note?: string | undefined;
}

export interface ItemResult {
  readonly result: 'pending' | 'conform' | 'nonconform';
  readonly finding?: string | undefined;
  readonly evidence?: string | undefined;
  /** Who mends it and until when; of what does not conform. */
  readonly owner?: string | null | undefined;
  readonly due?: string | null | undefined;
}

export interface NonconformityPatch {
  readonly finding?: string | undefined;
  readonly owner?: string | null | undefined;
  readonly due?: string | null | undefined;
  readonly action?: string | null | undefined;
  readonly evidence?: string | null | undefined;
}

/** Draws the sample of a new audit and writes both as one batch. @throws SCOPE_EMPTY, ROLE_FORBIDS, BASELINE_NOT_FOUND */
export async function createAudit(
  reg: Register,
  comparisons: Comparisons,
  actor: string,
  wanted: NewAudit,
): Promise<{ id: string; batch: string }> {
  const { scope, moment } = whatOf(reg, wanted);
  const members = await comparisons.ask({ ask: 'members', scope, moment });
  if (members.length === 0) throw new HoldfastError('SCOPE_EMPTY');
  const seed = wanted.seed?.trim() || reg.newId().slice(-12);
  const stratified = wanted.stratified ?? false;
  const size = sizeOf(wanted, members.length);
  const classOf = reg.sql('SELECT class FROM asset WHERE rid = ?').pluck();
  const candidates = members.map((id) => ({
    id,
    stratum: String(classOf.get(reg.keys.findRid(id)) ?? ''),
  }));
  const sample = drawSample(candidates, seed, size, stratified);
  const id = reg.newId();
  const audit: Draft = {
    op: 'create',
    entity: 'configurationAudit',
    id,
    patch: {
      name: wanted.name,
      state: 'open',
      baseline: wanted.baseline ?? null,
      ...scopeValues(scope),
      at: moment.asOf ?? null,
      seen: moment.seen ? { ...moment.seen } : null,
      seed,
      stratified,
      population: members.length,
      sample: sample.length,
      auditor: actor,
      note: wanted.note ?? null,
    },
  };
  const items = sample.map((asset, i): Draft => {
    const patch = { audit: id, asset, n: i + 1, result: 'pending' };
    return { op: 'create', entity: 'auditItem', patch };
  });
  const done = commit(reg, { actor, kind: 'audit', label: wanted.name }, [audit, ...items]);
  return { id, batch: done.batch };
}

function whatOf(reg: Register, wanted: NewAudit): { scope: Scope; moment: Moment } {
  if (wanted.baseline) return pinned(reg, wanted.baseline);
  return {
    scope: scopeIn(scopeValues(wanted)),
    moment: { asOf: reg.deps.now(), seen: seenHere(reg) },
  };
}

function sizeOf({ size, percent }: NewAudit, population: number): number {
  if (size !== undefined) return Math.max(1, Math.min(size, population));
  return Math.max(1, Math.ceil((population * (percent ?? 10)) / 100));
}

/** The same sample again from the stored seed: what shows that nobody chose it. @returns ids in the order drawn */
export async function redraw(reg: Register, comparisons: Comparisons, id: string): Promise<string[]> {
  const values = openOrClosed(reg, id).values;
  const members = await comparisons.ask({ ask: 'members', scope: scopeIn(values), moment: momentIn(values) });
  const classOf = reg.sql('SELECT class FROM asset WHERE rid = ?').pluck();
  const candidates = members.map((one) => ({
    id: one,
    stratum: String(classOf.get(reg.keys.findRid(one)) ?? ''),
  }));
  return drawSample(candidates, String(values.seed), Number(values.sample), values.stratified === true);
}

/**
 * Writes down what was found of an item. What does not conform becomes a nonconformity, which is followed until it is closed;
 * taken back, it goes again unless somebody has worked on it.
 * @throws AUDIT_NOT_FOUND, AUDIT_CLOSED, ROLE_FORBIDS
 */
export function checkItem(reg: Register, actor: string, item: string, wanted: ItemResult): { batch: string } {
  const { values } = record(reg, 'auditItem', item);
  const audit = openAudit(reg, String(values.audit));
  const { result, finding, evidence, owner, due } = wanted;
  const checked = result === 'pending' ? null : { by: actor, at: reg.deps.now() };
  const patch = {
    result,
    finding: finding ?? null,
    evidence: evidence ?? null,
    checkedBy: checked?.by ?? null,
    checkedAt: checked?.at ?? null,
  };
  const drafts: Draft[] = [{ op: 'update', entity: 'auditItem', id: item, patch }];
  const known = nonconformityOf(reg, item);
  if (result === 'nonconform') {
    const about: Record<string, Value> = {
      finding: finding?.trim() || String(audit.values.name),
      owner: owner ?? null,
      due: due ?? null,
    };
    const made = { ...about, audit: audit.id, item, asset: values.asset as string, state: 'open' };
    if (known) drafts.push({ op: 'update', entity: 'nonconformity', id: known, patch: about });
    else drafts.push({ op: 'create', entity: 'nonconformity', patch: made });
  } else if (known) drafts.push({ op: 'delete', entity: 'nonconformity', id: known });
  const label = String(audit.values.name);
  return { batch: commit(reg, { actor, kind: 'audit', label }, drafts).batch };
}

/** @throws AUDIT_NOT_FOUND, ROLE_FORBIDS */
export function changeNonconformity(
  reg: Register,
  actor: string,
  id: string,
  wanted: NonconformityPatch,
): { batch: string } {
  const { values } = record(reg, 'nonconformity', id);
  const patch: Record<string, Value> = {};
  for (const [field, value] of Object.entries(wanted)) if (value !== undefined) patch[field] = value;
  return write(reg, actor, values, [{ op: 'update', entity: 'nonconformity', id, patch }]);
}

/** Closes a nonconformity, or opens it again. @throws NONCONFORMITY_INCOMPLETE, AUDIT_NOT_FOUND, ROLE_FORBIDS */
export function closeNonconformity(
  reg: Register,
  actor: string,
  id: string,
  closed: boolean,
): { batch: string } {
  const { values } = record(reg, 'nonconformity', id);
  if (closed && (!values.action || !values.evidence)) throw new HoldfastError('NONCONFORMITY_INCOMPLETE');
  const patch = closed
    ? { state: 'closed', closedBy: actor, closedAt: reg.deps.now() }
    : { state: 'open', closedBy: null, closedAt: null };
  return write(reg, actor, values, [{ op: 'update', entity: 'nonconformity', id, patch }]);
}

/** Ends an audit of which everything was checked and closed. @throws AUDIT_UNFINISHED, AUDIT_CLOSED, AUDIT_NOT_FOUND */
export function closeAudit(reg: Register, actor: string, id: string): { batch: string } {
  const audit = openAudit(reg, id);
  const rid = reg.keys.findRid(id);
  const count = (sql: string) => reg.sql(sql).pluck().get(rid) as number;
  const pending = count(
    "SELECT count(*) FROM auditItem WHERE audit = ? AND deleted = 0 AND coalesce(result, 'pending') = 'pending'",
  );
  const open = count(
    "SELECT count(*) FROM nonconformity WHERE audit = ? AND deleted = 0 AND coalesce(state, 'open') = 'open'",
  );
  if (pending + open > 0) throw new HoldfastError('AUDIT_UNFINISHED', { pending, open });
  const patch = { state: 'closed', closedBy: actor, closedAt: reg.deps.now() };
  const drafts: Draft[] = [{ op: 'update', entity: 'configurationAudit', id, patch }];
  return { batch: commit(reg, { actor, kind: 'audit', label: String(audit.values.name) }, drafts).batch };
}

function write(
  reg: Register,
  actor: string,
  values: Readonly<Record<string, Value>>,
  drafts: readonly Draft[],
): { batch: string } {
  const label = String(openOrClosed(reg, String(values.audit)).values.name ?? '');
  return { batch: commit(reg, { actor, kind: 'audit', label }, drafts).batch };
}

function nonconformityOf(reg: Register, item: string): string | null {
  const rid = reg
    .sql('SELECT rid FROM nonconformity WHERE item = ? AND deleted = 0')
    .pluck()
    .get(reg.keys.findRid(item)) as number | undefined;
  return rid === undefined ? null : reg.keys.uuid(rid);
}

function record(reg: Register, entity: 'auditItem' | 'nonconformity' | 'configurationAudit', id: string) {
  const rid = reg.keys.findRid(id);
  const there = rid !== null && reg.sql(`SELECT 1 FROM "${entity}" WHERE rid = ? AND deleted = 0`).get(rid);
  if (!there) throw new HoldfastError('AUDIT_NOT_FOUND');
  return getRecord(reg, entity, id);
}

export const openOrClosed = (reg: Register, id: string) => record(reg, 'configurationAudit', id);

function openAudit(reg: Register, id: string) {
  const audit = openOrClosed(reg, id);
  if (audit.values.state === 'closed') throw new HoldfastError('AUDIT_CLOSED');
  return audit;
}
