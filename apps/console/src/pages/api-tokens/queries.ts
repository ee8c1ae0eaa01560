import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client';
import type { JsonOf } from '../../api/types';

export type ApiToken = JsonOf<'listTokens'>['items'][number];
export type Grant = JsonOf<'listGrants'>['items'][number];

export const useTokens = () =>
  useQuery({
    queryKey: ['tokens'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/tokens', { signal }))).items,
  });

export const useGrants = () =>
  useQuery({
    queryKey: ['grants'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/grants', { signal }))).items,
  });
