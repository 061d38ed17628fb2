import { useEffect, useRef } from 'react';
import { readColours, useThemeName } from './colours.ts';
import { cytoscapeView } from './cytoscape-view.ts';
import type { GraphView } from './graph-view.ts';
import type { PlacedGraph } from './use-layout.ts';

interface GraphCanvasProps {
  readonly placed: PlacedGraph | null;
  readonly picked: string | null;
  /** A box to keep in its place when the graph changes. */
  readonly anchor: string | null;
  /** What is drawn, in words; the table beside it has the content. */
  readonly label: string;
  readonly onPick: (id: string | null) => void;
  readonly onOpen: (id: string) => void;
  readonly onReady: (view: GraphView | null) => void;
}

/** The drawing. It is for the mouse; the keyboard has the table beside it. */
export function GraphCanvas(props: GraphCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<GraphView | null>(null);
  const theme = useThemeName();
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    if (!box.current) return;
    const made = cytoscapeView(box.current, readColours(), {
      onPick: (id) => latest.current.onPick(id),
      onOpen: (id) => latest.current.onOpen(id),
    });
    view.current = made;
    latest.current.onReady(made);
    return () => {
      view.current = null;
      latest.current.onReady(null);
      made.destroy();
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme's name stands for its colours
  useEffect(() => view.current?.colour(readColours()), [theme]);
  const { placed, picked } = props;
  const shape = placed?.shape;
  const shapeBefore = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (!placed) return;
    // Only other words or colours: nothing moves.
    const same = shapeBefore.current === shape;
    shapeBefore.current = shape;
    const anchor = same ? placed.graph.nodes[0]?.id : latest.current.anchor;
    view.current?.show(placed.graph, placed.positions, anchor ?? undefined);
  }, [placed, shape]);
  useEffect(() => view.current?.pick(picked, true), [picked]);
  return <div ref={box} className="graph-canvas" role="img" aria-label={props.label} />;
}
