import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, dataOf } from '../../api/client';
import type { Job, JsonOf } from '../../api/types';
import { useJobEvents } from '../../api/use-job-events';
import { usePagedList } from '../../api/use-paged-list';
import type { jobQuery } from './job-query';

type Pages = InfiniteData<JsonOf<'listJobs'>>;
const LOG = ['jobs', 'log'] as const;

export const useJobs = (query: ReturnType<typeof jobQuery>, enabled: boolean) =>
  usePagedList(
    [...LOG, query],
    (cursor, signal) =>
      dataOf(
        api.GET('/api/jobs', {
          params: { query: { ...query, limit: 50, ...(cursor !== undefined && { cursor }) } },
          signal,
        }),
      ),
    { enabled },
  );

export const useFoundCalls = (search: string) =>
  usePagedList(
    ['found-calls', search],
    (cursor, signal) =>
      dataOf(
        api.GET('/api/calls', {
          params: { query: { search, limit: 50, ...(cursor !== undefined && { cursor }) } },
          signal,
        }),
      ),
    { enabled: search !== '' },
  );

/** A row that is shown changes in its place; a job that is not shown yet, or ends, has the list asked for again. */
export const useLiveJobs = (): void => {
  const client = useQueryClient();
  const hear = useCallback(
    (job: Job): void => {
      const shown = client
        .getQueriesData<Pages>({ queryKey: LOG })
        .some(([, pages]) => pages?.pages.some(({ items }) => items.some(({ jobId }) => jobId === job.jobId)));
      client.setQueriesData<Pages>({ queryKey: LOG }, (pages) =>
        pages === undefined
          ? undefined
          : {
              ...pages,
              pages: pages.pages.map((page) => ({
                ...page,
                items: page.items.map((each) => (each.jobId === job.jobId ? job : each)),
              })),
            },
      );
      if (!shown || job.status !== 'Running') void client.invalidateQueries({ queryKey: LOG });
      if (job.status !== 'Running') void client.invalidateQueries({ queryKey: ['found-calls'] });
    },
    [client],
  );
  const opened = useCallback((): void => void client.invalidateQueries({ queryKey: LOG }), [client]);
  useJobEvents(hear, opened);
};
