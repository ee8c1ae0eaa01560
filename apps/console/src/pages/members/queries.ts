import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client';
import type { JsonOf } from '../../api/types';

export type Member = JsonOf<'listMembers'>['items'][number];
export type Invitation = JsonOf<'inviteMember'>;

export const useMembers = () =>
  useQuery({
    queryKey: ['members'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/members', { signal }))).items,
  });
