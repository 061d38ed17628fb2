import { QueryClient } from '@tanstack/react-query';
import { namedError } from './errors.ts';

/** What the core tells by name (no such record, not allowed) does not get better by asking again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      gcTime: 120_000,
      refetchOnWindowFocus: false,
      networkMode: 'always',
      retry: (failures, error) => namedError(error) === null && failures < 2,
      retryDelay: 500,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
