import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import type { ListQuery } from '../../contract/api/index.ts';
import type { Sort } from '../ui/virtual-table.tsx';

export interface ListState {
  /** In the grammar of src/model/filter.ts. */
  readonly filter: string;
  readonly search: string;
  readonly sort: Sort | undefined;
}

/** `name` or `-name`, as addresses and saved views write a sort. */
export function readSort(text: string | null | undefined): Sort | undefined {
  if (!text) return undefined;
  return text.startsWith('-')
    ? { field: text.slice(1), descending: true }
    : { field: text, descending: false };
}

export function writeSort(sort: Sort | undefined): string {
  return sort ? `${sort.descending ? '-' : ''}${sort.field}` : '';
}

/** What the list shows stands in the address, so that it can be linked to and survives going back. */
export function useListState(): [ListState, (change: Partial<ListState>) => void] {
  const [params, setParams] = useSearchParams();
  const state: ListState = {
    filter: params.get('filter') ?? '',
    search: params.get('q') ?? '',
    sort: readSort(params.get('sort')),
  };
  const change = useCallback(
    (part: Partial<ListState>) => {
      setParams(
        (old) => {
          const next = new URLSearchParams(old);
          const put = (key: string, value: string): void => {
            if (value) next.set(key, value);
            else next.delete(key);
          };
          if (part.filter !== undefined) put('filter', part.filter);
          if (part.search !== undefined) put('q', part.search);
          if ('sort' in part) put('sort', writeSort(part.sort));
          return next;
        },
        { replace: true },
      );
    },
    [setParams],
  );
  return [state, change];
}

export function toQuery(state: ListState): ListQuery {
  return {
    entity: 'asset',
    ...(state.filter ? { filter: state.filter } : {}),
    // One letter or character is not searched: it would match nearly everything.
    ...([...state.search.trim()].length >= 2 ? { search: state.search.trim() } : {}),
    ...(state.sort ? { sort: state.sort } : {}),
  };
}
