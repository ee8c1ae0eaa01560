import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from './client';
import type { JsonOf } from './types';

export type JobCounts = JsonOf<'countConnectionJobs'>['items'][number];
/** As many as one request may name. */
const MOST_COUNTED = 100;

/** What each connection brought, what of it runs now, and its last sync: counted by the server, however long the log is. */
export const useJobCounts = (connectionIds: readonly string[], { refetchMs = 0 } = {}) => {
  const asked = connectionIds.slice(0, MOST_COUNTED).join(',');
  return useQuery({
    queryKey: ['jobs', 'counts', asked],
    enabled: asked !== '',
    refetchInterval: refetchMs === 0 ? false : refetchMs,
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/api/job-counts', { params: { query: { connectionIds: asked } }, signal }))).items,
  });
};
