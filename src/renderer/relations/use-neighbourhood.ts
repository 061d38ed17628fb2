import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Graph, GraphDirection, GraphPathStep, ImpactItem } from '../../contract/api/index.ts';
import { orpc } from '../app/client.ts';
import { mergeGraphs } from './merge-graphs.ts';

/** What is fetched of one neighbourhood; of more than can be drawn the rest is grouped, of more than this only counted. */
export const mostNodes = 2000;
/** Opening one asset adds at most so many. */
const mostOpened = 100;

/** Where a graph starts: assets, or those that a filter of the list finds. */
export interface GraphStart {
  readonly roots: readonly string[];
  readonly filter: string;
}

export interface GraphFilter {
  /** Less than 0: not known yet, nothing is asked. */
  readonly hops: number;
  readonly direction: GraphDirection;
  readonly types: readonly string[];
  readonly classes: readonly string[];
}

export interface Neighbourhood {
  readonly graph: Graph | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** What fits on a screen and in a head. */
const readable = 60;

/** The start as the contract takes it. */
export function startInput({ roots, filter }: GraphStart) {
  return { roots: [...roots], ...(filter ? { filter } : {}) };
}

/** Two hops where that can be read at a glance, else one, or none around a start that fills the screen by itself. */
export function useHops(start: GraphStart, chosen: number): number {
  const single = start.roots.length === 1 && !start.filter;
  const { data } = useQuery(
    orpc.relations.graph.queryOptions({
      input: { ...startInput(start), hops: single ? 2 : 1, limit: readable },
      enabled: chosen < 0,
    }),
  );
  if (chosen >= 0) return chosen;
  if (!data) return -1;
  if (single) return data.truncated ? 1 : 2;
  return data.truncated ? 0 : 1;
}

/** What lies around the start, and around those that were opened. */
export function useNeighbourhood(
  start: GraphStart,
  filter: GraphFilter,
  opened: readonly string[],
): Neighbourhood {
  const chosen = filterInput(filter);
  const first = useQuery(
    orpc.relations.graph.queryOptions({
      input: { ...startInput(start), ...chosen, limit: mostNodes, places: true },
      enabled: filter.hops >= 0,
      placeholderData: keepPreviousData,
    }),
  );
  const more = useQueries({
    queries: opened.map((id) =>
      orpc.relations.graph.queryOptions({
        input: { roots: [id], ...chosen, hops: 1, limit: mostOpened, places: true },
      }),
    ),
    combine: (answers) => answers.map((answer) => answer.data),
  });
  // Rows of another asset's neighbourhood are not shown while this one's is on its way.
  const fits = start.roots.every((root) => first.data?.nodes.some((node) => node.id === root));
  const current = fits && !(first.isPlaceholderData && start.filter) ? first.data : undefined;
  const graph = useMemo(() => {
    if (!current) return undefined;
    return mergeGraphs(
      current,
      more.flatMap((found, i) => (found ? [{ at: opened[i] as string, graph: found }] : [])),
    );
  }, [current, more, opened]);
  return { graph, error: first.error, retry: () => void first.refetch() };
}

export function filterInput({ hops, direction, types, classes }: GraphFilter) {
  return {
    hops: Math.max(0, hops),
    direction,
    ...(types.length > 0 ? { types: [...types] } : {}),
    ...(classes.length > 0 ? { classes: [...classes] } : {}),
  };
}

/** How many there are in all, where they are too many to fetch. */
export function useReach(start: GraphStart, filter: GraphFilter, enabled: boolean) {
  const { data } = useQuery(
    orpc.relations.reach.queryOptions({ input: { ...startInput(start), ...filterInput(filter) }, enabled }),
  );
  return enabled ? data : undefined;
}

export interface PathAnswer {
  readonly steps: readonly GraphPathStep[] | null | undefined;
  readonly complete: boolean;
  readonly error: unknown;
}

/** The shortest chain of relations between two assets. */
export function usePath(
  from: string | null,
  to: string | null,
  filter: Pick<GraphFilter, 'types'>,
): PathAnswer {
  const asked = from !== null && to !== null && from !== to;
  const { data, error } = useQuery(
    orpc.relations.path.queryOptions({
      input: {
        from: from ?? '',
        to: to ?? '',
        ...(filter.types.length > 0 ? { types: [...filter.types] } : {}),
      },
      enabled: asked,
    }),
  );
  return { steps: asked ? data?.steps : undefined, complete: data?.complete ?? true, error };
}

/**
 * The path as a graph, so that it can be drawn with the rest.
 * @param known hops of the assets that are drawn already: those of the others count on from there
 */
export function pathGraph(steps: readonly GraphPathStep[], known: ReadonlyMap<string, number>): Graph {
  const depthAt = (i: number): number =>
    Math.min(
      ...steps.map(({ asset }, j) => (known.get(asset.id) ?? Number.POSITIVE_INFINITY) + Math.abs(i - j)),
      steps.length + i + 1,
    );
  return {
    nodes: steps.map(({ asset }, i) => ({
      ...asset,
      depth: depthAt(i),
      degree: 0,
      place: null,
      rack: null,
    })),
    edges: steps.flatMap(({ asset, relation }, i) => {
      const before = steps[i - 1];
      if (!relation || !before) return [];
      const { id, type, forward, sourcePort, targetPort } = relation;
      const [source, target] = forward ? [before.asset.id, asset.id] : [asset.id, before.asset.id];
      return [
        { id, type, source, target, label: [sourcePort, targetPort].filter(Boolean).join(' – ') || null },
      ];
    }),
    truncated: false,
  };
}

export interface ImpactAnswer {
  readonly items: readonly ImpactItem[] | undefined;
  readonly truncated: boolean;
  readonly error: unknown;
}

const mostAffected = 2000;

/** What is affected when the assets fail. */
export function useImpact(roots: readonly string[], enabled: boolean): ImpactAnswer {
  const { data, error } = useQuery(
    orpc.relations.impact.queryOptions({
      input: { assets: [...roots].slice(0, 1000), limit: mostAffected },
      enabled: enabled && roots.length > 0,
    }),
  );
  return { items: data?.items, truncated: data?.truncated ?? false, error };
}
