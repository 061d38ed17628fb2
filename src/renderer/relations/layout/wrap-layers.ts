import { boxSize, type Point } from '../graph-view.ts';

const gap = { x: 26, y: 62, row: 20 } as const;

/**
 * Draws layers in together. A layered layout gives a switch with 300 neighbours one layer of 300 boxes: 50,000 px wide
 * and unreadable. Wide layers are broken into rows, the others are drawn together to the same width, order kept.
 * @param layers ids with their place along the layer, from the first layer on
 * @param aspect width by height of where it is to be drawn
 * @param right layers stand side by side instead of below one another
 */
export function wrapLayers(
  layers: readonly (readonly { id: string; at: number }[])[],
  aspect: number,
  right = false,
): Map<string, Point> {
  const count = layers.reduce((sum, layer) => sum + layer.length, 0);
  const along = right ? boxSize.height + gap.row : boxSize.width + gap.x;
  const across = right ? boxSize.width : boxSize.height;
  const rowGap = right ? gap.x + 14 : gap.row;
  const layerGap = right ? 96 : gap.y;
  // How many fit side by side follows from the shape of a box and of the place to draw in.
  const perRow = right
    ? Math.max(8, Math.round(Math.sqrt((count * 4.4) / aspect)))
    : Math.max(5, Math.round(Math.sqrt(count * 0.56 * aspect)));
  const all = layers.flat().map((node) => node.at);
  const left = Math.min(...all);
  const span = Math.max(1, Math.max(...all) - left);
  const scale = Math.min(1, (perRow * along) / span);
  const positions = new Map<string, Point>();
  let deep = 0;
  for (const layer of layers) {
    const ordered = [...layer].sort((a, b) => a.at - b.at);
    const rows = ordered.length > perRow ? chunks(ordered, perRow) : [ordered];
    for (const [r, row] of rows.entries()) {
      // Every other row stands half a box aside, or arrows from above would run behind boxes as if through them.
      const aside = ((r % 2) - 0.5) * (along / 2);
      const places =
        rows.length > 1
          ? row.map((_, i) => left + (span * scale) / 2 + (i - (row.length - 1) / 2) * along + aside)
          : pushApart(
              row.map((node) => left + (node.at - left) * scale),
              along,
            );
      for (const [i, node] of row.entries()) {
        const at = Math.round(places[i] as number);
        positions.set(node.id, right ? { x: deep, y: at } : { x: at, y: deep });
      }
      deep += across + rowGap;
    }
    deep += layerGap - rowGap;
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
