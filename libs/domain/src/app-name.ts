/** The processes of the system, as they sign their facts (CloudEvents `source`). */
export const APP_NAMES = [
  'gateway',
  'connector-auth',
  'gong-ingest',
  'identity-resolution',
  'timeline-writer',
  'execution-log',
] as const;
export type AppName = (typeof APP_NAMES)[number];
