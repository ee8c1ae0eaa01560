import { Client } from 'pg';

/**
 * The yardstick: the same Activities, as they stand in the table, written by one plain COPY into an empty table with the
 * same primary key. No reading from Gong, no rules, no events, no log: nobody can be faster on this machine.
 */
export async function copyBaseline(databaseUrl: string): Promise<{ rows: number; seconds: number }> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('CREATE SCHEMA IF NOT EXISTS bench');
    await client.query('DROP TABLE IF EXISTS bench.activities');
    await client.query(
      'CREATE TABLE bench.activities (LIKE timeline_writer.activities INCLUDING INDEXES INCLUDING DEFAULTS)',
    );
    await client.query('CHECKPOINT');
    // COPY out to a file of the server and in again: bytes go by the server's own path both times, only the way in counts.
    const file = (await client.query(`SELECT current_setting('data_directory') || '/bench-activities.copy' AS file`))
      .rows[0].file as string;
    await client.query(`COPY timeline_writer.activities TO ${client.escapeLiteral(file)}`);
    const began = process.hrtime.bigint();
    const { rowCount } = await client.query(`COPY bench.activities FROM ${client.escapeLiteral(file)}`);
    const seconds = Number(process.hrtime.bigint() - began) / 1e9;
    await client.query(`COPY (SELECT 1) TO PROGRAM ${client.escapeLiteral(`rm -f '${file}'`)}`);
    return { rows: rowCount ?? 0, seconds };
  } finally {
    await client.query('DROP SCHEMA IF EXISTS bench CASCADE');
    await client.end();
  }
}
