import { useQueries, useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client';
import { useTimeZone } from '../../time/time-zone';

/** Jobs run every hour at the most: 30 days of them fit a few pages; the newest ones are what the chart shows. */
const NEWEST_JOBS = 200;
const AGAIN_MS = 30_000;

export const useConnections = () =>
  useQuery({
    queryKey: ['connections'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/connections', { signal }))).items,
    refetchInterval: AGAIN_MS,
  });

/** When the schedule runs next, by connection; null where the sync is off. */
export const useNextSlots = (connectionIds: readonly string[]): ReadonlyMap<string, string | null> => {
  const answers = useQueries({
    queries: connectionIds.map((connectionId) => ({
      queryKey: ['sync-settings', connectionId],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        dataOf(
          api.GET('/api/connections/{connectionId}/sync-settings', { params: { path: { connectionId } }, signal }),
        ),
    })),
  });
  return new Map(
    answers.flatMap(({ data }) => (data === undefined ? [] : [[data.connectionId, data.nextSlotAt] as const])),
  );
};

export const useJobsOfMonth = () => {
  const { zone } = useTimeZone();
  return useQuery({
    queryKey: ['jobs', 'last-30-days', zone],
    queryFn: async ({ signal }) => {
      const query = { jobDate: 'last-30-days', timeZone: zone, limit: NEWEST_JOBS } as const;
      return (await dataOf(api.GET('/api/jobs', { params: { query }, signal }))).items;
    },
    refetchInterval: AGAIN_MS,
  });
};

export const useLatestActivities = () =>
  useQuery({
    queryKey: ['activities', 'latest'],
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/api/activities', { params: { query: { limit: 5 } }, signal }))).items,
    refetchInterval: AGAIN_MS,
  });
