import type { Finding } from '@gong-timeline/runtime';
import { missingScopes } from './oauth/scopes';
import { openToken } from './sealing/seal-token';
import type { TokenKeys } from './sealing/token-keys';
import type { ExaminedConnection, SealedSample } from './store/examined.store';

const LOST = 'Its connections need re-authorization, and their jobs are held';

/** Whether what is sealed opens with the keys that this process has: one token of each key is tried, and shown to nobody. */
export const examineKeys = (keys: TokenKeys, samples: readonly SealedSample[]): Finding[] => {
  const check = 'keys';
  const held: Finding = { check, level: 'fine', what: `TOKEN_KEYS holds ${keys.byId.size}, ${samples.length} in use` };
  const lost = samples.flatMap(({ keyId, grants, sealed, ...key }): Finding[] => {
    const opening = openToken(keys, keyId, { ...key, column: 'access-token' }, sealed);
    if ('token' in opening) return [];
    const isUnknown = opening.failure === 'key-unknown';
    return [
      {
        check,
        level: 'wrong',
        what: `the key "${keyId}", which ${grants} grants are sealed with, ${isUnknown ? 'is not in TOKEN_KEYS' : 'does not open them'}`,
        means: LOST,
        todo: isUnknown
          ? 'Put it back into TOKEN_KEYS; if it is lost, authorise the connections again'
          : 'Another key stands under its id: put the right one back, or authorise the connections again',
      },
    ];
  });
  return [held, ...lost];
};

export const examineConnections = (connections: readonly ExaminedConnection[]): Finding[] => {
  const check = "Gong's scopes";
  const faults = connections.flatMap(({ tenantId, name, state, scopes }): Finding[] => {
    const where = `"${name}" of ${tenantId}`;
    if (state === 'needs-reauthorization') {
      const means = 'Its jobs are held; nothing is lost';
      return [
        {
          check,
          level: 'warning',
          what: `${where} needs re-authorization`,
          means,
          todo: 'An admin authorises it again',
        },
      ];
    }
    const missing = missingScopes(scopes);
    if (missing.length === 0) return [];
    return [
      {
        check,
        level: 'wrong',
        what: `${where} lacks ${missing.join(', ')}`,
        means: 'Gong refuses what the sync needs them for',
        todo: 'Add them to the app at Gong, then an admin authorises the connection again',
      },
    ];
  });
  const active = connections.filter(({ state }) => state === 'active').length;
  return faults.length > 0
    ? faults
    : [{ check, level: 'fine', what: `${active} connections have what the sync needs` }];
};
