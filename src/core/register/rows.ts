import { type EntityKey, HoldfastError, type Value } from '../../model/index.ts';
import { headsOf } from '../log/commit.ts';
import type { Base } from '../log/entries.ts';
import { recordAsOf } from '../log/history.ts';
import { type ProjectionRow, projectedValues, projectionRow } from '../log/project.ts';
import { declaredFields } from '../store/codec.ts';
import type { Register } from '../store/register.ts';
import { foldCode } from '../store/text.ts';
import { labelOf, labelOfId } from './labels.ts';

/** A record as lists show it. */
export interface ListRow {
  readonly id: string;
  readonly values: Record<string, Value>;
  /** Words for refs. */
  readonly labels: Record<string, string>;
}

export interface FullRecord extends ListRow {
  readonly entity: EntityKey;
  readonly deleted: boolean;
  readonly heads: Base;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly changedBy: string;
  readonly conflicts: number;
}

export function toRow(reg: Register, entity: EntityKey, row: ProjectionRow): ListRow {
  const labels: Record<string, string> = {};
  const fields = declaredFields(entity);
  for (const name in fields) {
    const field = fields[name];
    const rid = row[name];
    if (field?.type === 'ref' && field.target && typeof rid === 'number')
      labels[name] = labelOf(reg, field.target, rid);
  }
  return { id: reg.keys.uuid(row.rid), values: projectedValues(reg, entity, row), labels };
}

export function rowsByRid(reg: Register, entity: EntityKey, rids: readonly number[]): ListRow[] {
  const rows: ListRow[] = [];
  for (const rid of rids) {
    const row = projectionRow(reg, entity, rid);
    if (row) rows.push(toRow(reg, entity, row));
  }
  return rows;
}

/**
 * A record with all that a form needs.
 * @throws HoldfastError RECORD_NOT_FOUND
 */
export function getRecord(reg: Register, entity: EntityKey, id: string): FullRecord {
  const rid = reg.keys.findRid(id);
  const row = rid === null ? undefined : projectionRow(reg, entity, rid);
  if (rid === null || !row) throw new HoldfastError('RECORD_NOT_FOUND', { id });
  return {
    ...toRow(reg, entity, row),
    entity,
    deleted: row.deleted === 1,
    heads: headsOf(reg, row),
    createdAt: reg.sql('SELECT ms FROM change WHERE seq = ?').pluck().get(row.created) as number,
    changedAt: row.changed_ms,
    changedBy: labelOf(reg, 'person', row.changed_by),
    conflicts: reg
      .sql("SELECT count(*) FROM attention WHERE record = ? AND kind = 'conflict'")
      .pluck()
      .get(rid) as number,
  };
}

/**
 * A record as it was at a moment.
 * @param ms milliseconds since 1970
 * @throws HoldfastError RECORD_NOT_FOUND when it did not exist then
 */
export function getRecordAsOf(reg: Register, entity: EntityKey, id: string, ms: number): FullRecord {
  const now = getRecord(reg, entity, id);
  const rid = reg.keys.findRid(id) as number;
  const then = recordAsOf(reg, rid, ms);
  if (!then.exists) throw new HoldfastError('RECORD_NOT_FOUND', { id });
  const labels: Record<string, string> = {};
  for (const [name, field] of Object.entries(declaredFields(entity))) {
    const label = field.type === 'ref' ? labelOfId(reg, field.target, then.values[name]) : null;
    if (label !== null) labels[name] = label;
  }
  return {
    ...now,
    values: { ...then.values },
    labels,
    heads: then.heads,
    deleted: then.deleted,
    conflicts: then.conflicts.length,
  };
}

/**
 * The asset that carries a tag, compared after NFKC and case folding.
 * @throws HoldfastError ASSET_NOT_FOUND
 */
export function assetByTag(reg: Register, tag: string): string {
  const rid = reg.sql('SELECT rid FROM asset WHERE tag_key = ? AND deleted = 0').pluck().get(foldCode(tag)) as
    | number
    | undefined;
  if (rid === undefined) throw new HoldfastError('ASSET_NOT_FOUND', { tag });
  return reg.keys.uuid(rid);
}
