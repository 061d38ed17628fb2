import { useEffect, useRef, useState } from 'react';
import { useT } from '../i18n/index.ts';
import { readColours, useThemeName } from './colours.ts';
import { cytoscapeView } from './cytoscape-view.ts';
import type { Extent, GraphView, Point } from './graph-view.ts';
import type { PlacedGraph } from './use-layout.ts';
import { isArrow, neighboursOf, type Step, stepFrom } from './walk.ts';

interface GraphCanvasProps {
  readonly placed: PlacedGraph | null;
  readonly picked: string | null;
  /** A box to keep in its place when the graph changes. */
  readonly anchor: string | null;
  /** What is drawn, in words; the table beside it has the content. */
  readonly label: string;
  /** A box in words, as it is read aloud. */
  readonly say: (id: string) => string;
  readonly onPick: (id: string | null) => void;
  /** Picked by the keyboard: nothing is opened by it. */
  readonly onWalk: (id: string) => void;
  readonly onOpen: (id: string) => void;
  readonly onMove: (id: string, to: Point) => void;
  readonly onSight: (extent: Extent) => void;
  readonly onKey: (key: string, id: string) => boolean;
  readonly onReady: (view: GraphView | null) => void;
}

/** The drawing. Arrow keys walk along its edges, and every step is read aloud. */
export function GraphCanvas(props: GraphCanvasProps) {
  const t = useT('relations');
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<GraphView | null>(null);
  const theme = useThemeName();
  const [said, setSaid] = useState('');
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    if (!box.current) return;
    const made = cytoscapeView(box.current, readColours(), {
      onPick: (id) => latest.current.onPick(id),
      onOpen: (id) => latest.current.onOpen(id),
      onMove: (id, to) => latest.current.onMove(id, to),
      onSight: (extent) => latest.current.onSight(extent),
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
  const ground = placed?.ground;
  const before = useRef<{ shape?: string | undefined; ground?: string | undefined }>({});
  useEffect(() => {
    if (!placed) return;
    // Only other words or colours: nothing moves. Something came or went: the rest stays where it is.
    const same = before.current.shape === shape;
    const grown = before.current.ground === ground;
    before.current = { shape, ground };
    const anchor = grown ? latest.current.anchor : null;
    view.current?.show(
      placed.graph,
      placed.positions,
      anchor ?? undefined,
      same || (grown && anchor === null),
    );
  }, [placed, shape, ground]);
  useEffect(() => view.current?.pick(picked, true), [picked]);

  /** The box whose neighbours are gone through one after the other. */
  const lastFrom = useRef<string | null>(null);
  const walk = (step: Step | null | undefined): void => {
    if (!step) {
      setSaid(t('walkNothing'));
      return;
    }
    props.onWalk(step.id);
    const from = step.edge.source === step.id ? step.edge.target : step.edge.source;
    const way = step.edge.target === step.id ? 'walkTo' : 'walkFrom';
    setSaid(t(way, { relation: step.edge.full, name: props.say(step.id), from: props.say(from) }));
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (!placed || event.ctrlKey || event.metaKey || event.altKey) return;
    const { graph, positions } = placed;
    const at = picked !== null && positions.has(picked) ? picked : null;
    if (at === null || event.key === 'Home') {
      const first = graph.nodes.find(({ role }) => role === 'root' || role === 'failing') ?? graph.nodes[0];
      if (!first || !(isArrow(event.key) || event.key === 'Home' || event.key === 'Enter')) return;
      event.preventDefault();
      props.onWalk(first.id);
      setSaid(props.say(first.id));
      return;
    }
    if (isArrow(event.key)) {
      event.preventDefault();
      lastFrom.current = at;
      walk(stepFrom(graph, positions, at, event.key));
      return;
    }
    if (event.key === '[' || event.key === ']') {
      event.preventDefault();
      const around = neighboursOf(graph, lastFrom.current ?? at);
      const now = around.findIndex(({ id }) => id === at);
      if (now === -1) lastFrom.current = at;
      const list = now === -1 ? neighboursOf(graph, at) : around;
      walk(list[(now + (event.key === ']' ? 1 : list.length - 1)) % Math.max(1, list.length)]);
      return;
    }
    if (props.onKey(event.key, at)) event.preventDefault();
  };
  return (
    <>
      <div
        className="graph-canvas"
        role="application"
        aria-label={props.label}
        aria-describedby="graph-keys"
        data-boxes={placed?.graph.nodes.length ?? 0}
        data-frames={placed?.graph.frames.length ?? 0}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keyboard itself
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div ref={box} className="graph-paint" aria-hidden="true" />
      </div>
      <p id="graph-keys" className="visually-hidden">
        {t('keys')}
      </p>
      <p className="visually-hidden" role="status" data-testid="graph-said">
        {said}
      </p>
    </>
  );
}
