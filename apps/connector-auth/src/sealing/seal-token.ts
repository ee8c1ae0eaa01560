import { randomBytes } from 'node:crypto';
import { decrypt, encrypt, KEY_BYTES, NONCE_BYTES, TAG_BYTES } from './aes-gcm';
import type { TokenKey, TokenKeys } from './token-keys';

export type TokenColumn = 'access-token' | 'refresh-token';

/** Where a sealed token belongs. It opens nowhere else. */
export interface TokenPlace {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly column: TokenColumn;
}

/** `key-unknown`: TOKEN_KEYS lacks the key. `not-authentic`: changed, moved, or sealed with another key. */
export type OpeningFailure = 'key-unknown' | 'not-authentic';
export type Opening = { readonly token: string } | { readonly failure: OpeningFailure };

/** Before data keys: the token itself under the key, place and key id bound in. Opened, and never written again. */
const FORMAT_WITHOUT_DATA_KEY = 1;
/** format (1 byte), the token's own data key under the key, the token under its data key. */
const FORMAT = 2;
const ENVELOPE_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES;

/** Each token has a data key of its own, drawn anew: what a key of TOKEN_KEYS seals is data keys only. */
export function sealToken(key: TokenKey, place: TokenPlace, token: string): Buffer {
  const dataKey = randomBytes(KEY_BYTES);
  return Buffer.concat([
    Buffer.of(FORMAT),
    encrypt(key.bytes, dataKeyBoundTo(place, key.id), dataKey),
    encrypt(dataKey, tokenBoundTo(place), Buffer.from(token, 'utf8')),
  ]);
}

export function openToken(keys: TokenKeys, keyId: string, place: TokenPlace, sealed: Buffer): Opening {
  const key = keys.byId.get(keyId);
  if (key === undefined) return { failure: 'key-unknown' };
  const text = sealed[0] === FORMAT_WITHOUT_DATA_KEY ? openOld(key, place, sealed) : open(key, place, sealed);
  return text === null ? { failure: 'not-authentic' } : { token: text.toString('utf8') };
}

/** The same token under another key. Of what has a data key only that is sealed anew: the token stays closed. */
export function resealToken(
  keys: TokenKeys,
  { from, to }: { readonly from: string; readonly to: TokenKey },
  place: TokenPlace,
  sealed: Buffer,
): { readonly sealed: Buffer } | { readonly failure: OpeningFailure } {
  const key = keys.byId.get(from);
  if (key === undefined) return { failure: 'key-unknown' };
  if (sealed[0] === FORMAT_WITHOUT_DATA_KEY) {
    const text = openOld(key, place, sealed);
    return text === null ? { failure: 'not-authentic' } : { sealed: sealToken(to, place, text.toString('utf8')) };
  }
  const dataKey = dataKeyOf(key, place, sealed);
  if (dataKey === null) return { failure: 'not-authentic' };
  const envelope = encrypt(to.bytes, dataKeyBoundTo(place, to.id), dataKey);
  return { sealed: Buffer.concat([Buffer.of(FORMAT), envelope, sealed.subarray(1 + ENVELOPE_BYTES)]) };
}

function open(key: TokenKey, place: TokenPlace, sealed: Buffer): Buffer | null {
  const dataKey = dataKeyOf(key, place, sealed);
  return dataKey && decrypt(dataKey, tokenBoundTo(place), sealed.subarray(1 + ENVELOPE_BYTES));
}

function dataKeyOf(key: TokenKey, place: TokenPlace, sealed: Buffer): Buffer | null {
  if (sealed[0] !== FORMAT) return null;
  return decrypt(key.bytes, dataKeyBoundTo(place, key.id), sealed.subarray(1, 1 + ENVELOPE_BYTES));
}

const openOld = (key: TokenKey, place: TokenPlace, sealed: Buffer): Buffer | null =>
  decrypt(key.bytes, listed('gong-timeline/token', place, key.id), sealed.subarray(1));

const dataKeyBoundTo = (place: TokenPlace, keyId: string): Buffer => listed('gong-timeline/data-key', place, keyId);

/** Without the id of a key: its data key's seal names that, and changes when the key is replaced. */
const tokenBoundTo = (place: TokenPlace): Buffer => listed('gong-timeline/token/2', place);

/** JSON of a list: no two places give the same bytes, whatever their ids hold. */
const listed = (what: string, { tenantId, connectionId, column }: TokenPlace, ...more: readonly string[]): Buffer =>
  Buffer.from(JSON.stringify([what, tenantId, connectionId, column, ...more]));
