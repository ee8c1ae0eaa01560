import { Database } from '@gong-timeline/persistence';
import type { RunningService } from '@gong-timeline/runtime';
import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { Module } from '@nestjs/common';
import { closeJobOnJobRead as close } from './close-job-on-job-read';
import { JOB, type LogFixture, OTHER_JOB, openLog, outcome, progressed, read, started } from '../test/execution-log';
import { headersFor, serveLog } from '../test/serve-log';
import { type EventClient, openEvents } from '../test/event-client';
import { JobProgressApi } from './job-progress.api';
import { JobsApi } from './jobs.api';
import { openJobOnJobStarted as open } from './open-job-on-job-started';
import { ProgressFeed } from './progress/progress-feed';
import { recordOutcomeOnCallOutcome as record } from './record-outcome-on-call-outcome';
import { showProgressOnJobProgressed as show } from './show-progress-on-job-progressed';

@Module({ controllers: [JobProgressApi, JobsApi], providers: [ProgressFeed] })
class ProgressModule {}

const ALL = '/api/jobs/progress';
const ONE = `/api/jobs/${JOB}/progress`;

let server: TestDatabase;
let log: LogFixture;
let replicas: readonly RunningService[];
let tenant: string;
const clients: EventClient[] = [];

const replica = () =>
  serveLog(server, { module: ProgressModule, clock: { now: () => new Date('2026-03-03T12:05:00.000Z') } });

beforeAll(async () => {
  server = await testDatabase('log');
  log = await openLog(server);
  replicas = [await replica(), await replica()];
});
beforeEach(() => {
  tenant = uniqueName('acme');
});
afterEach(() => {
  for (const client of clients.splice(0)) client.leave();
});
afterAll(async () => {
  for (const each of replicas ?? []) await each.stop();
  await log?.database.close();
  await server?.drop();
});

const headersOf = (as: string, lastEventId?: string) => ({
  ...headersFor(as),
  ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
});
const follow = async (
  path: string,
  { as = tenant, at = replicas[0], lastEventId = undefined as string | undefined } = {},
) => {
  const client = await openEvents(`${at?.url}${path}`, headersOf(as, lastEventId));
  clients.push(client);
  return client;
};
const states = ({ jobs }: EventClient) => jobs.map(({ status, counts }) => [status, counts.read, counts.created]);

describe('live progress of a job (S33)', () => {
  it('is told as it happens until the job has ended, with the whole job, and then ends', async () => {
    await log.hear(open, [started(tenant)]);
    const client = await follow(ONE);
    expect(client.headers['content-type']).toBe('text/event-stream');
    await eventually(() => expect(states(client)).toEqual([['Running', 0, 0]]));
    await log.hear(show, [progressed(tenant, { callsRead: 2 })]);
    await eventually(() => expect(states(client)).toHaveLength(2));
    await log.hear(record, [outcome(tenant, { callId: '1' }), outcome(tenant, { callId: '2' })]);
    await eventually(() => expect(states(client)).toHaveLength(3));
    await log.hear(close, [read(tenant, 2)]);
    await client.ended;
    expect(states(client)).toEqual([
      ['Running', 0, 0],
      ['Running', 2, 0],
      ['Running', 2, 2],
      ['Success', 2, 2],
    ]);
    const answered = await fetch(`${replicas[0]?.url}/api/jobs/${JOB}`, { headers: headersOf(tenant) });
    expect(client.jobs.at(-1)).toEqual(await answered.json());
  });

  it('is the same at every replica, whichever wrote it', async () => {
    await log.hear(open, [started(tenant)]);
    const both = [await follow(ONE, { at: replicas[0] }), await follow(ONE, { at: replicas[1] })];
    await eventually(() => expect(both.map(({ ids }) => ids.length)).toEqual([1, 1]));
    await log.hear(close, [read(tenant, 0)]);
    await Promise.all(both.map(({ ended }) => ended));
    expect(both[0]?.ids).toEqual(both[1]?.ids);
  });

  it('of a job that is over says how it ended; to who had heard that, that there is no more', async () => {
    await log.hear(open, [started(tenant, { startedAt: '2026-03-01T00:00:00.000Z' })]);
    await log.hear(close, [read(tenant, 0, { endedAt: '2026-03-01T00:01:00.000Z' })]);
    const client = await follow(ONE);
    await client.ended;
    expect(states(client)).toEqual([['Success', 0, 0]]);
    const again = await fetch(replicas[1]?.url + ONE, { headers: headersOf(tenant, client.ids[0]) });
    expect([again.status, await again.text()]).toEqual([204, '']);
    const older = await follow(ONE, { lastEventId: `${JOB}/1` });
    await older.ended;
    expect(states(older)).toEqual([['Success', 0, 0]]);
  });

  it('belongs to its tenant: a job of another tenant, and one that is none, are 404', async () => {
    await log.hear(open, [started(tenant)]);
    for (const [path, as] of [
      [ONE, uniqueName('other')],
      [`/api/jobs/${OTHER_JOB}/progress`, tenant],
    ] as const) {
      const answer = await fetch(replicas[0]?.url + path, { headers: headersOf(as) });
      expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'not-found' }]);
    }
  });
});

describe('live progress of all jobs of a tenant (S33)', () => {
  it('begins with those that run, tells of those that start, and of nothing of another tenant', async () => {
    await log.hear(open, [started(tenant), started(uniqueName('other'), { jobId: OTHER_JOB })]);
    const client = await follow(ALL);
    await eventually(() => expect(client.jobs).toHaveLength(1));
    await log.hear(open, [started(tenant, { jobId: OTHER_JOB })]);
    await eventually(() => expect(client.jobs).toHaveLength(2));
    await log.hear(close, [read(tenant, 0)]);
    await eventually(() => expect(client.jobs).toHaveLength(3));
    expect(client.jobs.map(({ jobId, status }) => [jobId, status])).toEqual([
      [JOB, 'Running'],
      [OTHER_JOB, 'Running'],
      [JOB, 'Success'],
    ]);
  });

  it('tells each of two tenants that listen at once of its own jobs only', async () => {
    const other = uniqueName('other');
    await log.hear(open, [started(tenant), started(other, { jobId: OTHER_JOB })]);
    const [ours, theirs] = [await follow(ALL), await follow(ALL, { as: other })];
    await eventually(() => expect([ours.jobs, theirs.jobs]).toMatchObject([[{}], [{}]]));
    await log.hear(close, [read(other, 0, { jobId: OTHER_JOB })]);
    await log.hear(close, [read(tenant, 0)]);
    await eventually(() => expect([ours.jobs.length, theirs.jobs.length]).toEqual([2, 2]));
    expect(ours.jobs.map(({ jobId }) => jobId)).toEqual([JOB, JOB]);
    expect(theirs.jobs.map(({ jobId }) => jobId)).toEqual([OTHER_JOB, OTHER_JOB]);
  });

  it('can be narrowed to one connection', async () => {
    const connectionId = '0b5c3a52-6f0e-4a3c-9f0e-0d5a7a1f2c12';
    await log.hear(open, [started(tenant), started(tenant, { jobId: OTHER_JOB, connectionId })]);
    const client = await follow(`${ALL}?connectionId=${connectionId}`);
    await eventually(() => expect(client.jobs).toMatchObject([{ jobId: OTHER_JOB }]));
  });

  it('is refused to more clients of a tenant than there may be, and not to another tenant', async () => {
    const opened = await Promise.all(Array.from({ length: 40 }, () => follow(ALL)));
    const refused = await fetch(replicas[0]?.url + ALL, { headers: headersOf(tenant) });
    expect([refused.status, refused.headers.get('retry-after'), await refused.json()]).toMatchObject([
      429,
      '30',
      { code: 'rate.limited' },
    ]);
    await follow(ALL, { as: uniqueName('other') });
    opened[0]?.leave();
    await eventually(async () => {
      const answer = await openEvents(replicas[0]?.url + ALL, headersOf(tenant));
      clients.push(answer);
      expect(answer.status).toBe(200);
    });
  });

  it('asks the database nothing while nobody listens', async () => {
    for (const client of clients.splice(0)) client.leave();
    const app = replicas[0]?.app;
    const asked = jest.spyOn(app?.get(Database, { strict: false }) as Database, 'within');
    await eventually(async () => {
      asked.mockClear();
      await app?.get(ProgressFeed).turn();
      expect(asked).not.toHaveBeenCalled();
    });
    await follow(ALL);
    await app?.get(ProgressFeed).turn();
    expect(asked).toHaveBeenCalled();
    asked.mockRestore();
  });

  it('ends properly when the process stops, so that its clients go to another', async () => {
    const third = await replica();
    await log.hear(open, [started(tenant)]);
    const client = await follow(ALL, { at: third });
    await eventually(() => expect(client.jobs).toHaveLength(1));
    await third.stop();
    await client.ended;
    expect(client.jobs).toHaveLength(1);
  });
});
