import { Graph } from '@antv/g6';
import { type BenchGraph, boxSize, type Drawing } from './drawn.ts';

export async function openG6(box: HTMLElement, given: BenchGraph): Promise<Drawing> {
  const graph = new Graph({
    container: box,
    width: box.clientWidth,
    height: box.clientHeight,
    animation: false,
    autoFit: 'view',
    zoomRange: [0.001, 10],
    data: {
      nodes: given.nodes.map(({ id, label, x, y }) => ({ id, style: { x, y, labelText: label } })),
      edges: given.edges.map(({ id, source, target, label }) => ({
        id,
        source,
        target,
        style: { labelText: label },
      })),
    },
    node: {
      type: 'rect',
      style: {
        size: [boxSize.width, boxSize.height],
        fill: '#fff',
        stroke: '#16a34a',
        lineWidth: 1.5,
        radius: 4,
        labelPlacement: 'center',
        labelFontSize: 12,
      },
    },
    edge: { style: { stroke: '#64748b', lineWidth: 1.2, endArrow: true, labelFontSize: 11 } },
  });
  await graph.render();
  return {
    settle: async () => {
      graph.setLayout({
        type: 'd3-force',
        animation: false,
        link: { distance: 200 },
        manyBody: { strength: -900 },
      } as never);
      await graph.layout();
    },
    fit: () => {
      void graph.fitView();
    },
    near: () => {
      void graph.zoomTo(1);
    },
    pan: (dx, dy) => {
      void graph.translateBy([dx, dy], false);
    },
    zoom: (factor) => {
      void graph.zoomBy(factor, false);
    },
  };
}
