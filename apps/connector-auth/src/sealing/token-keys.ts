import { looksMadeUp } from '@gong-timeline/runtime';
import { KEY_BYTES } from './aes-gcm';

export interface TokenKey {
  readonly id: string;
  readonly bytes: Buffer;
}

/** The keys that tokens are sealed with at rest: one seals, all of them open (so a key can be replaced). */
export interface TokenKeys {
  readonly sealing: TokenKey;
  readonly byId: ReadonlyMap<string, TokenKey>;
}

export type TokenKeysReading = { readonly keys: TokenKeys } | { readonly problem: string };

const KEY_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;

export const HOW_TO_MAKE_A_KEY =
  `make one with: node -e "console.log('k1:' + require('node:crypto').randomBytes(32).toString('base64'))"` as const;

/**
 * Reads `<key-id>:<base64 of 32 bytes>`, comma separated. A problem names the key by its id or its place, never by
 * its bytes: it is printed.
 */
export function readTokenKeys(text: string): TokenKeysReading {
  const byId = new Map<string, TokenKey>();
  for (const [index, entry] of text.split(',').entries()) {
    const key = readKey(entry.trim());
    if (typeof key === 'string') return { problem: `key ${index + 1}: ${key}; ${HOW_TO_MAKE_A_KEY}` };
    if (byId.has(key.id)) return { problem: `the key id "${key.id}" is there twice: each key needs its own` };
    const twin = [...byId.values()].find(({ bytes }) => bytes.equals(key.bytes));
    if (twin) return { problem: `the keys "${twin.id}" and "${key.id}" are one and the same; ${HOW_TO_MAKE_A_KEY}` };
    byId.set(key.id, key);
  }
  const [sealing] = byId.values();
  if (sealing === undefined) return { problem: `no key is given; ${HOW_TO_MAKE_A_KEY}` };
  return { keys: { sealing, byId } };
}

function readKey(entry: string): TokenKey | string {
  const colon = entry.indexOf(':');
  if (colon < 1) return 'expected <key-id>:<base64 of 32 bytes>';
  const id = entry.slice(0, colon);
  if (!KEY_ID.test(id)) return 'the key id must be 1 to 32 letters, digits, dots, dashes or underscores';
  const base64 = entry.slice(colon + 1);
  const bytes = Buffer.from(base64, 'base64');
  // Buffer.from skips what is not base64, so only text that comes out again was base64.
  if (bytes.toString('base64').replace(/=+$/, '') !== base64.replace(/=+$/, '')) return `"${id}" is not base64`;
  if (bytes.length !== KEY_BYTES) return `"${id}" holds ${bytes.length} bytes, expected ${KEY_BYTES}`;
  if (looksMadeUp(bytes)) return `"${id}" is an example, not a random key`;
  return { id, bytes };
}
