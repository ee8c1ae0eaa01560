import { Database } from '@gong-timeline/persistence';

export const JOB_ID = '3f1d3f0e-8a55-4a8e-9d2b-7f5b2d8c4e21';
export const TENANT_ID = 'bench';
/** Below the time that a statement may take. */
const ROWS_A_STATEMENT = 50_000;
const DISTINCT_COMPANIES = 500;

/** A job that has ended, with so many calls: titles, owners and companies of usual length, one call of ten failed. */
export async function fillLog(url: string, rows: number): Promise<void> {
  const database = await Database.connect({ url, schema: 'execution_log', applicationName: 'bench' });
  try {
    for (let from = 0; from < rows; from += ROWS_A_STATEMENT) {
      await database.transaction((tx) =>
        tx.query(INSERT_CALLS, [
          TENANT_ID,
          JOB_ID,
          from,
          Math.min(rows, from + ROWS_A_STATEMENT) - 1,
          DISTINCT_COMPANIES,
        ]),
      );
    }
    const failed = Math.ceil(rows / 10);
    const byCode = JSON.stringify({ 'synced.created': rows - failed, 'company.not-found': failed });
    await database.transaction((tx) => tx.query(INSERT_JOB, [TENANT_ID, JOB_ID, rows, byCode]));
    await database.query('ANALYZE outcomes');
  } finally {
    await database.close();
  }
}

const INSERT_CALLS = `
  INSERT INTO outcomes (tenant_id, job_id, call_id, revision, attempt, code, message, title, started_at, owner_name, url,
                        company_gsid, company_name, activity_id, redacted, recorded_at)
  SELECT $1, $2, 6318540972213400000 + n, 1, 1,
         CASE WHEN n % 10 = 0 THEN 'company.not-found' ELSE 'synced.created' END,
         CASE WHEN n % 10 = 0 THEN 'CompanyId and Attendees information not present.'
              ELSE 'Activity created on the Timeline of ' || company || '.' END,
         (ARRAY['Quarterly business review', '=HYPERLINK("x")', 'Onboarding & kick-off <1>', 'Renewal – 契約更新'])[1 + n % 4]
           || ' ' || substr(md5(n::text), 1, 12),
         to_char(timestamp '2026-01-01' + n * interval '7 seconds', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+01:00"'),
         'Owner ' || n % 97, 'https://app.gong.io/call?id=' || 6318540972213400000 + n,
         CASE WHEN n % 10 = 0 THEN NULL ELSE md5('c' || n % $5)::uuid END,
         CASE WHEN n % 10 = 0 THEN NULL ELSE company END,
         CASE WHEN n % 10 = 0 THEN NULL ELSE md5(n::text)::uuid END, false, now()
    FROM (SELECT n::bigint, 'Company ' || n % $5::integer || ' Ltd' AS company FROM generate_series($3::integer, $4::integer) AS n) AS calls`;

const INSERT_JOB = `
  INSERT INTO jobs (tenant_id, job_id, connection_id, connection_name, trigger, job_date, started_at, ending, calls_read,
                    outcomes, by_code, status, ended_at)
  VALUES ($1, $2, '0b5c3a52-6f0e-4a3c-9f0e-0d5a7a1f2c11', 'Acme Gong', 'schedule', now(), now(), 'read-to-end', $3::integer,
          $3::integer, $4, 'Partial Success', now())`;
