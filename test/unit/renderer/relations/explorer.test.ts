import { describe, expect, it } from 'vitest';
import type { GraphEdge, GraphNode } from '../../../../src/contract/api/index.ts';
import { builtinCatalogue } from '../../../../src/model/catalogue.ts';
import { type Arranging, arrange, mostDrawn } from '../../../../src/renderer/relations/arrange.ts';
import { drawSvg } from '../../../../src/renderer/relations/draw-svg.ts';
import { fold } from '../../../../src/renderer/relations/fold.ts';
import { boxSize, type Point, type ViewGraph } from '../../../../src/renderer/relations/graph-view.ts';
import { framesLayout, placeNew, radialLayout } from '../../../../src/renderer/relations/layout/place.ts';
import { openView, viewPatch } from '../../../../src/renderer/relations/saved-views.ts';
import { initialSettings } from '../../../../src/renderer/relations/use-explorer.ts';
import { stepFrom } from '../../../../src/renderer/relations/walk.ts';
import { classIcons, classLook } from '../../../../src/renderer/ui/class-icons.ts';

function node(id: string, more: Partial<GraphNode> = {}): GraphNode {
  return { id, tag: id, name: id, class: 'server', status: 'inUse', depth: 1, degree: 1, ...more };
}
function edge(text: string): GraphEdge {
  const [source, target] = text.split('-') as [string, string];
  return { id: text, type: 'dependsOn', source, target, label: null };
}
const asked = (more: Partial<Arranging> = {}): Arranging => ({
  single: new Set(['root']),
  opened: new Set(),
  closed: new Set(),
  affected: null,
  alike: true,
  frameBy: null,
  className: (key) => key ?? '',
  none: 'nowhere',
  ...more,
});

describe('what is drawn of a large graph', () => {
  // Each hangs on another pair, so that none are alike.
  const many = {
    nodes: [
      node('root', { depth: 0 }),
      ...Array.from({ length: 600 }, (_, i) =>
        node(`n${String(i).padStart(3, '0')}`, {
          class: i % 2 ? 'server' : 'switch',
          place: { id: `p${i % 3}`, name: `Room ${i % 3}` },
        }),
      ),
    ],
    edges: Array.from({ length: 600 }, (_, i) =>
      edge(`n${String(i).padStart(3, '0')}-${i === 0 ? 'root' : `n${String(i >> 1).padStart(3, '0')}`}`),
    ),
  };
  const drawn = (opened: string[] = []) => arrange(many, asked({ opened: new Set(opened) }));

  it('is grouped by class, and says so', () => {
    const { nodes, groups, reduced } = drawn();
    expect(reduced).toBe(true);
    expect(nodes.map(({ id }) => id)).toEqual(['root']);
    expect(groups.map(({ class: key, members }) => [key, members.length])).toEqual([
      ['switch', 300],
      ['server', 300],
    ]);
  });

  it('opens by place, then in runs of tags, then one by one, and never loses one', () => {
    let opened: string[] = [];
    for (let level = 0; level < 3; level++) {
      const { nodes, groups } = drawn(opened);
      expect(nodes.length + groups.reduce((sum, { members }) => sum + members.length, 0)).toBe(601);
      expect(nodes.length + groups.length).toBeLessThan(mostDrawn);
      opened = [...opened, groups[0]?.id as string];
    }
    expect(drawn(opened).nodes).toHaveLength(41);
  });

  it('stands in frames of its places that open and close', () => {
    const few = { nodes: many.nodes.slice(0, 40), edges: [] };
    const framed = arrange(few, asked({ frameBy: 'place' }));
    expect(framed.frames.map(({ title }) => title)).toEqual(['Room 0', 'Room 1', 'Room 2', 'nowhere']);
    const closed = arrange(
      few,
      asked({ frameBy: 'place', closed: new Set([framed.frames[0]?.id as string]) }),
    );
    expect(closed.frames).toHaveLength(3);
    expect(closed.groups[0]).toMatchObject({ title: 'Room 0' });
    expect(arrange(many, asked({ frameBy: 'place' })).frames).toHaveLength(0);
  });
});

describe('collapsing an asset', () => {
  it('takes out what hangs only on it, and counts that', () => {
    const graph = {
      nodes: [node('root', { depth: 0 }), node('a'), node('b'), node('c'), node('d')],
      edges: ['root-a', 'root-b', 'a-c', 'a-d', 'b-d', 'c-a'].map(edge),
    };
    const folded = fold(graph, new Set(['a']));
    expect(folded.nodes.map(({ id }) => id)).toEqual(['root', 'a', 'b', 'd']);
    expect(folded.counts.get('a')).toBe(1);
  });
});

describe('walking by arrow keys', () => {
  const at = (x: number, y: number): Point => ({ x, y });
  const positions = new Map([
    ['m', at(0, 0)],
    ['right', at(300, 20)],
    ['farRight', at(900, 0)],
    ['up', at(10, -200)],
  ]);
  const graph = {
    nodes: [],
    frames: [],
    edges: ['m-right', 'farRight-m', 'up-m'].map((text) => ({
      ...edge(text),
      label: '',
      full: '',
      carries: false,
      marked: false,
    })),
  } as ViewGraph;
  const step = (key: Parameters<typeof stepFrom>[3]) => stepFrom(graph, positions, 'm', key)?.id ?? null;

  it('goes along the edge that leads that way, the nearest of several, whatever its direction', () => {
    expect([step('ArrowRight'), step('ArrowUp'), step('ArrowDown'), step('ArrowLeft')]).toEqual([
      'right',
      'up',
      null,
      null,
    ]);
  });
});

describe('layouts that keep what is there', () => {
  const covered = (points: readonly Point[]): number => {
    let count = 0;
    for (const [i, a] of points.entries())
      for (const b of points.slice(i + 1))
        if (Math.abs(a.x - b.x) < boxSize.width && Math.abs(a.y - b.y) < boxSize.height) count++;
    return count;
  };
  const star = Array.from({ length: 60 }, (_, i): [number, number] => [i + 1, 0]);

  it('find room for what is added and move nothing', () => {
    const known = [
      { x: 0, y: 0 },
      { x: 200, y: 80 },
    ];
    const points = placeNew(61, known, star, 'down');
    expect(points.slice(0, 2)).toEqual(known);
    expect(covered(points)).toBe(0);
    expect(points.every(({ x, y }) => Math.hypot(x, y) < 3000)).toBe(true);
  });

  it('put the start in the middle and each distance on a ring', () => {
    const points = radialLayout([0, ...star.map(([i]) => (i > 20 ? 2 : 1))], star);
    expect(points[0]).toEqual({ x: 0, y: 0 });
    const far = (i: number): number => Math.hypot((points[i]?.x ?? 0) / 1.7, points[i]?.y ?? 0);
    expect(far(30)).toBeGreaterThan(far(5) + 50);
    expect(covered(points)).toBe(0);
  });

  it('keep frames apart', () => {
    const frames = [
      [0, 1, 2],
      [3, 4],
      [5, 6, 7, 8, 9],
    ];
    expect(covered(framesLayout(12, frames, star.slice(0, 11), 1.3, false))).toBe(0);
  });
});

describe('a saved view', () => {
  it('comes back as it was, and leaves out what it does not understand', () => {
    const content = {
      opened: ['a'],
      closed: [],
      collapsed: ['b'],
      hidden: ['c'],
      pinned: new Map([['a', { x: 5, y: 6 }]]),
    };
    const positions = new Map([
      ['a', { x: 5.2, y: 6 }],
      ['b', { x: 1, y: 2 }],
    ]);
    const start = { roots: ['a'], filter: '' };
    const settings = { ...initialSettings, layout: 'byRack', hops: 3 } as const;
    const values = { name: 'Core', owner: null, ...viewPatch({ start, settings, content, positions }) };
    const view = openView({ id: 'v', values: values as never });
    expect(view).toMatchObject({ start, settings, name: 'Core' });
    expect(view.content).toEqual(content);
    expect([...view.positions]).toEqual([
      ['a', { x: 5, y: 6 }],
      ['b', { x: 1, y: 2 }],
    ]);
    const other = {
      name: 'X',
      settings: { layout: 'spiral', hops: 'many' },
      start: null,
      positions: { places: { a: 1 } },
    };
    expect(openView({ id: 'w', values: other as never }).settings).toEqual(initialSettings);
  });
});

describe('pictures', () => {
  it('know every class by itself or by the nearest one above', () => {
    for (const { key } of builtinCatalogue.classes)
      expect(Object.keys(classIcons)).toContain(classLook(builtinCatalogue, key).icon);
    expect(classLook(builtinCatalogue, 'desktop').icon).toBe('desktop');
    expect(classLook(builtinCatalogue, null).icon).toBe('box');
  });

  it('are valid SVG whatever stands in a name', () => {
    const look = {
      sub: '',
      role: 'plain',
      tone: 'ok',
      group: false,
      gone: false,
      icon: 'box',
      colour: '#000000',
    };
    const drawn = { id: 'a', title: '<&"机房>', frame: null, pinned: false, marked: false, ...look };
    const graph = { nodes: [drawn], edges: [], frames: [] } as unknown as ViewGraph;
    const svg = drawSvg(graph, new Map([['a', { x: 0, y: 0 }]]), { tones: {} } as never);
    expect(svg).toContain('&lt;&amp;&quot;机房&gt;');
  });
});
