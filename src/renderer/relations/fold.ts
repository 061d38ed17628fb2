import type { GraphEdge, GraphNode } from '../../contract/api/index.ts';

interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface Folded extends Graph {
  /** How many neighbours of a collapsed asset are not shown. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Takes out what hangs only on collapsed assets; what can be reached another way stays. */
export function fold(graph: Graph, collapsed: ReadonlySet<string>): Folded {
  if (collapsed.size === 0) return { ...graph, counts: new Map() };
  const near = new Map<string, string[]>();
  const join = (a: string, b: string): void => {
    const list = near.get(a);
    if (list) list.push(b);
    else near.set(a, [b]);
  };
  for (const { source, target } of graph.edges) {
    join(source, target);
    join(target, source);
  }
  const starts = graph.nodes.filter(({ depth }) => depth === 0).map(({ id }) => id);
  const seen = new Set(starts);
  const queue = [...starts];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (collapsed.has(id)) continue;
    for (const other of near.get(id) ?? []) {
      if (seen.has(other)) continue;
      seen.add(other);
      queue.push(other);
    }
  }
  const counts = new Map<string, number>();
  for (const id of collapsed) {
    const gone = new Set((near.get(id) ?? []).filter((other) => !seen.has(other)));
    if (gone.size > 0) counts.set(id, gone.size);
  }
  return {
    nodes: graph.nodes.filter(({ id }) => seen.has(id)),
    edges: graph.edges.filter(({ source, target }) => seen.has(source) && seen.has(target)),
    counts,
  };
}
