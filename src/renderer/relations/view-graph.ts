import type { GraphEdge, GraphNode } from '../../contract/api/index.ts';
import { classOf } from '../../model/classes.ts';
import { isGone, type Status, statuses } from '../../model/lifecycle.ts';
import type { Effect } from '../../model/redundancy.ts';
import { type RelationType, relationTypes } from '../../model/relation-types.ts';
import type { Language } from '../../model/types.ts';
import type { NodeRole, NodeTone, ViewGraph, ViewNode } from './graph-view.ts';
import type { GroupedGraph, NodeGroup } from './group-alike.ts';

export interface ViewWords {
  readonly language: Language;
  /** "48 × Laptop" */
  readonly group: (count: number, className: string) => string;
  /** "12 more" */
  readonly more: (count: number) => string;
  readonly noClass: string;
}

export interface ViewRoles {
  readonly root: string;
  /** Null where it is not about failure. */
  readonly affected: ReadonlyMap<string, Effect> | null;
  readonly carrying: ReadonlySet<string>;
}

/** Letters that fit into a box. */
const lineWidth = 20;

/** What is drawn: boxes and arrows with their words. */
export function viewGraph(grouped: GroupedGraph, roles: ViewRoles, words: ViewWords): ViewGraph {
  const shown = new Map<string, number>();
  const count = (id: string, by: number): void => {
    shown.set(id, (shown.get(id) ?? 0) + by);
  };
  for (const edge of grouped.edges) {
    const many = grouped.standsFor.get(edge.id)?.length ?? 1;
    count(edge.source, many);
    count(edge.target, many);
  }
  return {
    nodes: [
      ...grouped.nodes.map((node) => viewNode(node, roles, words, node.degree - (shown.get(node.id) ?? 0))),
      ...grouped.groups.map((group) => groupNode(group, words, roles.affected !== null)),
    ],
    edges: grouped.edges.map((edge) => ({
      id: edge.id,
      source: edge.source,
      target: edge.target,
      label: relationWord(edge.type, 'out', words.language),
      full: edgeWords(edge, words.language),
      carries: (grouped.standsFor.get(edge.id) ?? [edge.id]).some((id) => roles.carrying.has(id)),
    })),
  };
}

function viewNode(node: GraphNode, roles: ViewRoles, words: ViewWords, more: number): ViewNode {
  const status = statusOf(node.status);
  // In use is what everything is: the word stands only for other states, the line of the box for all.
  const state = status && node.status !== 'inUse' ? status.label[words.language] : '';
  const parts = [node.name ? node.tag : '', state, more > 0 ? words.more(more) : ''];
  return {
    id: node.id,
    title: shorten(node.name || node.tag, lineWidth),
    sub: shorten(parts.filter(Boolean).join(' · '), lineWidth),
    role: roleOf(node.id, roles),
    tone: (status?.tone ?? 'neutral') as NodeTone,
    group: false,
    gone: isGone(node.status),
  };
}

function roleOf(id: string, { root, affected }: ViewRoles): NodeRole {
  if (id === root) return affected ? 'failing' : 'root';
  if (!affected) return 'plain';
  return affected.get(id) ?? 'calm';
}

function groupNode(group: NodeGroup, words: ViewWords, calm: boolean): ViewNode {
  return {
    id: group.id,
    title: shorten(words.group(group.members.length, className(group.class, words)), lineWidth),
    sub: '',
    role: group.effect ?? (calm ? 'calm' : 'plain'),
    tone: 'neutral',
    group: true,
    gone: false,
  };
}

function className(key: string | null, words: ViewWords): string {
  return classOf(key)?.label[words.language] ?? key ?? words.noClass;
}

export function statusOf(key: string | null) {
  return key !== null && Object.hasOwn(statuses, key) ? statuses[key as Status] : undefined;
}

/** The relation read from source to target, with its ports. */
function edgeWords(edge: GraphEdge, language: Language): string {
  const word = relationWord(edge.type, 'out', language);
  return edge.label ? `${word} ${edge.label}` : word;
}

/** A relation type in words, read from the source (`out`) or from the target (`in`). */
export function relationWord(type: string, direction: 'out' | 'in', language: Language): string {
  if (!Object.hasOwn(relationTypes, type)) return type;
  const def = relationTypes[type as RelationType];
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
