import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from './client';

/** All of the tenant, the deleted ones too; asked again every `refetchMs` where their state is watched. */
export const useConnections = ({ refetchMs = false }: { readonly refetchMs?: number | false } = {}) =>
  useQuery({
    queryKey: ['connections'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/connections', { signal }))).items,
    refetchInterval: refetchMs,
  });
