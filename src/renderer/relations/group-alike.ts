import type { GraphEdge, GraphNode } from '../../contract/api/index.ts';
import type { Effect } from '../../model/redundancy.ts';

/** Assets that stand in the same place of the graph, drawn as one box. */
export interface NodeGroup {
  readonly id: string;
  readonly class: string | null;
  /** What its members suffer, where it is about failure; null when nothing. */
  readonly effect: Effect | null;
  readonly members: readonly GraphNode[];
  /** Where it is not its class that it is called by. */
  readonly title?: string;
  /** What tells it from others of the class: a place, a run of tags. */
  readonly detail?: string;
}

interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface GroupedGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly groups: readonly NodeGroup[];
  /** Which relations each drawn edge stands for, where they are several. */
  readonly standsFor: ReadonlyMap<string, readonly string[]>;
}

export interface Grouping {
  /** Ids that are never drawn together: the root and what was opened. */
  readonly single: ReadonlySet<string>;
  /** Groups that were opened. */
  readonly opened: ReadonlySet<string>;
  /** What suffers differently is not drawn together. */
  readonly affected: ReadonlyMap<string, Effect> | null;
}

/** Fewer are drawn one by one. */
export const fewestGrouped = 5;

/**
 * Draws together what only repeats itself: 48 laptops on one switch say no more than "48 laptops", and 20 switches that
 * hang on the same two core switches no more than "20 switches". Alike are assets of one class with the same relations
 * to the same neighbours.
 */
export function groupAlike(graph: Graph, grouping: Grouping): GroupedGraph {
  const relations = neighbourhoodKeys(graph);
  const heaps = new Map<string, GraphNode[]>();
  for (const node of graph.nodes) {
    const own = relations.get(node.id);
    if (grouping.single.has(node.id) || !own) continue;
    const effect = grouping.affected?.get(node.id) ?? null;
    const key = `group ${node.class ?? ''} ${effect} ${own.sort().join('|')}`;
    const heap = heaps.get(key);
    if (heap) heap.push(node);
    else heaps.set(key, [node]);
  }
  const groups: NodeGroup[] = [];
  const drawnAs = new Map<string, string>();
  for (const [id, members] of heaps) {
    const first = members[0];
    if (!first || members.length < fewestGrouped) continue;
    const effect = grouping.affected?.get(first.id) ?? null;
    const made = { class: first.class, effect };
    if (!grouping.opened.has(id)) groups.push({ id, ...made, members });
    else if (members.length > 1.5 * mostAtOnce) runs(members, id, made, grouping.opened, groups);
  }
  for (const { id, members } of groups) for (const member of members) drawnAs.set(member.id, id);
  return {
    nodes: graph.nodes.filter((node) => !drawnAs.has(node.id)),
    groups,
    ...drawnEdges(graph, drawnAs),
  };
}

/** What is opened is drawn one by one up to about here, and in runs of so many above. */
export const mostAtOnce = 40;

/** A large group that was opened becomes several, each a run of tags. */
export function runs(
  members: readonly GraphNode[],
  id: string,
  made: Pick<NodeGroup, 'class' | 'effect'>,
  opened: ReadonlySet<string>,
  groups: NodeGroup[],
): void {
  const sorted = [...members].sort((a, b) => (a.tag < b.tag ? -1 : 1));
  for (let at = 0; at < sorted.length; at += mostAtOnce) {
    const part = sorted.slice(at, at + mostAtOnce);
    const partId = `${id} #${at}`;
    if (opened.has(partId)) continue;
    groups.push({ id: partId, ...made, members: part, detail: `${part[0]?.tag} … ${part.at(-1)?.tag}` });
  }
}

/** For each asset its relations as `type, direction, neighbour`. */
function neighbourhoodKeys(graph: Graph): Map<string, string[]> {
  const keys = new Map<string, string[]>();
  const add = (id: string, key: string): void => {
    const list = keys.get(id);
    if (list) list.push(key);
    else keys.set(id, [key]);
  };
  for (const { source, type, target } of graph.edges) {
    add(source, `${type} > ${target}`);
    add(target, `${type} < ${source}`);
  }
  return keys;
}

/** Relations of the members of a group to one neighbour become one; those within a group are not drawn. */
export function drawnEdges(
  graph: Graph,
  drawnAs: ReadonlyMap<string, string>,
): Pick<GroupedGraph, 'edges' | 'standsFor'> {
  const edges = new Map<string, GraphEdge>();
  const standsFor = new Map<string, string[]>();
  for (const edge of graph.edges) {
    const source = drawnAs.get(edge.source) ?? edge.source;
    const target = drawnAs.get(edge.target) ?? edge.target;
    if (source === edge.source && target === edge.target) {
      edges.set(edge.id, edge);
      continue;
    }
    if (source === target) continue;
    const id = `edge ${source} ${edge.type} ${target}`;
    if (!edges.has(id)) edges.set(id, { ...edge, id, source, target, label: null });
    const list = standsFor.get(id);
    if (list) list.push(edge.id);
    else standsFor.set(id, [edge.id]);
  }
  return { edges: [...edges.values()], standsFor };
}
