import type { Graph, GraphEdge, GraphNode, ImpactItem } from '../../contract/api/index.ts';
import { currentCatalogue } from '../catalogue/catalogue.tsx';

/** Several neighbourhoods as one: the first one's distances hold, further ones count on from where they were opened. */
export function mergeGraphs(
  first: Graph,
  opened: readonly { readonly at: string; readonly graph: Graph }[],
): Graph {
  const nodes = new Map(first.nodes.map((node) => [node.id, node]));
  const edges = new Map(first.edges.map((edge) => [edge.id, edge]));
  let truncated = first.truncated;
  for (const { at, graph } of opened) {
    const from = nodes.get(at)?.depth ?? 0;
    for (const node of graph.nodes) {
      if (!nodes.has(node.id)) nodes.set(node.id, { ...node, depth: from + node.depth });
    }
    for (const edge of graph.edges) edges.set(edge.id, edge);
    truncated ||= graph.truncated;
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()], truncated };
}

/** Most affected assets that are drawn; the list beside the picture has all. */
export const mostAffectedDrawn = 300;

/** Adds what is affected beyond the neighbourhood, with the relations along which it is reached. */
export function withImpact(graph: Graph, items: readonly ImpactItem[]): Graph {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const edges = new Map(graph.edges.map((edge) => [edge.id, edge]));
  const related = new Set(graph.edges.map((edge) => linkKey(edge)));
  const all = new Map(items.map((item) => [item.id, item]));
  for (const item of items.slice(0, mostAffectedDrawn)) {
    for (const [i, step] of item.path.entries()) {
      const known = all.get(step.id);
      if (!nodes.has(step.id) && known) nodes.set(step.id, nodeOf(known));
      const before = item.path[i - 1];
      if (!before || step.via === null) continue;
      const edge = carryingEdge(before.id, step.id, step.via);
      if (!related.has(linkKey(edge))) {
        related.add(linkKey(edge));
        edges.set(edge.id, edge);
      }
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()], truncated: graph.truncated };
}

/** Ids of the relations along which failure reaches the affected assets. */
export function carryingEdges(
  graph: { readonly edges: readonly GraphEdge[] },
  items: readonly ImpactItem[],
): ReadonlySet<string> {
  const steps = new Set<string>();
  for (const item of items) {
    for (const [i, step] of item.path.entries()) {
      const before = item.path[i - 1];
      if (!before || step.via === null) continue;
      const edge = carryingEdge(before.id, step.id, step.via);
      steps.add(linkKey(edge));
      if (ruleOf(step.via) === 'both') steps.add(linkKey(turned(edge)));
    }
  }
  return new Set(graph.edges.filter((edge) => steps.has(linkKey(edge))).map((edge) => edge.id));
}

function ruleOf(type: string): string {
  return currentCatalogue().relationType(type)?.impact ?? 'none';
}

/** The relation by which `affected` depends on `failing`, in the direction in which its type is read. */
function carryingEdge(failing: string, affected: string, type: string): GraphEdge {
  const forward = ruleOf(type) === 'toTarget';
  const [source, target] = forward ? [failing, affected] : [affected, failing];
  return { id: `${source} ${type} ${target}`, type, source, target, label: null };
}

function turned(edge: GraphEdge): GraphEdge {
  return { ...edge, source: edge.target, target: edge.source };
}

function linkKey({ source, type, target }: GraphEdge): string {
  return `${source} ${type} ${target}`;
}

function nodeOf(item: ImpactItem): GraphNode {
  const { id, tag, name, status, depth } = item;
  return { id, tag, name, class: item.class, status, depth, degree: 0 };
}
