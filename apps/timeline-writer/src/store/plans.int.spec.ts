import { Database, type Reader } from '@gong-timeline/persistence';
import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { openTimeline, type TimelineFixture } from '../../test/timeline';
import { lockCallStates } from './call-states';
import { SCHEMA } from './migrations';
import { activitiesOfCalls, findActivity, listActivityRows } from './read-activities';
import { BEGINNING, changesAfter } from './read-changes';

jest.setTimeout(30_000);
const TENANT = 'acme-1';
const COMPANY = '00000000-0000-4000-8000-000000000007';
const ACTIVITY = '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e6f';
const after = { startedAt: '2026-02-28T00:00:00Z', activityId: ACTIVITY };

let server: TestDatabase;
let timeline: TimelineFixture;

/** 4 tenants, 100 companies each, 50 Activities of each company. */
beforeAll(async () => {
  server = await testDatabase('timeline-plans');
  timeline = await openTimeline(server);
  const outside = await Database.connect({ url: server.url, schema: SCHEMA, applicationName: 'spec' });
  await outside.query(`
    INSERT INTO activities (tenant_id, source, call_id, activity_id, seen_revision, standing, snapshot_hash,
                            company_gsid, started_at, body)
    SELECT 'acme-' || tenant, 'GONG', company || '-' || n, gen_random_uuid(), 1, 'on-timeline', 'a',
           ('00000000-0000-4000-8000-' || lpad(company::text, 12, '0'))::uuid,
           timestamptz '2026-03-01' - n * interval '1 hour', '{}'
      FROM generate_series(1, 4) tenant, generate_series(1, 100) company, generate_series(1, 50) n`);
  await outside.query('ANALYZE activities');
  await outside.close();
});
afterAll(async () => {
  await timeline?.database.close();
  await server?.drop();
});

/** How PostgreSQL would do what this reads: as the application's role, with the reach of the tenant. */
const planOf = async (read: (reader: Reader) => Promise<unknown>): Promise<string> => {
  let plan: { 'QUERY PLAN': string }[] = [];
  const explaining = {
    query: async (sql: string, parameters?: readonly unknown[]) => {
      plan = await timeline.database.within(TENANT).query(`EXPLAIN ${sql}`, parameters);
      return [];
    },
  } as Reader;
  await read(explaining);
  return plan.map((line) => line['QUERY PLAN']).join('\n');
};

describe('row level security leaves the Timeline its indexes (X3)', () => {
  it.each([
    ['of a company', COMPANY, 'activities_of_company', 'company_gsid ='],
    ['of all companies', null, 'activities_by_start', "tenant_id = 'acme-1'"],
  ])(
    'a page of the Timeline %s is read in the order of its index, without a sort',
    async (_, companyGsid, index, by) => {
      for (const from of [null, after]) {
        const list = { tenantId: TENANT, companyGsid, after: from, limit: 51 };
        const plan = await planOf((reader) => listActivityRows(reader, list));
        expect(plan).toContain(`Index Scan using ${index}`);
        expect(plan.split('Index Cond:')[1]?.split('\n')[0]).toContain(by);
        if (from !== null)
          expect(plan.split('Index Cond:')[1]?.split('\n')[0]).toContain('ROW(started_at, activity_id) <');
        expect(plan).not.toContain('Sort');
        expect(plan).toContain('InitPlan');
      }
    },
  );

  it('what changed is read in the order of its index, without a sort', async () => {
    const plan = await planOf((reader) => changesAfter(reader, TENANT, BEGINNING, 100));
    expect(plan).toContain('Index Scan using activities_by_change');
    expect(plan).not.toContain('Sort');
  });

  it('an Activity is found by its id, and what stands of a batch of calls by the primary key', async () => {
    const calls = Array.from({ length: 50 }, (_, n) => ({ tenantId: TENANT, callId: `7-${n}` }));
    const plans = [
      await planOf((reader) => findActivity(reader, TENANT, ACTIVITY)),
      await planOf((reader) => activitiesOfCalls(reader as never, calls)),
      await planOf((reader) => lockCallStates(reader as never, calls)),
    ];
    expect(plans[0]).toContain('Index Scan using activities_by_id');
    for (const plan of plans.slice(1)) expect(plan).toContain('Index Scan using activities_pkey');
    for (const plan of plans) expect(plan).not.toContain('Seq Scan');
  });
});
