import { scopeIn } from '../baseline/baselines.ts';
import type { Scope } from '../compare/scope.ts';
import { labelOf } from '../register/labels.ts';
import { getRecord } from '../register/rows.ts';
import type { Register } from '../store/register.ts';
import { openOrClosed } from './audits.ts';

export interface AuditInfo extends Scope {
  readonly id: string;
  readonly name: string;
  readonly state: 'open' | 'closed';
  readonly baseline: string | null;
  readonly baselineName: string;
  readonly seed: string;
  readonly stratified: boolean;
  readonly population: number;
  readonly sample: number;
  readonly checked: number;
  readonly nonconform: number;
  readonly openFindings: number;
  readonly auditor: string;
  readonly at: number;
  readonly closedAt: number | null;
  readonly closedBy: string;
  readonly note: string;
}

export interface FindingInfo {
  readonly id: string;
  readonly finding: string;
  readonly state: 'open' | 'closed';
  readonly owner: string | null;
  readonly ownerName: string;
  readonly due: string | null;
  readonly action: string;
  readonly evidence: string;
  readonly closedBy: string;
  readonly closedAt: number | null;
}

export interface ItemInfo {
  readonly id: string;
  readonly n: number;
  readonly asset: {
    readonly id: string;
    readonly tag: string;
    readonly name: string;
    readonly class: string | null;
  };
  readonly location: string;
  readonly result: 'pending' | 'conform' | 'nonconform';
  readonly finding: string;
  readonly evidence: string;
  readonly checkedBy: string;
  readonly checkedAt: number | null;
  readonly nonconformity: FindingInfo | null;
}

export function listAudits(reg: Register): AuditInfo[] {
  const rids = reg
    .sql('SELECT rid FROM configurationAudit WHERE deleted = 0 ORDER BY created DESC')
    .pluck()
    .all() as number[];
  return rids.map((rid) => readAudit(reg, reg.keys.uuid(rid)));
}

/** @throws AUDIT_NOT_FOUND */
export function readAudit(reg: Register, id: string): AuditInfo {
  const { values, labels, createdAt } = openOrClosed(reg, id);
  const rid = reg.keys.findRid(id);
  const results = reg
    .sql('SELECT result, count(*) AS n FROM auditItem WHERE audit = ? AND deleted = 0 GROUP BY result')
    .all(rid) as Array<{ result: string | null; n: number }>;
  const of = (result: string) => results.find((row) => row.result === result)?.n ?? 0;
  return {
    id,
    name: String(values.name ?? ''),
    state: values.state === 'closed' ? 'closed' : 'open',
    ...scopeIn(values),
    baseline: (values.baseline as string | undefined) ?? null,
    baselineName: labels.baseline ?? '',
    seed: String(values.seed ?? ''),
    stratified: values.stratified === true,
    population: Number(values.population ?? 0),
    sample: Number(values.sample ?? 0),
    checked: of('conform') + of('nonconform'),
    nonconform: of('nonconform'),
    openFindings: reg
      .sql("SELECT count(*) FROM nonconformity WHERE audit = ? AND deleted = 0 AND state = 'open'")
      .pluck()
      .get(rid) as number,
    auditor: labels.auditor ?? '',
    at: createdAt,
    closedAt: (values.closedAt as number | undefined) ?? null,
    closedBy: labels.closedBy ?? '',
    note: String(values.note ?? ''),
  };
}

/** The items of an audit with what was found, in the order drawn. @throws AUDIT_NOT_FOUND */
export function auditItems(reg: Register, id: string): ItemInfo[] {
  openOrClosed(reg, id);
  const rows = reg
    .sql('SELECT rid, asset FROM auditItem WHERE audit = ? AND deleted = 0 ORDER BY n, rid')
    .all(reg.keys.findRid(id)) as Array<{ rid: number; asset: number }>;
  return rows.map(({ rid, asset }) => itemInfo(reg, rid, asset));
}

function itemInfo(reg: Register, rid: number, asset: number): ItemInfo {
  const id = reg.keys.uuid(rid);
  const { values, labels } = getRecord(reg, 'auditItem', id);
  const about = reg.sql('SELECT tag, name, class, location FROM asset WHERE rid = ?').get(asset) as
    | { tag: string | null; name: string | null; class: string | null; location: number | null }
    | undefined;
  return {
    id,
    n: Number(values.n ?? 0),
    asset: {
      id: reg.keys.uuid(asset),
      tag: about?.tag ?? '',
      name: about?.name ?? '',
      class: about?.class ?? null,
    },
    location: about?.location ? labelOf(reg, 'location', about.location) : '',
    result: (values.result as ItemInfo['result'] | undefined) ?? 'pending',
    finding: String(values.finding ?? ''),
    evidence: String(values.evidence ?? ''),
    checkedBy: labels.checkedBy ?? '',
    checkedAt: (values.checkedAt as number | undefined) ?? null,
    nonconformity: findingOf(reg, rid),
  };
}

function findingOf(reg: Register, item: number): FindingInfo | null {
  const rid = reg
    .sql('SELECT rid FROM nonconformity WHERE item = ? AND deleted = 0 ORDER BY rid LIMIT 1')
    .pluck()
    .get(item) as number | undefined;
  if (rid === undefined) return null;
  const { id, values, labels } = getRecord(reg, 'nonconformity', reg.keys.uuid(rid));
  return {
    id,
    finding: String(values.finding ?? ''),
    state: values.state === 'closed' ? 'closed' : 'open',
    owner: (values.owner as string | undefined) ?? null,
    ownerName: labels.owner ?? '',
    due: (values.due as string | undefined) ?? null,
    action: String(values.action ?? ''),
    evidence: String(values.evidence ?? ''),
    closedBy: labels.closedBy ?? '',
    closedAt: (values.closedAt as number | undefined) ?? null,
  };
}
