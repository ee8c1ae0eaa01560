import { Client } from 'pg';
import { nothingUnderWay } from './nothing-under-way';
import type { System } from './system';

interface Table {
  readonly schema: string;
  readonly name: string;
  readonly has_tenant: boolean;
}

/** Every table of every schema of ours, and whether its rows say whose they are. */
async function inEachTable<T>({ stack }: System, look: (client: Client, table: Table) => Promise<T>): Promise<T[]> {
  const client = new Client({ connectionString: stack.servers.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Table>(
      `SELECT n.nspname AS schema, c.relname AS name,
              EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id') AS has_tenant
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1, 2`,
    );
    const found: T[] = [];
    for (const table of rows) found.push(await look(client, table));
    return found;
  } finally {
    await client.end();
  }
}

const placeOf = ({ schema, name }: Table): string => `${schema}.${name}`;

/** The rows of a tenant as text, table by table: all that there is of them, bytea too. */
export const rowsOf = async (system: System, tenantId: string): Promise<Record<string, readonly string[]>> =>
  Object.fromEntries(
    await inEachTable(system, async (client, table) => {
      if (!table.has_tenant) return [placeOf(table), []];
      const { rows } = await client.query<{ row: string }>(
        `SELECT each::text AS row FROM "${table.schema}"."${table.name}" AS each WHERE tenant_id = $1 ORDER BY 1`,
        [tenantId],
      );
      return [placeOf(table), rows.map(({ row }) => row)];
    }),
  );

/**
 * The rows of a tenant, once nothing is under way any more. When a grant was last lent, the last column there, is left out: it is
 * written up to a minute later.
 */
export const settledRows = async (system: System, tenantId: string): Promise<Record<string, readonly string[]>> => {
  await nothingUnderWay(system);
  const rows = await rowsOf(system, tenantId);
  const connections = rows['connector_auth.connections'] ?? [];
  return { ...rows, 'connector_auth.connections': connections.map((row) => row.slice(0, row.lastIndexOf(','))) };
};

/** Tables that hold any of these texts in any column of any row, bytes as PostgreSQL writes them (hex) and as text. */
export const tablesHolding = async (system: System, texts: readonly string[]): Promise<string[]> => {
  const found = await inEachTable(system, async (client, table) => {
    const { rows } = await client.query<{ row: string }>(
      `SELECT lower(each::text) AS row FROM "${table.schema}"."${table.name}" AS each`,
    );
    const all = rows.map(({ row }) => row).join('\n');
    const bytes = all.replaceAll(/\\x((?:[0-9a-f]{2})+)/g, (_, hex: string) =>
      Buffer.from(hex, 'hex').toString('latin1'),
    );
    return texts.flatMap((text) => {
      const wanted = text.toLowerCase();
      return all.includes(wanted) || bytes.includes(wanted) ? [`${placeOf(table)}: ${text}`] : [];
    });
  });
  return found.flat();
};

/** What makes a tenant's rows its own: ids, numbers, e-mail addresses. */
export const marksIn = (rows: Record<string, readonly string[]>): ReadonlySet<string> => {
  const text = Object.values(rows).flat().join('\n').toLowerCase();
  const patterns = [
    /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
    /\b\d{15,20}\b/g,
    /[a-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,}/g,
  ];
  return new Set(patterns.flatMap((pattern) => text.match(pattern) ?? []));
};
