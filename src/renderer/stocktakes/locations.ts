import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { api } from '../app/client.ts';
import { foldLabel } from './counting/pasted-tags.ts';

export interface Place {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly parent: string | null;
}

export interface PlaceNode {
  value: string;
  title: ReactNode;
  /** What the search compares: the path and the code. */
  search: string;
  /** From the root down, for the screen. */
  path: string;
  children: PlaceNode[];
}

export interface Places {
  readonly tree: readonly PlaceNode[];
  /** The words for a place: its path from the root down. */
  path(id: string | null): string | null;
  /** The place whose label this is. */
  byLabel(label: string): { readonly id: string; readonly path: string } | null;
  readonly ready: boolean;
}

const pageSize = 1000;
/** Past this number the tree would be of no use; places are then found through a filter. */
const mostPlaces = 20_000;

/**
 * All places of the register, fetched once when a page opens. Not a live query: counting commits with every scan, and
 * each commit would fetch thousands of places again.
 */
export function usePlaces(): Places {
  return useTree('location');
}

/** All departments, the same way. */
export function useDepartments(): Places {
  return useTree('department');
}

function useTree(entity: 'location' | 'department'): Places {
  const [places, setPlaces] = useState<readonly Place[] | null>(null);
  useEffect(() => {
    let gone = false;
    fetchPlaces(entity).then(
      (all) => !gone && setPlaces(all),
      // Without places one can still count: the picker stays empty and is filled when the page opens again.
      () => !gone && setPlaces([]),
    );
    return () => {
      gone = true;
    };
  }, [entity]);
  return useMemo(() => indexPlaces(places), [places]);
}

async function fetchPlaces(entity: 'location' | 'department'): Promise<Place[]> {
  const all: Place[] = [];
  while (all.length < mostPlaces) {
    const sort = { field: 'name', descending: false };
    const { rows } = await api.records.page({ entity, sort, offset: all.length, limit: pageSize });
    for (const { id, values } of rows)
      all.push({ id, name: text(values.name) ?? '', code: text(values.code), parent: text(values.parent) });
    if (rows.length < pageSize) break;
  }
  return all;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** More matches than this help nobody: type on. */
const mostMatches = 100;

/** The places whose path or code contains a text, flat; the widest first. */
export function searchPlaces(tree: readonly PlaceNode[], text: string): PlaceNode[] {
  const found: PlaceNode[] = [];
  let level = tree;
  while (level.length > 0 && found.length < mostMatches) {
    for (const node of level) if (node.search.includes(text)) found.push({ ...node, children: [] });
    level = level.flatMap((node) => node.children);
  }
  return found.slice(0, mostMatches);
}

/** Builds tree and indexes; a place whose parent is missing or in a circle stands at the root. */
export function indexPlaces(places: readonly Place[] | null): Places {
  const byId = new Map((places ?? []).map((place) => [place.id, place]));
  const paths = new Map<string, string>();
  for (const place of places ?? []) paths.set(place.id, pathOf(place, byId));
  const children = new Map<string | null, Place[]>();
  for (const place of places ?? []) {
    const parent = place.parent && byId.has(place.parent) && !inCircle(place, byId) ? place.parent : null;
    const siblings = children.get(parent);
    if (siblings) siblings.push(place);
    else children.set(parent, [place]);
  }
  const nodes = (parent: string | null): PlaceNode[] =>
    (children.get(parent) ?? []).map((place) => {
      const path = paths.get(place.id) ?? place.name;
      const search = `${path} ${place.code ?? ''}`.toLowerCase();
      return { value: place.id, title: place.name, search, path, children: nodes(place.id) };
    });
  const labels = new Map<string, string>();
  for (const place of places ?? []) if (place.code) labels.set(foldLabel(place.code), place.id);
  return {
    tree: nodes(null),
    path: (id) => (id === null ? null : (paths.get(id) ?? null)),
    byLabel(label) {
      const id = labels.get(foldLabel(label));
      return id === undefined ? null : { id, path: paths.get(id) ?? '' };
    },
    ready: places !== null,
  };
}

function ancestors(place: Place, byId: ReadonlyMap<string, Place>): { chain: Place[]; circle: boolean } {
  const chain: Place[] = [];
  const seen = new Set<string>();
  for (let at: Place | undefined = place; at; at = at.parent ? byId.get(at.parent) : undefined) {
    if (seen.has(at.id)) return { chain, circle: true };
    seen.add(at.id);
    chain.unshift(at);
  }
  return { chain, circle: false };
}

function pathOf(place: Place, byId: ReadonlyMap<string, Place>): string {
  return ancestors(place, byId)
    .chain.map((each) => each.name)
    .join(' / ');
}

function inCircle(place: Place, byId: ReadonlyMap<string, Place>): boolean {
  return ancestors(place, byId).circle;
}
