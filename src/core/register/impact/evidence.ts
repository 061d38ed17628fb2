import { HoldfastError, type JsonObject } from '../../../model/index.ts';
import { commit, type Draft } from '../../log/commit.ts';
import type { Register } from '../../store/register.ts';
import { labelOf } from '../labels.ts';
import { type Analysis, analyse } from './analysis.ts';

/** Affected assets that are counted, and those that are kept with their paths. */
const mostCounted = 5000;
const mostKept = 200;
const mostPeople = 200;

export interface EvidenceFor {
  /** Id of a retirement. */
  readonly retirement?: string | undefined;
  /** Number of a change, as the service desk knows it. */
  readonly change?: string | undefined;
  readonly note?: string | undefined;
}

/** What stands in the log: the draft that keeps an impact analysis as it is now. */
export function evidenceDraft(
  reg: Register,
  actor: string,
  assets: readonly string[],
  { retirement, change, note }: EvidenceFor,
): Draft {
  const found = analyse(reg, assets, mostCounted);
  const own = new Set(assets);
  const items = found.items.filter(({ id }) => !own.has(id));
  const patch = {
    ...(retirement ? { retirement } : {}),
    ...(change ? { change } : {}),
    ...(note ? { note } : {}),
    at: found.at,
    cursor: found.cursor,
    down: items.filter(({ effect }) => effect === 'down').length,
    degraded: items.filter(({ effect }) => effect === 'degraded').length,
    truncated: found.truncated || items.length > mostKept,
    result: resultOf(found, items),
    by: actor,
  };
  return { op: 'create', entity: 'impactEvidence', patch };
}

function resultOf({ starts, people }: Analysis, items: Analysis['items']): JsonObject {
  return {
    starts: starts.slice(0, mostKept).map(({ id, tag, name }) => ({ id, tag, name })),
    items: items.slice(0, mostKept).map(({ id, tag, name, effect, depth, path }) => ({
      id,
      tag,
      name,
      effect,
      depth,
      path: path.map((step) => ({ tag: step.tag, name: step.name, via: step.via })),
    })),
    people: people.slice(0, mostPeople).map(({ name, phone, email, assets, down }) => ({
      name,
      phone,
      email,
      assets,
      down,
    })),
  };
}

/**
 * Keeps what is affected by these assets now as evidence of a retirement or a change.
 * @throws HoldfastError RECORD_NOT_FOUND, FIELD_REQUIRED where neither is named, ROLE_FORBIDS
 */
export function keepEvidence(
  reg: Register,
  actor: string,
  assets: readonly string[],
  wanted: EvidenceFor,
): { id: string; batch: string } {
  if (!wanted.retirement && !wanted.change?.trim())
    throw new HoldfastError('FIELD_REQUIRED', { field: 'change' });
  const id = reg.newId();
  const draft = { ...evidenceDraft(reg, actor, assets, wanted), id } as Draft;
  const label = wanted.change?.trim() || retirementNumber(reg, wanted.retirement as string);
  const { batch } = commit(reg, { actor, kind: 'edit', label }, [draft]);
  return { id, batch };
}

function retirementNumber(reg: Register, id: string): string {
  const rid = reg.keys.findRid(id);
  const number =
    rid === null
      ? undefined
      : (reg.sql('SELECT number FROM retirement WHERE rid = ? AND deleted = 0').pluck().get(rid) as
          | string
          | null
          | undefined);
  if (number === undefined) throw new HoldfastError('RECORD_NOT_FOUND', { id });
  return number ?? '';
}

export interface Evidence {
  readonly id: string;
  readonly change: string | null;
  readonly at: number;
  readonly cursor: number;
  readonly down: number;
  readonly degraded: number;
  readonly truncated: boolean;
  readonly by: string;
  readonly note: string | null;
  readonly result: JsonObject;
}

interface EvidenceRow {
  readonly rid: number;
  readonly change: string | null;
  readonly at: number | null;
  readonly cursor: number | null;
  readonly down: number | null;
  readonly degraded: number | null;
  readonly truncated: number | null;
  readonly by: number | null;
  readonly note: string | null;
  readonly result: string | null;
}

/** The evidence kept of a retirement, newest first. */
export function evidenceOf(reg: Register, retirement: string): Evidence[] {
  const rid = reg.keys.findRid(retirement);
  if (rid === null) throw new HoldfastError('RECORD_NOT_FOUND', { id: retirement });
  const rows = reg
    .sql('SELECT * FROM impactEvidence WHERE retirement = ? AND deleted = 0 ORDER BY at DESC, rid DESC')
    .all(rid) as EvidenceRow[];
  return rows.map((row) => ({
    id: reg.keys.uuid(row.rid),
    change: row.change,
    at: row.at ?? 0,
    cursor: row.cursor ?? 0,
    down: row.down ?? 0,
    degraded: row.degraded ?? 0,
    truncated: row.truncated === 1,
    by: row.by === null ? '' : labelOf(reg, 'person', row.by),
    note: row.note,
    result: row.result === null ? {} : (JSON.parse(row.result) as JsonObject),
  }));
}
