import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client';
import { toProblem } from '../../api/problem';
import { usePagedList } from '../../api/use-paged-list';

const PAGE = 100;
/** What Gong would answer the same way a moment later. */
const LOOK_STAYS_MS = 5 * 60_000;

export const useActivities = (companyGsid: string, filters: object) =>
  usePagedList(['activities', companyGsid, filters], (cursor, signal) =>
    dataOf(
      api.GET('/api/companies/{companyGsid}/activities', {
        params: {
          path: { companyGsid },
          query: { ...filters, ...(cursor !== undefined && { cursor }), limit: PAGE },
        },
        signal,
      }),
    ),
  );

/** The name of the company, and how much there is to read. */
export const useCompany = (companyGsid: string, enabled: boolean) =>
  useQuery({
    queryKey: ['companies', 'one', companyGsid],
    queryFn: async ({ signal }) => {
      const query = { gsid: companyGsid, limit: 1 };
      const { items } = await dataOf(api.GET('/api/companies', { params: { query }, signal }));
      return items[0] ?? null;
    },
    enabled,
  });

export const useCompanyTimeline = (companyGsid: string, enabled: boolean) =>
  useQuery({
    queryKey: ['activities', 'timeline', companyGsid],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/api/companies/{companyGsid}/timeline', { params: { path: { companyGsid } }, signal })),
    enabled,
  });

/** The one that the address names; null when it is not there, or not any more. */
export const useNamedActivity = (activityId: string | null) =>
  useQuery({
    queryKey: ['activities', 'one', activityId],
    queryFn: async ({ signal }) => {
      try {
        const path = { activityId: activityId ?? '' };
        return await dataOf(api.GET('/api/activities/{activityId}', { params: { path }, signal }));
      } catch (error) {
        if ([400, 404].includes(toProblem(error).status)) return null;
        throw error;
      }
    },
    enabled: activityId !== null,
  });

/** S13: asked of Gong when it is looked at. A failure is said, not tried again unseen. */
export const useTrackers = (activityId: string) =>
  useQuery({
    queryKey: ['trackers', activityId],
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/api/activities/{activityId}/trackers', { params: { path: { activityId } }, signal })))
        .items,
    retry: false,
    staleTime: LOOK_STAYS_MS,
    refetchOnWindowFocus: false,
  });

/** S13: its addresses live eight hours; none is kept once nobody looks. */
export const useRecording = (activityId: string, asked: boolean) =>
  useQuery({
    queryKey: ['recording', activityId],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/api/activities/{activityId}/recording', { params: { path: { activityId } }, signal })),
    enabled: asked,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
