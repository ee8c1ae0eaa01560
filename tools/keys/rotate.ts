import { listTokenKeys, type ResponseOf, resealGrants } from '@gong-timeline/contracts';
import type { GatewayClient } from '../demo/gateway-client';
import { describeKeys } from './describe-keys';

type Batch = ResponseOf<typeof resealGrants>;
/** What a refresh held in one pass is taken in the next. */
const MOST_PASSES = 5;

/**
 * Moves every grant to the first key of TOKEN_KEYS, batch by batch, while tokens are lent and refreshed. It keeps
 * nothing: broken off, it is simply begun again. True when nothing is left under another key.
 */
export async function rotate(
  client: Pick<GatewayClient, 'call'>,
  { limit, say }: { readonly limit: number; readonly say: (line: string) => void },
): Promise<boolean> {
  let resealed = 0;
  let unreadable = 0;
  let keyId = '';
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const before = resealed;
    unreadable = 0;
    let after: Batch['next'] = null;
    do {
      const batch: Batch = await client.call(resealGrants, { body: { after, limit } });
      resealed += batch.resealed;
      unreadable += batch.unreadable;
      keyId = batch.keyId;
      after = batch.next;
      if (batch.resealed > 0) say(`${resealed} moved to the key "${batch.keyId}"`);
    } while (after !== null);
    if (resealed === before) break;
  }
  const state = await client.call(listTokenKeys);
  for (const line of describeKeys(state)) say(line);
  if (unreadable > 0) say(`${unreadable} cannot be opened by the keys that are held, and were left as they are.`);
  return state.keys.every((key) => key.keyId === keyId || key.grants === 0);
}
