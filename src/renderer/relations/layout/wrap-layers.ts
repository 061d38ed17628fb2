import { boxSize, type Point } from '../graph-view.ts';

const gap = { x: 26, y: 62, row: 20 } as const;

/**
 * Draws layers in together. A layered layout gives a switch with 300 neighbours one layer of 300 boxes: 50,000 px wide
 * and unreadable. Wide layers are broken into rows, the others are drawn together to the same width, order kept.
 * @param layers ids with their x, from the top layer down
 * @param aspect width by height of where it is to be drawn
 */
export function wrapLayers(
  layers: readonly (readonly { id: string; x: number }[])[],
  aspect: number,
): Map<string, Point> {
  const count = layers.reduce((sum, layer) => sum + layer.length, 0);
  const perRow = Math.max(5, Math.round(Math.sqrt(count * 0.56 * aspect)));
  const pitch = boxSize.width + gap.x;
  const all = layers.flat().map((node) => node.x);
  const left = Math.min(...all);
  const span = Math.max(1, Math.max(...all) - left);
  const scale = Math.min(1, (perRow * pitch) / span);
  const positions = new Map<string, Point>();
  let y = 0;
  for (const layer of layers) {
    const ordered = [...layer].sort((a, b) => a.x - b.x);
    const rows = ordered.length > perRow ? chunks(ordered, perRow) : [ordered];
    for (const [r, row] of rows.entries()) {
      // Every other row stands half a box aside, or arrows from above would run behind boxes as if through them.
      const aside = ((r % 2) - 0.5) * (pitch / 2);
      const xs =
        rows.length > 1
          ? row.map((_, i) => left + (span * scale) / 2 + (i - (row.length - 1) / 2) * pitch + aside)
          : pushApart(
              row.map((node) => left + (node.x - left) * scale),
              pitch,
            );
      for (const [i, node] of row.entries()) positions.set(node.id, { x: xs[i] as number, y });
      y += boxSize.height + gap.row;
    }
    y += gap.y - gap.row;
  }
  return positions;
}

/** Rows of nearly the same length. */
function chunks<T>(list: readonly T[], most: number): T[][] {
  const rows = Math.ceil(list.length / most);
  const size = Math.ceil(list.length / rows);
  return Array.from({ length: rows }, (_, i) => list.slice(i * size, (i + 1) * size));
}

/** Keeps the order and the middle, and lets no two stand nearer than `pitch`. */
function pushApart(xs: readonly number[], pitch: number): number[] {
  const placed: number[] = [];
  for (const x of xs) placed.push(Math.max(x, (placed.at(-1) ?? Number.NEGATIVE_INFINITY) + pitch));
  const drift = mean(placed) - mean(xs);
  return placed.map((x) => x - drift);
}

function mean(xs: readonly number[]): number {
  return xs.length === 0 ? 0 : xs.reduce((sum, x) => sum + x, 0) / xs.length;
}
