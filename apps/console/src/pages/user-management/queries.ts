import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client';
import type { JsonOf } from '../../api/types';
import { usePagedList } from '../../api/use-paged-list';

export type GongUser = JsonOf<'listGongUsers'>['items'][number];
export type GongUserStatus = GongUser['status'];
export type Suggested = JsonOf<'listSuggestedUsers'>['items'][number];
export type DirectoryUser = JsonOf<'listUsers'>['items'][number];

interface Asked {
  readonly status: string;
  readonly search: string;
}
const queryOf = ({ status, search }: Asked) => ({
  ...(status === '' ? {} : { status: status as GongUserStatus }),
  ...(search === '' ? {} : { search }),
});

export const useGongUsers = (connectionId: string, asked: Asked) =>
  usePagedList(['gong-users', connectionId, asked], (cursor, signal) =>
    dataOf(
      api.GET('/api/connections/{connectionId}/gong-users', {
        params: { path: { connectionId }, query: { ...queryOf(asked), ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );

/** Of all that the search finds, whatever status is shown. */
export const useStatusCounts = (connectionId: string, search: string) =>
  useQuery({
    queryKey: ['gong-users', connectionId, 'counts', search],
    queryFn: async ({ signal }) => {
      const query = { ...queryOf({ status: '', search }), limit: 1 };
      const path = { connectionId };
      return (await dataOf(api.GET('/api/connections/{connectionId}/gong-users', { params: { path, query }, signal })))
        .counts;
    },
    placeholderData: (before) => before,
  });

/** As he is now: what waits of his goes down as it is tried again. */
export const useGongUser = (connectionId: string, gongUserId: string, refetchMs: number | false) =>
  useQuery({
    queryKey: ['gong-users', connectionId, 'one', gongUserId],
    queryFn: async ({ signal }) => {
      const path = { connectionId };
      const { items } = await dataOf(
        api.GET('/api/connections/{connectionId}/gong-users', {
          params: { path, query: { search: gongUserId, limit: 10 } },
          signal,
        }),
      );
      return items.find((each) => each.gongUserId === gongUserId) ?? null;
    },
    refetchInterval: refetchMs,
  });

export const useSuggested = (connectionId: string, gongUserId: string) =>
  useQuery({
    queryKey: ['suggested-users', connectionId, gongUserId],
    queryFn: async ({ signal }) =>
      (
        await dataOf(
          api.GET('/api/connections/{connectionId}/gong-users/{gongUserId}/suggested-users', {
            params: { path: { connectionId, gongUserId } },
            signal,
          }),
        )
      ).items,
  });

export const useUserSearch = (search: string) =>
  useQuery({
    queryKey: ['users', 'search', search],
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/api/users', { params: { query: { search, limit: 20 } }, signal }))).items,
    enabled: search.trim() !== '',
    placeholderData: (before) => before,
  });
