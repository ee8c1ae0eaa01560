import { Client } from 'pg';
import { uniqueName } from './unique-name';

/** A service's two roles, as an installation has them: neither is a superuser, and only the owner may make tables. */
export interface TestRoles {
  /** Migrates. */
  readonly ownerUrl: string;
  /** Works. Owns nothing and is held by row level security, as a service is. */
  readonly applicationUrl: string;
  readonly applicationRole: string;
}

export interface TestDatabase extends TestRoles {
  /** Of the superuser, whom row level security does not hold: for what a spec looks at, or damages, from outside. */
  readonly url: string;
  readonly name: string;
  /** Also cuts the connections that are still open. */
  drop(): Promise<void>;
}

/** A fresh, empty database for one spec file. */
export async function testDatabase(name = 'spec'): Promise<TestDatabase> {
  const server = serverUrl();
  const database = uniqueName(name);
  await onServer(server, `CREATE DATABASE "${database}" TEMPLATE template0`);
  const url = new URL(server);
  url.pathname = `/${database}`;
  const roles = await testRoles(url.href);
  return {
    ...roles,
    url: url.href,
    name: database,
    drop: () =>
      onServer(
        server,
        `DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`,
        // What they own and may do went with the database.
        ...[roles.ownerUrl, roles.applicationUrl].map((role) => `DROP ROLE IF EXISTS "${new URL(role).username}"`),
      ),
  };
}

/** For a server that a spec starts by itself: it takes the roles along when it goes. `url`: a superuser's. */
export async function testRoles(url: string): Promise<TestRoles> {
  const password = uniqueName('password');
  const [owner, application] = [uniqueName('owner'), uniqueName('app')];
  const database = decodeURIComponent(new URL(url).pathname.slice(1));
  const limits = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS';
  await onServer(
    url,
    `CREATE ROLE "${owner}" ${limits} PASSWORD '${password}'`,
    `CREATE ROLE "${application}" ${limits} PASSWORD '${password}'`,
    `GRANT CREATE ON DATABASE "${database}" TO "${owner}"`,
  );
  const as = (username: string) => Object.assign(new URL(url), { username, password }).href;
  return { ownerUrl: as(owner), applicationUrl: as(application), applicationRole: application };
}

function serverUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return url;
  throw new Error('TEST_DATABASE_URL is not set: name the spec *.int.spec.ts, so that it runs with the servers up');
}

async function onServer(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
