/** What the sync reads at Gong: calls with their content, media addresses for the player (S13), Gong's users (S19). */
export const NEEDED_SCOPES = [
  'api:calls:read:basic',
  'api:calls:read:extensive',
  'api:calls:read:media-url',
  'api:users:read',
] as const;

/** Gong's answer is not documented to be separated by blanks; commas are taken too. */
export const parseScopes = (text: string): readonly string[] => [
  ...new Set(text.split(/[\s,]+/).filter((scope) => scope !== '')),
];

export const missingScopes = (granted: readonly string[]): readonly string[] =>
  NEEDED_SCOPES.filter((scope) => !granted.includes(scope));
