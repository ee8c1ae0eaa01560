/**
 * Keys of people and of documents: repeated bytes, counting bytes, typed text, few different bytes. 32 random bytes look
 * like this less often than once in 10^12 keys.
 */
export const looksMadeUp = (bytes: Buffer): boolean => {
  const step = (bytes[1] ?? 0) - (bytes[0] ?? 0);
  const counts = bytes.every((byte, index) => index === 0 || byte === (((bytes[index - 1] ?? 0) + step) & 0xff));
  const isText = bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  return counts || isText || new Set(bytes).size < bytes.length / 2;
};
