import { join } from 'node:path';
import { startKafka, startPostgres } from '@gong-timeline/local-stack';
import { eventually } from '@gong-timeline/testing';
import { Client } from 'pg';
import { callsOf, expectToAddUp, finished, saveAndStart } from './jobs';
import { readActivityEvents } from './read-activity-events';
import { type System, startSystem, type Tenant } from './system';

const CALLS = 4000;

/**
 * Everything is killed with -9 once while a sync runs, one after the other: each service, the broker, PostgreSQL. The
 * supervisor starts services again; the servers are started again here, as an operator's system would.
 */
describe('a sync in which everything is killed once', () => {
  let system: System;
  let tenant: Tenant;

  beforeAll(async () => {
    // Slow enough that the sync is still under way when the last one is killed.
    system = await startSystem({
      companies: `steady:${CALLS}:60d:clean`,
      env: { GONG_REQUESTS_PER_SECOND: '2', GONG_REQUESTS_PER_DAY: '100000' },
      simulator: { SIMULATOR_REQUESTS_PER_SECOND: '0', SIMULATOR_REQUESTS_PER_DAY: '0' },
    });
    tenant = await system.connectTenant('steady', 'steady');
  }, 120_000);
  afterAll(() => system?.stop());

  it('ends by itself, with every call accounted for and none twice', async () => {
    const { stack } = system;
    const jobId = await saveAndStart(tenant);
    for (const child of stack.children.filter((each) => each.name !== 'gong-simulator')) {
      await eventually(() => child.pid !== undefined, { what: `${child.name} to run` });
      const pid = child.pid as number;
      process.kill(pid, 'SIGKILL');
      await eventually(() => child.pid !== undefined && child.pid !== pid, {
        timeoutMs: 20_000,
        what: `${child.name} again`,
      });
    }
    await killServer(system, 'kafka');
    await killServer(system, 'postgres');

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

const restarted: { stop(): Promise<void> }[] = [];
afterAll(() => Promise.all(restarted.map((server) => server.stop())));

async function killServer({ stack }: System, which: 'postgres' | 'kafka'): Promise<void> {
  process.kill(stack.servers.pids[which] as number, 'SIGKILL');
  const dataDir = join(stack.dataDir, which);
  restarted.push(
    which === 'kafka'
      ? await startKafka({ dataDir, port: stack.settings.KAFKA_PORT })
      : await startPostgres({ dataDir, port: stack.settings.POSTGRES_PORT }),
  );
}

async function activitiesInDatabase(databaseUrl: string): Promise<{ rows: number; calls: number }> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT count(*)::int AS rows, count(DISTINCT call_id)::int AS calls FROM timeline_writer.activities
       WHERE tenant_id = 'steady' AND standing = 'on-timeline'`,
    );
    return rows[0];
  } finally {
    await client.end();
  }
}
