import { useEffect, useMemo, useRef, useState } from 'react';
import type { GraphView, Positions, ViewGraph } from './graph-view.ts';
import { type LayoutKind, layout } from './layout/layout.ts';

export interface PlacedGraph {
  readonly graph: ViewGraph;
  readonly positions: Positions;
  readonly shape: string;
  /** What the whole drawing hangs on; while it stays, boxes keep their places. */
  readonly ground: string;
}

export interface LayoutState {
  readonly placed: PlacedGraph | null;
  readonly busy: boolean;
  readonly error: unknown;
}

export interface LayoutWish {
  readonly kind: LayoutKind;
  /** Start, filters and layout in one word: another one is drawn anew, else what is added finds its place beside the rest. */
  readonly ground: string;
  readonly depths: ReadonlyMap<string, number>;
  /** Boxes that were put somewhere by hand. */
  readonly pinned: Positions;
  /** Places from a saved view, for the first drawing. */
  readonly saved: Positions | null;
}

const usualAspect = 1.2;

/** Places a graph when its boxes or arrows change; new words and colours keep their places, and so does what stays. */
export function useLayout(graph: ViewGraph | null, wish: LayoutWish, view: GraphView | null): LayoutState {
  const [state, setState] = useState<LayoutState>({ placed: null, busy: false, error: null });
  const turn = useRef(0);
  const latest = useRef(state.placed);
  latest.current = state.placed;
  const shape = graph ? shapeOf(graph, wish) : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape says whether boxes, arrows or the ground changed
  useEffect(() => {
    if (!graph) return;
    const mine = ++turn.current;
    const { kind, ground, depths, pinned, saved } = wish;
    const before = latest.current?.ground === ground ? latest.current.positions : saved;
    const known = new Map(
      graph.nodes.flatMap(({ id }) => (before?.has(id) ? [[id, before.get(id)] as never] : [])),
    ) as Positions;
    setState((old) => ({ ...old, busy: true, error: null }));
    layout({ kind, graph, aspect: view?.aspect() ?? usualAspect, depths, known, pinned }).then(
      (positions) => {
        if (turn.current === mine)
          setState({ placed: { graph, positions, shape, ground }, busy: false, error: null });
      },
      (error: unknown) => {
        if (turn.current === mine) setState((old) => ({ ...old, busy: false, error }));
      },
    );
  }, [shape]);
  const known = state.placed;
  const { pinned } = wish;
  const placed = useMemo(() => {
    if (!known || !graph || known.shape !== shape) return known;
    // What was dragged stands where it was left, without placing anything anew.
    const moved = [...pinned].filter(([id, at]) => known.positions.has(id) && known.positions.get(id) !== at);
    const positions = moved.length > 0 ? new Map([...known.positions, ...moved]) : known.positions;
    return { ...known, graph, positions };
  }, [known, graph, shape, pinned]);
  return { ...state, placed };
}

function shapeOf(graph: ViewGraph, { ground }: LayoutWish): string {
  const nodes = graph.nodes.map(({ id, frame }) => `${id}${frame ?? ''}`).join(' ');
  return `${ground} ${nodes} / ${graph.edges.map(({ id }) => id).join(' ')}`;
}
