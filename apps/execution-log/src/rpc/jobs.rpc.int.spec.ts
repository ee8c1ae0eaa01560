import { randomInt, randomUUID } from 'node:crypto';
import { type CallFailed, type Connection, connect, jobs, JobService } from '@gong-timeline/client';
import type { RunningService } from '@gong-timeline/runtime';
import {
  eventually,
  type PagedList,
  pagingContract,
  type TestDatabase,
  testDatabase,
  uniqueName,
} from '@gong-timeline/testing';
import { Module } from '@nestjs/common';
import { JOB, type LogFixture, openLog, outcome, progressed, read, started } from '../../test/execution-log';
import { headersFor, serveLog } from '../../test/serve-log';
import { closeJobOnJobRead as close } from '../close-job-on-job-read';
import { openJobOnJobStarted as open } from '../open-job-on-job-started';
import { ProgressFeed } from '../progress/progress-feed';
import { recordOutcomeOnCallOutcome as record } from '../record-outcome-on-call-outcome';
import { showProgressOnJobProgressed as show } from '../show-progress-on-job-progressed';
import { jobRpcs } from './job-rpcs';

@Module({ providers: [ProgressFeed] })
class JobsModule {}

let at = '2026-03-10T00:00:00.000Z';

let server: TestDatabase;
let log: LogFixture;
let service: RunningService;
let owner: Connection;
let tenant: string;

beforeAll(async () => {
  server = await testDatabase('log_rpc');
  log = await openLog(server);
  service = await serveLog(server, { module: JobsModule, grpc: jobRpcs, clock: { now: () => new Date(at) } });
  owner = connect({ address: String(service.grpcAddress), token: '' });
});
beforeEach(() => {
  tenant = uniqueName('acme');
  at = '2026-03-10T00:00:00.000Z';
});
afterAll(async () => {
  owner?.close();
  await service?.stop();
  await log?.database.close();
  await server?.drop();
});

const as = (tenantId = tenant, role = 'admin') => ({
  metadata: headersFor(tenantId, { role, actorId: 'token:a' }),
});
const get = (jobId = JOB, asked = as()) => owner.call(JobService.getJob, { jobId }, asked);
const list = (request: Partial<jobs.ListOutcomesRequest> = {}, asked = as()) =>
  owner.call(JobService.listOutcomes, jobs.ListOutcomesRequest.create({ jobId: JOB, ...request }), asked);
const failure = (promise: Promise<unknown>): Promise<CallFailed> =>
  promise.then(
    () => Promise.reject(new Error('It did not fail')),
    (error: CallFailed) => error,
  );

describe('jobs over gRPC (X2)', () => {
  it('are read as they stand, with counts that add up once they have ended (S32)', async () => {
    await log.hear(open, [started(tenant)]);
    expect((await get()).job).toMatchObject({ jobId: JOB, status: jobs.JobStatus.RUNNING, trigger: 'schedule' });
    await log.hear(record, [
      outcome(tenant, { callId: '1' }),
      outcome(tenant, { callId: '2', code: 'synced.updated' }),
    ]);
    await log.hear(close, [read(tenant, 2)]);
    const { job } = await get();
    expect(job).toMatchObject({
      status: jobs.JobStatus.SUCCESS,
      counts: { read: 2, created: 1, updated: 1, unchanged: 0, skipped: 0, failed: 0, waiting: 0 },
      byCode: { 'synced.created': 1, 'synced.updated': 1 },
    });
    expect(job?.endedAt).toBeInstanceOf(Date);
    expect(job?.logExpiresAt?.getTime()).toBe(Number(job?.endedAt?.getTime()) + 30 * 24 * 3_600_000);
  });

  it('are not there for another tenant, nor when there is none; a member may read none', async () => {
    await log.hear(open, [started(tenant)]);
    const watch = async (jobId: string, asked = as()) => {
      for await (const _ of owner.stream(JobService.watchJob, { jobId }, asked)) return;
    };
    const asked = [get(JOB, as('somebody')), get(randomUUID()), list({}, as('somebody')), watch(JOB, as('somebody'))];
    for (const each of asked) expect((await failure(each)).code).toBe('not-found');
    expect((await failure(get(JOB, as(tenant, 'member')))).code).toBe('auth.forbidden');
    expect((await failure(watch('x'))).fields.map(({ field }) => field)).toEqual(['job_id']);
  });

  it('list their outcomes by call, page by page, all or of some codes', async () => {
    await log.hear(open, [started(tenant)]);
    const ids = Array.from({ length: 12 }, (_, i) => String(100 + i));
    await log.hear(
      record,
      ids.map((callId, i) => outcome(tenant, { callId, code: i % 3 === 0 ? 'company.not-found' : 'synced.created' })),
    );
    const seen: string[] = [];
    for (let pageToken = '', page = 0; page === 0 || pageToken !== ''; page += 1) {
      const answer = await list({ pageSize: 5, pageToken });
      seen.push(...answer.outcomes.map(({ callId }) => callId));
      pageToken = answer.nextPageToken;
    }
    expect(seen).toEqual(ids);
    const codes = ['company.not-found'];
    const failed = await list({ codes, pageSize: 3 });
    expect(failed.outcomes.map(({ callId, code, willRetry }) => [callId, code, willRetry])).toEqual(
      ['100', '103', '106'].map((callId) => [callId, 'company.not-found', 'by-itself']),
    );
    for (const other of [
      list({ pageToken: failed.nextPageToken }),
      list({ codes, pageToken: failed.nextPageToken, jobId: randomUUID() }),
    ]) {
      expect((await failure(other)).fields.map(({ field }) => field)).toEqual(['page_token']);
    }
    expect((await failure(list({ codes: ['no.such'] }))).fields.map(({ field }) => field)).toEqual(['codes[0]']);
    expect((await failure(list({ pageSize: 201 }))).fields).toEqual([
      { field: 'page_size', description: 'expected a whole number from 0 to 200, got 201' },
    ]);
  });

  it('are filtered by what they count as and by a text as HTTP filters them, and hold a page token to that', async () => {
    await log.hear(open, [started(tenant)]);
    await log.hear(record, [
      outcome(tenant, { callId: '200', code: 'company.not-found', title: 'Kick-off with Ana' }),
      outcome(tenant, { callId: '201', code: 'synced.created', title: 'KICK-OFF 50%' }),
      outcome(tenant, { callId: '202', code: 'synced.updated', title: 'Renewal' }),
      outcome(tenant, { callId: '203', code: 'author.not-present', title: 'Kick-off' }),
    ]);
    const found = async (request: Partial<jobs.ListOutcomesRequest>) =>
      (await list(request)).outcomes.map(({ callId }) => callId);
    expect(await found({ counts: ['failed'] })).toEqual(['200', '203']);
    expect(await found({ counts: ['updated', 'created'] })).toEqual(['201', '202']);
    expect(await found({ counts: ['failed'], codes: ['synced.created'] })).toEqual([]);
    expect(await found({ search: 'kick-OFF' })).toEqual(['200', '201', '203']);
    expect(await found({ search: '50%' })).toEqual(['201']);
    expect(await found({ search: '202' })).toEqual(['202']);
    expect(await found({ search: 'kick', counts: ['failed'] })).toEqual(['200', '203']);

    const filters = { search: 'kick', counts: ['failed', 'created'] };
    const { nextPageToken: pageToken } = await list({ ...filters, pageSize: 1 });
    expect(await found({ ...filters, counts: ['created', 'failed', 'failed'], pageToken })).toEqual(['201', '203']);
    for (const other of [{}, { ...filters, counts: [] }, { ...filters, search: 'Kick' }, { ...filters, search: '' }])
      expect((await failure(list({ ...other, pageToken }))).fields.map(({ field }) => field)).toEqual(['page_token']);
    expect((await failure(list({ counts: ['lost'] }))).fields.map(({ field }) => field)).toEqual(['counts[0]']);
    expect((await failure(list({ search: 'x'.repeat(201) }))).fields.map(({ field }) => field)).toEqual(['search']);
    expect((await failure(list({ search: 'a\u0000' }))).fields.map(({ field }) => field)).toEqual(['search']);
  });

  pagingContract('outcomes of a job over gRPC', async (): Promise<PagedList> => {
    const own = uniqueName('acme');
    await log.hear(open, [started(own)]);
    return {
      add: async (rank) => {
        const callId = `${rank}${randomInt(1, 10 ** 9)}`;
        await log.hear(record, [outcome(own, { callId })]);
        return callId;
      },
      remove: async (callId) => {
        const sql = 'DELETE FROM outcomes WHERE tenant_id = $1 AND call_id = $2';
        await log.database.within(own).transaction((tx) => tx.query(sql, [own, callId]));
      },
      page: async (pageToken = '', pageSize) => {
        const { outcomes, nextPageToken } = await list({ pageToken, pageSize }, as(own));
        return { ids: outcomes.map(({ callId }) => callId), nextCursor: nextPageToken || null };
      },
    };
  });

  it('say that a log has expired, as HTTP does (S31)', async () => {
    await log.hear(open, [started(tenant)]);
    await log.hear(close, [read(tenant, 0)]);
    at = '2026-06-10T00:00:00.000Z';
    const { status, code } = await failure(list());
    expect([status, code]).toEqual(['FAILED_PRECONDITION', 'log.expired']);
    expect((await get()).job?.logExpired).toBe(true);
  });

  it('are followed until they end: first as they stand, last as they ended (S33)', async () => {
    await log.hear(open, [started(tenant)]);
    const seen: jobs.Job[] = [];
    const watching = (async () => {
      for await (const { job } of owner.stream(JobService.watchJob, { jobId: JOB }, as())) if (job) seen.push(job);
    })();
    await eventually(() => expect(seen.map(({ status }) => status)).toEqual([jobs.JobStatus.RUNNING]));
    await log.hear(show, [progressed(tenant, { callsRead: 7 })]);
    await eventually(() => expect(seen.at(-1)?.counts?.read).toBe(7));
    await log.hear(close, [read(tenant, 0)]);
    await watching;
    expect(seen.at(-1)).toEqual((await get()).job);
    expect(seen.at(-1)?.endedAt).toBeInstanceOf(Date);
    const again: jobs.Job[] = [];
    for await (const { job } of owner.stream(JobService.watchJob, { jobId: JOB }, as())) if (job) again.push(job);
    expect(again).toEqual([seen.at(-1)]);
  });
});
