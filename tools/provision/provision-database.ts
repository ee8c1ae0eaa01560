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
      await leaveOtherRoles(client, applicationRoleOf(schema));
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

/** A role that logs in and can do no more. One that could is brought down: row level security has to hold it (X3). */
async function ensureRole(client: Client, role: string, password: string): Promise<void> {
  const name = client.escapeIdentifier(role);
  const known = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  const verb = known.rowCount === 0 ? 'CREATE' : 'ALTER';
  await client.query(`${verb} ROLE ${name} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
  // Asked first: who may make roles and is no superuser may not even name some of these.
  const above = await client.query(
    `SELECT 1 FROM pg_roles
     WHERE rolname = $1 AND (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication)`,
    [role],
  );
  if (above.rowCount === 0) return;
  await client.query(`ALTER ROLE ${name} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION`);
}

/** An application role acts for nobody but itself: in the owner's role it could switch row level security off. */
async function leaveOtherRoles(client: Client, role: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT roleid::regrole::text AS name FROM pg_auth_members WHERE member = to_regrole(quote_ident($1))`,
    [role],
  );
  for (const { name } of rows) await client.query(`REVOKE ${name} FROM ${client.escapeIdentifier(role)}`);
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
