import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client';
import type { JsonOf } from '../../api/types';
import { usePagedList } from '../../api/use-paged-list';

export type Company = JsonOf<'listCompanies'>['items'][number];
export type ActivityCount = JsonOf<'countCompanyActivities'>['items'][number];
const PAGE = 50;
/** As many as one request may name. */
const MOST_COUNTED = 100;

export const useCompanies = (search: string) =>
  usePagedList(['companies', search], (cursor, signal) =>
    dataOf(
      api.GET('/api/companies', {
        params: { query: { ...(search !== '' && { search }), ...(cursor !== undefined && { cursor }), limit: PAGE } },
        signal,
      }),
    ),
  );

const countsOf = async (gsids: readonly string[], signal: AbortSignal): Promise<readonly ActivityCount[]> => {
  const answers = await Promise.all(
    Array.from({ length: Math.ceil(gsids.length / MOST_COUNTED) }, (_, part) => {
      const companyGsids = gsids.slice(part * MOST_COUNTED, (part + 1) * MOST_COUNTED).join(',');
      return dataOf(api.GET('/api/activity-counts', { params: { query: { companyGsids } }, signal }));
    }),
  );
  return answers.flatMap(({ items }) => items);
};

/** By company, for those that are shown; it comes after the list, which does not wait for it. */
export const useActivityCounts = (gsids: readonly string[]): ReadonlyMap<string, ActivityCount> => {
  const { data } = useQuery({
    queryKey: ['activities', 'counts', gsids],
    queryFn: ({ signal }) => countsOf(gsids, signal),
    enabled: gsids.length > 0,
    placeholderData: keepPreviousData,
  });
  return new Map(data?.map((count) => [count.companyGsid, count]));
};
