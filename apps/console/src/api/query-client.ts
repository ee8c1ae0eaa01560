import { QueryClient } from '@tanstack/react-query';
import { toProblem } from './problem';

/** A list that was just looked at is not asked for again when one comes back to it at once. */
const FRESH_MS = 10_000;

/** What the caller got wrong is not asked again; what did not answer is, twice. */
export const newQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (failures, error) => {
          const { status } = toProblem(error);
          return failures < 2 && (status === 0 || status >= 500);
        },
        refetchOnWindowFocus: true,
        // A page says itself that the network is gone; asking goes on, so that it mends itself.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
