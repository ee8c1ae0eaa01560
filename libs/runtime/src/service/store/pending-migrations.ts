import type { Database, MigrationClass } from '@gong-timeline/persistence';

/** Names of the migrations that have not run in the database's schema. */
export const pendingMigrations = async (
  database: Database,
  migrations: readonly MigrationClass[],
): Promise<readonly string[]> => {
  const [table] = await database.query<{ known: boolean }>(
    'SELECT to_regclass(format($$%I.migrations$$, $1::text)) IS NOT NULL AS known',
    [database.schema],
  );
  const run = table?.known === true ? await database.query<{ name: string }>('SELECT name FROM migrations') : [];
  const names = new Set(run.map(({ name }) => name));
  return migrations.map((migration) => new migration().name ?? migration.name).filter((name) => !names.has(name));
};
