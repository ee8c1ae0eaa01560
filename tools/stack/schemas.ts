/** The services that own a PostgreSQL schema: an owner role runs its migrations, an application role owns nothing. */
export const SCHEMAS = [
  'connector_auth',
  'gong_ingest',
  'identity_resolution',
  'timeline_writer',
  'execution_log',
  'gateway',
] as const;
export type Schema = (typeof SCHEMAS)[number];

export const ownerRoleOf = (schema: Schema): string => `${schema}_owner`;
export const applicationRoleOf = (schema: Schema): string => `${schema}_app`;
export const ROLES: readonly string[] = SCHEMAS.flatMap((schema) => [ownerRoleOf(schema), applicationRoleOf(schema)]);

/** The address of the same database for another role. */
export function urlFor(databaseUrl: string, role: string, password: string): string {
  const url = new URL(databaseUrl);
  url.username = role;
  url.password = encodeURIComponent(password);
  return url.toString();
}
