/** The areas of the API that a token's scopes name, as the gateway has them. */
export const AREAS = [
  'audit-log',
  'connections',
  'directory',
  'execution-log',
  'grants-and-keys',
  'members',
  'sessions',
  'sync',
  'timeline',
  'tokens',
  'user-management',
] as const;
