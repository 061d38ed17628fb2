import { useEffect, useMemo, useRef, useState } from 'react';
import type { GraphView, Positions, ViewGraph } from './graph-view.ts';
import { type LayoutKind, layout } from './layout/layout.ts';

export interface PlacedGraph {
  readonly graph: ViewGraph;
  readonly positions: Positions;
  readonly shape: string;
}

export interface LayoutState {
  readonly placed: PlacedGraph | null;
  readonly busy: boolean;
  readonly error: unknown;
}

const usualAspect = 1.2;

/** Places a graph anew when its boxes or arrows change; new words and colours keep their places. */
export function useLayout(graph: ViewGraph | null, kind: LayoutKind, view: GraphView | null): LayoutState {
  const [state, setState] = useState<LayoutState>({ placed: null, busy: false, error: null });
  const turn = useRef(0);
  const shape = graph ? shapeOf(graph, kind) : '';
  const known = state.placed;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape says whether boxes, arrows or the kind changed
  useEffect(() => {
    if (!graph) return;
    const mine = ++turn.current;
    setState((old) => ({ ...old, busy: true, error: null }));
    layout(kind, graph, view?.aspect() ?? usualAspect).then(
      (positions) => {
        if (turn.current === mine)
          setState({ placed: { graph, positions, shape }, busy: false, error: null });
      },
      (error: unknown) => {
        if (turn.current === mine) setState((old) => ({ ...old, busy: false, error }));
      },
    );
  }, [shape]);
  const placed = useMemo(
    () => (known && graph && known.shape === shape ? { ...known, graph } : known),
    [known, graph, shape],
  );
  return { ...state, placed };
}

function shapeOf(graph: ViewGraph, kind: LayoutKind): string {
  const nodes = graph.nodes.map(({ id }) => id).join(' ');
  return `${kind} ${nodes} / ${graph.edges.map(({ id }) => id).join(' ')}`;
}
