import { useQuery } from '@tanstack/react-query';
import type { Row } from '../../contract/api/index.ts';
import { api, orpc } from '../app/client.ts';
import { usePerson } from '../app/info.ts';
import type { GraphSettings } from './graph-toolbar.tsx';
import type { Point, Positions } from './graph-view.ts';
import { layoutKinds } from './layout/layout.ts';
import { type GraphContent, initialSettings, type OpenView } from './use-explorer.ts';
import type { GraphStart } from './use-neighbourhood.ts';

/** What is written of a graph when it is saved as a view. */
export interface ViewContent {
  readonly start: GraphStart;
  readonly settings: GraphSettings;
  readonly content: GraphContent;
  readonly positions: Positions;
}

/** The saved views that the acting person may see, by name. */
export function useGraphViews(): readonly OpenView[] {
  const person = usePerson();
  const { data } = useQuery(
    orpc.records.page.queryOptions({ input: { entity: 'graphView', offset: 0, limit: 200 } }),
  );
  return (data?.rows ?? [])
    .map(openView)
    .filter(({ owner }) => owner === null || owner === person?.id)
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The values as they are written. Places are rounded: a tenth of a pixel says nothing. */
export function viewPatch({ start, settings, content, positions }: ViewContent) {
  const { opened, closed, collapsed, hidden, pinned } = content;
  const places: Record<string, [number, number]> = {};
  for (const [id, { x, y }] of positions) places[id] = [Math.round(x), Math.round(y)];
  return {
    start: { roots: [...start.roots], filter: start.filter },
    settings: { ...settings, types: [...settings.types], classes: [...settings.classes] },
    content: { opened: [...opened], closed: [...closed], collapsed: [...collapsed], hidden: [...hidden] },
    positions: { places, pinned: [...pinned.keys()] },
  };
}

/** @returns the id of the view and the batch that made it */
export async function createView(
  name: string,
  owner: string | null,
  what: ViewContent,
): Promise<{ id: string; batch: string }> {
  return api.records.create({ entity: 'graphView', patch: { name, owner, ...viewPatch(what) } });
}

export async function updateView(id: string, what: ViewContent): Promise<{ batch: string | null }> {
  const { heads } = await api.records.get({ entity: 'graphView', id });
  return api.records.update({ entity: 'graphView', id, patch: viewPatch(what), base: heads });
}

export async function removeView(id: string): Promise<{ batch: string }> {
  const { heads } = await api.records.get({ entity: 'graphView', id });
  return api.records.remove({ entity: 'graphView', id, base: heads });
}

/** Reads a saved view; what another version wrote that is not understood here is left out. */
export function openView({ id, values }: Pick<Row, 'id' | 'values'>): OpenView {
  const start = part(values.start);
  const settings = part(values.settings);
  const content = part(values.content);
  const positions = part(values.positions);
  const places = new Map<string, Point>();
  for (const [key, at] of Object.entries(part(positions.places)))
    if (Array.isArray(at) && typeof at[0] === 'number' && typeof at[1] === 'number')
      places.set(key, { x: at[0], y: at[1] });
  const pinned = new Map(
    texts(positions.pinned).flatMap((key) => (places.has(key) ? [[key, places.get(key) as Point]] : [])),
  );
  return {
    id,
    name: String(values.name ?? ''),
    owner: typeof values.owner === 'string' ? values.owner : null,
    start: { roots: texts(start.roots), filter: typeof start.filter === 'string' ? start.filter : '' },
    settings: {
      hops: typeof settings.hops === 'number' ? settings.hops : initialSettings.hops,
      direction: settings.direction === 'in' || settings.direction === 'out' ? settings.direction : 'both',
      layout: layoutKinds.find((kind) => kind === settings.layout) ?? initialSettings.layout,
      grouped: settings.grouped !== false,
      types: texts(settings.types),
      classes: texts(settings.classes),
    },
    content: {
      opened: texts(content.opened),
      closed: texts(content.closed),
      collapsed: texts(content.collapsed),
      hidden: texts(content.hidden),
      pinned: pinned as ReadonlyMap<string, Point>,
    },
    positions: places,
  };
}

function part(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
