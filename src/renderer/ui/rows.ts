import { useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { ListQuery, Row } from '../../contract/api/index.ts';
import { orpc } from '../app/client.ts';

/** Rows fetched at a time. */
export const windowSize = 200;

/** A list of any length, of which only the windows in sight are here. */
export interface Rows<T> {
  /** As far as known; grows while the exact number is still being counted. */
  readonly count: number;
  /** The row at a place; undefined while it is on its way. */
  at(index: number): T | undefined;
  /** Tells which rows are in sight: their windows are fetched. `last` is exclusive. */
  show(first: number, last: number): void;
  /** Nothing has arrived yet. */
  readonly loading: boolean;
  readonly error: unknown;
}

/** Options of a query that fetches one window. */
type WindowQuery<T> = {
  readonly queryKey: readonly unknown[];
  // biome-ignore lint/suspicious/noExplicitAny: the query library's own type differs with each procedure's key
  readonly queryFn?: any;
  readonly select?: (data: never) => readonly T[];
};

/**
 * Fetches the windows of a paged list that are in sight.
 *
 * @param identity changes when another list is meant (other filter, sort, ...)
 * @param total how many rows there are; undefined while it is being counted
 * @param windowOf gives the query of the window from `offset`; its `select` gives the rows
 */
export function useWindows<T>(
  identity: string,
  total: number | undefined,
  windowOf: (offset: number, limit: number) => WindowQuery<T>,
): Rows<T> {
  const [range, setRange] = useState({ first: 0, last: 1 });
  const show = useCallback((first: number, last: number) => {
    const next = { first: Math.floor(first / windowSize), last: Math.ceil(Math.max(last, 1) / windowSize) };
    setRange((old) => (old.first === next.first && old.last === next.last ? old : next));
  }, []);
  const wanted = Array.from({ length: Math.max(1, range.last - range.first) }, (_, i) => range.first + i);
  const answers = useQueries({
    queries: wanted.map((page) => windowOf(page * windowSize, windowSize) as never),
  }) as { data?: readonly T[]; error: unknown; isPending: boolean }[];

  const pages = new Map<number, readonly T[]>();
  answers.forEach((answer, i) => {
    if (answer.data) pages.set(wanted[i] as number, answer.data);
  });
  const shown = useKept(identity, pages);
  const known = knownCount(pages);
  const count = total ?? (known || shown.kept);
  const kept = useRef(0);
  if (pages.size > 0) kept.current = count;
  return {
    count: pages.size > 0 ? count : Math.max(total ?? 0, kept.current),
    at: (index) => shown.pages.get(Math.floor(index / windowSize))?.[index % windowSize],
    show,
    loading: pages.size === 0 && shown.pages.size === 0,
    error: answers.find((answer) => answer.error)?.error ?? null,
  };
}

/** What was last shown stays until the first window of the new list is here: typing a search must not flicker. */
function useKept<T>(identity: string, pages: Map<number, readonly T[]>) {
  const last = useRef<{ identity: string; pages: Map<number, readonly T[]>; kept: number }>({
    identity,
    pages,
    kept: 0,
  });
  if (pages.size > 0 || last.current.identity === identity)
    last.current = { identity, pages, kept: knownCount(pages) };
  return last.current;
}

/** At least so many rows there are: a full window promises another one. */
function knownCount(pages: Map<number, readonly unknown[]>): number {
  let count = 0;
  for (const [page, rows] of pages) {
    const full = rows.length === windowSize;
    count = Math.max(count, page * windowSize + rows.length + (full ? windowSize : 0));
  }
  return count;
}

export interface RecordRows extends Rows<Row> {
  readonly totals:
    | { count: number; cost: { kind: string | null; currency: string; sum: number }[] }
    | undefined;
}

/** The records of a list query. Their number is counted beside the page, and the list does not wait for it. */
export function useRecordRows(query: ListQuery): RecordRows {
  const { sort: _, ...scope } = query;
  const { data: totals } = useQuery(orpc.records.totals.queryOptions({ input: scope }));
  const rows = useWindows<Row>(JSON.stringify(query), totals?.count, (offset, limit) =>
    orpc.records.page.queryOptions({
      input: { ...query, offset, limit },
      select: (page: { rows: Row[] }) => page.rows,
    }),
  );
  return { ...rows, totals };
}
