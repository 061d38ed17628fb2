import type ElkApi from 'elkjs/lib/elk-api.js';
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import { boxSize, type Point, type Positions, type ViewGraph } from '../graph-view.ts';
import { wrapLayers } from './wrap-layers.ts';

export type LayoutKind = 'layered' | 'force';

/**
 * Places the boxes of a graph, in a worker.
 * @param aspect width by height of where it is to be drawn
 */
export function layout(kind: LayoutKind, graph: ViewGraph, aspect: number): Promise<Positions> {
  return kind === 'layered' ? layered(graph, aspect) : force(graph);
}

/** Left before right and above before below as they come; quick rather than perfect, since wide layers are broken anyway. */
const layeredOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
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

async function layered(graph: ViewGraph, aspect: number): Promise<Positions> {
  const placed: ElkNode = await (await engine()).layout({
    id: 'graph',
    layoutOptions: layeredOptions,
    children: graph.nodes.map(({ id }) => ({ id, ...boxSize })),
    edges: graph.edges.map(({ id, source, target }) => ({ id, sources: [source], targets: [target] })),
  });
  const layers = new Map<number, { id: string; x: number }[]>();
  for (const { id, x = 0, y = 0 } of placed.children ?? []) {
    const layer = layers.get(Math.round(y));
    if (layer) layer.push({ id, x });
    else layers.set(Math.round(y), [{ id, x }]);
  }
  return wrapLayers(
    [...layers.entries()].sort(([a], [b]) => a - b).map(([, layer]) => layer),
    aspect,
  );
}

let forceWorker: Worker | null = null;
let turns = 0;

async function force(graph: ViewGraph): Promise<Positions> {
  forceWorker ??= new Worker(new URL('./force-worker.ts', import.meta.url), { type: 'module' });
  const worker = forceWorker;
  const turn = ++turns;
  const ids = graph.nodes.map(({ id }) => id);
  const place = new Map(ids.map((id, i) => [id, i]));
  const links = graph.edges.flatMap(({ source, target }): [number, number][] => {
    const a = place.get(source);
    const b = place.get(target);
    return a === undefined || b === undefined ? [] : [[a, b]];
  });
  const points = await new Promise<readonly Point[]>((resolve, reject) => {
    const hear = (event: MessageEvent<{ turn: number; points: Point[] }>): void => {
      if (event.data.turn !== turn) return;
      worker.removeEventListener('message', hear);
      resolve(event.data.points);
    };
    worker.addEventListener('message', hear);
    worker.addEventListener('error', (event) => reject(new Error(event.message)), { once: true });
    worker.postMessage({ turn, input: { ids, links } });
  });
  return new Map(ids.map((id, i) => [id, points[i] as Point]));
}
