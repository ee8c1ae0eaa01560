import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { APP_NAMES, type AppName } from '@gong-timeline/domain';
import { looksMadeUp } from '../config/looks-made-up';

/** The key that a service signs with, and whose signatures it believes. A name may have two: while one is replaced. */
export interface ServiceKeys {
  readonly own: KeyObject;
  readonly ofCallers: ReadonlyMap<AppName, readonly KeyObject[]>;
}

export type ServiceKeysReading = { readonly keys: ServiceKeys } | { readonly problem: string };

const KEY_BYTES = 32;
const MAKE = 'make keys with: npm run -s keys:services';
/** What RFC 8410 puts before the 32 bytes of an Ed25519 key. */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** Private and public part, each 32 bytes in base64url. */
export const newServiceKey = (): { readonly privateKey: string; readonly publicKey: string } => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-KEY_BYTES);
  return { privateKey: seed.toString('base64url'), publicKey: publicPartOf(privateKey) };
};

/** The public part of a `SERVICE_KEY`, as it stands in `SERVICE_KEYS`. */
export const publicServiceKey = (privateKey: string): string => {
  const bytes = bytesOf(privateKey);
  if (bytes === null) throw new Error('A service key is 32 bytes in base64url');
  return publicPartOf(privateOf(bytes));
};

/**
 * Reads `SERVICE_KEY` (32 bytes, base64url) and `SERVICE_KEYS` (`<service>:<public key>`, comma separated). A problem names
 * the variable and never holds a key.
 */
export const readServiceKeys = (app: AppName, own: string, all: string): ServiceKeysReading => {
  const seed = bytesOf(own);
  if (seed === null) return { problem: `SERVICE_KEY is not valid: expected 32 bytes in base64url; ${MAKE}` };
  if (looksMadeUp(seed)) return { problem: `SERVICE_KEY is an example, not a random key; ${MAKE}` };
  const ofCallers = new Map<AppName, KeyObject[]>();
  const owners = new Map<string, string>();
  for (const [index, entry] of all.split(',').entries()) {
    const [name = '', text = ''] = entry.trim().split(':');
    const bytes = bytesOf(text);
    if (!isAppName(name) || bytes === null) {
      return {
        problem: `SERVICE_KEYS is not valid: entry ${index + 1} is not <service>:<32 bytes in base64url>; ${MAKE}`,
      };
    }
    if (looksMadeUp(bytes)) return { problem: `SERVICE_KEYS: that of ${name} is an example; ${MAKE}` };
    const key = bytes.toString('base64url');
    if ((owners.get(key) ?? name) !== name) {
      return { problem: `SERVICE_KEYS: ${owners.get(key)} and ${name} have the same key; each needs its own` };
    }
    owners.set(key, name);
    ofCallers.set(name, [...(ofCallers.get(name) ?? []), publicOf(bytes)]);
  }
  const privateKey = privateOf(seed);
  if (owners.get(publicPartOf(privateKey)) !== app) {
    return { problem: `SERVICE_KEYS lacks the public part of this SERVICE_KEY under ${app}: others would refuse it` };
  }
  return { keys: { own: privateKey, ofCallers } };
};

const bytesOf = (text: string): Buffer | null => {
  const bytes = Buffer.from(text, 'base64url');
  // Buffer.from skips what is not base64, so only text that comes out again was base64url.
  return bytes.length === KEY_BYTES && bytes.toString('base64url') === text ? bytes : null;
};

const privateOf = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, seed]), format: 'der', type: 'pkcs8' });

const publicOf = (bytes: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, bytes]), format: 'der', type: 'spki' });

const publicPartOf = (key: KeyObject): string =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-KEY_BYTES).toString('base64url');

const isAppName = (name: string): name is AppName => (APP_NAMES as readonly string[]).includes(name);
