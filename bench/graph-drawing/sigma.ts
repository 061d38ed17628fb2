import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import Sigma from 'sigma';
import { EdgeArrowProgram } from 'sigma/rendering';
import type { BenchGraph, Drawing } from './drawn.ts';

/** Draws discs with words beside them: it has no boxes of its own. */
export async function openSigma(box: HTMLElement, given: BenchGraph): Promise<Drawing> {
  const graph = new Graph({ multi: true, type: 'directed' });
  for (const { id, label, x, y } of given.nodes)
    graph.addNode(id, { label, x, y, size: 6, color: '#16a34a' });
  for (const { id, source, target, label } of given.edges)
    graph.addEdgeWithKey(id, source, target, { label, size: 1.2, color: '#64748b' });
  const sigma = new Sigma(graph, box, {
    defaultEdgeType: 'arrow',
    edgeProgramClasses: { arrow: EdgeArrowProgram },
    renderEdgeLabels: true,
    labelRenderedSizeThreshold: 6,
  });
  const camera = sigma.getCamera();
  return {
    settle: async () => {
      forceAtlas2.assign(graph, { iterations: 300, settings: forceAtlas2.inferSettings(graph) });
      sigma.refresh();
    },
    fit: () => {
      camera.setState({ x: 0.5, y: 0.5, ratio: 1.05, angle: 0 });
    },
    near: () => {
      camera.setState({ x: 0.5, y: 0.5, ratio: Math.sqrt(60 / given.nodes.length), angle: 0 });
    },
    pan: (dx, dy) => {
      const { width, height } = sigma.getDimensions();
      const { x, y, ratio, angle } = camera.getState();
      camera.setState({ x: x - (dx / width) * ratio, y: y + (dy / height) * ratio, ratio, angle });
    },
    zoom: (factor) => {
      const state = camera.getState();
      camera.setState({ ...state, ratio: state.ratio / factor });
    },
  };
}
