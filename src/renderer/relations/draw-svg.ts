import { classIcons, colourOn } from '../ui/class-icons.ts';
import {
  boxSize,
  framePad,
  type GraphColours,
  iconRoom,
  type Point,
  type Positions,
  type ViewEdge,
  type ViewGraph,
  type ViewNode,
} from './graph-view.ts';

const margin = 30;
const family = "Inter, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
const dashes = { ok: '', info: '', neutral: '6 3', warning: '6 3', pending: '2 3', bad: '' } as const;

/** The drawing as SVG, with words as words: it can be searched, edited and printed at any size. */
export function drawSvg(graph: ViewGraph, positions: Positions, colours: GraphColours): string {
  const points = graph.nodes.flatMap(({ id }) => positions.get(id) ?? []);
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const left = Math.min(0, ...xs) - boxSize.width / 2 - margin - framePad.side;
  const top = Math.min(0, ...ys) - boxSize.height / 2 - margin - framePad.side - framePad.name;
  const width = Math.max(0, ...xs) + boxSize.width / 2 + margin + framePad.side - left;
  const height = Math.max(0, ...ys) + boxSize.height / 2 + margin + framePad.side - top;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="${family}" font-size="12">`,
    `<defs>${arrow('line', colours.line)}${arrow('bad', colours.bad)}${arrow('mark', colours.primary)}</defs>`,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${colours.panel}"/>`,
    ...graph.frames.map(({ id, title }) => frameSvg(id, title, graph, positions, colours)),
    ...graph.edges.map((edge) => edgeSvg(edge, positions, colours, graph.edges.length)),
    ...graph.nodes.map((node) => nodeSvg(node, positions.get(node.id), colours)),
    '</svg>',
  ];
  return parts.join('\n');
}

const arrow = (id: string, fill: string): string =>
  `<marker id="${id}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L10 5L0 10z" fill="${fill}"/></marker>`;

function frameSvg(
  id: string,
  title: string,
  graph: ViewGraph,
  positions: Positions,
  c: GraphColours,
): string {
  const points = graph.nodes.flatMap((node) => (node.frame === id ? (positions.get(node.id) ?? []) : []));
  if (points.length === 0) return '';
  const x = Math.min(...points.map((p) => p.x)) - boxSize.width / 2 - framePad.side;
  const y = Math.min(...points.map((p) => p.y)) - boxSize.height / 2 - framePad.side;
  const right = Math.max(...points.map((p) => p.x)) + boxSize.width / 2 + framePad.side;
  const bottom = Math.max(...points.map((p) => p.y)) + boxSize.height / 2 + framePad.side;
  return `<g><rect x="${x}" y="${y}" width="${right - x}" height="${bottom - y}" rx="6" fill="${c.ground}" stroke="${c.line}" stroke-opacity="0.55"/><text x="${(x + right) / 2}" y="${y - 8}" text-anchor="middle" font-size="19" font-weight="600" fill="${c.text}">${escaped(title)}</text></g>`;
}

const mostLabels = 120;

function edgeSvg(edge: ViewEdge, positions: Positions, c: GraphColours, count: number): string {
  const from = positions.get(edge.source);
  const to = positions.get(edge.target);
  if (!from || !to) return '';
  const [colour, marker, line] = edge.marked
    ? [c.primary, 'mark', 3]
    : edge.carries
      ? [c.bad, 'bad', 2.4]
      : [c.line, 'line', 1.2];
  const a = border(from, to);
  const b = border(to, from);
  const path = `<path d="M${a.x} ${a.y}L${b.x} ${b.y}" stroke="${colour}" stroke-width="${line}" fill="none" marker-end="url(#${marker})"/>`;
  if (count > mostLabels && !edge.marked) return path;
  const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2 + 4];
  return `<g>${path}<text x="${x}" y="${y}" text-anchor="middle" font-size="11" fill="${c.muted}" stroke="${c.panel}" stroke-width="4" paint-order="stroke">${escaped(edge.full)}</text></g>`;
}

/** Where the line to `to` leaves the box at `from`. */
function border(from: Point, to: Point): Point {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  if (dx === 0 && dy === 0) return from;
  const share = Math.min(boxSize.width / 2 / Math.abs(dx || 1e-9), boxSize.height / 2 / Math.abs(dy || 1e-9));
  return { x: Math.round(from.x + dx * share), y: Math.round(from.y + dy * share) };
}

function nodeSvg(node: ViewNode, at: Point | undefined, c: GraphColours): string {
  if (!at) return '';
  const { width, height } = boxSize;
  const [x, y] = [at.x - width / 2, at.y - height / 2];
  const failing = node.role === 'failing';
  const fill = failing
    ? '#b91c1c'
    : node.role === 'down'
      ? c.badSoft
      : node.role === 'root'
        ? c.selected
        : c.panel;
  const stroke = failing
    ? '#b91c1c'
    : node.role === 'down'
      ? c.bad
      : node.role === 'degraded'
        ? c.tones.warning
        : node.group || node.role === 'calm'
          ? c.line
          : c.tones[node.tone];
  const dash = node.role === 'degraded' ? '6 3' : node.group ? '' : dashes[node.tone];
  const text = failing ? '#ffffff' : c.text;
  const icon = failing ? '#ffffff' : colourOn(c.dark, node.colour);
  const strong = node.role === 'root' || failing || node.group ? ' font-weight="600"' : '';
  const base = node.sub ? at.y - 4 : at.y + 4;
  const rings = node.group
    ? `<rect x="${x + 4}" y="${y - 4}" width="${width}" height="${height}" rx="4" fill="${c.panel}" stroke="${stroke}"/>`
    : '';
  return `<g${node.gone ? ' opacity="0.6"' : ''}>${rings}<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" fill="${fill}" stroke="${stroke}" stroke-width="${node.role === 'root' ? 3 : 1.5}"${dash ? ` stroke-dasharray="${dash}"` : ''}/><path transform="translate(${x + 8} ${y + 12}) scale(0.75)" d="${classIcons[node.icon]}" fill="none" stroke="${icon}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/><text x="${x + iconRoom}" y="${base}" fill="${text}"${strong}>${escaped(node.title)}</text>${node.sub ? `<text x="${x + iconRoom}" y="${at.y + 12}" fill="${text}">${escaped(node.sub)}</text>` : ''}</g>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
