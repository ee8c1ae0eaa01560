import { useQuery } from '@tanstack/react-query';
import { api, dataOf, taggedOf } from '../../api/client';

export const loadSettings = (connectionId: string, signal?: AbortSignal) =>
  taggedOf(
    api.GET('/api/connections/{connectionId}/sync-settings', {
      params: { path: { connectionId } },
      ...(signal === undefined ? {} : { signal }),
    }),
  );

/** With the tag of what is shown. Asked once: what somebody types must not change under their hands. */
export const useTaggedSettings = (connectionId: string) =>
  useQuery({
    queryKey: ['sync-settings', connectionId, 'tagged'],
    queryFn: ({ signal }) => loadSettings(connectionId, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

export const useFilterFields = () =>
  useQuery({
    queryKey: ['filter-fields'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/filter-fields', { signal }))).items,
  });

export const useActivityTypes = () =>
  useQuery({
    queryKey: ['activity-types'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/activity-types', { signal }))).items,
  });
