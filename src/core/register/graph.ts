import { withDescendants } from '../../model/classes.ts';
import { HoldfastError } from '../../model/errors.ts';
import { uuidText } from '../log/pure/ids.ts';
import { type EdgeRow, edgesAmong } from './graph-edges.ts';
import {
  type AssetSummary,
  assetRid,
  type RelationStore,
  rawStatement,
  summaryAt,
} from './relation-store.ts';

export interface GraphNode extends AssetSummary {
  /** Hops from the nearest root. */
  readonly depth: number;
  /** Relations of this asset in all, counted up to `degreeCap` in each direction. */
  readonly degree: number;
}

export interface GraphEdge {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly target: string;
  /** Ports, where they are known: `Eth1/0/12 – Gi0/1`. */
  readonly label: string | null;
}

export interface Graph {
  readonly nodes: GraphNode[];
  readonly edges: GraphEdge[];
  /** True when the limit cut the neighbourhood short. */
  readonly truncated: boolean;
}

export interface GraphQuery {
  readonly roots: readonly string[];
  /** 1 to 6. */
  readonly hops: number;
  /** Only relations of these types. */
  readonly types?: readonly string[];
  /** Only assets of these classes and the classes under them; roots are always there. */
  readonly classes?: readonly string[];
  /** Most nodes, roots included. */
  readonly limit: number;
}

/**
 * Counting every relation of a hub would cost more than the rest of the graph, and beyond this the exact number says
 * no more. An asset with this many counts as a hub: its edges are looked for from the other end.
 */
export const degreeCap = 1000;

/**
 * The neighbourhood of some assets, breadth first: nearer assets come before farther ones, and when the limit
 * is reached, what is left out is said. One statement a hop and direction, which stops reading at the limit, so
 * that a hub of 10,000 neighbours costs no more than it may show.
 * @throws HoldfastError RECORD_NOT_FOUND when a root does not exist
 */
export function graph(store: RelationStore, query: GraphQuery): Graph {
  const found = breadthFirst(store, query);
  const nodes = readNodes(store, found.depths);
  const ids = new Map<number, string>();
  const hubs: number[] = [];
  const others: number[] = [];
  for (const { rid, node } of nodes) {
    ids.set(rid, node.id);
    (node.degree >= degreeCap ? hubs : others).push(rid);
  }
  const edges = edgesAmong(store, others, hubs, query.types).map((edge) => graphEdge(edge, ids));
  return { nodes: nodes.map((n) => n.node), edges, truncated: found.truncated };
}

function breadthFirst(
  store: RelationStore,
  query: GraphQuery,
): { depths: Map<number, number>; truncated: boolean } {
  const depths = new Map<number, number>();
  for (const root of query.roots) {
    const rid = assetRid(store, root);
    if (rid === null) throw new HoldfastError('RECORD_NOT_FOUND', { id: root });
    depths.set(rid, 0);
  }
  const steps = [hopSql('source', 'target', query), hopSql('target', 'source', query)].map((sql) =>
    rawStatement(store, sql),
  );
  const parameters = {
    types: JSON.stringify(query.types ?? []),
    classes: JSON.stringify((query.classes ?? []).flatMap((key) => withDescendants(key))),
  };
  let frontier = [...depths.keys()];
  for (let depth = 1; depth <= query.hops && frontier.length > 0; depth++) {
    const next: number[] = [];
    for (const step of steps) {
      const room = query.limit - depths.size;
      const rows = step.all({
        ...parameters,
        frontier: JSON.stringify(frontier),
        seen: JSON.stringify([...depths.keys()]),
        most: Math.max(0, room) + 1,
      });
      for (const [rid] of rows as [number][]) {
        if (depths.size >= query.limit) return { depths, truncated: true };
        depths.set(rid, depth);
        next.push(rid);
      }
    }
    frontier = next;
  }
  return { depths, truncated: false };
}

/** Unseen assets one step from the frontier; reading stops as soon as `:most` are found. */
function hopSql(from: 'source' | 'target', to: 'source' | 'target', query: GraphQuery): string {
  const type = query.types ? 'AND r.type IN (SELECT value FROM json_each(:types))' : '';
  const ofClass = query.classes ? 'AND a.class IN (SELECT value FROM json_each(:classes))' : '';
  return `
    SELECT DISTINCT r.${to}
    FROM json_each(:frontier) f
    CROSS JOIN relation r ON r.${from} = f.value AND r.deleted = 0 ${type}
    CROSS JOIN asset a ON a.rid = r.${to} AND a.deleted = 0 ${ofClass}
    WHERE r.${to} NOT IN (SELECT value FROM json_each(:seen))
    LIMIT :most`;
}

const degreeSql = (end: 'source' | 'target'): string =>
  `(SELECT count(*) FROM (SELECT 1 FROM relation WHERE ${end} = a.rid AND deleted = 0 LIMIT ${degreeCap}))`;

const nodesSql = `
  SELECT a.rid, ${degreeSql('source')} + ${degreeSql('target')}, c.id, a.tag, a.name, a.class, a.status
  FROM json_each(?) n
  CROSS JOIN asset a ON a.rid = n.value
  CROSS JOIN record c ON c.rid = a.rid`;

function readNodes(store: RelationStore, depths: Map<number, number>): { rid: number; node: GraphNode }[] {
  const rows = rawStatement(store, nodesSql).all(JSON.stringify([...depths.keys()]));
  return rows.map((row) => {
    const rid = row[0] as number;
    const node = { ...summaryAt(row, 2), depth: depths.get(rid) ?? 0, degree: row[1] as number };
    return { rid, node };
  });
}

function graphEdge(edge: EdgeRow, ids: ReadonlyMap<number, string>): GraphEdge {
  return {
    id: uuidText(edge.id),
    type: edge.type,
    source: ids.get(edge.source) as string,
    target: ids.get(edge.target) as string,
    label: portLabel(edge.sourcePort, edge.targetPort),
  };
}

function portLabel(source: string | null, target: string | null): string | null {
  if (!source && !target) return null;
  return source && target ? `${source} – ${target}` : (source ?? target);
}
