import type { GraphEdge, GraphNode } from '../../contract/api/index.ts';
import type { Effect } from '../../model/redundancy.ts';
import { drawnEdges, groupAlike, mostAtOnce, type NodeGroup, runs } from './group-alike.ts';

/** More boxes than this nobody can read, whatever draws them: beyond it they are grouped and counted. */
export const mostDrawn = 200;

/** By what frames are drawn around boxes. */
export type FrameBy = 'place' | 'rack' | 'class';

export interface Frame {
  readonly id: string;
  readonly title: string;
  readonly members: readonly string[];
}

export interface Arranged {
  /** Drawn one by one. */
  readonly nodes: readonly GraphNode[];
  readonly groups: readonly NodeGroup[];
  readonly edges: readonly GraphEdge[];
  readonly standsFor: ReadonlyMap<string, readonly string[]>;
  /** Open frames, by name. */
  readonly frames: readonly Frame[];
  /** The frame of each drawn thing, open ones only. */
  readonly frameOf: ReadonlyMap<string, string>;
  /** True where there was too much to draw it one by one. */
  readonly reduced: boolean;
}

export interface Arranging {
  /** Never drawn together: where it starts and what was opened. */
  readonly single: ReadonlySet<string>;
  /** Groups and frames that were opened. */
  readonly opened: ReadonlySet<string>;
  /** Frames that were closed. */
  readonly closed: ReadonlySet<string>;
  readonly affected: ReadonlyMap<string, Effect> | null;
  readonly alike: boolean;
  readonly frameBy: FrameBy | null;
  /** Words for a class. */
  readonly className: (key: string | null) => string;
  /** Words for what has no place, rack or class. */
  readonly none: string;
}

interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** What of a graph is drawn one by one, what together, and what in frames: never much more than can be read. */
export function arrange(graph: Graph, asked: Arranging): Arranged {
  if (asked.frameBy) return inFrames(graph, asked, asked.frameBy);
  if (asked.alike) {
    const grouped = groupAlike(graph, asked);
    if (grouped.nodes.length + grouped.groups.length <= mostDrawn || hasOpened(asked))
      return { ...grouped, frames: [], frameOf: new Map(), reduced: grouped.groups.length > 0 };
  } else if (graph.nodes.length <= mostDrawn) {
    return { ...graph, groups: [], standsFor: new Map(), frames: [], frameOf: new Map(), reduced: false };
  }
  const groups: NodeGroup[] = [];
  reduce(graph.nodes, '', asked, groups);
  return finished(graph, groups, [], new Map(), true);
}

/** Opening a group of alike ones must not make all others be grouped in another way. */
const hasOpened = ({ opened }: Arranging): boolean => [...opened].some((id) => id.startsWith('group '));

/** Fewer are drawn one by one. */
const fewest = 3;

/** By class, then by place, then in runs of tags: each box opens into smaller ones. */
function reduce(nodes: readonly GraphNode[], prefix: string, asked: Arranging, groups: NodeGroup[]): void {
  const free = nodes.filter(({ id }) => !asked.single.has(id));
  const effectOf = (node: GraphNode): Effect | null => asked.affected?.get(node.id) ?? null;
  for (const [key, members] of heaps(free, (node) => `${node.class ?? ''} ${effectOf(node) ?? ''}`)) {
    const id = `many ${prefix}${key}`;
    if (members.length < fewest) continue;
    const made = { class: members[0]?.class ?? null, effect: effectOf(members[0] as GraphNode) };
    if (!asked.opened.has(id)) {
      groups.push({ id, ...made, members });
      continue;
    }
    if (members.length <= mostAtOnce) continue;
    const places = heaps(members, ({ place }) => place?.id ?? '');
    if (places.length === 1) {
      runs(members, id, made, asked.opened, groups);
      continue;
    }
    for (const [place, here] of places) {
      const placeId = `${id} @${place}`;
      if (here.length < fewest) continue;
      if (!asked.opened.has(placeId))
        groups.push({ id: placeId, ...made, members: here, detail: here[0]?.place?.name ?? asked.none });
      else if (here.length > mostAtOnce) runs(here, placeId, made, asked.opened, groups);
    }
  }
}

function inFrames(graph: Graph, asked: Arranging, by: FrameBy): Arranged {
  const sorted = heaps(graph.nodes, (node) => frameKey(node, by)).map(([key, members]) => ({
    id: `frame ${by} ${key}`,
    title: frameTitle(members[0] as GraphNode, by, asked),
    members,
  }));
  shortenTitles(sorted);
  sorted.sort((a, b) => (a.title < b.title ? -1 : 1));
  const tooMany = graph.nodes.length > mostDrawn;
  const groups: NodeGroup[] = [];
  const frames: Frame[] = [];
  const frameOf = new Map<string, string>();
  for (const frame of sorted) {
    const { id, title, members } = frame;
    const open = asked.opened.has(id) || (!tooMany && !asked.closed.has(id));
    if (!open) {
      const effect = worst(members, asked.affected);
      groups.push({ id, class: lookOf(members, by), effect, members, title });
      continue;
    }
    const inside: NodeGroup[] = [];
    if (members.length > mostAtOnce * 1.5) reduce(members, `${id} `, asked, inside);
    groups.push(...inside);
    const drawnIn = new Set(inside.flatMap((group) => group.members.map((each) => each.id)));
    const things = [
      ...members.filter((each) => !drawnIn.has(each.id)).map((each) => each.id),
      ...inside.map((group) => group.id),
    ];
    for (const thing of things) frameOf.set(thing, id);
    frames.push({ id, title, members: things });
  }
  return finished(graph, groups, frames, frameOf, groups.length > 0);
}

/** The class by whose picture a closed frame is known. */
function lookOf(members: readonly GraphNode[], by: FrameBy): string | null {
  if (by === 'class') return members[0]?.class ?? null;
  return by === 'rack' && members[0]?.rack ? 'rack' : null;
}

/** A rack's own name is enough where no other has it. */
function shortenTitles(frames: { title: string }[]): void {
  const own = (title: string): string => title.split(' / ').at(-1) ?? title;
  const names = frames.map(({ title }) => own(title));
  for (const [i, frame] of frames.entries())
    if (names.filter((name) => name === names[i]).length === 1) frame.title = names[i] as string;
}

function frameKey(node: GraphNode, by: FrameBy): string {
  if (by === 'class') return node.class ?? '';
  return (by === 'rack' ? node.rack?.id : node.place?.id) ?? '';
}

function frameTitle(node: GraphNode, by: FrameBy, asked: Arranging): string {
  if (by === 'class') return asked.className(node.class);
  return (by === 'rack' ? node.rack?.name : node.place?.name) ?? asked.none;
}

function worst(members: readonly GraphNode[], affected: ReadonlyMap<string, Effect> | null): Effect | null {
  const effects = new Set(members.map(({ id }) => affected?.get(id)));
  return effects.has('down') ? 'down' : effects.has('degraded') ? 'degraded' : null;
}

function finished(
  graph: Graph,
  groups: readonly NodeGroup[],
  frames: readonly Frame[],
  frameOf: ReadonlyMap<string, string>,
  reduced: boolean,
): Arranged {
  const drawnAs = new Map<string, string>();
  for (const { id, members } of groups) for (const member of members) drawnAs.set(member.id, id);
  const nodes = graph.nodes.filter(({ id }) => !drawnAs.has(id));
  return { nodes, groups, frames, frameOf, reduced, ...drawnEdges(graph, drawnAs) };
}

function heaps<T>(list: readonly T[], keyOf: (each: T) => string): [string, T[]][] {
  const found = new Map<string, T[]>();
  for (const each of list) {
    const key = keyOf(each);
    const heap = found.get(key);
    if (heap) heap.push(each);
    else found.set(key, [each]);
  }
  return [...found];
}
