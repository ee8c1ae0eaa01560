import { connectionActivated } from '@gong-timeline/contracts';
import { apiBaseUrlOf } from '../oauth/admit-grant';
import { sealPair, type TokenPair } from '../sealing/seal-pair';
import { activateConnection, lockConnection } from '../store/connection.store';
import { replacePair } from '../store/grant.store';
import type { RefreshLease } from '../store/refresh-lease.store';
import type { Cause, RefreshParts } from './refresh-grant';

/**
 * Stores what a refresh gave, unless another pair stands there by now (a new consent) or none (deleted).
 * If an invalid_grant of another replica was believed meanwhile, the grant is good after all: active again.
 */
export function storeNewPair(
  { database, app, keys, log }: RefreshParts,
  { tenantId, connectionId, generation }: RefreshLease,
  pair: TokenPair & { readonly apiBaseUrl: string | null; readonly obtainedAt: Date },
  cause: Cause,
): Promise<boolean> {
  const key = { tenantId, connectionId };
  return database.within(tenantId).transaction(async (tx) => {
    const connection = await lockConnection(tx, key);
    if (connection === null || connection.apiBaseUrl === null) return false;
    const sealed = sealPair(keys, key, pair, pair.obtainedAt);
    if (!(await replacePair(tx, key, generation, sealed))) return false;

    const address = pair.apiBaseUrl === null ? { apiBaseUrl: connection.apiBaseUrl } : apiBaseUrlOf(app, pair);
    // The tokens are good, so they are kept, with the address that was good before.
    if ('problem' in address) log.error({ ...key, problem: address.problem }, 'Gong named another address: not taken');
    const apiBaseUrl = 'problem' in address ? connection.apiBaseUrl : address.apiBaseUrl;
    if (connection.state === 'active' && apiBaseUrl === connection.apiBaseUrl) return true;

    const { name, scopes } = await activateConnection(tx, key, { apiBaseUrl });
    const data = { connectionId, name, apiBaseUrl, scopes };
    tx.tell(connectionActivated, { tenantId, ...cause, causationId: null, data });
    return true;
  });
}
