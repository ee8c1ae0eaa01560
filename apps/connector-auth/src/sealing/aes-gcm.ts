import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
/** 96 bits, as NIST SP 800-38D wants it for GCM. Random: safe for 2^32 uses of a key, far above what a key sees. */
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
export const KEY_BYTES = 32;

/**
 * nonce, ciphertext, tag. The nonce is drawn here and not passed in: one that is used twice with a key would give both
 * texts away.
 */
export function encrypt(key: Buffer, boundTo: Buffer, text: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo);
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

/** Null when it was changed, cut, bound to something else, or encrypted with another key. */
export function decrypt(key: Buffer, boundTo: Buffer, sealed: Buffer): Buffer | null {
  const textTo = sealed.length - TAG_BYTES;
  if (textTo < NONCE_BYTES) return null;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(boundTo);
  decipher.setAuthTag(sealed.subarray(textTo));
  const text = decipher.update(sealed.subarray(NONCE_BYTES, textTo));
  try {
    return Buffer.concat([text, decipher.final()]);
  } catch {
    // Node has one error for every reason that GCM can have; none of them says more than this.
    return null;
  }
}
