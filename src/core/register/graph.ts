import { uuidText } from '../log/pure/ids.ts';
import { type EdgeRow, edgesAmong } from './graph-edges.ts';
import { hopParameters, hopSql, type Reach, rootRids, sidesOf } from './graph-hops.ts';
import { type NodePlace, placesOf } from './graph-places.ts';
import { type AssetSummary, type RelationStore, rawStatement, summaryAt } from './relation-store.ts';

export interface GraphNode extends AssetSummary {
  /** Hops from the nearest root. */
  readonly depth: number;
  /** Relations of this asset in all, counted up to `degreeCap` in each direction. */
  readonly degree: number;
  /** The room or building it stands in, and its rack; null when the register does not say. Only where asked for. */
  readonly place?: NodePlace | null;
  readonly rack?: NodePlace | null;
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

export interface GraphQuery extends Reach {
  readonly roots: readonly string[];
  /** Most nodes, roots included. */
  readonly limit: number;
  /** Whether each node says where it stands. */
  readonly places?: boolean;
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
  return graphAt(store, rootRids(store, query.roots), query);
}

/** The same from integer keys; roots beyond the limit are left out. */
export function graphAt(
  store: RelationStore,
  roots: readonly number[],
  query: Omit<GraphQuery, 'roots'>,
): Graph {
  const found = breadthFirst(store, roots, query);
  const nodes = readNodes(store, found.depths, query.places ?? false);
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
  roots: readonly number[],
  query: Omit<GraphQuery, 'roots'>,
): { depths: Map<number, number>; truncated: boolean } {
  const depths = new Map<number, number>();
  for (const rid of roots) {
    if (depths.size >= query.limit && !depths.has(rid)) return { depths, truncated: true };
    depths.set(rid, 0);
  }
  const steps = sidesOf(query).map((side) => rawStatement(store, hopSql(side, query)));
  const parameters = hopParameters(store, query);
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

const degreeSql = (end: 'source' | 'target'): string =>
  `(SELECT count(*) FROM (SELECT 1 FROM relation WHERE ${end} = a.rid AND deleted = 0 LIMIT ${degreeCap}))`;

const nodesSql = `
  SELECT a.rid, ${degreeSql('source')} + ${degreeSql('target')}, c.id, a.tag, a.name, a.class, a.status, a.location
  FROM json_each(?) n
  CROSS JOIN asset a ON a.rid = n.value
  CROSS JOIN record c ON c.rid = a.rid`;

function readNodes(
  store: RelationStore,
  depths: ReadonlyMap<number, number>,
  withPlaces: boolean,
): { rid: number; node: GraphNode }[] {
  const rows = rawStatement(store, nodesSql).all(JSON.stringify([...depths.keys()]));
  const places = withPlaces ? placesOf(store, new Set(rows.map((row) => row[7] as number | null))) : null;
  return rows.map((row) => {
    const rid = row[0] as number;
    const node = { ...summaryAt(row, 2), depth: depths.get(rid) ?? 0, degree: row[1] as number };
    if (!places) return { rid, node };
    const stands = places.get(row[7] as number);
    return { rid, node: { ...node, place: stands?.place ?? null, rack: stands?.rack ?? null } };
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
