import { entityOf, isEntityKey } from '../../model/index.ts';
import { uuidText } from '../log/pure/ids.ts';
import { deletedField } from '../log/pure/merge.ts';
import { decodePatch } from '../store/codec.ts';
import type { Register } from '../store/register.ts';
import type { PendingChange } from './types.ts';

/** Changes that no server has answered yet, oldest first. */
export function listPending(reg: Register, limit: number): PendingChange[] {
  const rows = reg
    .sql(
      `SELECT c.id, c.record, c.patch, c.ms, b.kind FROM change c JOIN batch b ON b.key = c.batch
       WHERE c.state = 0 ORDER BY c.seq LIMIT ?`,
    )
    .all(limit) as Array<{ id: Buffer; record: number; patch: string; ms: number; kind: string }>;
  return rows.map((row) => {
    const entity = reg.keys.entityOf(row.record) ?? '';
    const fields = Object.keys(decodePatch(reg.keys, entity, row.patch));
    return {
      change: uuidText(row.id),
      entity,
      record: reg.keys.uuid(row.record),
      label: labelOf(reg, entity, row.record),
      at: row.ms,
      kind: row.kind,
      fields: fields.filter((field) => field !== deletedField),
    };
  });
}

export function countPending(reg: Register): number {
  return reg.sql('SELECT count(*) FROM change WHERE state = 0').pluck().get() as number;
}

function labelOf(reg: Register, entity: string, rid: number): string {
  if (!isEntityKey(entity)) return '';
  const { title, code } = entityOf(entity);
  const columns = code ? `"${code}" AS code, "${title}" AS title` : `NULL AS code, "${title}" AS title`;
  const row = reg.sql(`SELECT ${columns} FROM "${entity}" WHERE rid = ?`).get(rid) as
    | { code: string | null; title: string | null }
    | undefined;
  return [row?.code, row?.title].filter(Boolean).join(' ');
}
