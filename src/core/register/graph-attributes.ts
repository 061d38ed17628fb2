import type { Value } from '../../model/index.ts';
import type { Register } from '../store/register.ts';
import type { GraphEdge } from './graph.ts';
import { rowsByRid } from './rows.ts';

/** What makes the relation itself and is said by the edge already. */
const own = new Set(['type', 'source', 'target']);

export interface AttributedEdge extends GraphEdge {
  /** Ports, notes and whatever else the relation carries; words for refs. */
  readonly attributes: Record<string, Value>;
}

/** The same relations with their other fields. */
export function withAttributes(reg: Register, edges: readonly GraphEdge[]): AttributedEdge[] {
  const rids = edges.map(({ id }) => reg.keys.findRid(id)).filter((rid) => rid !== null);
  const rows = new Map(rowsByRid(reg, 'relation', rids).map((row) => [row.id, row]));
  return edges.map((edge) => {
    const row = rows.get(edge.id);
    const attributes: Record<string, Value> = {};
    for (const [field, value] of Object.entries(row?.values ?? {}))
      if (!own.has(field)) attributes[field] = row?.labels[field] ?? value;
    return { ...edge, attributes };
  });
}
