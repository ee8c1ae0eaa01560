import { Client } from 'pg';

/**
 * So many Activities on the Timeline of one company, over as many half hours back from now: those that the demo's sync
 * brought, again and again. `databaseUrl`: a superuser's. Gives the GSID.
 */
export const fillCompany = async (databaseUrl: string, activities: number): Promise<string> => {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ gsid: string }>(
      `SELECT company_gsid AS gsid FROM timeline_writer.activities WHERE standing = 'on-timeline'
        GROUP BY company_gsid ORDER BY count(*) DESC LIMIT 1`,
    );
    const gsid = rows[0]?.gsid ?? '';
    await client.query(
      `INSERT INTO timeline_writer.activities (tenant_id, source, call_id, activity_id, seen_revision, standing,
                                               snapshot_hash, company_gsid, started_at, body, changed_in)
       SELECT tenant_id, 'GONG', call_id, activity_id, 1, 'on-timeline', 'bench', company, started_at,
              (body::jsonb || jsonb_build_object('activityId', activity_id, 'callId', call_id,
                 'startedAt', to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                 'company', body::jsonb -> 'company' || jsonb_build_object('gsid', company)))::json,
              pg_current_xact_id()
         FROM (SELECT tenant_id, body, row_number() OVER () - 1 AS which, count(*) OVER () AS known
                 FROM timeline_writer.activities WHERE standing = 'on-timeline') AS template
         JOIN (SELECT n, (9000000000000000000 + n)::text AS call_id, gen_random_uuid() AS activity_id,
                      now() - n * interval '30 minutes' AS started_at, $2::uuid AS company
                 FROM generate_series(1, $1::bigint) AS n) AS made ON made.n % known = which`,
      [activities, gsid],
    );
    await client.query('ANALYZE timeline_writer.activities');
    return gsid;
  } finally {
    await client.end();
  }
};
