import { createHash } from 'node:crypto';
import type { ConnectionKey } from '../store/connection.store';
import type { SealedPair } from '../store/grant.store';
import { sealToken } from './seal-token';
import type { TokenKeys } from './token-keys';

export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly lifeMs: number;
}

export function sealPair(keys: TokenKeys, key: ConnectionKey, pair: TokenPair, obtainedAt: Date): SealedPair {
  const { sealing } = keys;
  return {
    keyId: sealing.id,
    sealedAccessToken: sealToken(sealing, { ...key, column: 'access-token' }, pair.accessToken),
    sealedRefreshToken: sealToken(sealing, { ...key, column: 'refresh-token' }, pair.refreshToken),
    accessFingerprint: fingerprintOf(pair.accessToken),
    obtainedAt,
    expiresAt: new Date(obtainedAt.getTime() + pair.lifeMs),
  };
}

/** First 16 hex digits of its SHA-256: tells tokens apart in logs and requests, and gives nothing away. */
export const fingerprintOf = (token: string): string =>
  createHash('sha256').update(token, 'utf8').digest('hex').slice(0, 16);
