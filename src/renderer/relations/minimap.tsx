import { useEffect, useRef } from 'react';
import { useT } from '../i18n/index.ts';
import { readColours, useThemeName } from './colours.ts';
import { boxSize, type Extent, type Point } from './graph-view.ts';
import type { PlacedGraph } from './use-layout.ts';

const size = { width: 168, height: 104 } as const;

interface MinimapProps {
  readonly placed: PlacedGraph | null;
  readonly sight: Extent | null;
  readonly onCentre: (at: Point) => void;
}

/** The whole drawing in small and which part of it is in sight; only where some of it is not. */
export function Minimap({ placed, sight, onCentre }: MinimapProps) {
  const t = useT('relations');
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeName();
  const frame = placed ? frameOf(placed) : null;
  const hidden =
    !frame || !sight || (contains(sight, frame) && sight.x2 - sight.x1 < 3 * (frame.x2 - frame.x1));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme's name stands for its colours
  useEffect(() => {
    if (hidden || !placed || !sight || !canvas.current) return;
    draw(canvas.current, placed, sight);
  }, [placed, sight, theme, hidden]);
  if (hidden || !frame) return null;
  const point = (event: React.PointerEvent): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = scaleOf(frame);
    return {
      x: (frame.x1 + frame.x2) / 2 + (event.clientX - box.left - size.width / 2) / scale,
      y: (frame.y1 + frame.y2) / 2 + (event.clientY - box.top - size.height / 2) / scale,
    };
  };
  return (
    <canvas
      ref={canvas}
      className="graph-minimap"
      width={size.width * 2}
      height={size.height * 2}
      role="img"
      aria-label={t('minimap')}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        onCentre(point(event));
      }}
      onPointerMove={(event) => event.buttons === 1 && onCentre(point(event))}
    />
  );
}

function frameOf({ positions }: PlacedGraph): Extent | null {
  if (positions.size === 0) return null;
  const xs = [...positions.values()].map(({ x }) => x);
  const ys = [...positions.values()].map(({ y }) => y);
  const aside = boxSize.width;
  return {
    x1: Math.min(...xs) - aside,
    x2: Math.max(...xs) + aside,
    y1: Math.min(...ys) - aside / 2,
    y2: Math.max(...ys) + aside / 2,
  };
}

const contains = (outer: Extent, { x1, y1, x2, y2 }: Extent): boolean =>
  // The frame has some room around the boxes, which need not be in sight.
  outer.x1 <= x1 + boxSize.width / 2 &&
  outer.y1 <= y1 + boxSize.width / 4 &&
  outer.x2 >= x2 - boxSize.width / 2 &&
  outer.y2 >= y2 - boxSize.width / 4;

const scaleOf = ({ x1, y1, x2, y2 }: Extent): number =>
  Math.min(size.width / (x2 - x1), size.height / (y2 - y1));

function draw(canvas: HTMLCanvasElement, placed: PlacedGraph, sight: Extent): void {
  const frame = frameOf(placed);
  const pen = canvas.getContext('2d');
  if (!frame || !pen) return;
  const colours = readColours();
  const scale = scaleOf(frame);
  pen.setTransform(2, 0, 0, 2, 0, 0);
  pen.clearRect(0, 0, size.width, size.height);
  const x = (at: number): number => size.width / 2 + (at - (frame.x1 + frame.x2) / 2) * scale;
  const y = (at: number): number => size.height / 2 + (at - (frame.y1 + frame.y2) / 2) * scale;
  for (const node of placed.graph.nodes) {
    const at = placed.positions.get(node.id);
    if (!at) continue;
    const strong = node.role === 'root' || node.role === 'failing';
    pen.fillStyle =
      node.role === 'down' || node.role === 'failing' ? colours.bad : strong ? colours.primary : colours.line;
    const width = Math.max(2, boxSize.width * scale);
    const height = Math.max(1.5, boxSize.height * scale);
    pen.fillRect(x(at.x) - width / 2, y(at.y) - height / 2, width, height);
  }
  pen.strokeStyle = colours.primary;
  pen.lineWidth = 1.5;
  pen.strokeRect(x(sight.x1), y(sight.y1), (sight.x2 - sight.x1) * scale, (sight.y2 - sight.y1) * scale);
}
