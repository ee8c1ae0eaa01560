import { eventually } from '@gong-timeline/testing';
import { Client } from 'pg';
import { AtGong } from './at-gong';
import { callsOf, expectToAddUp, finished, saveAndStart } from './jobs';
import { readActivityEvents } from './read-activity-events';
import { type System, startSystem, type Tenant } from './system';

const CALLS = 4000;
/** Of each page of a hundred, as long as something is to be killed: 80 s of reading, on a busy machine too. */
const SLOWLY_MS = 2_000;

/**
 * Everything is killed with -9 once while a sync runs, one after the other: each service, the broker, PostgreSQL. The
 * supervisor of the local stack starts each again, as an operator's system would.
 */
describe('a sync in which everything is killed once', () => {
  let system: System;
  let tenant: Tenant;

  beforeAll(async () => {
    system = await startSystem({
      companies: `steady:${CALLS}:60d:clean`,
      env: { GONG_REQUESTS_PER_SECOND: '20', GONG_REQUESTS_PER_DAY: '100000', JOB_LEASE_MS: '3000' },
      simulator: { SIMULATOR_REQUESTS_PER_SECOND: '0', SIMULATOR_REQUESTS_PER_DAY: '0' },
    });
    tenant = await system.connectTenant('steady', 'steady');
  }, 120_000);
  afterAll(() => system?.stop(), 30_000);

  it('ends by itself, with every call accounted for and none twice (S10, S32)', async () => {
    const { stack } = system;
    const gong = new AtGong(system, 'steady');
    await gong.suffers({ kind: 'slow', path: '/v2/calls/extensive', delayMs: SLOWLY_MS, times: CALLS });
    const jobId = await saveAndStart(tenant);
    const reading = watchReading(system, jobId);
    for (const child of stack.children.filter((each) => each.name !== 'gong-simulator')) {
      await reading.goesOn();
      const pid = child.pid as number;
      process.kill(pid, 'SIGKILL');
      await eventually(() => child.pid !== undefined && child.pid !== pid, {
        timeoutMs: 20_000,
        what: `${child.name} to be started again`,
      });
    }
    for (const server of ['kafka', 'postgres'] as const) {
      await reading.goesOn();
      await killServer(system, server);
    }
    await reading.goesOn();
    await gong.mend();

    const job = await finished(tenant, jobId, 240_000);
    expect(job.status).toBe('Success');
    expectToAddUp(job);
    expect(job.counts.read).toBe(CALLS);
    expect(new Set((await callsOf(tenant, jobId)).map((call) => call.callId)).size).toBe(CALLS);

    const onTimeline = job.counts.created;
    expect(onTimeline).toBeGreaterThan(CALLS * 0.9);
    expect(await activitiesInDatabase(stack.servers.databaseUrl)).toEqual({ rows: onTimeline, calls: onTimeline });
    await eventually(
      async () => expect((await readActivityEvents(stack.servers.kafkaBrokers, 'steady')).size).toBe(onTimeline),
      { timeoutMs: 60_000, intervalMs: 1000, what: 'the public topic to hold each Activity once' },
    );
  }, 400_000);
});

/**
 * Nothing is killed but in the middle: calls were read since the last time, and the job still runs. gong-ingest itself says
 * so: until the log hears of it again, the group of who was killed has half a minute to wait for a sign of life.
 */
function watchReading({ stack }: System, jobId: string) {
  let before = 0;
  return {
    goesOn: () =>
      eventually(
        async () => {
          const [job] = await rowsOf<{ state: string; calls_read: number }>(
            stack.servers.databaseUrl,
            'SELECT state, calls_read FROM gong_ingest.job WHERE job_id = $1',
            [jobId],
          );
          expect(job?.state).toBe('running');
          expect(job?.calls_read).toBeGreaterThan(before);
          before = job?.calls_read ?? 0;
        },
        { timeoutMs: 60_000, intervalMs: 200, what: 'the sync to go on reading' },
      ),
  };
}

async function killServer({ stack }: System, which: 'postgres' | 'kafka'): Promise<void> {
  const pid = stack.servers.pids[which] as number;
  process.kill(pid, 'SIGKILL');
  await eventually(() => stack.servers.pids[which] !== undefined && stack.servers.pids[which] !== pid, {
    timeoutMs: 30_000,
    what: `${which} to be started again`,
  });
}

async function activitiesInDatabase(databaseUrl: string): Promise<{ rows: number; calls: number } | undefined> {
  const [counts] = await rowsOf<{ rows: number; calls: number }>(
    databaseUrl,
    `SELECT count(*)::int AS rows, count(DISTINCT call_id)::int AS calls FROM timeline_writer.activities
     WHERE tenant_id = $1 AND standing = 'on-timeline'`,
    ['steady'],
  );
  return counts;
}

async function rowsOf<T extends object>(databaseUrl: string, sql: string, values: readonly unknown[]): Promise<T[]> {
  const client = new Client({ connectionString: databaseUrl });
  // It may be killed under us: the query fails then, and says so.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}
