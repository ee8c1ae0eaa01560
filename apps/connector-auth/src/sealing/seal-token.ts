import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { TokenKey, TokenKeys } from './token-keys';

export type TokenColumn = 'access-token' | 'refresh-token';

/** Where a sealed token belongs. It opens nowhere else. */
export interface TokenPlace {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly column: TokenColumn;
}

export type Opening =
  | { readonly token: string }
  /** `key-unknown`: TOKEN_KEYS lacks the key. `not-authentic`: changed, moved, or sealed with another key. */
  | { readonly failure: 'key-unknown' | 'not-authentic' };

const CIPHER = 'aes-256-gcm';
const FORMAT = 1;
/** 96 bits, as NIST SP 800-38D wants it for GCM. Random: safe for 2^32 seals per key, far above what a key sees. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * format (1 byte), nonce, ciphertext, tag. The nonce is drawn here and not passed in: one that is used twice with a
 * key would give both tokens away.
 */
export function sealToken(key: TokenKey, place: TokenPlace, token: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key.bytes, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(place, key.id));
  return Buffer.concat([Buffer.of(FORMAT), nonce, cipher.update(token, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

export function openToken(keys: TokenKeys, keyId: string, place: TokenPlace, sealed: Buffer): Opening {
  const key = keys.byId.get(keyId);
  if (key === undefined) return { failure: 'key-unknown' };
  const textFrom = 1 + NONCE_BYTES;
  const textTo = sealed.length - TAG_BYTES;
  if (sealed[0] !== FORMAT || textTo < textFrom) return { failure: 'not-authentic' };
  const decipher = createDecipheriv(CIPHER, key.bytes, sealed.subarray(1, textFrom), { authTagLength: TAG_BYTES });
  decipher.setAAD(boundTo(place, keyId));
  decipher.setAuthTag(sealed.subarray(textTo));
  const text = decipher.update(sealed.subarray(textFrom, textTo));
  try {
    return { token: Buffer.concat([text, decipher.final()]).toString('utf8') };
  } catch {
    // Node has one error for every reason that GCM can have; none of them says more than this.
    return { failure: 'not-authentic' };
  }
}

/** JSON of a list: no two places give the same bytes, whatever their ids hold. */
const boundTo = (place: TokenPlace, keyId: string): Buffer =>
  Buffer.from(JSON.stringify(['gong-timeline/token', place.tenantId, place.connectionId, place.column, keyId]));
