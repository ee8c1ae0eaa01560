import { createHash } from 'node:crypto';

/** Words that people hash to get "a key" of the right length. */
const WORDS = [
  '',
  'secret',
  'password',
  'changeme',
  'change-me',
  'test',
  'example',
  'key',
  'default',
  'gong',
  'gong-timeline',
];
const HASHED_WORDS = new Set(WORDS.map((word) => createHash('sha256').update(word).digest('hex')));
/** Tokens that stand in specs and documents, where everybody can read them. */
const PUBLISHED = new Set(['a-service-token-of-more-than-32-characters']);

/**
 * Keys of people and of documents: repeated bytes, counting bytes, typed text, few different bytes, the hash of a word. 32
 * random bytes look like this less often than once in 10^12 keys.
 */
export const looksMadeUp = (bytes: Buffer): boolean => {
  const step = (bytes[1] ?? 0) - (bytes[0] ?? 0);
  const counts = bytes.every((byte, index) => index === 0 || byte === (((bytes[index - 1] ?? 0) + step) & 0xff));
  const isText = bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  return counts || isText || new Set(bytes).size < bytes.length / 2 || HASHED_WORDS.has(bytes.toString('hex'));
};

/** The same of a token that is text: published, few different letters, or words between dashes. */
export const textLooksMadeUp = (text: string): boolean =>
  PUBLISHED.has(text) || new Set(text).size < 10 || /^[a-z]+([-_ .][a-z]+)*$/.test(text);
