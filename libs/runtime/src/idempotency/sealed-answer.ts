import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What is sent again: the body, and the tag of the state that was left behind. */
export interface KeptAnswer {
  readonly body: unknown;
  readonly etag: string | null;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * An answer may hold what is shown once, such as an API token. It is sealed with a key that only the sender's
 * Idempotency-Key gives; of that no more than a hash is stored. Who it belongs to is bound in.
 */
export const sealAnswer = (answer: KeptAnswer, idempotencyKey: string, boundTo: string): Buffer => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(idempotencyKey, boundTo), nonce);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(answer), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
};

export const openAnswer = (sealed: Buffer, idempotencyKey: string, boundTo: string): KeptAnswer => {
  const decipher = createDecipheriv(
    'aes-256-gcm',
    sealingKey(idempotencyKey, boundTo),
    sealed.subarray(0, NONCE_BYTES),
  );
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const text = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  return JSON.parse(text.toString('utf8')) as KeptAnswer;
};

const sealingKey = (idempotencyKey: string, boundTo: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', idempotencyKey, boundTo, 'gong-timeline idempotent answer', 32));
