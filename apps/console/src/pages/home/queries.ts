import { useQueries, useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client';
import { useTimeZone } from '../../time/time-zone';

/** The newest are enough to know how the last sync of each connection ended. */
const NEWEST_JOBS = 200;
export const AGAIN_MS = 30_000;

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

export const useCallsNow = () =>
  useQuery({
    queryKey: ['jobs', 'calls-now'],
    queryFn: ({ signal }) => dataOf(api.GET('/api/calls-now', { signal })),
    refetchInterval: AGAIN_MS,
  });

export const useCallsByDay = () => {
  const { zone } = useTimeZone();
  return useQuery({
    queryKey: ['jobs', 'calls-by-day', zone],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/api/calls-by-day', { params: { query: { days: 30, timeZone: zone } }, signal })),
    refetchInterval: AGAIN_MS,
  });
};

export const useGongQuota = (connectionId: string, enabled: boolean) =>
  useQuery({
    queryKey: ['connections', 'quota', connectionId],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/api/connections/{connectionId}/gong-quota', { params: { path: { connectionId } }, signal })),
    enabled,
    refetchInterval: AGAIN_MS,
  });

export const useLatestActivities = () =>
  useQuery({
    queryKey: ['activities', 'latest'],
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/api/activities', { params: { query: { limit: 5 } }, signal }))).items,
    refetchInterval: AGAIN_MS,
  });
