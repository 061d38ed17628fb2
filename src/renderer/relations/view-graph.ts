import type { GraphEdge, GraphNode } from '../../contract/api/index.ts';
import { builtinCatalogue, type Catalogue } from '../../model/catalogue.ts';
import { isGone, type Status, statuses } from '../../model/lifecycle.ts';
import type { Effect } from '../../model/redundancy.ts';
import type { Language } from '../../model/types.ts';
import { classLook } from '../ui/class-icons.ts';
import type { Arranged } from './arrange.ts';
import type { NodeRole, NodeTone, Point, ViewGraph, ViewNode } from './graph-view.ts';
import type { NodeGroup } from './group-alike.ts';

export interface ViewWords {
  readonly language: Language;
  readonly catalogue: Catalogue;
  /** "48 × Laptop" */
  readonly group: (count: number, className: string) => string;
  /** "Rack A01 (13)" */
  readonly frame: (count: number, name: string) => string;
  /** "12 more" */
  readonly more: (count: number) => string;
  readonly noClass: string;
}

export interface ViewRoles {
  readonly roots: ReadonlySet<string>;
  /** Null where it is not about failure. */
  readonly affected: ReadonlyMap<string, Effect> | null;
  readonly carrying: ReadonlySet<string>;
  readonly pinned: ReadonlyMap<string, Point>;
  readonly markedNodes: ReadonlySet<string>;
  readonly markedEdges: ReadonlySet<string>;
  /** What hangs on a collapsed asset and is not drawn, by the asset. */
  readonly folded: ReadonlyMap<string, number>;
}

/** Letters that fit into a box. */
const lineWidth = 19;

/** What is drawn: boxes and arrows with their words. */
export function viewGraph(arranged: Arranged, roles: ViewRoles, words: ViewWords): ViewGraph {
  const shown = new Map<string, number>();
  const count = (id: string, by: number): void => {
    shown.set(id, (shown.get(id) ?? 0) + by);
  };
  for (const edge of arranged.edges) {
    const many = arranged.standsFor.get(edge.id)?.length ?? 1;
    count(edge.source, many);
    count(edge.target, many);
  }
  const frameOf = (id: string): string | null => arranged.frameOf.get(id) ?? null;
  return {
    nodes: [
      ...arranged.nodes.map((node) => ({
        ...viewNode(node, roles, words, node.degree - (shown.get(node.id) ?? 0)),
        frame: frameOf(node.id),
      })),
      ...arranged.groups.map((group) => ({ ...groupNode(group, roles, words), frame: frameOf(group.id) })),
    ],
    edges: arranged.edges.map((edge) => {
      const stands = arranged.standsFor.get(edge.id) ?? [edge.id];
      const word = relationWord(edge.type, 'out', words.language, words.catalogue);
      const many = stands.length > 1 ? ` ×${stands.length}` : '';
      return {
        id: edge.id,
        source: edge.source,
        target: edge.target,
        label: `${word}${many}`,
        full: edge.label ? `${word} ${edge.label}` : `${word}${many}`,
        carries: stands.some((id) => roles.carrying.has(id)),
        marked: stands.some((id) => roles.markedEdges.has(id)),
      };
    }),
    frames: arranged.frames.map(({ id, title }) => ({ id, title: shorten(title, 36) })),
  };
}

function viewNode(
  node: GraphNode,
  roles: ViewRoles,
  words: ViewWords,
  more: number,
): Omit<ViewNode, 'frame'> {
  const status = statusOf(node.status);
  // In use is what everything is: the word stands only for other states, the line of the box for all.
  const state = status && node.status !== 'inUse' ? status.label[words.language] : '';
  const folded = roles.folded.get(node.id) ?? 0;
  const hidden = folded > 0 ? `▸ ${words.more(folded)}` : more > 0 ? words.more(more) : '';
  const parts = [node.name ? node.tag : '', state, hidden];
  return {
    id: node.id,
    title: shorten(node.name || node.tag, lineWidth),
    sub: shorten(parts.filter(Boolean).join(' · '), lineWidth + 1),
    role: roleOf(node.id, roles),
    tone: (status?.tone ?? 'neutral') as NodeTone,
    group: false,
    gone: isGone(node.status),
    ...classLook(words.catalogue, node.class),
    pinned: roles.pinned.has(node.id),
    marked: roles.markedNodes.has(node.id),
  };
}

function roleOf(id: string, { roots, affected }: ViewRoles): NodeRole {
  if (roots.has(id)) return affected ? 'failing' : 'root';
  if (!affected) return 'plain';
  return affected.get(id) ?? 'calm';
}

function groupNode(group: NodeGroup, roles: ViewRoles, words: ViewWords): Omit<ViewNode, 'frame'> {
  return {
    id: group.id,
    title: shorten(groupTitle(group, words), lineWidth),
    sub: shorten(group.detail ?? '', lineWidth + 1),
    role: group.effect ?? (roles.affected !== null ? 'calm' : 'plain'),
    tone: 'neutral',
    group: true,
    gone: false,
    ...classLook(words.catalogue, group.class),
    pinned: roles.pinned.has(group.id),
    marked: group.members.some(({ id }) => roles.markedNodes.has(id)),
  };
}

/** "48 × Laptop", or "Room 301 (48)" for what has a name of its own. */
export function groupTitle(group: NodeGroup, words: ViewWords): string {
  const { length } = group.members;
  return group.title === undefined
    ? words.group(length, className(group.class, words))
    : words.frame(length, group.title);
}

export function className(
  key: string | null,
  words: Pick<ViewWords, 'catalogue' | 'language' | 'noClass'>,
): string {
  return words.catalogue.classOf(key)?.label[words.language] ?? key ?? words.noClass;
}

export function statusOf(key: string | null) {
  return key !== null && Object.hasOwn(statuses, key) ? statuses[key as Status] : undefined;
}

/** The relation read from source to target, with its ports. */
export function edgeWords(edge: GraphEdge, words: Pick<ViewWords, 'catalogue' | 'language'>): string {
  const word = relationWord(edge.type, 'out', words.language, words.catalogue);
  return edge.label ? `${word} ${edge.label}` : word;
}

/** A relation type in words, read from the source (`out`) or from the target (`in`). */
export function relationWord(
  type: string,
  direction: 'out' | 'in',
  language: Language,
  catalogue: Catalogue = builtinCatalogue,
): string {
  const def = catalogue.relationType(type);
  if (!def) return type;
  return (direction === 'out' ? def.label : def.inverse)[language];
}

/** Cuts to a width, in widths of an average small letter: the canvas can't cut one line of two. */
export function shorten(text: string, most: number): string {
  let width = 0;
  let cut = '';
  for (const char of text) {
    width +=
      char > '\u2e80' ? 1.9 : /[A-Z0-9mw@%]/.test(char) ? 1.12 : /[iljtfr.,:;'| ]/.test(char) ? 0.55 : 0.95;
    if (width > most) return `${cut.trimEnd()}…`;
    cut += char;
  }
  return text;
}
