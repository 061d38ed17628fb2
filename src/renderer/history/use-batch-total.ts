import { useQuery } from '@tanstack/react-query';
import { orpc } from '../app/client.ts';

/** How many operations there are, of a kind or in all. */
export function useBatchTotal(kind: string | null): number | undefined {
  const { data } = useQuery(
    orpc.batches.list.queryOptions({
      input: { offset: 0, limit: 1, ...(kind === null ? {} : { kind }) },
      select: (page) => page.total,
    }),
  );
  return data;
}
