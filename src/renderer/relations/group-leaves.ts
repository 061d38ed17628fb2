import type { Graph, GraphEdge, GraphNode } from '../../contract/api/index.ts';

/** Like neighbours of one asset, drawn as one box. */
export interface LeafGroup {
  readonly id: string;
  readonly class: string | null;
  readonly members: readonly GraphNode[];
  /** The relation that all of them have to the same asset, standing for them all. */
  readonly edge: GraphEdge;
}

export interface GroupedGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly groups: readonly LeafGroup[];
}

/** Fewer are drawn one by one. */
export const fewestGrouped = 6;

/**
 * Draws together the leaves that only repeat each other: 48 laptops on one switch say no more than "48 laptops".
 * @param single ids that are never drawn together: the root, what is affected, what was opened
 */
export function groupLeaves(
  graph: Graph,
  single: ReadonlySet<string>,
  opened: ReadonlySet<string>,
): GroupedGraph {
  const links = new Map<string, GraphEdge[]>();
  for (const edge of graph.edges) {
    for (const end of [edge.source, edge.target]) {
      const list = links.get(end);
      if (list) list.push(edge);
      else links.set(end, [edge]);
    }
  }
  const heaps = new Map<string, { edge: GraphEdge; members: GraphNode[] }>();
  for (const node of graph.nodes) {
    const own = links.get(node.id) ?? [];
    const edge = own[0];
    if (single.has(node.id) || !edge || own.length !== 1) continue;
    const out = edge.source === node.id;
    const key = `${out ? edge.target : edge.source} ${out ? 'in' : 'out'} ${edge.type} ${node.class ?? ''}`;
    const heap = heaps.get(key);
    if (heap) heap.members.push(node);
    else heaps.set(key, { edge, members: [node] });
  }
  const groups: LeafGroup[] = [];
  const hidden = new Set<string>();
  for (const [key, { edge, members }] of heaps) {
    const id = `group ${key}`;
    const first = members[0];
    if (members.length < fewestGrouped || opened.has(id) || !first) continue;
    for (const member of members) hidden.add(member.id);
    const end = edge.source === first.id ? { source: id } : { target: id };
    groups.push({
      id,
      class: first.class,
      members,
      edge: { ...edge, ...end, id: `edge ${key}`, label: null },
    });
  }
  return {
    nodes: graph.nodes.filter((node) => !hidden.has(node.id)),
    edges: graph.edges.filter((edge) => !hidden.has(edge.source) && !hidden.has(edge.target)),
    groups,
  };
}
