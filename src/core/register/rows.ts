import { type EntityKey, entityOf, type FieldDef, HoldfastError, type Value } from '../../model/index.ts';
import { headsOf } from '../log/commit.ts';
import type { Base } from '../log/entries.ts';
import { projectionRow } from '../log/project.ts';
import { uuidText } from '../log/pure/ids.ts';
import { declaredFields, fromColumn } from '../store/codec.ts';
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

/** A page brings a hundred ids that were not asked for before: cheaper here than one by one. */
const idSql = '(SELECT id FROM record r WHERE r.rid = a.rid)';

interface RowPlan {
  readonly sql: string;
  /** Field and its place in the raw row; for refs also the place of the words. */
  readonly columns: ReadonlyArray<{
    readonly name: string;
    readonly field: FieldDef;
    readonly words: number;
  }>;
  readonly attrs: number;
}

const plans = new Map<EntityKey, RowPlan>();

/**
 * One statement for a page of rows, in the order asked for, and the words of all their refs: a statement a ref would cost
 * several times as much.
 */
function planOf(entity: EntityKey): RowPlan {
  let plan = plans.get(entity);
  if (plan) return plan;
  const fields = Object.entries(declaredFields(entity));
  const words: string[] = [];
  const columns = fields.map(([name, field]) => {
    if (field.type !== 'ref' || !field.target) return { name, field, words: -1 };
    words.push(wordsSql(field.target, `a."${name}"`));
    return { name, field, words: fields.length + 1 + words.length };
  });
  const names = fields.map(([name]) => `a."${name}"`);
  const sql = `SELECT a.rid, ${[...names, 'a.attrs', ...words, idSql].join(', ')} FROM json_each(?) p CROSS JOIN "${entity}" a ON a.rid = p.value`;
  plan = { sql, columns, attrs: fields.length + 1 };
  plans.set(entity, plan);
  return plan;
}

/** SQL for the words of a record: a tree node's path, an asset's tag and name, else the title. */
export function wordsSql(entity: EntityKey, rid: string): string {
  const { title, parent } = entityOf(entity);
  if (parent) return `(SELECT path FROM tree_path t WHERE t.rid = ${rid})`;
  const text =
    entity === 'asset' ? "trim(coalesce(t.tag, '') || ' ' || coalesce(t.name, ''))" : `t."${title}"`;
  return `(SELECT ${text} FROM "${entity}" t WHERE t.rid = ${rid})`;
}

function readRow(reg: Register, plan: RowPlan, raw: readonly unknown[]): ListRow {
  const values: Record<string, Value> = {};
  const labels: Record<string, string> = {};
  for (let i = 0; i < plan.columns.length; i++) {
    const stored = raw[i + 1];
    if (stored === null) continue;
    const { name, field, words } = plan.columns[i] as RowPlan['columns'][number];
    values[name] = fromColumn(reg.keys, field, stored);
    if (words >= 0) labels[name] = (raw[words] as string | null) ?? '';
  }
  const attrs = raw[plan.attrs];
  if (typeof attrs === 'string') {
    Object.assign(values, JSON.parse(attrs));
    addAttrLabels(reg, values, labels);
  }
  return { id: uuidText(raw[raw.length - 1] as Buffer), values, labels };
}

/** Words for the references that users' fields hold. */
function addAttrLabels(reg: Register, values: Record<string, Value>, labels: Record<string, string>): void {
  for (const [name, target] of reg.catalogue.attrRefs) {
    const label = labelOfId(reg, target, values[name]);
    if (label !== null) labels[name] = label;
  }
}

export function rowsByRid(reg: Register, entity: EntityKey, rids: readonly number[]): ListRow[] {
  const plan = planOf(entity);
  const raw = reg.rawSql(plan.sql).all(JSON.stringify(rids)) as ReadonlyArray<readonly unknown[]>;
  return inOrder(rids, raw).map((row) => readRow(reg, plan, row));
}

/** Rows of a past moment come first from the one and then from the other half of its view. */
function inOrder(
  rids: readonly number[],
  raw: ReadonlyArray<readonly unknown[]>,
): ReadonlyArray<readonly unknown[]> {
  if (raw.length === rids.length && raw.every((row, i) => row[0] === rids[i])) return raw;
  const byRid = new Map(raw.map((row) => [row[0], row]));
  return rids.flatMap((rid) => {
    const row = byRid.get(rid);
    return row ? [row] : [];
  });
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
    ...(rowsByRid(reg, entity, [rid])[0] as ListRow),
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
 * The asset that carries a tag, compared after NFKC and case folding.
 * @throws HoldfastError ASSET_NOT_FOUND
 */
export function assetByTag(reg: Register, tag: string): string {
  const id = reg
    .sql('SELECT r.id FROM asset a JOIN record r ON r.rid = a.rid WHERE a.tag_key = ? AND a.deleted = 0')
    .pluck()
    .get(foldCode(tag)) as Buffer | undefined;
  if (id === undefined) throw new HoldfastError('ASSET_NOT_FOUND', { tag });
  return uuidText(id);
}
