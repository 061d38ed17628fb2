import { describe, expect, it } from 'vitest';
import type { Graph, ImpactItem } from '../../../../src/contract/api/index.ts';
import { boxSize } from '../../../../src/renderer/relations/graph-view.ts';
import { groupAlike } from '../../../../src/renderer/relations/group-alike.ts';
import { pathWords } from '../../../../src/renderer/relations/impact-side.tsx';
import { forceLayout } from '../../../../src/renderer/relations/layout/force.ts';
import { wrapLayers } from '../../../../src/renderer/relations/layout/wrap-layers.ts';
import { carryingEdges, mergeGraphs, withImpact } from '../../../../src/renderer/relations/merge-graphs.ts';
import { shorten } from '../../../../src/renderer/relations/view-graph.ts';

function world(links: readonly string[], classes: Record<string, string> = {}, degree = 1): Graph {
  const edges = links.map((text) => {
    const [source, type, target] = text.split(' ') as [string, string, string];
    return { id: text, source, type, target, label: null };
  });
  const ids = new Set(edges.flatMap((edge) => [edge.source, edge.target]));
  const nodes = [...ids].map((id) => ({
    id,
    tag: id,
    name: `N ${id}`,
    class: classes[id] ?? 'laptop',
    status: 'inUse',
    depth: 1,
    degree,
  }));
  return { nodes, edges, truncated: false };
}

function item(id: string, path: readonly (readonly [string, string | null])[]): ImpactItem {
  const steps = path.map(([step, via]) => ({
    id: step,
    tag: step,
    name: `N ${step}`,
    via,
    effect: 'down' as const,
  }));
  return {
    id,
    tag: id,
    name: `N ${id}`,
    class: null,
    status: null,
    effect: 'down',
    depth: path.length - 1,
    path: steps,
    custodian: null,
  };
}

describe('drawing alike assets together', () => {
  const spokes = Array.from({ length: 8 }, (_, i) => `L${i} connectedTo SW`);
  const grouping = (single: string[] = [], opened: string[] = [], affected: string[] | null = null) => ({
    single: new Set(single),
    opened: new Set(opened),
    affected: affected && new Map(affected.map((id) => [id, 'down' as const])),
  });

  it('makes one box and one relation of assets of a class with the same relations', () => {
    const both = spokes.map((link) => link.replace('SW', 'SW2'));
    const grouped = groupAlike(world([...spokes, ...both, 'SW dependsOn UPS']), grouping());
    expect(grouped.nodes.map((node) => node.id).sort()).toEqual(['SW', 'SW2', 'UPS']);
    expect(grouped.groups.map((group) => group.members.length)).toEqual([8]);
    expect(grouped.edges.map((edge) => [edge.type, edge.target])).toEqual([
      ['connectedTo', 'SW'],
      ['connectedTo', 'SW2'],
      ['dependsOn', 'UPS'],
    ]);
    expect([...grouped.standsFor.values()].map((ids) => ids.length)).toEqual([8, 8]);
  });

  it('keeps apart what differs, what is wanted single, and small numbers', () => {
    const classes = { L0: 'printer', L1: 'printer', L2: 'printer', L3: 'printer' };
    expect(groupAlike(world(spokes, classes), grouping()).groups).toEqual([]);
    const single = groupAlike(world(spokes), grouping(['L0', 'L1']));
    expect(single.groups[0]?.members.map((node) => node.id)).toEqual(['L2', 'L3', 'L4', 'L5', 'L6', 'L7']);
    const affected = groupAlike(world(spokes), grouping([], [], ['L0', 'L1']));
    expect(affected.groups.map((group) => [group.members.length, group.effect])).toEqual([[6, null]]);
  });

  it('draws the members of an opened group one by one', () => {
    const graph = world(spokes);
    const { groups } = groupAlike(graph, grouping());
    const opened = groupAlike(graph, grouping([], [groups[0]?.id ?? '']));
    expect([opened.groups.length, opened.nodes.length]).toEqual([0, 9]);
  });
});

describe('impact in the picture', () => {
  const items = [
    item('APP', [
      ['DB', null],
      ['APP', 'dependsOn'],
    ]),
    item('PAY', [
      ['DB', null],
      ['APP', 'dependsOn'],
      ['PAY', 'dependsOn'],
    ]),
    item('ROOM', [
      ['DB', null],
      ['ROOM', 'contains'],
    ]),
  ];

  it('marks exactly the relations along which failure runs, in the direction of their type', () => {
    const graph = world(['APP dependsOn DB', 'DB dependsOn UPS', 'DB contains ROOM', 'ROOM uses DB']);
    expect([...carryingEdges(graph, items)].sort()).toEqual(['APP dependsOn DB', 'DB contains ROOM']);
  });

  it('adds what is affected beyond the neighbourhood, once', () => {
    const full = withImpact(world(['APP dependsOn DB']), items);
    expect(full.nodes.map((node) => node.id).sort()).toEqual(['APP', 'DB', 'PAY', 'ROOM']);
    expect(full.edges.map((edge) => edge.id)).toEqual([
      'APP dependsOn DB',
      'PAY dependsOn APP',
      'DB contains ROOM',
    ]);
  });

  it('does not repeat a relation that the neighbourhood has already', () => {
    const connected = [
      item('SW', [
        ['DB', null],
        ['SW', 'connectedTo'],
      ]),
    ];
    const full = withImpact(world(['SW connectedTo DB']), connected);
    expect(full.edges).toHaveLength(1);
    expect([...carryingEdges(full, connected)]).toEqual(['SW connectedTo DB']);
  });

  it('reads the reason from the affected asset to the failing one', () => {
    expect(pathWords(items[1] as ImpactItem, 'en')).toBe('N PAY —depends on→ N APP —depends on→ N DB');
    expect(pathWords(items[2] as ImpactItem, 'zh')).toBe('N ROOM —位于→ N DB');
  });
});

it('counts the distance of opened neighbours from where they were opened', () => {
  const first = world(['A uses B']);
  const merged = mergeGraphs(
    { ...first, nodes: first.nodes.map((node) => ({ ...node, depth: node.id === 'A' ? 0 : 1 })) },
    [{ at: 'B', graph: { ...world(['B uses C', 'A uses B']), truncated: true } }],
  );
  expect(Object.fromEntries(merged.nodes.map((node) => [node.id, node.depth]))).toEqual({ A: 0, B: 1, C: 2 });
  expect([merged.edges.length, merged.truncated]).toEqual([2, true]);
});

/** Pairs of boxes that cover each other. */
function overlaps(points: readonly { x: number; y: number }[]): number {
  let found = 0;
  for (const [i, a] of points.entries()) {
    for (const b of points.slice(i + 1)) {
      if (Math.abs(a.x - b.x) < boxSize.width && Math.abs(a.y - b.y) < boxSize.height) found++;
    }
  }
  return found;
}

describe('layouts', () => {
  it('breaks wide layers into rows without covering anything and keeps the order of layers', () => {
    const wide = Array.from({ length: 300 }, (_, i) => ({ id: `w${i}`, at: i * 194 }));
    const points = wrapLayers(
      [
        [
          { id: 'top', at: 29_000 },
          { id: 'top2', at: 29_100 },
        ],
        wide,
        [{ id: 'low', at: 0 }],
      ],
      1.2,
    );
    expect(overlaps([...points.values()])).toBe(0);
    const xs = [...points.values()].map((p) => p.x);
    expect(Math.max(...xs) - Math.min(...xs)).toBeLessThan(6000);
    const y = (id: string) => points.get(id)?.y ?? Number.NaN;
    expect(y('top')).toBeLessThan(y('w0'));
    expect(y('w299')).toBeLessThan(y('low'));
  });

  it('leaves small drawings as they are', () => {
    const points = wrapLayers(
      [
        [{ id: 'a', at: 100 }],
        [
          { id: 'b', at: 0 },
          { id: 'c', at: 240 },
        ],
      ],
      1.2,
    );
    expect([points.get('a')?.x, points.get('b')?.x, points.get('c')?.x]).toEqual([100, 0, 240]);
  });

  it('places boxes by force so that none covers another, the same each time', () => {
    const ids = Array.from({ length: 120 }, (_, i) => String(i));
    const links = ids.slice(1).map((_, i): [number, number] => [i + 1, Math.floor(i / 5)]);
    const points = forceLayout({ ids, links });
    expect(overlaps(points)).toBe(0);
    expect(forceLayout({ ids, links })).toEqual(points);
  });
});

it('cuts long names by width, Chinese characters counting double', () => {
  expect(shorten('核心数据库服务器生产环境一号', 12)).toBe('核心数据库服…');
  expect(shorten('ThinkPad T14', 12)).toBe('ThinkPad T14');
  expect(shorten('WAREHOUSE MANAGEMENT', 12)).toBe('WAREHOUSE M…');
});
