import { uuidText } from '../../core/log/pure/ids.ts';
import { isUndone, undoBatch } from '../../core/log/undo.ts';
import { labelOf, labelOfId } from '../../core/register/labels.ts';
import { PreparedParts } from '../../core/workers/prepared-parts.ts';
import { HoldfastError } from '../../model/index.ts';
import type { BatchInfo } from '../api/records.ts';
import type { Core } from '../host.ts';
import { os, progressing } from './base.ts';

/** From here on a worker brings what an undo writes into the file. */
const manyChanges = 5000;

interface BatchRow {
  readonly key: number;
  readonly id: Buffer;
  readonly kind: string;
  readonly label: string;
  readonly actor: number | null;
  readonly device: number | null;
  readonly at: number;
  readonly undoes: number | null;
  readonly state: 'staging' | 'applying' | 'done';
  readonly summary: string | null;
}

export const batchesRouter = os.batches.router({
  list: os.batches.list.handler(({ context, input }) => {
    const { reg } = context.core;
    const kind = input.kind ?? null;
    const rows = reg
      .sql(
        "SELECT * FROM batch WHERE (:kind IS NULL OR kind = :kind) AND (:kind IS NOT NULL OR kind <> 'scan') ORDER BY key DESC LIMIT :limit OFFSET :offset",
      )
      .all({ kind, limit: input.limit, offset: input.offset }) as BatchRow[];
    const total = reg
      .sql(
        "SELECT count(*) FROM batch WHERE (:kind IS NULL OR kind = :kind) AND (:kind IS NOT NULL OR kind <> 'scan')",
      )
      .pluck()
      .get({ kind }) as number;
    return { batches: rows.map((row) => toInfo(context.core, row)), total };
  }),
  get: os.batches.get.handler(({ context, input }) => {
    const key = context.core.reg.keys.findBatch(input.id);
    const row =
      key === null
        ? undefined
        : (context.core.reg.sql('SELECT * FROM batch WHERE key = ?').get(key) as BatchRow);
    if (!row) throw new HoldfastError('BATCH_NOT_FOUND', { batch: input.id });
    return toInfo(context.core, row);
  }),
  undo: os.batches.undo.handler(({ context, input, signal, errors }) =>
    progressing(errors, signal, async (onProgress) => {
      const { core } = context;
      const result = await undoBatch(core.reg, core.actor(), input.id, {
        onProgress: (done, total) => onProgress('undo', done, total),
        helper: (inverse, changes) =>
          changes < manyChanges ? null : new PreparedParts(core.reg, core.pool, inverse, 0),
      });
      return {
        batch: result.batch,
        restored: result.restored,
        kept: result.kept.map((k) => ({ ...k, label: labelOfId(core.reg, k.entity, k.id) ?? '' })),
      };
    }),
  ),
});

function toInfo(core: Core, row: BatchRow): BatchInfo {
  const { reg } = core;
  const idOf = (key: number | null) =>
    key === null ? null : uuidText(reg.sql('SELECT id FROM batch WHERE key = ?').pluck().get(key) as Buffer);
  const undoes = reg
    .sql('SELECT key FROM batch WHERE undoes = ? ORDER BY key DESC')
    .pluck()
    .all(row.key) as number[];
  const undo = undoes.find((key) => !isUndone(reg, key)) ?? null;
  return {
    id: uuidText(row.id),
    kind: row.kind,
    label: row.label,
    actor: row.actor === null ? '' : labelOf(reg, 'person', row.actor),
    device:
      row.device === null
        ? ''
        : ((reg.sql('SELECT name FROM device WHERE key = ?').pluck().get(row.device) as string | null) ?? ''),
    at: row.at,
    changes: reg.sql('SELECT count(*) FROM change WHERE batch = ?').pluck().get(row.key) as number,
    state: row.state,
    undoneBy: idOf(undo),
    undoes: idOf(row.undoes),
    summary: row.summary === null ? null : JSON.parse(row.summary),
  };
}
