import type { StylesheetJson } from 'cytoscape';
import { sans } from '../app/theme.ts';
import { boxSize, framePad, type GraphColours, iconRoom, type NodeTone } from './graph-view.ts';

/** Each state has a line of its own, so that it can be told apart without colours. */
const borders: Readonly<
  Record<NodeTone, { style: 'solid' | 'dashed' | 'dotted' | 'double'; width: number }>
> = {
  ok: { style: 'solid', width: 1.5 },
  info: { style: 'solid', width: 1.5 },
  neutral: { style: 'dashed', width: 1.5 },
  warning: { style: 'dashed', width: 2 },
  pending: { style: 'dotted', width: 2 },
  bad: { style: 'double', width: 4 },
};

/** Below this size on the screen letters are only noise and cost most of the drawing time. */
const smallestLetters = 6;

/** The drawing library takes names in double quotes only. */
const family = sans.replaceAll("'", '"');

export function cytoscapeStyle(c: GraphColours): StylesheetJson {
  const tones = (Object.keys(borders) as NodeTone[]).map((tone) => ({
    selector: `node[tone = "${tone}"]`,
    style: {
      'border-color': c.tones[tone],
      'border-style': borders[tone].style,
      'border-width': borders[tone].width,
    },
  }));
  const style = [
    {
      selector: 'node',
      style: {
        shape: 'round-rectangle',
        width: boxSize.width,
        height: boxSize.height,
        'background-color': c.panel,
        label: 'data(label)',
        color: c.text,
        'font-family': family,
        'font-size': 12,
        'line-height': 1.35,
        'text-valign': 'center',
        // To the right of a box means beside it: moved back by the width, the words begin beside the picture.
        'text-halign': 'right',
        'text-justification': 'left',
        'text-margin-x': iconRoom - boxSize.width,
        'text-wrap': 'wrap',
        'text-max-width': 2 * boxSize.width,
        'min-zoomed-font-size': smallestLetters,
        'background-image': 'data(picture)',
        'background-width': 18,
        'background-height': 18,
        'background-position-x': 8,
        'background-position-y': (boxSize.height - 18) / 2,
        'background-clip': 'none',
        'background-image-containment': 'over',
        'overlay-opacity': 0,
      },
    },
    ...tones,
    {
      selector: 'node[?frame]',
      style: {
        shape: 'round-rectangle',
        'background-color': c.ground,
        'background-opacity': 1,
        'background-image': 'none',
        'border-color': c.line,
        'border-width': 1,
        'border-style': 'solid',
        'border-opacity': 0.55,
        'text-valign': 'top',
        'text-halign': 'center',
        'text-margin-x': 0,
        'text-margin-y': -4,
        // Read from afar, when the boxes in it are small.
        'font-size': 19,
        'font-weight': 600,
        'min-zoomed-font-size': 5,
        color: c.text,
        padding: framePad.side,
      },
    },
    {
      selector: 'node[?group]',
      style: {
        shape: 'cut-rectangle',
        'font-weight': 600,
        'border-style': 'solid',
        'border-color': c.line,
        'border-width': 1.5,
      },
    },
    {
      selector: 'node[role = "calm"]',
      style: { 'border-color': c.line, 'border-style': 'solid', 'border-width': 1.5 },
    },
    { selector: 'node[?gone]', style: { opacity: 0.6 } },
    {
      selector: 'node[role = "root"]',
      style: { 'background-color': c.selected, 'border-width': 3, 'font-weight': 600 },
    },
    {
      selector: 'node[role = "degraded"]',
      style: { 'border-color': c.tones.warning, 'border-style': 'dashed', 'border-width': 2.5 },
    },
    {
      selector: 'node[role = "down"]',
      style: {
        'background-color': c.badSoft,
        'border-color': c.bad,
        'border-style': 'solid',
        'border-width': 2,
      },
    },
    {
      selector: 'node[role = "failing"]',
      style: {
        'background-color': '#b91c1c',
        'border-color': '#b91c1c',
        'border-style': 'solid',
        'border-width': 3,
        color: '#ffffff',
        'font-weight': 600,
      },
    },
    {
      selector: 'edge',
      style: {
        width: 1.2,
        'line-color': c.line,
        'target-arrow-color': c.line,
        'target-arrow-shape': 'triangle',
        'arrow-scale': 0.9,
        'curve-style': 'bezier',
        label: 'data(label)',
        color: c.muted,
        'font-family': family,
        'font-size': 11,
        'text-background-color': c.panel,
        'text-background-opacity': 0.9,
        'text-background-padding': '2px',
        'min-zoomed-font-size': smallestLetters + 1,
        'overlay-opacity': 0,
      },
    },
    { selector: 'edge.quiet', style: { label: '' } },
    {
      selector: 'edge[?carries]',
      style: { width: 2.4, 'line-color': c.bad, 'target-arrow-color': c.bad, color: c.text },
    },
    {
      selector: 'edge.near',
      style: { width: 2.4, 'line-color': c.primary, 'target-arrow-color': c.primary, color: c.text },
    },
    {
      selector: 'edge[?marked]',
      style: {
        width: 3,
        'line-color': c.primary,
        'target-arrow-color': c.primary,
        color: c.text,
        label: 'data(full)',
      },
    },
    { selector: 'edge.told', style: { label: 'data(full)' } },
    {
      selector: 'node[?marked]',
      style: { 'underlay-color': c.tones.warning, 'underlay-opacity': 0.35, 'underlay-padding': 5 },
    },
    {
      selector: 'node.picked',
      style: { 'outline-color': c.primary, 'outline-width': 3, 'outline-offset': 2 },
    },
  ];
  // The declared types know only the literal of each property, which a list built from parts widens.
  return style as unknown as StylesheetJson;
}
