import type { OpeningFailure } from './seal-token';

/** What a token that does not open means for people. The way back is the same: the connection keeps its history. */
export function wordsOfOpening(
  failure: OpeningFailure,
  { name, keyId }: { readonly name: string; readonly keyId: string },
): string {
  const why =
    failure === 'key-unknown'
      ? `are sealed with the key "${keyId}", which TOKEN_KEYS does not hold: the operator has to put it back`
      : `do not open with the key "${keyId}": the key or the stored row was changed; the operator has to restore them`;
  return `The tokens of the connection "${name}" ${why}, or an admin has to authorize the connection again.`;
}
