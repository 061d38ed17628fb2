/**
 * What draws a graph of 200, 1,000 and 10,000 nodes (1.5 relations each) soonest, moves it most smoothly and takes the
 * least memory: cytoscape by canvas and by WebGL, sigma with graphology, g6. In Chromium without a graphics card: every
 * frame rate is of SOFTWARE RENDERING and says nothing about a machine that has one.
 *
 * HOLDFAST_BENCH_NODES takes other sizes, HOLDFAST_BENCH_LIBRARIES fewer libraries, both with commas between.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { launchBrowser } from '../test/e2e/support/browser.ts';

const sizes = (process.env.HOLDFAST_BENCH_NODES ?? '200,1000,10000').split(',').map(Number);
const libraries = (process.env.HOLDFAST_BENCH_LIBRARIES ?? 'cytoscape,cytoscape-webgl,sigma,g6').split(',');
/** A layout that takes longer than this is of no use to anybody. */
const patience = 90_000;
const seconds = 3;
/** Chromium gives WebGL to a machine without a graphics card only when it is told so. */
const software = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

type Moved = { fps: number; p95: number };
interface BenchWindow {
  bench: {
    open(library: string, count: number): Promise<number>;
    settle(): Promise<number>;
    ownLayout(count: number): number;
    move(where: string, what: string, seconds: number): Promise<Moved>;
  };
}

function print(line: Record<string, unknown>): void {
  console.log(JSON.stringify({ bench: 'graph-drawing', rendering: 'software', ...line }));
}

/** Everything that the page needs in one script. */
async function bundle(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    // Its modules don't survive being bundled once more ("Cannot read properties of undefined (reading 'Graph')").
    resolve: {
      alias: { '@antv/g6': path.resolve(import.meta.dirname, '../node_modules/@antv/g6/dist/g6.min.js') },
    },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: folder,
      lib: {
        entry: path.join(import.meta.dirname, 'graph-drawing/page.ts'),
        formats: ['iife'],
        name: 'page',
        fileName: () => 'page.js',
      },
    },
  });
  return path.join(folder, readdirSync(folder).find((name) => name.endsWith('.js')) as string);
}

/** Megabytes that the browser's processes for pages and for graphics hold. */
async function residentMegabytes(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  let sum = 0;
  for (const { id, type } of processInfo) {
    if (type !== 'renderer' && type !== 'GPU') continue;
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    sum += Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  }
  return sum;
}

async function heapMegabytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1e6;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;
const movedLine = ({ fps, p95 }: Moved) => ({ fps: rounded(fps), p95: rounded(p95) });

async function within<T>(work: Promise<T>, milliseconds: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function measure(script: string, library: string, nodes: number): Promise<void> {
  const browser = await launchBrowser(software);
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.on('pageerror', (error) => print({ library, nodes, complaint: error.message }));
    await page.addScriptTag({ path: script });
    const resident = await residentMegabytes(browser);
    const heap = await heapMegabytes(page);
    const run = { library, nodes, edges: Math.floor(nodes * 1.5) };
    const paint = await within(
      page.evaluate(
        ([name, count]) => (globalThis as never as BenchWindow).bench.open(name as string, count as number),
        [library, nodes] as const,
      ),
      patience,
    );
    if (paint === null) return print({ ...run, firstPaintMs: `over ${patience}` });
    const moving = async (where: string, what: string): Promise<Moved> =>
      page.evaluate(
        ([a, b, s]) => (globalThis as never as BenchWindow).bench.move(a as string, b as string, s as number),
        [where, what, seconds] as const,
      );
    const moves = {
      panAll: movedLine(await moving('fit', 'pan')),
      zoomAll: movedLine(await moving('fit', 'zoom')),
      panNear: movedLine(await moving('near', 'pan')),
    };
    const memory = {
      heapMb: rounded((await heapMegabytes(page)) - heap),
      residentMb: rounded((await residentMegabytes(browser)) - resident),
    };
    const settled = await within(
      page.evaluate(() => (globalThis as never as BenchWindow).bench.settle()),
      patience,
    );
    const settledMs = settled === null ? `over ${patience}` : Math.round(settled);
    print({ ...run, firstPaintMs: Math.round(paint), settledMs, ...moves, ...memory });
  } finally {
    // What still lays out ten thousand boxes does not answer any more.
    await within(browser.close(), 10_000);
  }
}

const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-bench-'));
try {
  const script = await bundle(folder);
  for (const nodes of sizes)
    for (const library of libraries)
      await measure(script, library, nodes).catch((error: unknown) =>
        print({ library, nodes, failed: String(error) }),
      );
  const browser = await launchBrowser(software);
  const page = await browser.newPage();
  await page.addScriptTag({ path: script });
  for (const nodes of sizes) {
    const milliseconds = await within(
      page.evaluate((count) => (globalThis as never as BenchWindow).bench.ownLayout(count), nodes),
      patience,
    );
    print({
      step: 'own force layout',
      nodes,
      ms: milliseconds === null ? `over ${patience}` : Math.round(milliseconds),
    });
  }
  await within(browser.close(), 10_000);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
