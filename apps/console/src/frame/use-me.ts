import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../api/client';
import type { Me } from '../api/types';

const me = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/me', { signal })),
  staleTime: 60_000,
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
