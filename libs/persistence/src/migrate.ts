import { DataSource, type MigrationInterface } from 'typeorm';
import { REACH_OF_MIGRATIONS } from './reach';

export type MigrationClass = new () => MigrationInterface;

export interface MigrateOptions {
  readonly ownerUrl: string;
  readonly schema: string;
  /** Gets DML on every table of the schema, and owns nothing. */
  readonly applicationRole: string;
  readonly migrations: readonly MigrationClass[];
  readonly log?: (line: string) => void;
}

const MIGRATIONS_TABLE = 'migrations';

/**
 * Runs what has not run yet, each migration in a transaction of its own, as the owner of the schema. Replicas that
 * start together queue at an advisory lock, so each migration runs once. Returns the names of those run.
 */
export async function migrate(options: MigrateOptions): Promise<readonly string[]> {
  const { schema } = options;
  const owner = new DataSource({
    type: 'postgres',
    url: options.ownerUrl,
    schema,
    applicationName: `${schema} migrations`,
    migrations: [...options.migrations],
    migrationsTableName: MIGRATIONS_TABLE,
    migrationsTransactionMode: 'each',
    extra: { options: `-c search_path=${schema} -c client_min_messages=warning ${REACH_OF_MIGRATIONS}` },
  });
  await owner.initialize();
  const locked = owner.createQueryRunner();
  try {
    await locked.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`migrate ${schema}`]);
    const [known] = await locked.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema]);
    if (known === undefined) await locked.query(`CREATE SCHEMA ${quote(schema)}`);
    const run = await owner.runMigrations();
    await grant(locked.query.bind(locked), schema, options.applicationRole);
    for (const { name } of run) options.log?.(`migration ${schema}.${name} has run`);
    return run.map(({ name }) => name);
  } finally {
    await locked.release();
    await owner.destroy();
  }
}

/** In one transaction: what is append-only is never, not for a moment, open to changes. */
async function grant(query: (sql: string) => Promise<unknown>, schema: string, role: string): Promise<void> {
  const where = quote(schema);
  const who = quote(role);
  const appendOnly = (await query(
    `SELECT relname FROM pg_class WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = '${schema}')
       AND obj_description(oid, 'pg_class') LIKE 'append-only%'`,
  )) as { relname: string }[];
  const statements = [
    'BEGIN',
    `GRANT USAGE ON SCHEMA ${where} TO ${who}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${where} TO ${who}`,
    `REVOKE INSERT, UPDATE, DELETE ON ${where}.${MIGRATIONS_TABLE} FROM ${who}`,
    ...appendOnly.map(({ relname }) => `REVOKE UPDATE, DELETE ON ${where}.${quote(relname)} FROM ${who}`),
    `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${where} TO ${who}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA ${where} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${who}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA ${where} GRANT USAGE, SELECT ON SEQUENCES TO ${who}`,
    'COMMIT',
  ];
  for (const statement of statements) await query(statement);
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
