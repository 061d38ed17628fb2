import { boxSize, type Point } from '../graph-view.ts';

export interface ForceInput {
  /** In the order in which they are to spread from the middle: the root first. */
  readonly ids: readonly string[];
  /** Pairs of places in `ids`. */
  readonly links: readonly (readonly [number, number])[];
}

const rounds = 260;
const linkLength = 200;
const reach = 1200;
/** Strength of the push between two boxes; at 200 px it equals a stretched spring. */
const repulsion = 90_000;
/** Screens and boxes are wider than high. */
const flatness = 1.8;

/**
 * Springs along relations, repulsion between boxes, a slight pull to the middle; the last rounds only push boxes apart
 * that overlap. Every pair is looked at: 500 boxes take some 0.4 s, which is why this runs in a worker.
 * The same graph always gives the same drawing.
 */
export function forceLayout({ ids, links }: ForceInput): Point[] {
  const n = ids.length;
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    // A sunflower: even distances without chance.
    const radius = 95 * Math.sqrt(i);
    const angle = i * 2.399963;
    x[i] = radius * Math.cos(angle);
    y[i] = radius * Math.sin(angle) * 0.7;
  }
  const degree = new Float64Array(n);
  for (const [a, b] of links) {
    degree[a] = (degree[a] as number) + 1;
    degree[b] = (degree[b] as number) + 1;
  }
  const dx = new Float64Array(n);
  const dy = new Float64Array(n);
  // Large graphs need room: the middle pulls less the more there are.
  const pull = 0.09 / Math.sqrt(n + 1);
  for (let round = 0; round < rounds; round++) {
    const heat = 1 - round / rounds;
    dx.fill(0);
    dy.fill(0);
    repel(x, y, dx, dy);
    attract(links, degree, x, y, dx, dy);
    const most = 6 + 70 * heat;
    for (let i = 0; i < n; i++) {
      const mx = (dx[i] as number) - (x[i] as number) * pull;
      const my = (dy[i] as number) - (y[i] as number) * pull * flatness;
      const length = Math.hypot(mx, my) || 1;
      const step = Math.min(length, most) / length;
      x[i] = (x[i] as number) + mx * step;
      y[i] = (y[i] as number) + my * step;
    }
  }
  for (let round = 0; round < 600 && separate(x, y); round++);
  return Array.from(x, (value, i) => ({ x: Math.round(value), y: Math.round(y[i] as number) }));
}

function repel(x: Float64Array, y: Float64Array, dx: Float64Array, dy: Float64Array): void {
  for (let i = 0; i < x.length; i++) {
    for (let j = i + 1; j < x.length; j++) {
      const ax = (x[i] as number) - (x[j] as number);
      // Boxes are flat: two above one another may be nearer than two beside one another.
      const ay = ((y[i] as number) - (y[j] as number)) * flatness;
      const square = ax * ax + ay * ay + 1;
      if (square > reach * reach) continue;
      const push = repulsion / square;
      const distance = Math.sqrt(square);
      const fx = (ax / distance) * push;
      const fy = (ay / distance / flatness) * push;
      dx[i] = (dx[i] as number) + fx;
      dy[i] = (dy[i] as number) + fy;
      dx[j] = (dx[j] as number) - fx;
      dy[j] = (dy[j] as number) - fy;
    }
  }
}

function attract(
  links: ForceInput['links'],
  degree: Float64Array,
  x: Float64Array,
  y: Float64Array,
  dx: Float64Array,
  dy: Float64Array,
): void {
  for (const [a, b] of links) {
    const ax = (x[b] as number) - (x[a] as number);
    const ay = (y[b] as number) - (y[a] as number);
    const distance = Math.hypot(ax, ay) || 1;
    // Hubs hold many: each of their springs is weaker, or all would lie upon each other.
    const weight = 0.12 / Math.sqrt(Math.min(degree[a] as number, degree[b] as number));
    const pull = ((distance - linkLength) / distance) * weight;
    dx[a] = (dx[a] as number) + ax * pull;
    dy[a] = (dy[a] as number) + ay * pull;
    dx[b] = (dx[b] as number) - ax * pull;
    dy[b] = (dy[b] as number) - ay * pull;
  }
}

/** Moves overlapping boxes apart along the shorter way; false when none overlapped. */
function separate(x: Float64Array, y: Float64Array): boolean {
  const width = boxSize.width + 14;
  const height = boxSize.height + 16;
  let any = false;
  for (let i = 0; i < x.length; i++) {
    for (let j = i + 1; j < x.length; j++) {
      const ax = (x[j] as number) - (x[i] as number);
      const ay = (y[j] as number) - (y[i] as number);
      const overX = width - Math.abs(ax);
      const overY = height - Math.abs(ay);
      if (overX <= 0.5 || overY <= 0.5) continue;
      any = true;
      if (overY * 1.5 < overX) {
        const move = (overY / 2 + 0.5) * (ay < 0 ? -1 : 1);
        y[i] = (y[i] as number) - move;
        y[j] = (y[j] as number) + move;
      } else {
        const move = (overX / 2 + 0.5) * (ax < 0 ? -1 : 1);
        x[i] = (x[i] as number) - move;
        x[j] = (x[j] as number) + move;
      }
    }
  }
  return any;
}
