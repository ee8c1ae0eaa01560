/** A call as an object, for the few that someone changed by hand. Any block may hold anything: it was given verbatim. */
export interface GongCall {
  metaData: Record<string, unknown>;
  context?: unknown;
  parties?: unknown;
  content?: unknown;
  interaction?: unknown;
  collaboration?: unknown;
  media?: unknown;
}

export const callBlocks = [
  'metaData',
  'context',
  'parties',
  'content',
  'interaction',
  'collaboration',
  'media',
] as const;
