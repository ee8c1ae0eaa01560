import { Client } from 'pg';
import { uniqueName } from './unique-name';

export interface TestDatabase {
  /** Of the superuser: a spec makes the roles it wants. Roles belong to the whole server, so name them uniquely. */
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
  return {
    url: url.href,
    name: database,
    drop: () => onServer(server, `DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`),
  };
}

function serverUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return url;
  throw new Error('TEST_DATABASE_URL is not set: name the spec *.int.spec.ts, so that it runs with the servers up');
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
