import type { Positions, ViewEdge, ViewGraph } from './graph-view.ts';

export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const directions: Readonly<Record<Arrow, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export const isArrow = (key: string): key is Arrow => Object.hasOwn(directions, key);

export interface Step {
  readonly id: string;
  readonly edge: ViewEdge;
}

/** The widest angle to the arrow at which an edge still leads that way. */
const widest = (80 * Math.PI) / 180;

/** The neighbour that an arrow key leads to from a box: along an edge, nearest to that direction. */
export function stepFrom(graph: ViewGraph, positions: Positions, from: string, arrow: Arrow): Step | null {
  const here = positions.get(from);
  if (!here) return null;
  const [wantX, wantY] = directions[arrow];
  let best: (Step & { cost: number }) | null = null;
  for (const { id, edge } of neighboursOf(graph, from)) {
    const there = positions.get(id);
    if (!there) continue;
    const [dx, dy] = [there.x - here.x, there.y - here.y];
    const length = Math.hypot(dx, dy) || 1;
    const angle = Math.acos(Math.max(-1, Math.min(1, (dx * wantX + dy * wantY) / length)));
    if (angle > widest) continue;
    const cost = length * (1 + 2 * angle);
    if (!best || cost < best.cost) best = { id, edge, cost };
  }
  return best;
}

/** The neighbours of a box clockwise from above, each once. */
export function neighboursOf(graph: ViewGraph, from: string): Step[] {
  const found = new Map<string, Step>();
  for (const edge of graph.edges) {
    const other = edge.source === from ? edge.target : edge.target === from ? edge.source : null;
    if (other !== null && other !== from && !found.has(other)) found.set(other, { id: other, edge });
  }
  return [...found.values()];
}
