import { useCallback, useState } from 'react';
import { usePagePrefs } from '../app/prefs.ts';
import type { GraphSettings } from './graph-toolbar.tsx';
import type { Point } from './graph-view.ts';
import type { GraphStart } from './use-neighbourhood.ts';

/** What somebody did to a graph: it stays with a saved view. */
export interface GraphContent {
  /** Assets whose neighbours were fetched, groups and frames that were opened. */
  readonly opened: readonly string[];
  /** Frames that were closed. */
  readonly closed: readonly string[];
  /** Assets whose followers are not shown. */
  readonly collapsed: readonly string[];
  readonly hidden: readonly string[];
  /** Boxes that were put somewhere by hand, or told to stay. */
  readonly pinned: ReadonlyMap<string, Point>;
}

export const noContent: GraphContent = {
  opened: [],
  closed: [],
  collapsed: [],
  hidden: [],
  pinned: new Map(),
};

/** A saved view as it is taken up again. */
export interface OpenView {
  readonly id: string;
  readonly name: string;
  readonly owner: string | null;
  readonly start: GraphStart;
  readonly settings: GraphSettings;
  readonly content: GraphContent;
  readonly positions: ReadonlyMap<string, Point>;
}

export const initialSettings: GraphSettings = {
  hops: 0,
  direction: 'both',
  layout: 'layered',
  grouped: true,
  types: [],
  classes: [],
};

export interface Explorer {
  readonly settings: GraphSettings;
  readonly content: GraphContent;
  /** Whether it differs from the saved view. */
  readonly changed: boolean;
  change(part: Partial<GraphSettings>): void;
  expand(id: string): void;
  collapse(id: string): void;
  closeFrame(id: string): void;
  hide(id: string): void;
  showHidden(): void;
  pin(id: string, at: Point | null): void;
  unpinAll(): void;
  saved(): void;
}

const isAsset = (id: string): boolean => !id.includes(' ');

/** Settings and what was expanded, collapsed, hidden and pinned. Without a saved view the settings are those last used. */
export function useExplorer(view: OpenView | null): Explorer {
  const [prefs, savePrefs] = usePagePrefs<GraphSettings>('relations', initialSettings);
  const [own, setOwn] = useState<GraphSettings | null>(view?.settings ?? null);
  const [content, setContent] = useState<GraphContent>(view?.content ?? noContent);
  const [changed, setChanged] = useState(false);
  const settings = own ?? prefs;
  const edit = useCallback((by: (old: GraphContent) => Partial<GraphContent>): void => {
    setContent((old) => ({ ...old, ...by(old) }));
    setChanged(true);
  }, []);
  const change = (part: Partial<GraphSettings>): void => {
    setChanged(true);
    if (own) setOwn({ ...own, ...part });
    else savePrefs(part);
    // Another reach or another filter starts from what it finds; where boxes were put belongs to the old picture.
    const anew = Object.keys(part).some((key) => key !== 'layout' && key !== 'grouped');
    if (anew) setContent((old) => ({ ...noContent, hidden: old.hidden }));
    else setContent((old) => ({ ...old, opened: old.opened.filter(isAsset), closed: [], pinned: new Map() }));
  };
  return {
    settings,
    content,
    changed,
    change,
    expand: (id) =>
      edit(({ opened, closed, collapsed }) => ({
        opened: collapsed.includes(id) || opened.includes(id) ? opened : [...opened, id],
        closed: closed.filter((each) => each !== id),
        collapsed: collapsed.filter((each) => each !== id),
      })),
    collapse: (id) =>
      edit(({ opened, collapsed }) => ({
        opened: opened.filter((each) => each !== id),
        collapsed: collapsed.includes(id) ? collapsed : [...collapsed, id],
      })),
    closeFrame: (id) =>
      edit(({ opened, closed }) => ({
        opened: opened.filter((each) => each !== id && !each.startsWith(`many ${id} `)),
        closed: [...closed, id],
      })),
    hide: (id) => edit(({ hidden }) => ({ hidden: [...hidden, id] })),
    showHidden: () => edit(() => ({ hidden: [] })),
    pin: (id, at) =>
      edit(({ pinned }) => {
        const next = new Map(pinned);
        if (at) next.set(id, at);
        else next.delete(id);
        return { pinned: next };
      }),
    unpinAll: () => edit(() => ({ pinned: new Map() })),
    saved: () => setChanged(false),
  };
}
