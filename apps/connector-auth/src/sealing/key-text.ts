import { readSecretFile } from '@gong-timeline/runtime';

export interface KeySource {
  readonly TOKEN_KEYS: string;
  readonly TOKEN_KEYS_FILE: string;
}

/** The text of the keys, from the environment or from a file, and which variable to name when it is wrong. */
export function readKeyText({
  TOKEN_KEYS,
  TOKEN_KEYS_FILE,
}: KeySource): { readonly text: string; readonly variable: string } | { readonly problem: string } {
  if (TOKEN_KEYS_FILE === '') return { text: TOKEN_KEYS, variable: 'TOKEN_KEYS' };
  if (TOKEN_KEYS !== '') return { problem: 'TOKEN_KEYS and TOKEN_KEYS_FILE are both set: expected one of them' };
  const reading = readSecretFile('TOKEN_KEYS_FILE', TOKEN_KEYS_FILE);
  return 'problem' in reading ? reading : { text: linesJoined(reading.text), variable: 'TOKEN_KEYS_FILE' };
}

/** In a file a key may stand on a line of its own. */
const linesJoined = (text: string): string => text.trim().replaceAll(/\s*[,\n]\s*/g, ',');
