import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Graph, ImpactItem } from '../../contract/api/index.ts';
import { orpc } from '../app/client.ts';
import { mergeGraphs } from './merge-graphs.ts';

/** More boxes than this nobody can read, whatever draws them. */
export const mostNodes = 500;
/** Opening one asset adds at most so many. */
const mostOpened = 100;

export interface GraphFilter {
  /** 0: not known yet, nothing is asked. */
  readonly hops: number;
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

/** Two hops where that can be read at a glance, else one; 0 while it is not known yet. */
export function useHops(root: string, chosen: number): number {
  const { data } = useQuery(
    orpc.relations.graph.queryOptions({
      input: { roots: [root], hops: 2, limit: readable },
      enabled: chosen === 0,
    }),
  );
  if (chosen > 0) return chosen;
  return data ? (data.truncated ? 1 : 2) : 0;
}

/** What lies around an asset, and around those that were opened. */
export function useNeighbourhood(
  root: string,
  filter: GraphFilter,
  opened: readonly string[],
): Neighbourhood {
  const chosen = {
    ...(filter.types.length > 0 ? { types: [...filter.types] } : {}),
    ...(filter.classes.length > 0 ? { classes: [...filter.classes] } : {}),
  };
  const first = useQuery(
    orpc.relations.graph.queryOptions({
      input: { roots: [root], hops: Math.max(1, filter.hops), limit: mostNodes, ...chosen },
      enabled: filter.hops > 0,
      placeholderData: keepPreviousData,
    }),
  );
  const more = useQueries({
    queries: opened.map((id) =>
      orpc.relations.graph.queryOptions({ input: { roots: [id], hops: 1, limit: mostOpened, ...chosen } }),
    ),
    combine: (answers) => answers.map((answer) => answer.data),
  });
  // Rows of another asset's neighbourhood are not shown while this one's is on its way.
  const current = first.data?.nodes.some((node) => node.id === root) ? first.data : undefined;
  const graph = useMemo(() => {
    if (!current) return undefined;
    return mergeGraphs(
      current,
      more.flatMap((found, i) => (found ? [{ at: opened[i] as string, graph: found }] : [])),
    );
  }, [current, more, opened]);
  return { graph, error: first.error, retry: () => void first.refetch() };
}

export interface ImpactAnswer {
  readonly items: readonly ImpactItem[] | undefined;
  readonly truncated: boolean;
  readonly error: unknown;
}

const mostAffected = 2000;

/** What is affected when the asset fails. */
export function useImpact(root: string, enabled: boolean): ImpactAnswer {
  const { data, error } = useQuery(
    orpc.relations.impact.queryOptions({ input: { assets: [root], limit: mostAffected }, enabled }),
  );
  return { items: data?.items, truncated: data?.truncated ?? false, error };
}
