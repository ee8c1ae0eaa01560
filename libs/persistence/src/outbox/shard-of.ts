/**
 * Keys are spread over this many shards, and each shard is relayed by one process at a time: the most replicas that
 * can relay at once. Stored with each row, so changing it needs an empty outbox.
 */
export const SHARD_COUNT = 8;

/** FNV-1a over UTF-16 code units. Stable for ever: one key must not be in two shards at once, or its order is lost. */
export function shardOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) {
    hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  }
  // The low bits of FNV mix worst: fold the high half in.
  return ((hash ^ (hash >>> 16)) >>> 0) % SHARD_COUNT;
}
