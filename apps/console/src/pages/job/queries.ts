import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, dataOf } from '../../api/client';
import type { Job } from '../../api/types';
import { useJobEvents } from '../../api/use-job-events';
import { usePagedList } from '../../api/use-paged-list';

export interface CallFilters {
  readonly count: readonly string[];
  readonly code: readonly string[];
  readonly search: string;
}

const LOOK_AGAIN_MS = 5_000;

/** While it runs it is looked at again beside the stream: an end that was told in the moment of opening the page is not missed. */
export const useJob = (jobId: string) =>
  useQuery({
    queryKey: ['job', jobId],
    queryFn: ({ signal }) => dataOf(api.GET('/api/jobs/{jobId}', { params: { path: { jobId } }, signal })),
    refetchInterval: ({ state }) => (state.data?.status === 'Running' ? LOOK_AGAIN_MS : false),
  });

export const useJobCalls = (jobId: string, { count, code, search }: CallFilters, enabled: boolean) =>
  usePagedList(
    ['job-calls', jobId, count, code, search],
    (cursor, signal) => {
      const query = {
        limit: 50,
        ...(count.length > 0 && { count: count.join(',') }),
        ...(code.length > 0 && { code: code.join(',') }),
        ...(search !== '' && { search }),
        ...(cursor !== undefined && { cursor }),
      };
      return dataOf(api.GET('/api/jobs/{jobId}/calls', { params: { path: { jobId }, query }, signal }));
    },
    { enabled },
  );

/**
 * The job as it changes. Its calls are asked for again when it ends, and when a retry begins or ends, which marks calls
 * here: not in between, so that no row moves under the pointer.
 */
export const useLiveJob = (jobId: string): void => {
  const client = useQueryClient();
  const hear = useCallback(
    (job: Job): void => {
      const before = client.getQueryData<Job>(['job', job.jobId]);
      if (job.jobId === jobId || job.trigger === 'retry') client.setQueryData(['job', job.jobId], job);
      const mine = job.jobId === jobId && job.status !== 'Running';
      // An answer that is still on its way may be older than this.
      if (mine) void client.invalidateQueries({ queryKey: ['job', jobId] });
      const retry = job.trigger === 'retry' && before?.status !== job.status;
      if (mine || retry) void client.invalidateQueries({ queryKey: ['job-calls', jobId] });
    },
    [client, jobId],
  );
  const opened = useCallback((): void => {
    for (const name of ['job', 'job-calls']) void client.invalidateQueries({ queryKey: [name, jobId] });
  }, [client, jobId]);
  useJobEvents(hear, opened);
};
