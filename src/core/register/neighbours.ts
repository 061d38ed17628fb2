import { HoldfastError } from '../../model/errors.ts';
import { uuidText } from '../log/pure/ids.ts';
import {
  type AssetSummary,
  assetRid,
  type RelationStore,
  rawStatement,
  summaryAt,
} from './relation-store.ts';

export interface Neighbour {
  readonly relation: string;
  readonly type: string;
  /** out: the asset asked about is the source; in: it is the target. */
  readonly direction: 'out' | 'in';
  readonly asset: AssetSummary;
  readonly sourcePort: string | null;
  readonly targetPort: string | null;
  readonly cable: string | null;
  readonly role: string | null;
  /** `YYYY-MM-DD`. */
  readonly since: string | null;
  readonly notes: string | null;
}

/** The inner statement is kept apart by its limit: as of a past moment sorting would read the views in full. */
const sql = (mine: 'source' | 'target', other: 'source' | 'target'): string => `
  SELECT * FROM (
    SELECT rc.id, r.type AS type, r.sourcePort, r.targetPort, ac.id, a.tag AS tag, a.name, a.class, a.status,
      r.cable, r.role, r.since, r.notes, r.rid AS rid
    FROM relation r
    CROSS JOIN record rc ON rc.rid = r.rid
    CROSS JOIN asset a ON a.rid = r.${other} AND a.deleted = 0
    CROSS JOIN record ac ON ac.rid = a.rid
    WHERE r.${mine} = ? AND r.deleted = 0
    LIMIT -1)
  ORDER BY type, tag, rid`;

const outgoing = sql('source', 'target');
const incoming = sql('target', 'source');

/**
 * What an asset is directly related to: first the relations it is the source of, then those it is the target
 * of, each by type and tag. Relations to deleted assets are left out.
 * @throws HoldfastError RECORD_NOT_FOUND
 */
export function neighbours(store: RelationStore, id: string): Neighbour[] {
  const rid = assetRid(store, id);
  if (rid === null) throw new HoldfastError('RECORD_NOT_FOUND', { id });
  const read = (direction: 'out' | 'in', statement: string): Neighbour[] =>
    rawStatement(store, statement)
      .all(rid)
      .map((row) => ({
        relation: uuidText(row[0] as Uint8Array),
        type: row[1] as string,
        direction,
        asset: summaryAt(row, 4),
        sourcePort: row[2] as string | null,
        targetPort: row[3] as string | null,
        cable: row[9] as string | null,
        role: row[10] as string | null,
        since: row[11] as string | null,
        notes: row[12] as string | null,
      }));
  return [...read('out', outgoing), ...read('in', incoming)];
}
