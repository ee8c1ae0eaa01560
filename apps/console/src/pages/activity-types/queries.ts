import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client';
import type { JsonOf } from '../../api/types';

export type ActivityType = JsonOf<'listActivityTypes'>['items'][number];

export const useActivityTypes = () =>
  useQuery({
    queryKey: ['activity-types'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/activity-types', { signal }))).items,
  });
