import { setTimeout as wait } from 'node:timers/promises';
import { classifyDatabaseError, Database, migrate, tenantGateMigration } from '@gong-timeline/persistence';
import type { Clock } from '../clock';
import type { Logger } from '../log/logger';
import type { ServiceDefinition } from './define-service';
import { StartError } from './start-error';
import { pendingMigrations } from './store/pending-migrations';
import { roleAboveTenants } from './store/role-above-tenants';

/** Long enough for a database that starts beside us. */
export const DATABASE_WAIT_MS = 60_000;
const FIRST_BACK_OFF_MS = 200;
const LONGEST_BACK_OFF_MS = 3_000;

/** The app's database with its schema as this version needs it; else a StartError that says what to do. */
export const connectDatabase = async (
  service: ServiceDefinition,
  { clock, log, waitMs = DATABASE_WAIT_MS }: { clock: Clock; log: Logger; waitMs?: number },
): Promise<Database> => {
  const { DATABASE_URL, DATABASE_OWNER_URL } = service.config;
  const { name: applicationName, schema, migrations } = service;
  if (DATABASE_OWNER_URL !== undefined) {
    const applicationRole = decodeURIComponent(new URL(DATABASE_URL).username);
    const attempt = () =>
      migrate({ ownerUrl: DATABASE_OWNER_URL, schema, applicationRole, migrations, log: info(log) });
    await untilItAnswers('DATABASE_OWNER_URL', DATABASE_OWNER_URL, attempt, { log, waitMs });
  }
  const database = await untilItAnswers(
    'DATABASE_URL',
    DATABASE_URL,
    async () => {
      const connected = await Database.connect({
        url: DATABASE_URL,
        schema,
        applicationName,
        clock,
        gated: migrations.includes(tenantGateMigration),
        ...(service.poolSize === undefined ? {} : { poolSize: service.poolSize }),
        ...(service.entities === undefined ? {} : { entities: service.entities }),
      });
      await connected.ping();
      return connected;
    },
    { log, waitMs },
  );
  const problem = await problemOf(database, migrations);
  if (problem === null) return database;
  await database.close();
  throw new StartError(problem);
};

const problemOf = async (database: Database, migrations: ServiceDefinition['migrations']): Promise<string | null> => {
  const above = await roleAboveTenants(database);
  if (above !== null) {
    return (
      `The role of DATABASE_URL is above row level security: ${above}. Give the service the application role ` +
      'that tools/provision makes: it owns nothing, and is neither superuser nor BYPASSRLS'
    );
  }
  const pending = await pendingMigrations(database, migrations);
  if (pending.length === 0) return null;
  const { schema } = database;
  return `The schema ${schema} lacks the migrations ${pending.join(', ')}: start once with DATABASE_OWNER_URL set`;
};

const info = (log: Logger) => (line: string) => log.info(line);

const untilItAnswers = async <T>(
  variable: string,
  url: string,
  attempt: () => Promise<T>,
  { log, waitMs }: { log: Logger; waitMs: number },
): Promise<T> => {
  const { host, pathname } = new URL(url);
  const where = `PostgreSQL at ${host}${pathname}`;
  const deadline = performance.now() + waitMs;
  for (let backOffMs = FIRST_BACK_OFF_MS; ; backOffMs = Math.min(LONGEST_BACK_OFF_MS, backOffMs * 2)) {
    try {
      return await attempt();
    } catch (error) {
      const kind = classifyDatabaseError(error);
      const reason = error instanceof Error ? error.message || String(error) : String(error);
      if (kind !== 'transient') {
        log.debug({ err: error }, 'database refused');
        throw new StartError(`${where} refused: ${reason}. Check ${variable} and that the database is provisioned`);
      }
      if (performance.now() + backOffMs > deadline) {
        throw new StartError(
          `${where} did not answer for ${waitMs / 1000} s (${reason}). Start it, or correct ${variable}`,
        );
      }
      log.info({ backOffMs }, `waiting for ${where}`);
      await wait(backOffMs);
    }
  }
};
