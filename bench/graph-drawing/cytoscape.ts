import cytoscape from 'cytoscape';
import { type BenchGraph, boxSize, type Drawing } from './drawn.ts';

const style = [
  {
    selector: 'node',
    style: {
      shape: 'round-rectangle',
      ...boxSize,
      'background-color': '#fff',
      'border-width': 1.5,
      'border-color': '#16a34a',
      label: 'data(label)',
      'font-size': 12,
      'text-valign': 'center',
      'text-wrap': 'wrap',
      'min-zoomed-font-size': 6,
    },
  },
  {
    selector: 'edge',
    style: {
      width: 1.2,
      'line-color': '#64748b',
      'target-arrow-shape': 'triangle',
      'curve-style': 'bezier',
      label: 'data(label)',
      'font-size': 11,
      'min-zoomed-font-size': 7,
    },
  },
];

/** @param webgl whether its WebGL renderer draws instead of the canvas one */
export function openCytoscape(webgl: boolean): (box: HTMLElement, graph: BenchGraph) => Promise<Drawing> {
  return async (box, graph) => {
    const cy = cytoscape({
      container: box,
      style: style as never,
      elements: [
        ...graph.nodes.map(({ id, label, x, y }) => ({ data: { id, label }, position: { x, y } })),
        ...graph.edges.map((data) => ({ data: { ...data } })),
      ],
      layout: { name: 'preset' },
      minZoom: 0.001,
      ...(webgl ? { renderer: { name: 'canvas', webgl: true } } : {}),
    } as never);
    cy.fit();
    const middle = () => ({ x: cy.width() / 2, y: cy.height() / 2 });
    return {
      settle: () =>
        new Promise((resolve) => {
          const layout = cy.layout({
            name: 'cose',
            animate: false,
            randomize: false,
            nodeDimensionsIncludeLabels: false,
          });
          layout.one('layoutstop', () => resolve());
          layout.run();
        }),
      fit: () => {
        cy.fit();
      },
      near: () => {
        cy.zoom(1);
        cy.center();
      },
      pan: (x, y) => {
        cy.panBy({ x, y });
      },
      zoom: (factor) => {
        cy.zoom({ level: cy.zoom() * factor, renderedPosition: middle() });
      },
    };
  };
}
