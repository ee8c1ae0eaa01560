import { type Activity, activityCreated } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';

/** Below the time that a statement may take. */
const ROWS_A_STATEMENT = 50_000;
const COMPANIES = 500;

/** The GSID of one of the companies that the Activities are of. */
export const companyGsid = (n: number): string => `018f2c1a-7b3d-7c11-9e55-${String(n % COMPANIES).padStart(12, '0')}`;

/** One of usual size (about 2 KB), as a format of PostgreSQL's `format()`: what differs from one to the next is its arguments. */
const template = (): string => {
  const activity: Activity = {
    ...activityCreated.example,
    notes: 'Review of adoption and the renewal plan. '.repeat(12),
  };
  const differing = {
    activityId: '%1$s',
    callId: '%2$s',
    company: { gsid: '%3$s', name: 'Company %4$s' },
    startedAt: '%5$s',
  };
  return JSON.stringify({ ...(JSON.parse(JSON.stringify(activity).replaceAll('%', '%%')) as Activity), ...differing });
};

/** Activities spread over companies and a year, unless they are there. `url`: a superuser's. The seconds that it took. */
export async function fillTimeline(url: string, tenantId: string, rows: number): Promise<number> {
  const began = performance.now();
  const database = await Database.connect({ url, schema: 'timeline_writer', applicationName: 'bench' });
  try {
    const [known] = await database.query<{ count: number }>('SELECT count(*)::integer AS count FROM activities');
    if (known?.count === rows) return 0;
    await database.within(tenantId).transaction((tx) => tx.query('TRUNCATE activities'));
    const body = template();
    for (let from = 0; from < rows; from += ROWS_A_STATEMENT) {
      const parameters = [tenantId, from, Math.min(rows, from + ROWS_A_STATEMENT) - 1, COMPANIES, body];
      await database.within(tenantId).transaction((tx) => tx.query(INSERT, parameters));
    }
    // As autovacuum leaves it: what is measured is not how hint bits are set.
    await database.query('VACUUM (ANALYZE) activities');
  } finally {
    await database.close();
  }
  return Math.max(1, Math.round((performance.now() - began) / 1_000));
}

const INSERT = `
  INSERT INTO activities (tenant_id, source, call_id, activity_id, seen_revision, standing, snapshot_hash, company_gsid,
                          started_at, body, changed_in)
  SELECT $1, 'GONG', call_id, activity_id, 1, 'on-timeline', 'bench', company_gsid, started_at,
         format($5, activity_id, call_id, company_gsid, n % $4::integer,
                to_char(started_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))::json,
         pg_current_xact_id()
    FROM (SELECT n, (6318540972213400000 + n)::text AS call_id, gen_random_uuid() AS activity_id,
                 ('018f2c1a-7b3d-7c11-9e55-' || lpad((n % $4::integer)::text, 12, '0'))::uuid AS company_gsid,
                 timestamptz '2026-01-01' + n % 31536000 * interval '1 second' AS started_at
            FROM generate_series($2::bigint, $3::bigint) AS n) AS made`;
