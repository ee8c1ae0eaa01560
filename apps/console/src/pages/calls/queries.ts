import { api, dataOf } from '../../api/client';
import { usePagedList } from '../../api/use-paged-list';

export interface OutcomeQuery {
  readonly standing?: boolean;
  readonly count?: string;
  readonly code?: string;
  readonly from?: string;
  readonly to?: string;
  readonly timeZone?: string;
}

export const useOutcomes = (query: OutcomeQuery) =>
  usePagedList(['jobs', 'outcomes', query], (cursor, signal) =>
    dataOf(
      api.GET('/api/outcomes', {
        params: { query: { ...query, ...(cursor !== undefined && { cursor }), limit: 50 } },
        signal,
      }),
    ),
  );
