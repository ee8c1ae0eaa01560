import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from './client';
import type { Connection } from './types';

interface ConnectionsOptions {
  /** Asked again every so many milliseconds, where their state is watched. */
  readonly refetchMs?: number | false;
}

const asIs = (connections: Connection[]) => connections;
const linked = (connections: Connection[]) =>
  connections.filter(({ state, authorizedAt }) => state !== 'revoked' && authorizedAt !== null);

const useSelected = (select: (connections: Connection[]) => Connection[], refetchMs: number | false = false) =>
  useQuery({
    queryKey: ['connections'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/connections', { signal }))).items,
    refetchInterval: refetchMs,
    select,
  });

/** All of the tenant, the deleted ones too. */
export const useConnections = ({ refetchMs }: ConnectionsOptions = {}) => useSelected(asIs, refetchMs);

/** Those that have settings and Gong users: authorized at Gong, and not deleted since. */
export const useLinkedConnections = () => useSelected(linked);
