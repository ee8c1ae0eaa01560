import type { Database } from '@gong-timeline/persistence';
import type { ConnectionKey } from '../store/connection.store';
import { lockGrantsOfOtherKeys, type SealedGrant, saveResealed } from '../store/reseal.store';
import { resealToken } from './seal-token';
import type { TokenKey, TokenKeys } from './token-keys';

export interface Resealing {
  readonly resealed: number;
  readonly unreadable: number;
  /** Null when the end is reached. */
  readonly next: ConnectionKey | null;
}

/**
 * Seals the next grants with the key that seals now. A reader sees a pair as it was or as it is, never between; a
 * refresh waits for the rows of one batch at most.
 */
export function resealGrants(
  database: Database,
  keys: TokenKeys,
  { after, limit }: { readonly after: ConnectionKey | null; readonly limit: number },
): Promise<Resealing> {
  const to = keys.sealing;
  // Across tenants: a key is done with when nobody's tokens need it any more.
  return database.acrossTenants().transaction(async (tx) => {
    const grants = await lockGrantsOfOtherKeys(tx, to.id, after, limit);
    const resealed = grants.map((grant) => reseal(keys, to, grant)).filter((grant) => grant !== null);
    if (resealed.length > 0) await saveResealed(tx, resealed);
    const last = grants.length === limit ? grants.at(-1) : undefined;
    return {
      resealed: resealed.length,
      unreadable: grants.length - resealed.length,
      next: last === undefined ? null : { tenantId: last.tenantId, connectionId: last.connectionId },
    };
  });
}

/** Null when it does not open: then it is left as it is, for the day its key is back. */
function reseal(keys: TokenKeys, to: TokenKey, grant: SealedGrant): SealedGrant | null {
  const { tenantId, connectionId, keyId, sealedAccessToken, sealedRefreshToken } = grant;
  const place = { tenantId, connectionId };
  const move = { from: keyId, to };
  const access = resealToken(keys, move, { ...place, column: 'access-token' }, sealedAccessToken);
  const refresh = resealToken(keys, move, { ...place, column: 'refresh-token' }, sealedRefreshToken);
  if ('failure' in access || 'failure' in refresh) return null;
  return { ...place, keyId: to.id, sealedAccessToken: access.sealed, sealedRefreshToken: refresh.sealed };
}
