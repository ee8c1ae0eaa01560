import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../api/client';
import type { Me } from '../api/types';

const KEY = ['me'] as const;

/** One person of one tenant. */
export const ownerOf = ({ tenantId, actorId }: Pick<Me, 'tenantId' | 'actorId'>): string => `${tenantId} ${actorId}`;

/** Whoever comes back to the tab may be another: the session is the browser's, and another tab may have ended it. */
const me = queryOptions({
  queryKey: KEY,
  queryFn: async ({ client, signal }) => {
    const now = await dataOf(api.GET('/api/me', { signal }));
    const before = client.getQueryData<Me>(KEY);
    if (before !== undefined && ownerOf(before) !== ownerOf(now))
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
    return now;
  },
  staleTime: 60_000,
  refetchOnWindowFocus: 'always',
});

/** Who is signed in; pages stand inside the frame, which waits for it. */
export const useMeQuery = () => useQuery(me);

export const useMe = (): Me => {
  const { data } = useQuery(me);
  if (data === undefined) throw new Error('useMe stands outside the frame');
  return data;
};

/** Now, whatever was answered before; the frame shows what comes. */
export const askWhoIsSignedIn = (client: QueryClient): Promise<Me> => client.fetchQuery({ ...me, staleTime: 0 });

/** Nothing of one person is shown to the next. */
export const forgetEverything = (client: QueryClient): void => client.clear();
