import { Client } from 'pg';
import { applicationRoleOf, ownerRoleOf, SCHEMAS } from '../stack/schemas';

/**
 * Makes the roles and schemas, or brings them up to date; safe to repeat, and safe when two do it at once.
 * `adminUrl` names the database and a role that may create roles in it.
 */
export async function provisionDatabase(
  adminUrl: string,
  passwords: Readonly<Record<string, string>>,
  log: (line: string) => void,
): Promise<void> {
  const client = new Client({
    connectionString: adminUrl,
    application_name: 'gong-timeline provision',
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', ['gong-timeline provision']);
    const database = client.escapeIdentifier((await client.query('SELECT current_database() AS name')).rows[0].name);
    for (const schema of SCHEMAS) {
      for (const role of [ownerRoleOf(schema), applicationRoleOf(schema)]) {
        const password = passwords[role];
        if (password === undefined || password === '') throw new Error(`No password was given for the role ${role}.`);
        await ensureRole(client, role, password);
        await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${client.escapeIdentifier(role)}`);
      }
      await client.query(`GRANT ${client.escapeIdentifier(ownerRoleOf(schema))} TO CURRENT_USER`);
      await client.query(
        `CREATE SCHEMA IF NOT EXISTS ${client.escapeIdentifier(schema)} AUTHORIZATION ${client.escapeIdentifier(ownerRoleOf(schema))}`,
      );
      await client.query(
        `GRANT USAGE ON SCHEMA ${client.escapeIdentifier(schema)} TO ${client.escapeIdentifier(applicationRoleOf(schema))}`,
      );
    }
    await client.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
    log(`roles and schemas are there: ${SCHEMAS.join(', ')}`);
  } finally {
    await client.end();
  }
}

async function ensureRole(client: Client, role: string, password: string): Promise<void> {
  const known = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  const verb = known.rowCount === 0 ? 'CREATE' : 'ALTER';
  await client.query(
    `${verb} ROLE ${client.escapeIdentifier(role)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD ${client.escapeLiteral(password)}`,
  );
}

/** Makes the database of that name on the server of `serverUrl` when it is not there; answers its address. */
export async function ensureDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const known = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (known.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
}
