import { useMemo } from 'react';
import type { Graph, ImpactItem } from '../../contract/api/index.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLanguage, useT } from '../i18n/index.ts';
import { type Arranged, arrange, type FrameBy } from './arrange.ts';
import { type Folded, fold } from './fold.ts';
import type { ViewGraph } from './graph-view.ts';
import { carryingEdges, withImpact } from './merge-graphs.ts';
import type { Explorer } from './use-explorer.ts';
import { viewGraph } from './view-graph.ts';

export interface Drawing {
  /** What the table lists: all that was found, less what is hidden or collapsed. */
  readonly graph: Folded;
  readonly arranged: Arranged;
  readonly view: ViewGraph;
  readonly depths: ReadonlyMap<string, number>;
  /** The box in which each asset is drawn, where that is not its own. */
  readonly boxOf: ReadonlyMap<string, string>;
}

export interface Marks {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}

const frames: Readonly<Record<string, FrameBy>> = { byPlace: 'place', byRack: 'rack', byClass: 'class' };
/** A start of more than these is not kept apart from the rest. */
const mostSingleStarts = 20;
const none: ReadonlySet<string> = new Set();

/** From what was found to boxes and arrows: hidden and collapsed ones out, alike ones together, words on them. */
export function useDrawing(
  found: Graph | undefined,
  roots: ReadonlySet<string>,
  explorer: Explorer,
  items: readonly ImpactItem[] | null | undefined,
  marks: Marks,
): Drawing | null {
  const t = useT('relations');
  const language = useLanguage();
  const catalogue = useCatalogue();
  const { settings, content } = explorer;
  const affected = useMemo(
    () => (items ? new Map(items.map((item) => [item.id, item.effect])) : null),
    [items],
  );
  const graph = useMemo(() => {
    // Null: failure was asked for, and its answer is still on its way.
    if (!found || items === null) return null;
    const whole = items ? withImpact(found, items) : found;
    const hidden = new Set(content.hidden);
    const shown =
      hidden.size === 0
        ? whole
        : {
            nodes: whole.nodes.filter(({ id }) => !hidden.has(id)),
            edges: whole.edges.filter(({ source, target }) => !hidden.has(source) && !hidden.has(target)),
          };
    return fold(shown, new Set(content.collapsed));
  }, [found, items, content.hidden, content.collapsed]);
  return useMemo(() => {
    if (!graph) return null;
    const starts = graph.nodes.filter(({ depth }) => depth === 0).map(({ id }) => id);
    const apart = starts.length <= mostSingleStarts ? starts : [...roots];
    const words = {
      language,
      catalogue,
      group: (count: number, name: string) => t('groupOf', { count, name }),
      frame: (count: number, name: string) => t('frameOf', { count, name }),
      more: (count: number) => t('moreOf', { count }),
      noClass: t('noClass'),
    };
    const arranged = arrange(graph, {
      single: new Set([...apart, ...content.opened, ...marks.nodes, ...content.pinned.keys()]),
      opened: new Set(content.opened),
      closed: new Set(content.closed),
      affected,
      alike: settings.grouped,
      frameBy: frames[settings.layout] ?? null,
      className: (key) => catalogue.classOf(key)?.label[language] ?? key ?? t('noClass'),
      none: t('noPlace'),
    });
    const boxOf = new Map(
      arranged.groups.flatMap((group) => group.members.map(({ id }) => [id, group.id] as const)),
    );
    const depths = new Map(graph.nodes.map(({ id, depth }) => [id, depth]));
    for (const group of arranged.groups)
      depths.set(group.id, Math.min(...group.members.map(({ depth }) => depth)));
    const view = viewGraph(
      arranged,
      {
        roots: starts.length <= mostSingleStarts ? new Set(starts) : roots,
        affected,
        carrying: items ? carryingEdges(graph, items) : none,
        pinned: content.pinned,
        markedNodes: marks.nodes,
        markedEdges: marks.edges,
        folded: graph.counts,
      },
      words,
    );
    return { graph, arranged, view, depths, boxOf };
  }, [
    graph,
    roots,
    content,
    affected,
    items,
    marks,
    settings.grouped,
    settings.layout,
    language,
    catalogue,
    t,
  ]);
}
