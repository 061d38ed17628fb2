import { forceLayout } from '../../src/renderer/relations/layout/force.ts';
import { openCytoscape } from './cytoscape.ts';
import { type BenchGraph, boxSize, type Drawing, type Library, type Open } from './drawn.ts';
import { openG6 } from './g6.ts';
import { openSigma } from './sigma.ts';

const libraries: Record<Library, Open> = {
  cytoscape: openCytoscape(false),
  'cytoscape-webgl': openCytoscape(true),
  sigma: openSigma,
  g6: openG6,
};

let drawing: Drawing | null = null;

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

/** A network as registers have them: most hang on some few switches, some relations go across. */
function graphOf(count: number): BenchGraph {
  let seed = 42;
  const chance = (): number => {
    seed = (seed * 1664525 + 1013904223) % 4294967296;
    return seed / 4294967296;
  };
  const side = Math.ceil(Math.sqrt(count * 0.4));
  const nodes = Array.from({ length: count }, (_, i) => ({
    id: `n${i}`,
    label: `HF-SW-${String(i).padStart(5, '0')}`,
    x: (i % side) * (boxSize.width + 60),
    y: Math.floor(i / side) * (boxSize.height + 60),
  }));
  const hubs = Math.max(2, Math.floor(count / 25));
  const edges = Array.from({ length: Math.floor(count * 1.5) }, (_, i) => {
    const own = 1 + (i % (count - 1));
    const target = i < count - 1 ? Math.floor(chance() * Math.min(own, hubs)) : Math.floor(chance() * own);
    return { id: `e${i}`, source: `n${own}`, target: `n${target}`, label: 'connected to' };
  });
  return { nodes, edges };
}

/** Milliseconds from the data to the second frame after the library says that it has drawn. */
async function open(library: Library, count: number): Promise<number> {
  const graph = graphOf(count);
  const box = document.createElement('div');
  box.style.cssText = 'position:absolute;left:0;top:0;width:1000px;height:760px';
  document.body.replaceChildren(box);
  await frame();
  const start = performance.now();
  drawing = await libraries[library](box, graph);
  await frame();
  await frame();
  return performance.now() - start;
}

async function settle(): Promise<number> {
  const start = performance.now();
  await drawing?.settle();
  await frame();
  await frame();
  return performance.now() - start;
}

/** Milliseconds of the layout that the register itself uses, without drawing. */
function ownLayout(count: number): number {
  const graph = graphOf(count);
  const place = new Map(graph.nodes.map(({ id }, i) => [id, i]));
  const links = graph.edges.map(
    ({ source, target }) => [place.get(source), place.get(target)] as [number, number],
  );
  const start = performance.now();
  forceLayout({ ids: graph.nodes.map(({ id }) => id), links });
  return performance.now() - start;
}

/** Frames a second while a hand drags and turns the wheel for some seconds, and the slowest of twenty frames. */
async function move(
  where: 'fit' | 'near',
  what: 'pan' | 'zoom',
  seconds: number,
): Promise<{ fps: number; p95: number }> {
  if (!drawing) throw new Error('nothing is drawn');
  drawing[where]();
  await frame();
  let last = await frame();
  const start = last;
  const times: number[] = [];
  for (let i = 0; last - start < seconds * 1000; i++) {
    const there = Math.floor(i / 20) % 2 === 0;
    if (what === 'pan') drawing.pan(there ? 9 : -9, there ? 4 : -4);
    else drawing.zoom(there ? 1.03 : 1 / 1.03);
    const now = await frame();
    times.push(now - last);
    last = now;
  }
  times.sort((a, b) => a - b);
  return { fps: (times.length * 1000) / (last - start), p95: times[Math.floor(times.length * 0.95)] ?? 0 };
}

Object.assign(window, { bench: { open, settle, ownLayout, move } });
