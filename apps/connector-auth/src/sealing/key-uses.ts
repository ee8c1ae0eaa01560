import type { listTokenKeys, ResponseOf } from '@gong-timeline/contracts';
import type { KeyHolder } from '../store/key-holder.store';

export type KeyUses = ResponseOf<typeof listTokenKeys>;

/** A key can be taken out of TOKEN_KEYS when nothing is sealed with it, nor will be by a replica that runs. */
export function keyUses(holders: readonly KeyHolder[], grants: ReadonlyMap<string, number>): KeyUses {
  const ids = [...new Set([...holders.flatMap(({ keyIds }) => keyIds), ...grants.keys()])];
  const keys = ids.map((keyId) => {
    const sealing = holders.filter(({ sealingKeyId }) => sealingKeyId === keyId).length;
    const replicas = holders.filter(({ keyIds }) => keyIds.includes(keyId)).length;
    const sealed = grants.get(keyId) ?? 0;
    return { keyId, grants: sealed, replicas, sealing, removable: sealed === 0 && sealing === 0 };
  });
  return { replicas: holders.length, keys };
}
