import type ElkApi from 'elkjs/lib/elk-api.js';
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import { boxSize, type Point, type Positions, type ViewGraph } from '../graph-view.ts';
import type { LayoutJob } from './jobs.ts';
import type { Links } from './place.ts';
import { wrapLayers } from './wrap-layers.ts';

export const layoutKinds = [
  'layered',
  'layeredRight',
  'force',
  'radial',
  'byPlace',
  'byRack',
  'byClass',
] as const;
export type LayoutKind = (typeof layoutKinds)[number];

export interface LayoutAsk {
  readonly kind: LayoutKind;
  readonly graph: ViewGraph;
  /** Width by height of where it is to be drawn. */
  readonly aspect: number;
  /** Hops from the start; what is not there is far. */
  readonly depths: ReadonlyMap<string, number>;
  /** Boxes that have a place already and keep it. */
  readonly known: Positions;
  /** Boxes that were put somewhere by hand. */
  readonly pinned: Positions;
}

/** Places the boxes of a graph, in a worker. Where some have a place already, only the others are placed. */
export async function layout(ask: LayoutAsk): Promise<Positions> {
  const { kind, graph, known, pinned } = ask;
  const framed = graph.frames.length > 0 || kind.startsWith('by');
  if (known.size > 0 && !framed) return placed(graph, known, pinned, kind);
  const fresh = await whole(ask);
  // What was put somewhere by hand stands there, and what stood there makes room.
  if (pinned.size === 0 || framed) return merged(fresh, pinned);
  const kept = new Map([...fresh].filter(([id, at]) => !pinned.has(id) && !isCovered(at, pinned)));
  return placed(graph, kept, pinned, kind);
}

function whole({ kind, graph, aspect, depths }: LayoutAsk): Promise<Positions> {
  switch (kind) {
    case 'layered':
      return layered(graph, aspect, false);
    case 'layeredRight':
      return layered(graph, aspect, true);
    case 'force':
      return asked(graph, { kind, count: graph.nodes.length, links: linksOf(graph) });
    case 'radial': {
      const far = Math.max(0, ...depths.values()) + 1;
      const rings = graph.nodes.map(({ id }) => depths.get(id) ?? far);
      return asked(graph, { kind, depths: rings, links: linksOf(graph) });
    }
    default: {
      const at = placesIn(graph);
      const frames = graph.frames.map(({ id }) =>
        graph.nodes.flatMap((node) => (node.frame === id ? [at.get(node.id) as number] : [])),
      );
      return asked(graph, {
        kind: 'frames',
        count: graph.nodes.length,
        frames,
        links: linksOf(graph),
        aspect,
        narrow: kind === 'byRack',
      });
    }
  }
}

function placed(graph: ViewGraph, known: Positions, pinned: Positions, kind: LayoutKind): Promise<Positions> {
  const way = kind === 'layered' ? 'down' : kind === 'layeredRight' ? 'right' : 'any';
  return asked(graph, {
    kind: 'add',
    count: graph.nodes.length,
    known: graph.nodes.map(({ id }) => pinned.get(id) ?? known.get(id) ?? null),
    links: linksOf(graph),
    way,
  });
}

function merged(fresh: Positions, pinned: Positions): Positions {
  return new Map([...fresh].map(([id, at]) => [id, pinned.get(id) ?? at]));
}

function isCovered(at: Point, by: Positions): boolean {
  for (const other of by.values())
    if (Math.abs(other.x - at.x) < boxSize.width + 8 && Math.abs(other.y - at.y) < boxSize.height + 8)
      return true;
  return false;
}

/** Left before right and above before below as they come; quick rather than perfect, since wide layers are broken anyway. */
const layeredOptions = {
  'elk.algorithm': 'layered',
  'elk.layered.thoroughness': '4',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.edgeRouting': 'POLYLINE',
  'elk.spacing.nodeNode': '26',
  'elk.layered.spacing.nodeNodeBetweenLayers': '60',
};

let elk: Promise<InstanceType<typeof ElkApi>> | null = null;

/** The layout engine weighs 1.6 MB: it is loaded when the first graph is drawn. */
function engine(): Promise<InstanceType<typeof ElkApi>> {
  elk ??= Promise.all([import('elkjs/lib/elk-api.js'), import('elkjs/lib/elk-worker.min.js?url')]).then(
    ([api, worker]) => new api.default({ workerFactory: () => new Worker(worker.default) }),
  );
  return elk;
}

/** @param right layers from left to right instead of from top to bottom */
async function layered(graph: ViewGraph, aspect: number, right: boolean): Promise<Positions> {
  const result: ElkNode = await (await engine()).layout({
    id: 'graph',
    layoutOptions: { ...layeredOptions, 'elk.direction': right ? 'RIGHT' : 'DOWN' },
    children: graph.nodes.map(({ id }) => ({ id, ...boxSize })),
    edges: graph.edges.map(({ id, source, target }) => ({ id, sources: [source], targets: [target] })),
  });
  const layers = new Map<number, { id: string; at: number }[]>();
  for (const { id, x = 0, y = 0 } of result.children ?? []) {
    const [deep, at] = right ? [x, y] : [y, x];
    const layer = layers.get(Math.round(deep));
    if (layer) layer.push({ id, at });
    else layers.set(Math.round(deep), [{ id, at }]);
  }
  const sorted = [...layers.entries()].sort(([a], [b]) => a - b).map(([, layer]) => layer);
  return wrapLayers(sorted, aspect, right);
}

let worker: Worker | null = null;
let turns = 0;

async function asked(graph: ViewGraph, job: LayoutJob): Promise<Positions> {
  worker ??= new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const own = worker;
  const turn = ++turns;
  const points = await new Promise<readonly Point[]>((resolve, reject) => {
    const hear = (event: MessageEvent<{ turn: number; points: Point[] }>): void => {
      if (event.data.turn !== turn) return;
      own.removeEventListener('message', hear);
      resolve(event.data.points);
    };
    own.addEventListener('message', hear);
    own.addEventListener('error', (event) => reject(new Error(event.message)), { once: true });
    own.postMessage({ turn, job });
  });
  return new Map(graph.nodes.map(({ id }, i) => [id, points[i] as Point]));
}

const placesIn = (graph: ViewGraph): Map<string, number> => new Map(graph.nodes.map(({ id }, i) => [id, i]));

function linksOf(graph: ViewGraph): Links {
  const at = placesIn(graph);
  return graph.edges.flatMap(({ source, target }): [number, number][] => {
    const a = at.get(source);
    const b = at.get(target);
    return a === undefined || b === undefined ? [] : [[a, b]];
  });
}
