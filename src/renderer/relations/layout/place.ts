import { boxSize, framePad, type Point } from '../graph-view.ts';

/** Pairs of places in a list of boxes. */
export type Links = readonly (readonly [number, number])[];

const gap = { x: 26, y: 20 } as const;
const cell = { width: boxSize.width + gap.x, height: boxSize.height + gap.y } as const;

/**
 * Finds room for boxes that were added, near those that they are related to; what is known keeps its place.
 * @param known the places of the first boxes; the others come after them
 * @param way where relations lead the eye in this layout: down, to the right, or anywhere
 */
export function placeNew(
  count: number,
  known: readonly (Point | null)[],
  links: Links,
  way: 'down' | 'right' | 'any',
): Point[] {
  const places: (Point | null)[] = Array.from({ length: count }, (_, i) => known[i] ?? null);
  const taken = new Taken();
  for (const place of places) if (place) taken.add(place);
  const near = new Map<number, number[]>();
  for (const [a, b] of links) {
    push(near, a, b);
    push(near, b, a);
  }
  // Those that hang on something placed come first, so that a chain grows from its end.
  let rest = places.flatMap((place, i) => (place ? [] : [i]));
  while (rest.length > 0) {
    const ready = rest.filter((i) => (near.get(i) ?? []).some((other) => places[other]));
    const now = ready.length > 0 ? ready : rest.slice(0, 1);
    for (const i of now) {
      const around = (near.get(i) ?? []).flatMap((other) => places[other] ?? []);
      const place = taken.near(wished(around, taken, way), way);
      places[i] = place;
      taken.add(place);
    }
    const done = new Set(now);
    rest = rest.filter((i) => !done.has(i));
  }
  return places as Point[];
}

function push(map: Map<number, number[]>, key: number, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function wished(around: readonly Point[], taken: Taken, way: 'down' | 'right' | 'any'): Point {
  if (around.length === 0) return { x: taken.middle.x, y: taken.bottom + 2 * cell.height };
  const x = around.reduce((sum, each) => sum + each.x, 0) / around.length;
  const y = around.reduce((sum, each) => sum + each.y, 0) / around.length;
  if (way === 'down') return { x, y: y + 1.6 * cell.height };
  if (way === 'right') return { x: x + 1.3 * cell.width, y };
  // Away from the middle, where there is more room.
  const dx = x - taken.middle.x;
  const dy = y - taken.middle.y;
  const length = Math.hypot(dx, dy) || 1;
  return { x: x + (dx / length) * cell.width, y: y + (dy / length) * 1.5 * cell.height };
}

/** Where boxes stand, by coarse squares. */
class Taken {
  readonly #cells = new Map<string, Point[]>();
  #count = 0;
  #sum = { x: 0, y: 0 };
  bottom = 0;

  get middle(): Point {
    const n = Math.max(1, this.#count);
    return { x: this.#sum.x / n, y: this.#sum.y / n };
  }

  add(place: Point): void {
    const key = this.#key(place.x, place.y);
    const list = this.#cells.get(key);
    if (list) list.push(place);
    else this.#cells.set(key, [place]);
    this.#count++;
    this.#sum = { x: this.#sum.x + place.x, y: this.#sum.y + place.y };
    this.bottom = Math.max(this.bottom, place.y);
  }

  /** The free place that is nearest to a wished one; sideways first in layers, so that they stay layers. */
  near(wish: Point, way: 'down' | 'right' | 'any'): Point {
    if (this.#free(wish)) return rounded(wish);
    for (let ring = 1; ring < 200; ring++) {
      const tries: Point[] = [];
      for (let a = -ring; a <= ring; a++) {
        for (const b of [-ring, ring]) {
          tries.push({ x: wish.x + (a * cell.width) / 2, y: wish.y + b * cell.height * 0.5 });
          tries.push({ x: wish.x + (b * cell.width) / 2, y: wish.y + a * cell.height * 0.5 });
        }
      }
      const weight = { x: way === 'right' ? 1.6 : 1, y: way === 'down' ? 3 : 1.4 };
      const cost = (each: Point): number =>
        Math.hypot((each.x - wish.x) * weight.x, (each.y - wish.y) * weight.y);
      const free = tries.filter((each) => this.#free(each)).sort((a, b) => cost(a) - cost(b))[0];
      if (free) return rounded(free);
    }
    return rounded({ x: wish.x, y: this.bottom + cell.height });
  }

  #free({ x, y }: Point): boolean {
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (const other of this.#cells.get(this.#key(x + dx * cell.width, y + dy * cell.height)) ?? [])
          if (Math.abs(other.x - x) < cell.width - 8 && Math.abs(other.y - y) < cell.height - 4) return false;
    return true;
  }

  #key(x: number, y: number): string {
    return `${Math.floor(x / cell.width)} ${Math.floor(y / cell.height)}`;
  }
}

const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) });

/**
 * Rings around where the graph starts: each distance a ring, what hangs on one box side by side.
 * @param depths hops of each box from the start
 */
export function radialLayout(depths: readonly number[], links: Links): Point[] {
  const n = depths.length;
  const near = new Map<number, number[]>();
  for (const [a, b] of links) {
    push(near, a, b);
    push(near, b, a);
  }
  const rings = new Map<number, number[]>();
  for (const [i, depth] of depths.entries()) push(rings, depth, i);
  const filled = [...rings].sort(([a], [b]) => a - b).map(([, ring]) => ring);
  const angle = new Float64Array(n);
  const points: Point[] = Array.from({ length: n }, () => ({ x: 0, y: 0 }));
  let radius = 0;
  for (const [level, ring] of filled.entries()) {
    if (level === 0 && ring.length === 1) continue;
    // Boxes beside the middle stand above one another, those over it side by side: an ellipse gives both room.
    const needed = (ring.length * 118) / (2 * Math.PI);
    radius = Math.max(level === 0 ? 0 : radius + 120, needed);
    const wish = (i: number): number => {
      const inner = (near.get(i) ?? []).filter((other) => (depths[other] ?? 0) < (depths[i] ?? 0));
      if (inner.length === 0) return i;
      // The mean of directions, not of numbers: 350 and 10 degrees meet at 0.
      const x = inner.reduce((sum, other) => sum + Math.cos(angle[other] as number), 0);
      const y = inner.reduce((sum, other) => sum + Math.sin(angle[other] as number), 0);
      return (Math.atan2(y, x) + 2 * Math.PI) % (2 * Math.PI);
    };
    const sorted = ring.map((i) => ({ i, wish: wish(i) })).sort((a, b) => a.wish - b.wish || a.i - b.i);
    const first = sorted[0]?.wish ?? 0;
    const turn = level <= 1 ? -Math.PI / 2 : first;
    for (const [at, { i }] of sorted.entries()) {
      const direction = turn + (at * 2 * Math.PI) / sorted.length;
      angle[i] = direction;
      points[i] = {
        x: Math.round(Math.cos(direction) * radius * 1.7),
        y: Math.round(Math.sin(direction) * radius),
      };
    }
  }
  return points;
}

const frameGap = 36;

/**
 * Frames beside and below one another, boxes in them in columns. Frames that are related stand near each other.
 * @param frames places of the boxes of each frame; what is in none stands for itself
 * @param narrow one column as long as it goes, as in a rack
 */
export function framesLayout(
  count: number,
  frames: readonly (readonly number[])[],
  links: Links,
  aspect: number,
  narrow: boolean,
): Point[] {
  const inFrame = new Int32Array(count).fill(-1);
  for (const [f, members] of frames.entries()) for (const i of members) inFrame[i] = f;
  const blocks: number[][] = frames.map((members) => [...members]);
  for (let i = 0; i < count; i++) {
    if (inFrame[i] !== -1) continue;
    inFrame[i] = blocks.length;
    blocks.push([i]);
  }
  const shapes = blocks.map((members, b) => {
    const perColumn = narrow ? 18 : Math.max(1, Math.ceil(Math.sqrt(members.length * 1.9)));
    const rows = Math.min(members.length, perColumn);
    const columns = Math.ceil(members.length / Math.max(1, rows));
    const framed = b < frames.length;
    return {
      rows,
      width: columns * (boxSize.width + 16) - 16 + (framed ? 2 * framePad.side : 0),
      height: rows * (boxSize.height + 12) - 12 + (framed ? 2 * framePad.side + framePad.name : 0),
      framed,
    };
  });
  const order = related(blocks.length, inFrame, links);
  const area = shapes.reduce((sum, { width, height }) => sum + (width + frameGap) * (height + frameGap), 0);
  const widest = Math.max(...shapes.map(({ width }) => width), Math.sqrt(area * aspect) * 1.15);
  const points: Point[] = Array.from({ length: count }, () => ({ x: 0, y: 0 }));
  let [x, y, deepest] = [0, 0, 0];
  for (const b of order) {
    const shape = shapes[b] as (typeof shapes)[number];
    if (x > 0 && x + shape.width > widest) {
      x = 0;
      y += deepest + frameGap;
      deepest = 0;
    }
    const left = x + (shape.framed ? framePad.side : 0) + boxSize.width / 2;
    const top = y + (shape.framed ? framePad.side + framePad.name : 0) + boxSize.height / 2;
    for (const [at, i] of (blocks[b] as number[]).entries()) {
      const column = Math.floor(at / shape.rows);
      points[i] = {
        x: Math.round(left + column * (boxSize.width + 16)),
        y: Math.round(top + (at % shape.rows) * (boxSize.height + 12)),
      };
    }
    x += shape.width + frameGap;
    deepest = Math.max(deepest, shape.height);
  }
  return points;
}

/** Frames in an order in which each is followed by the one that has most to do with those before; names decide ties. */
function related(count: number, inFrame: Int32Array, links: Links): number[] {
  const weight = new Map<number, Map<number, number>>();
  for (const [a, b] of links) {
    const [from, to] = [inFrame[a] as number, inFrame[b] as number];
    if (from === to) continue;
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      const row = weight.get(one) ?? new Map<number, number>();
      row.set(other, (row.get(other) ?? 0) + 1);
      weight.set(one, row);
    }
  }
  const left = new Set(Array.from({ length: count }, (_, i) => i));
  const pull = new Float64Array(count);
  const order: number[] = [];
  while (left.size > 0) {
    let best = -1;
    for (const i of left) if (best === -1 || (pull[i] as number) > (pull[best] as number)) best = i;
    left.delete(best);
    order.push(best);
    for (const [other, many] of weight.get(best) ?? []) pull[other] = (pull[other] as number) + many;
  }
  return order;
}
