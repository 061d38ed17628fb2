import { HoldfastError } from '../../model/errors.ts';
import { gone } from '../../model/lifecycle.ts';
import { type ImpactDirection, relationTypes } from '../../model/relation-types.ts';
import {
  type AssetSummary,
  assetRid,
  type RelationStore,
  rawStatement,
  summaryAt,
} from './relation-store.ts';

export interface ImpactStep {
  readonly id: string;
  readonly tag: string;
  readonly name: string;
  /** The relation type by which the step before reaches this asset; null for the failing asset itself. */
  readonly via: string | null;
}

export interface ImpactItem extends AssetSummary {
  /** Steps from the nearest failing asset. */
  readonly depth: number;
  /** From the failing asset to this one, both ends included; one of the shortest. Of more than `pathCap` steps the middle is left out. */
  readonly path: ImpactStep[];
  /** Name of the person who answers for it. */
  readonly custodian: string | null;
}

export interface Impact {
  readonly items: ImpactItem[];
  /** True when there are more than the limit. */
  readonly truncated: boolean;
}

interface Reached {
  readonly parent: number | null;
  readonly via: string | null;
  readonly depth: number;
}

/** Nobody reads a longer chain, and every affected asset carries its own. */
export const pathCap = 60;

/**
 * What is affected when some assets fail: failure travels along each relation in the direction its type
 * declares, breadth first, so that each path is one of the shortest and cycles end by themselves. Assets that
 * are gone (retired, disposed, sold ...) neither count nor pass failure on.
 * @param limit most affected assets, nearest first
 * @throws HoldfastError RECORD_NOT_FOUND when one of the failing assets does not exist
 */
export function impact(store: RelationStore, assets: readonly string[], limit: number): Impact {
  const reached = new Map<number, Reached>();
  for (const id of assets) {
    const rid = assetRid(store, id);
    if (rid === null) throw new HoldfastError('RECORD_NOT_FOUND', { id });
    reached.set(rid, { parent: null, via: null, depth: 0 });
  }
  const truncated = spread(store, reached, limit);
  return { items: describe(store, reached), truncated };
}

const typesThat = (...directions: ImpactDirection[]): string =>
  JSON.stringify(
    Object.entries(relationTypes).flatMap(([key, def]) => (directions.includes(def.impact) ? [key] : [])),
  );

const stepSql = (failing: 'source' | 'target', affected: 'source' | 'target'): string => `
  SELECT r.${failing}, r.type, r.${affected}
  FROM json_each(:frontier) f
  CROSS JOIN relation r ON r.${failing} = f.value AND r.deleted = 0
    AND r.type IN (SELECT value FROM json_each(:types))
  CROSS JOIN asset a ON a.rid = r.${affected} AND a.deleted = 0
  WHERE a.status IS NULL OR a.status NOT IN (SELECT value FROM json_each(:gone))`;

const steps = [
  { sql: stepSql('target', 'source'), types: typesThat('toSource', 'both') },
  { sql: stepSql('source', 'target'), types: typesThat('toTarget', 'both') },
] as const;
const goneStatuses = JSON.stringify(gone);

/** Widens `reached` level by level; true when it had to stop at the limit. */
function spread(store: RelationStore, reached: Map<number, Reached>, limit: number): boolean {
  const most = reached.size + limit;
  let frontier = [...reached.keys()];
  for (let depth = 1; frontier.length > 0; depth++) {
    const next: number[] = [];
    for (const step of steps) {
      const rows = rawStatement(store, step.sql).iterate({
        frontier: JSON.stringify(frontier),
        types: step.types,
        gone: goneStatuses,
      });
      for (const [parent, via, rid] of rows as Iterable<[number, string, number]>) {
        if (reached.has(rid)) continue;
        if (reached.size >= most) return true;
        reached.set(rid, { parent, via, depth });
        next.push(rid);
      }
    }
    frontier = next;
  }
  return false;
}

const namesSql = `
  SELECT a.rid, p.name, c.id, a.tag, a.name, a.class, a.status
  FROM json_each(?) n
  CROSS JOIN asset a ON a.rid = n.value
  CROSS JOIN record c ON c.rid = a.rid
  LEFT JOIN person p ON p.rid = a.custodian AND p.deleted = 0`;

function describe(store: RelationStore, reached: ReadonlyMap<number, Reached>): ImpactItem[] {
  const named = new Map<number, { summary: AssetSummary; custodian: string | null }>();
  for (const row of rawStatement(store, namesSql).all(JSON.stringify([...reached.keys()]))) {
    named.set(row[0] as number, { summary: summaryAt(row, 2), custodian: row[1] as string | null });
  }
  const items: ImpactItem[] = [];
  for (const [rid, { depth }] of reached) {
    const entry = named.get(rid);
    if (depth === 0 || !entry) continue;
    const path = pathTo(rid, reached, (step) => named.get(step)?.summary);
    items.push({ ...entry.summary, depth, path, custodian: entry.custodian });
  }
  return items;
}

function pathTo(
  rid: number,
  reached: ReadonlyMap<number, Reached>,
  summaryOf: (rid: number) => AssetSummary | undefined,
): ImpactStep[] {
  const path: ImpactStep[] = [];
  for (let at: number | null = rid; at !== null; ) {
    const step: Reached = reached.get(at) as Reached;
    const summary = path.length < pathCap || step.parent === null ? summaryOf(at) : undefined;
    if (summary) path.push({ id: summary.id, tag: summary.tag, name: summary.name, via: step.via });
    at = step.parent;
  }
  return path.reverse();
}
