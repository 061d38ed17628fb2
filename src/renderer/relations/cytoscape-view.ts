import cytoscape, { type Core, type ElementDefinition, type NodeSingular } from 'cytoscape';
import { colourOn, iconAddress } from '../ui/class-icons.ts';
import { cytoscapeStyle } from './cytoscape-style.ts';
import {
  boxSize,
  framePad,
  type GraphColours,
  type GraphView,
  type GraphViewEvents,
  type Point,
  type Positions,
  type ViewGraph,
} from './graph-view.ts';

const margin = 28;
/** Below this the letters of boxes can't be read: a larger drawing starts at its start, and the overview shows where. */
const readable = 0.6;
/** A graph of three boxes must not fill the screen with them. */
const largestFit = 1.1;
/** More words than this on arrows cover the drawing; then only those of the picked box are shown. */
const mostLabels = 36;
/** Ports are long words: they are written only where there is room for them. */
const mostTold = 8;
/** Moving more boxes than this takes longer than it helps the eye. */
const mostMoving = 150;

/** Draws on canvases, with cytoscape. */
export function cytoscapeView(box: HTMLElement, colours: GraphColours, events: GraphViewEvents): GraphView {
  keepStyleOut();
  const cy = cytoscape({
    container: box,
    style: cytoscapeStyle(colours),
    minZoom: 0.04,
    maxZoom: 2.5,
    autounselectify: true,
    boxSelectionEnabled: false,
    pixelRatio: 'auto',
  });
  let picked: string | null = null;
  let dark = colours.dark;
  let panel = colours.panel;
  cy.on('dragfree', 'node', (event) => {
    const node = event.target as NodeSingular;
    if (!node.data('frame')) events.onMove(node.id(), { ...node.position() });
  });
  let looking = 0;
  cy.on('viewport resize', () => {
    looking ||= requestAnimationFrame(() => {
      looking = 0;
      tell();
    });
  });
  cy.on('onetap', 'node', (event) => events.onPick((event.target as NodeSingular).id()));
  cy.on('dbltap', 'node', (event) => events.onOpen((event.target as NodeSingular).id()));
  cy.on('tap', (event) => {
    if (event.target === cy) events.onPick(null);
  });
  const resized = new ResizeObserver(() => cy.resize());
  resized.observe(box);

  /** Words stand on the arrows in sight as long as they don't cover them. */
  const hush = (): void => {
    const { x1, y1, x2, y2 } = cy.extent();
    const seen = cy.edges().filter((edge) => {
      const [a, b] = [edge.source().position(), edge.target().position()];
      const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
      return x >= x1 && x <= x2 && y >= y1 && y <= y2;
    });
    cy.edges().toggleClass('quiet', seen.length > mostLabels);
    cy.edges('.near.told').removeClass('quiet');
  };
  const tell = (): void => {
    cy.batch(hush);
    events.onSight(cy.extent());
  };
  const mark = (): void => {
    cy.batch(() => {
      cy.elements('.picked, .near').removeClass('picked near told');
      if (picked !== null) {
        const near = cy.getElementById(picked).addClass('picked').connectedEdges().addClass('near');
        if (near.length <= mostTold) near.addClass('told');
      }
      hush();
    });
  };
  let places: Positions = new Map();
  let shown: ViewGraph = { nodes: [], edges: [], frames: [] };
  // By where boxes go to, not where they are: some may still be on their way.
  const fitAll = (): void => {
    const frame = frameOf(places);
    const room = { x: Math.max(1, cy.width() - 2 * margin), y: Math.max(1, cy.height() - 2 * margin) };
    const zoom = Math.min(largestFit, room.x / frame.width, room.y / frame.height);
    cy.viewport({
      zoom,
      pan: { x: cy.width() / 2 - frame.x * zoom, y: cy.height() / 2 - frame.y * zoom },
    });
  };
  return {
    show(graph, positions, anchor, keep) {
      const before = anchor ? screenPlace(cy, anchor) : null;
      places = positions;
      shown = graph;
      replace(cy, graph, positions, dark);
      mark();
      events.onSight(cy.extent());
      if (keep) return;
      const now = anchor ? positions.get(anchor) : undefined;
      if (before && now && fitsAt(cy, positions, before, now)) {
        const zoom = cy.zoom();
        cy.pan({ x: before.x - now.x * zoom, y: before.y - now.y * zoom });
      } else {
        fitAll();
        if (cy.zoom() < readable) readNear(cy, positions, graph);
      }
    },
    pick(id, reveal) {
      picked = id;
      mark();
      const node = id === null ? null : cy.getElementById(id);
      if (!reveal || !node?.nonempty()) return;
      const { x1, y1, x2, y2 } = cy.extent();
      const { x, y } = (node as NodeSingular).position();
      if (x < x1 || x > x2 || y < y1 || y > y2 || cy.zoom() < 0.5) {
        cy.animate({ center: { eles: node }, zoom: Math.max(cy.zoom(), 0.7), duration: 200 });
      }
    },
    fit: fitAll,
    aspect: () => Math.min(3, Math.max(0.5, cy.width() / Math.max(1, cy.height()))),
    zoom(factor) {
      cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
    },
    centre(at) {
      const zoom = cy.zoom();
      cy.pan({ x: cy.width() / 2 - at.x * zoom, y: cy.height() / 2 - at.y * zoom });
    },
    colour: (changed) => {
      dark = changed.dark;
      panel = changed.panel;
      cy.style(cytoscapeStyle(changed));
      replace(cy, shown, places, dark);
      mark();
    },
    picture: async () =>
      cy.png({
        output: 'blob-promise',
        full: true,
        scale: 2,
        bg: panel,
        maxWidth: 12_000,
        maxHeight: 12_000,
      }),
    destroy() {
      cancelAnimationFrame(looking);
      resized.disconnect();
      cy.destroy();
    },
  };
}

/** At reading size around where the graph starts, as far as the drawing goes. */
function readNear(cy: Core, places: Positions, graph: ViewGraph): void {
  const first = graph.nodes.find(({ role }) => role === 'root' || role === 'failing') ?? graph.nodes[0];
  const at = first && places.get(first.id);
  if (!at) return;
  const frame = frameOf(places);
  const room = { x: cy.width() / readable - 2 * margin, y: cy.height() / readable - 2 * margin };
  // No emptiness beyond the border of the drawing while there is something to show on the other side.
  const within = (want: number, middle: number, size: number, sight: number): number => {
    const free = Math.max(0, (size - sight) / 2);
    return Math.min(middle + free, Math.max(middle - free, want));
  };
  const x = within(at.x, frame.x, frame.width, room.x);
  const y = within(at.y, frame.y, frame.height, room.y);
  cy.viewport({
    zoom: readable,
    pan: { x: cy.width() / 2 - x * readable, y: cy.height() / 2 - y * readable },
  });
}

/** The library would write a style element, which the page's policy forbids; relations.css says the same. */
function keepStyleOut(): void {
  const id = '__________cytoscape_stylesheet';
  if (document.getElementById(id)) return;
  const mark = document.createElement('meta');
  mark.id = id;
  document.head.append(mark);
}

/** Middle and size of a drawing. */
function frameOf(places: Positions): { x: number; y: number; width: number; height: number } {
  let [left, right, top, bottom] = [0, 0, 0, 0];
  let first = true;
  for (const { x, y } of places.values()) {
    left = first ? x : Math.min(left, x);
    right = first ? x : Math.max(right, x);
    top = first ? y : Math.min(top, y);
    bottom = first ? y : Math.max(bottom, y);
    first = false;
  }
  const width = right - left + boxSize.width + 2 * framePad.side;
  const height = bottom - top + boxSize.height + 2 * framePad.side + framePad.name;
  return { x: (left + right) / 2, y: (top + bottom) / 2, width, height };
}

/** Whether the whole drawing is in sight when `now` stands at `before` on the screen. */
function fitsAt(cy: Core, places: Positions, before: Point, now: Point): boolean {
  const frame = frameOf(places);
  const zoom = cy.zoom();
  const left = before.x + (frame.x - frame.width / 2 - now.x) * zoom;
  const top = before.y + (frame.y - frame.height / 2 - now.y) * zoom;
  return (
    left >= 0 &&
    top >= 0 &&
    left + frame.width * zoom <= cy.width() &&
    top + frame.height * zoom <= cy.height()
  );
}

function screenPlace(cy: Core, id: string): { x: number; y: number } | null {
  const node = cy.getElementById(id);
  return node.nonempty() ? { ...(node as NodeSingular).renderedPosition() } : null;
}

/** Changes only what differs: boxes that stay keep their identity and glide to their new place. */
function replace(cy: Core, graph: ViewGraph, positions: Positions, dark: boolean): void {
  const nodes = new Set([...graph.nodes, ...graph.frames].map((node) => node.id));
  const edges = new Set(graph.edges.map((edge) => edge.id));
  const glide =
    graph.nodes.length <= mostMoving && !window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  cy.batch(() => {
    // Out of their frames first: a frame that goes would take its boxes along.
    for (const node of cy.nodes('[parent]').toArray() as NodeSingular[])
      if (!nodes.has(node.data('parent') as string)) node.move({ parent: null });
    cy.edges()
      .filter((edge) => !edges.has(edge.id()))
      .remove();
    cy.nodes()
      .filter((node) => !nodes.has(node.id()))
      .remove();
    const fresh: ElementDefinition[] = [];
    for (const { id, title } of graph.frames) {
      const old = cy.getElementById(id);
      if (old.nonempty()) old.data({ label: title });
      else fresh.push({ group: 'nodes', data: { id, label: title, frame: true }, grabbable: false });
    }
    cy.add(fresh);
    fresh.length = 0;
    for (const node of graph.nodes) {
      const position = positions.get(node.id) ?? { x: 0, y: 0 };
      const { title, sub, role, tone, group, gone, marked, pinned } = node;
      const head = pinned ? `${title} ⚲` : title;
      const lines = sub ? `${head}\n${sub}` : head;
      const drawn = role === 'failing' ? '#ffffff' : colourOn(dark, node.colour);
      const picture = iconAddress(node.icon, drawn);
      const data = { label: lines, role, tone, group, gone, marked, picture };
      const old = cy.getElementById(node.id) as NodeSingular;
      if (old.empty()) {
        const parent = node.frame === null ? {} : { parent: node.frame };
        fresh.push({ group: 'nodes', data: { id: node.id, ...data, ...parent }, position: { ...position } });
        continue;
      }
      if ((old.data('parent') ?? null) !== node.frame) old.move({ parent: node.frame });
      cy.getElementById(node.id).data(data);
      if (!glide) (cy.getElementById(node.id) as NodeSingular).position({ ...position });
    }
    for (const edge of graph.edges) {
      const { id, source, target, label, full, carries, marked } = edge;
      const old = cy.getElementById(id);
      const data = { label, full, carries, marked };
      if (old.empty()) fresh.push({ group: 'edges', data: { id, source, target, ...data } });
      else old.data(data);
    }
    cy.add(fresh);
  });
  if (!glide) return;
  for (const node of graph.nodes) {
    const position = positions.get(node.id);
    const element = cy.getElementById(node.id) as NodeSingular;
    if (position && (element.position().x !== position.x || element.position().y !== position.y)) {
      element.stop().animate({ position: { ...position }, duration: 220 });
    }
  }
}
