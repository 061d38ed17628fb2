import { type EntityKey, type ErrorParams, isEntityKey, type Value } from '../../model/index.ts';
import { entriesOf, readEntry, type StoredChange } from '../log/entries.ts';
import type { Breach } from '../log/invariants.ts';
import { uuidText } from '../log/pure/ids.ts';
import { deletedField, isTombstone } from '../log/pure/merge.ts';
import { deviceName, labelOf, labelOfId } from '../register/labels.ts';
import { declaredFields } from '../store/codec.ts';
import type { Register } from '../store/register.ts';

export interface ConflictSide {
  readonly change: string;
  readonly value: Value;
  readonly label: string | null;
  readonly deletes: boolean;
  readonly actor: string;
  readonly device: string;
  readonly at: number;
}

export type AttentionItem =
  | {
      readonly kind: 'conflict';
      readonly id: string;
      readonly entity: EntityKey;
      readonly record: string;
      readonly label: string;
      readonly fields: ReadonlyArray<{ readonly field: string; readonly sides: readonly ConflictSide[] }>;
    }
  | {
      readonly kind: 'breach';
      readonly id: string;
      readonly code: string;
      readonly params: ErrorParams;
      readonly records: ReadonlyArray<{
        readonly entity: EntityKey;
        readonly id: string;
        readonly label: string;
      }>;
    }
  | {
      readonly kind: 'rejected';
      readonly id: string;
      readonly change: string;
      readonly entity: EntityKey;
      readonly record: string;
      readonly label: string;
      readonly code: string;
      readonly params: ErrorParams;
      readonly fields: ReadonlyArray<{
        readonly field: string;
        readonly value: Value;
        readonly label: string | null;
      }>;
      readonly at: number;
    };

/** A page would not show more; the count beside the menu tells of the rest. */
const shown = 500;

/** How many things wait for a decision. */
export function countAttention(reg: Register): number {
  return reg
    .sql('SELECT (SELECT count(*) FROM attention) + (SELECT count(*) FROM rejection WHERE settled = 0)')
    .pluck()
    .get() as number;
}

/**
 * 待处理: conflicts, broken rules and rejected changes, each with what a person needs to decide.
 * @param limit at most so many of the first two, and of the rejections
 */
export function listAttention(reg: Register, limit = shown): AttentionItem[] {
  const rows = reg
    .sql('SELECT id, kind, record, detail FROM attention ORDER BY kind DESC, id LIMIT ?')
    .all(limit) as Array<{
    id: string;
    kind: 'conflict' | 'breach';
    record: number;
    detail: string;
  }>;
  const items = rows.map((row) => (row.kind === 'conflict' ? conflictItem(reg, row) : breachItem(reg, row)));
  return [...items.filter((item) => item !== null), ...rejectedItems(reg, limit)];
}

export interface ConflictDetail {
  readonly entity: string;
  readonly heads: readonly string[];
  readonly fields: readonly string[];
}

function conflictItem(
  reg: Register,
  row: { id: string; record: number; detail: string },
): AttentionItem | null {
  const detail = JSON.parse(row.detail) as ConflictDetail;
  if (!isEntityKey(detail.entity)) return null;
  const entity = detail.entity;
  const heads = entriesOf(reg, row.record).filter((entry) => detail.heads.includes(entry.id));
  const fields = detail.fields.filter((field) => field !== deletedField || detail.fields.length === 1);
  return {
    kind: 'conflict',
    id: row.id,
    entity,
    record: reg.keys.uuid(row.record),
    label: labelOf(reg, entity, row.record),
    fields: fields.map((field) => ({
      field,
      sides: heads.map((entry) => {
        const value = entry.patch[field] ?? null;
        return {
          change: entry.id,
          value,
          label: labelOfId(reg, declaredFields(entity)[field]?.target, value),
          deletes: isTombstone(entry),
          actor: labelOf(reg, 'person', entry.actor),
          device: deviceName(reg, entry.device),
          at: entry.ms,
        };
      }),
    })),
  };
}

function breachItem(reg: Register, row: { id: string; detail: string }): AttentionItem {
  const breach = JSON.parse(row.detail) as Breach;
  const records = breach.records.flatMap((rid) => {
    const entity = reg.keys.entityOf(rid);
    return entity ? [{ entity, id: reg.keys.uuid(rid), label: labelOf(reg, entity, rid) }] : [];
  });
  return { kind: 'breach', id: row.id, code: breach.code, params: named(reg, breach), records };
}

/** What a definition is called now: it may have been renamed since the breach was noted. */
function named({ catalogue }: Register, { code, params }: Breach): ErrorParams {
  const label =
    code === 'VALUE_UNFIT'
      ? catalogue.attrField(String(params.field))?.label
      : code === 'CLASS_REMOVED_USED'
        ? catalogue.classOf(params.class)?.label
        : code === 'RELATION_TYPE_REMOVED_USED'
          ? catalogue.relationType(params.type)?.label
          : undefined;
  return label ? { ...params, name: label.zh } : params;
}

function rejectedItems(reg: Register, limit: number): AttentionItem[] {
  const rows = reg
    .sql(`SELECT c.*, r.code, r.params, r.at FROM rejection r JOIN change c ON c.seq = r.change
      WHERE r.settled = 0 ORDER BY r.at DESC LIMIT ?`)
    .all(limit) as Array<StoredChange & { code: string; params: string; at: number }>;
  return rows.flatMap((row) => {
    const entity = reg.keys.entityOf(row.record);
    if (!entity) return [];
    const entry = readEntry(reg, row, entity);
    return [
      {
        kind: 'rejected' as const,
        id: `rejected ${entry.id}`,
        change: uuidText(row.id),
        entity,
        record: reg.keys.uuid(row.record),
        label: labelOf(reg, entity, row.record),
        code: row.code,
        params: JSON.parse(row.params) as ErrorParams,
        fields: Object.entries(entry.patch).map(([field, value]) => ({
          field,
          value,
          label: labelOfId(reg, declaredFields(entity)[field]?.target, value),
        })),
        at: row.at,
      },
    ];
  });
}
