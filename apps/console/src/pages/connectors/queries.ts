import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client';
import type { Job, JsonOf } from '../../api/types';
import { broughtBy } from './brought-by';

/** 30 pages of 200 are more than two years of runs every four hours. */
const MOST_PAGES = 30;

/** What a connection brought onto the Timeline, and what runs of it now: the jobs of the log say it for good. */
export const useBroughtBy = (connectionId: string | null) =>
  useQuery({
    queryKey: ['jobs', 'brought-by', connectionId],
    enabled: connectionId !== null,
    staleTime: 0,
    queryFn: async ({ signal }) => {
      const jobs: Job[] = [];
      let cursor: string | null = null;
      for (let page = 0; page === 0 || (cursor !== null && page < MOST_PAGES); page += 1) {
        const query: { connectionId: string; limit: number; cursor?: string } = {
          connectionId: connectionId ?? '',
          limit: 200,
          ...(cursor !== null && { cursor }),
        };
        const answer: JsonOf<'listJobs'> = await dataOf(api.GET('/api/jobs', { params: { query }, signal }));
        jobs.push(...answer.items);
        cursor = answer.nextCursor;
      }
      return { ...broughtBy(jobs), atLeast: cursor !== null };
    },
  });
