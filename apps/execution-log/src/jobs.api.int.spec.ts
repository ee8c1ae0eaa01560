import type { RunningService } from '@gong-timeline/runtime';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { Module } from '@nestjs/common';
import { CallsApi } from './calls.api';
import { closeJobOnJobRead as close } from './close-job-on-job-read';
import {
  JOB,
  type LogFixture,
  OTHER_JOB,
  openLog,
  outcome,
  privateOutcome,
  read,
  started,
} from '../test/execution-log';
import { headersFor, serveLog } from '../test/serve-log';
import { JobLogApi } from './job-log.api';
import { JobsApi } from './jobs.api';
import { openJobOnJobStarted as open } from './open-job-on-job-started';
import { recordOutcomeOnCallOutcome as record } from './record-outcome-on-call-outcome';
import { DownloadSlots } from './workbook/download-slots';

@Module({ controllers: [JobsApi, CallsApi, JobLogApi], providers: [DownloadSlots] })
class JobsModule {}

let at = '2026-03-10T00:00:00.000Z';

let server: TestDatabase;
let log: LogFixture;
let service: RunningService;
let tenant: string;

beforeAll(async () => {
  server = await testDatabase('log');
  log = await openLog(server);
  service = await serveLog(server, { module: JobsModule, clock: { now: () => new Date(at) } });
});
beforeEach(() => {
  tenant = uniqueName('acme');
  at = '2026-03-10T00:00:00.000Z';
});
afterAll(async () => {
  await service?.stop();
  await log?.database.close();
  await server?.drop();
});

interface Answer {
  status: number;
  body: { items: Record<string, unknown>[]; nextCursor: string | null; code: string; detail: string; errors: unknown };
}
const get = async (path: string, as = tenant): Promise<Answer> => {
  const response = await fetch(service.url + path, { headers: headersFor(as) });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
};
const ids = ({ body }: Answer, name: string) => body.items.map((item) => item[name]);
const jobId = (n: number) => `3f1d3f0e-8a55-4a8e-9d2b-${String(n).padStart(12, '0')}`;
const pages = async (path: string, name: string, between: (page: number) => Promise<unknown>): Promise<unknown[]> => {
  const seen: unknown[] = [];
  for (let cursor: string | null = null, page = 0; page === 0 || cursor !== null; page += 1) {
    const answer = await get(`${path}${cursor === null ? '' : `&cursor=${cursor}`}`);
    seen.push(...ids(answer, name));
    cursor = answer.body.nextCursor;
    await between(page);
  }
  return seen;
};

describe('the list of jobs (S29)', () => {
  it('is newest first, with status, counts and the sum that they add up to', async () => {
    await log.hear(open, [
      started(tenant),
      started(tenant, { jobId: OTHER_JOB, startedAt: '2026-03-03T16:00:00.000Z' }),
    ]);
    await log.hear(record, [outcome(tenant), outcome(tenant, { callId: '2', code: 'author.conflict' })]);
    await log.hear(close, [read(tenant, 2)]);

    const { body } = await get('/api/jobs');
    expect(body.items).toMatchObject([
      { jobId: OTHER_JOB, status: 'Running', endedAt: null },
      {
        jobId: JOB,
        status: 'Partial Success',
        trigger: 'schedule',
        startedAt: '2026-03-03T12:00:00.000Z',
        endedAt: '2026-03-03T12:00:41.000Z',
        counts: { read: 2, created: 1, updated: 0, unchanged: 0, skipped: 0, failed: 0, waiting: 1 },
        byCode: { 'synced.created': 1, 'author.conflict': 1 },
        log: { expiresAt: '2026-04-02T12:00:41.000Z', expired: false },
      },
    ]);
    expect(await get(`/api/jobs/${JOB}`)).toMatchObject({ status: 200, body: body.items[1] });
  });

  it('is filtered by Job Date, Execution Status (several) and connection', async () => {
    const connectionId = '0b5c3a52-6f0e-4a3c-9f0e-0d5a7a1f2c12';
    await log.hear(open, [
      started(tenant, { jobId: jobId(1), startedAt: '2026-03-01T00:00:00.000Z' }),
      started(tenant, { jobId: jobId(2), startedAt: '2026-03-02T00:00:00.000Z' }),
      started(tenant, { jobId: jobId(3), startedAt: '2026-03-03T00:00:00.000Z', connectionId }),
    ]);
    await log.hear(close, [
      read(tenant, 0, { jobId: jobId(1) }),
      read(tenant, 0, { jobId: jobId(2), ending: 'failed' }),
    ]);
    const found = async (query: string) => ids(await get(`/api/jobs?${query}`), 'jobId');
    expect(await found('from=2026-03-02')).toEqual([jobId(3), jobId(2)]);
    expect(await found('from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z')).toEqual([jobId(1)]);
    expect(await found('from=2026-03-01&to=2026-03-02')).toEqual([jobId(2), jobId(1)]);
    expect(await found('status=Failed')).toEqual([jobId(2)]);
    expect(await found('status=Failed,Running')).toEqual([jobId(3), jobId(2)]);
    expect(await found(`connectionId=${connectionId}`)).toEqual([jobId(3)]);
    expect(await found('status=Partial%20Success')).toEqual([]);
  });

  it('is filtered by presets of Job Date, by the clock of the server', async () => {
    at = '2026-03-03T02:00:00.000Z';
    await log.hear(open, [
      started(tenant, { jobId: jobId(1), startedAt: '2026-02-28T23:59:59.999Z' }),
      started(tenant, { jobId: jobId(2), startedAt: '2026-03-02T23:00:00.000Z' }),
      started(tenant, { jobId: jobId(3), startedAt: '2026-03-03T00:00:00.000Z' }),
    ]);
    const found = async (query: string) => ids(await get(`/api/jobs?${query}`), 'jobId');
    expect(await found('jobDate=today')).toEqual([jobId(3)]);
    expect(await found('jobDate=yesterday')).toEqual([jobId(2)]);
    expect(await found('jobDate=this-month')).toEqual([jobId(3), jobId(2)]);
    expect(await found('jobDate=last-month')).toEqual([jobId(1)]);
    expect(await found('jobDate=last-7-days')).toEqual([jobId(3), jobId(2), jobId(1)]);
    expect(await found('jobDate=today&timeZone=Europe/Berlin')).toEqual([jobId(3), jobId(2)]);
    expect(await found('jobDate=today&timeZone=America/New_York&status=Running')).toEqual([jobId(3), jobId(2)]);
  });

  it.each([
    ['status=Broken', 'query.status', 'expected one or several of Running'],
    ['from=yesterday', 'query.from', 'expected an ISO 8601 time'],
    ['from=2026-03-02&to=2026-03-01', 'query.to', 'expected a time after the beginning of the range'],
    [
      'from=2026-03-02T00:00:00Z&to=2026-03-02T00:00:00Z',
      'query.to',
      'expected a time after the beginning of the range',
    ],
    ['jobDate=tomorrow', 'query.jobDate', ''],
    ['jobDate=today&from=2026-03-02', 'query.jobDate', 'not both'],
    ['jobDate=today&timeZone=Mars/Base', 'query.timeZone', 'IANA'],
    ['cursor=nonsense', 'query.cursor', 'expected the nextCursor'],
    ['connectionId=7', 'query.connectionId', ''],
  ])('refuses %s, naming the field', async (query, field, message) => {
    const refused = { field, message: expect.stringContaining(message) };
    expect(await get(`/api/jobs?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', errors: [refused] },
    });
  });

  it('is paged without skipping or repeating while jobs begin', async () => {
    const startedAt = '2026-03-03T00:00:00.000Z';
    await log.hear(
      open,
      Array.from({ length: 25 }, (_, i) => started(tenant, { jobId: jobId(i), startedAt })),
    );
    const later = (page: number) =>
      log.hear(open, [started(tenant, { jobId: jobId(100 + page), startedAt: '2026-03-04T00:00:00.000Z' })]);
    const seen = await pages('/api/jobs?limit=4', 'jobId', later);
    expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => jobId(24 - i)));
  });

  it('shows nothing of another tenant', async () => {
    await log.hear(open, [started(tenant)]);
    const other = uniqueName('other');
    expect((await get('/api/jobs', other)).body.items).toEqual([]);
    for (const path of [`/api/jobs/${JOB}`, `/api/jobs/${JOB}/calls`, `/api/jobs/${JOB}/log.xlsx`]) {
      expect(await get(path, other)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    }
  });
});

describe('the calls of a job', () => {
  it('say what became of each, and which retry read it again', async () => {
    await log.hear(record, [
      outcome(tenant, { callId: '1', code: 'author.not-present' }),
      privateOutcome(tenant, { callId: '2' }),
    ]);
    await log.hear(open, [
      started(tenant, { jobId: OTHER_JOB, trigger: 'retry', retries: [{ callId: '1', jobId: JOB }] }),
    ]);
    const { body } = await get(`/api/jobs/${JOB}/calls`);
    expect(body.items).toMatchObject([
      { callId: '1', code: 'author.not-present', retriedBy: OTHER_JOB, title: 'Northwind - Quarterly review' },
      { callId: '2', code: 'skipped.private', retriedBy: null, title: null, url: null, candidates: [] },
    ]);
  });

  it('are filtered by code', async () => {
    await log.hear(record, [
      outcome(tenant, { callId: '1' }),
      outcome(tenant, { callId: '2', code: 'internal.error' }),
    ]);
    const calls = await get(`/api/jobs/${JOB}/calls?code=internal.error,author.conflict`);
    expect(ids(calls, 'callId')).toEqual(['2']);
    expect(await get(`/api/jobs/${JOB}/calls?code=oops`)).toMatchObject({
      status: 400,
      body: { code: 'request.invalid' },
    });
  });

  it('are filtered by what they count as', async () => {
    const codes = ['synced.created', 'company.no-data', 'author.conflict', 'internal.error'] as const;
    await log.hear(
      record,
      codes.map((code, i) => outcome(tenant, { callId: String(i + 1), code })),
    );
    const found = async (query: string) => ids(await get(`/api/jobs/${JOB}/calls?${query}`), 'callId');
    expect(await found('count=failed')).toEqual(['2', '4']);
    expect(await found('count=failed,waiting')).toEqual(['2', '3', '4']);
    expect(await found('count=failed&code=internal.error,author.conflict')).toEqual(['4']);
    expect(await found('count=waiting&code=internal.error')).toEqual([]);
    expect((await get(`/api/jobs/${JOB}/calls?count=lost`)).body.errors).toMatchObject([{ field: 'query.count' }]);
  });

  it('are searched by call id, title, owner and message, in any case, and the text means itself', async () => {
    await log.hear(record, [
      outcome(tenant, { callId: '6318540972213406518', title: 'Quarterly REVIEW 100%', ownerName: 'Ana Host' }),
      outcome(tenant, { callId: '63', title: 'Kick-off 100 x', ownerName: 'Bob_Owner' }),
      privateOutcome(tenant, { callId: '64' }),
    ]);
    const found = async (search: string, more = '') =>
      ids(await get(`/api/jobs/${JOB}/calls?search=${encodeURIComponent(search)}${more}`), 'callId');
    expect(await found('6318540972213406518')).toEqual(['6318540972213406518']);
    expect(await found('631854097221340651')).toEqual([]);
    expect(await found('review')).toEqual(['6318540972213406518']);
    expect(await found('ana h')).toEqual(['6318540972213406518']);
    expect(await found('100%')).toEqual(['6318540972213406518']);
    expect(await found('b_o')).toEqual(['63']);
    expect(await found('a_a')).toEqual([]);
    expect(await found('\\')).toEqual([]);
    expect(await found('64')).toEqual(['64']);
    expect(await found('activity CREATED')).toHaveLength(2);
    expect(await found('o', '&code=skipped.private')).toEqual([]);
    expect(await get(`/api/jobs/${JOB}/calls?search=%00`)).toMatchObject({ status: 400 });
  });

  it('are paged without skipping or repeating while outcomes come in', async () => {
    const call = (n: number) => outcome(tenant, { callId: String(n) });
    await log.hear(
      record,
      Array.from({ length: 30 }, (_, i) => call(5000 + i)),
    );
    const earlier = (page: number) => log.hear(record, [call(1000 + page)]);
    const seen = await pages(`/api/jobs/${JOB}/calls?limit=7`, 'callId', earlier);
    expect(seen).toEqual(Array.from({ length: 30 }, (_, i) => String(5000 + i)));
  });

  it('are gone with the log (S31)', async () => {
    await log.hear(record, [outcome(tenant)]);
    await log.hear(close, [read(tenant, 1)]);
    at = '2026-04-02T12:00:41.000Z';
    expect(await get(`/api/jobs/${JOB}/calls`)).toMatchObject({ status: 410, body: { code: 'log.expired' } });
  });
});

describe('the download of a log', () => {
  const download = (path = `/api/jobs/${JOB}/log.xlsx`, init: RequestInit = {}) =>
    fetch(service.url + path, { headers: headersFor(tenant), ...init });

  it('is a file that is named after its job', async () => {
    await log.hear(open, [started(tenant)]);
    await log.hear(record, [outcome(tenant)]);
    await log.hear(close, [read(tenant, 1)]);
    const response = await download();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    );
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="gong-sync-2026-03-03-${JOB}.xlsx"`);
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect((await download(undefined, { method: 'HEAD' })).status).toBe(200);
  });

  it('is refused while the job runs', async () => {
    await log.hear(open, [started(tenant)]);
    const detail = `Job ${JOB} is still running: its log can be downloaded once it has ended`;
    expect(await get(`/api/jobs/${JOB}/log.xlsx`)).toMatchObject({
      status: 409,
      body: { code: 'log.not-ready', detail },
    });
  });

  it('is gone 30 days after the job ended, and says so (S31)', async () => {
    await log.hear(close, [read(tenant, 0)]);
    at = '2026-04-02T12:00:40.999Z';
    expect((await download()).status).toBe(200);
    at = '2026-04-02T12:00:41.000Z';
    const detail = `The log of job ${JOB} expired on 2026-04-02T12:00:41.000Z: logs are kept for 30 days`;
    expect(await get(`/api/jobs/${JOB}/log.xlsx`)).toMatchObject({
      status: 410,
      body: { code: 'log.expired', detail },
    });
  });

  it('is cut off, never half a file that looks whole, when rows of it are missing', async () => {
    await log.hear(record, [outcome(tenant, { callId: '1' }), outcome(tenant, { callId: '2' })]);
    await log.hear(close, [read(tenant, 2)]);
    await log.database
      .within(tenant)
      .transaction((tx) => tx.query(`DELETE FROM outcomes WHERE tenant_id = $1 AND call_id = '2'`, [tenant]));
    await expect(download().then((response) => response.arrayBuffer())).rejects.toThrow();
  });
});

describe('what became of one call (S28)', () => {
  const path = '/api/calls/6318540972213406518/outcomes';
  const callId = '6318540972213406518';

  it('is told job by job, newest first, so that a retry and what it retried are seen together', async () => {
    await log.hear(open, [
      started(tenant),
      started(tenant, {
        jobId: OTHER_JOB,
        trigger: 'retry',
        startedAt: '2026-03-03T16:00:00.000Z',
        retries: [{ callId, jobId: JOB }],
      }),
    ]);
    const candidates = [{ gsid: '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e6f', name: 'Ana' }];
    await log.hear(record, [outcome(tenant, { callId, code: 'author.conflict', candidates })]);
    await log.hear(record, [outcome(tenant, { callId, jobId: OTHER_JOB, attempt: 2, revision: 2 })]);
    await log.hear(close, [read(tenant, 1)]);
    expect(await get(path)).toMatchObject({
      status: 200,
      body: {
        items: [
          {
            jobId: OTHER_JOB,
            trigger: 'retry',
            jobStatus: 'Running',
            code: 'synced.created',
            attempt: 2,
            retriedBy: null,
          },
          {
            jobId: JOB,
            jobDate: '2026-03-03T12:00:00.000Z',
            code: 'author.conflict',
            retriedBy: OTHER_JOB,
            candidates,
          },
        ],
        nextCursor: null,
      },
    });
  });

  it('is paged, and does not exist for another tenant', async () => {
    for (let n = 0; n < 5; n += 1) {
      const startedAt = `2026-03-0${n + 1}T00:00:00.000Z`;
      await log.hear(open, [started(tenant, { jobId: jobId(n), startedAt })]);
      await log.hear(record, [outcome(tenant, { callId, jobId: jobId(n), revision: n + 1 })]);
    }
    expect(await pages(`${path}?limit=2`, 'jobId', async () => undefined)).toEqual([4, 3, 2, 1, 0].map(jobId));
    expect(await get(path, uniqueName('other'))).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await get('/api/calls/7/outcomes')).toMatchObject({ status: 404 });
    expect(await get('/api/calls/seven/outcomes')).toMatchObject({ status: 400 });
  });

  it('is gone with the logs that have expired (S31)', async () => {
    await log.hear(record, [outcome(tenant, { callId })]);
    await log.hear(record, [outcome(tenant, { callId, jobId: OTHER_JOB })]);
    await log.hear(close, [read(tenant, 1)]);
    at = '2026-04-02T12:00:41.000Z';
    expect(ids(await get(path), 'jobId')).toEqual([OTHER_JOB]);
  });
});
