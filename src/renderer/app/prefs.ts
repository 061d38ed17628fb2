import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Prefs } from '../../contract/api/index.ts';
import { api, orpc } from './client.ts';
import { queryClient } from './query-client.ts';

const none: Prefs = { language: null, theme: null, pages: {} };

export function usePrefs(): { prefs: Prefs; ready: boolean } {
  const { data, isPending } = useQuery(
    orpc.app.getPrefs.queryOptions({ staleTime: Number.POSITIVE_INFINITY }),
  );
  return { prefs: data ?? none, ready: !isPending };
}

/** Shows a changed preference at once and keeps it in the register's folder. */
export async function savePrefs(change: Partial<Prefs>): Promise<void> {
  const key = orpc.app.getPrefs.queryKey();
  queryClient.setQueryData(key, (old: Prefs | undefined) => ({ ...none, ...old, ...change }));
  queryClient.setQueryData(key, await api.app.setPrefs(change));
}

/** The small settings of one page (columns, widths), kept between sessions. */
export function usePagePrefs<T extends object>(page: string, initial: T): [T, (change: Partial<T>) => void] {
  const { prefs } = usePrefs();
  const value = { ...initial, ...(prefs.pages[page] as Partial<T> | undefined) };
  const change = useCallback(
    (part: Partial<T>) => {
      const pages = queryClient.getQueryData<Prefs>(orpc.app.getPrefs.queryKey())?.pages ?? {};
      void savePrefs({ pages: { ...pages, [page]: { ...(pages[page] as object | undefined), ...part } } });
    },
    [page],
  );
  return [value, change];
}
