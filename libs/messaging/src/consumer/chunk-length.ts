/**
 * How many messages from `from` on make one chunk: at most `limit`, and never two of one key, so that a handler may
 * decide and write a whole chunk at once. Messages without a key count as keys of their own.
 */
export function chunkLength(keys: readonly (string | null)[], from: number, limit: number): number {
  const seen = new Set<string>();
  const end = Math.min(keys.length, from + limit);
  for (let at = from; at < end; at++) {
    const key = keys[at];
    if (key === null || key === undefined) continue;
    if (seen.has(key)) return at - from;
    seen.add(key);
  }
  return end - from;
}
