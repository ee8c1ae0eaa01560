import { activityCreated } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';

/** Below the time that a statement may take. */
const ROWS_A_STATEMENT = 20_000;
const COMPANIES = 500;

/** The GSID of one of the companies that the Activities are of. */
export const companyGsid = (n: number): string => `018f2c1a-7b3d-7c11-9e55-${String(n % COMPANIES).padStart(12, '0')}`;

/** Activities of usual size (about 2 KB as JSON), spread over companies and a year. `url`: a superuser's. */
export async function fillTimeline(url: string, tenantId: string, rows: number): Promise<void> {
  const database = await Database.connect({ url, schema: 'timeline_writer', applicationName: 'bench' });
  const body = JSON.stringify({
    ...activityCreated.example,
    notes: 'Review of adoption and the renewal plan. '.repeat(12),
  });
  try {
    for (let from = 0; from < rows; from += ROWS_A_STATEMENT) {
      const parameters = [tenantId, from, Math.min(rows, from + ROWS_A_STATEMENT) - 1, COMPANIES, body];
      await database.within(tenantId).transaction((tx) => tx.query(INSERT, parameters));
    }
    await database.query('ANALYZE activities');
  } finally {
    await database.close();
  }
}

const INSERT = `
  INSERT INTO activities (tenant_id, source, call_id, activity_id, seen_revision, standing, snapshot_hash, company_gsid,
                          started_at, body, changed_in)
  SELECT $1, 'GONG', call_id, activity_id, 1, 'on-timeline', 'bench', company_gsid, started_at,
         ($5::jsonb || jsonb_build_object('activityId', activity_id, 'callId', call_id, 'company',
           jsonb_build_object('gsid', company_gsid, 'name', 'Company ' || n % $4::integer)))::json,
         pg_current_xact_id()
    FROM (SELECT n, (6318540972213400000 + n)::text AS call_id, gen_random_uuid() AS activity_id,
                 ('018f2c1a-7b3d-7c11-9e55-' || lpad((n % $4::integer)::text, 12, '0'))::uuid AS company_gsid,
                 timestamptz '2026-01-01' + n % 31536000 * interval '1 second' AS started_at
            FROM generate_series($2::bigint, $3::bigint) AS n) AS made`;
