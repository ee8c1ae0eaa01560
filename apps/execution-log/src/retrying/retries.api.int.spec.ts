import { readOutbox } from '@gong-timeline/persistence';
import { notFound, ProblemError, type RunningService } from '@gong-timeline/runtime';
import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { Module } from '@nestjs/common';
import {
  JOB,
  type LogFixture,
  OTHER_JOB,
  openLog,
  outcome,
  privateOutcome,
  read,
  started,
} from '../../test/execution-log';
import { headersFor, serveLog, silent } from '../../test/serve-log';
import { closeJobOnJobRead as close } from '../close-job-on-job-read';
import { openJobOnJobStarted as open } from '../open-job-on-job-started';
import { PurgeExpiredLogs } from '../purge-expired-logs';
import { recordOutcomeOnCallOutcome as record } from '../record-outcome-on-call-outcome';
import { listCalls } from '../store/read-calls';
import { GONG_INGEST, RetriesApi } from './retries.api';
import { TellWantedRetries } from './tell-wanted-retries';

const clock = { now: () => new Date(at) };
let at: string;
/** What gong-ingest says of the connection. */
let refusal: ProblemError | null;
const questions: unknown[] = [];
const gongIngest = {
  call: async (_: unknown, question: { params: object; tenantId: string }) => {
    questions.push([question.tenantId, question.params]);
    if (refusal !== null) throw refusal;
    return { connectionName: 'Acme Gong' };
  },
};

@Module({
  controllers: [RetriesApi],
  providers: [TellWantedRetries, { provide: GONG_INGEST, useValue: gongIngest }],
})
class RetriesModule {}

let server: TestDatabase;
let log: LogFixture;
let service: RunningService;
let tenant: string;

beforeAll(async () => {
  server = await testDatabase('retries');
  log = await openLog(server);
  service = await serveLog(server, { module: RetriesModule, clock });
});
beforeEach(() => {
  tenant = uniqueName('acme');
  at = '2026-03-10T00:00:00.000Z';
  refusal = null;
});
afterAll(async () => {
  await service?.stop();
  await log?.database.close();
  await server?.drop();
});

interface Answer {
  readonly status: number;
  readonly body: { wanted: number; alreadyWanted: number; code: string; detail: string; errors: unknown };
}
const retry = async (body: object, { jobId = JOB, as = tenant, role = 'admin' } = {}): Promise<Answer> => {
  const response = await fetch(`${service.url}/api/jobs/${jobId}/retry`, {
    method: 'POST',
    headers: {
      ...headersFor(as, { role }),
      'x-request-id': '0b5c3a52-6f0e-4a3c-9f0e-0d5a7a1f2c99',
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
};
const told = async () =>
  (await readOutbox(log.database))
    .filter(({ type, tenantId }) => type === 'resolution.retry-wanted.v1' && tenantId === tenant)
    .map(({ data, correlationId }) => ({ ...(data as Record<string, unknown>), correlationId }));
const toldIds = async () => (await told()).map((data) => (data as unknown as { callId: string }).callId).sort();
const tellsIds = (...ids: string[]) =>
  eventually(async () => expect(await toldIds()).toEqual([...ids].sort()), {
    what: `${ids.length} retries to be told`,
  });
/** Two synced, one that failed, one that waits, a private one. */
const aJob = async () => {
  await log.hear(open, [started(tenant)]);
  await log.hear(record, [
    outcome(tenant, { callId: '1' }),
    outcome(tenant, { callId: '2', code: 'synced.unchanged' }),
    outcome(tenant, { callId: '3', code: 'company.not-found' }),
    outcome(tenant, { callId: '4', code: 'author.conflict' }),
    privateOutcome(tenant, { callId: '5' }),
  ]);
};
const aClosedJob = async () => {
  await aJob();
  await log.hear(close, [read(tenant, 5)]);
};
/** gong-ingest began a retry of these. */
const begun = (...callIds: string[]) =>
  log.hear(open, [started(tenant, { jobId: OTHER_JOB, retries: callIds.map((callId) => ({ callId, jobId: JOB })) })]);

describe('retries by hand (S28)', () => {
  it('of one call ask gong-ingest for it, as an admin did', async () => {
    await aClosedJob();
    expect(await retry({ callIds: ['3'] })).toEqual({ status: 202, body: { jobId: JOB, wanted: 1, alreadyWanted: 0 } });
    await tellsIds('3');
    const { connectionId } = started(tenant).data;
    expect(await told()).toEqual([
      {
        callId: '3',
        connectionId,
        jobId: JOB,
        reason: 'An admin asked for it.',
        byHand: true,
        correlationId: '0b5c3a52-6f0e-4a3c-9f0e-0d5a7a1f2c99',
      },
    ]);
    expect(questions.at(-1)).toEqual([tenant, { connectionId }]);
  });

  it('of some take any call of the job, whatever became of it: a synced one is synced again (S16)', async () => {
    await aClosedJob();
    expect((await retry({ callIds: ['1', '3', '5', '3'] })).body.wanted).toBe(3);
    await tellsIds('1', '3', '5');
  });

  it('of all take what failed or waits and was not retried yet', async () => {
    await aClosedJob();
    expect((await retry({ all: true })).body).toMatchObject({ wanted: 2, alreadyWanted: 0 });
    await tellsIds('3', '4');
    await begun('3');
    expect((await retry({ all: true })).body).toMatchObject({ wanted: 0, alreadyWanted: 1 });
  });

  it('of all with some outcomes take those', async () => {
    await aClosedJob();
    const codes = ['synced.created', 'synced.updated', 'author.conflict'];
    expect((await retry({ all: true, codes })).body.wanted).toBe(2);
    await tellsIds('1', '4');
  });

  it('that are asked for twice are done once, also at the same time; and anew when the retry has begun', async () => {
    await aClosedJob();
    const both = await Promise.all([retry({ callIds: ['3', '4'] }), retry({ all: true }), retry({ callIds: ['3'] })]);
    expect(both.map(({ body }) => body.wanted).reduce((sum, wanted) => sum + wanted)).toBe(2);
    await tellsIds('3', '4');
    expect((await retry({ callIds: ['3'] })).body).toMatchObject({ wanted: 0, alreadyWanted: 1 });

    await begun('3');
    expect((await retry({ callIds: ['3', '4'] })).body).toMatchObject({ wanted: 1, alreadyWanted: 1 });
    await tellsIds('3', '3', '4');
  });

  it('link every call to its retry, also when that tells its start in parts', async () => {
    await aClosedJob();
    await retry({ all: true });
    await begun('3');
    await begun('4');
    await begun('3');
    const calls = await listCalls(log.database.within(tenant), {
      tenantId: tenant,
      jobId: JOB,
      codes: null,
      search: null,
      after: null,
      limit: 10,
    });
    expect(calls.map(({ callId, retriedBy }) => [callId, retriedBy])).toEqual([
      ...['1', '2'].map((id) => [id, null]),
      ...['3', '4'].map((id) => [id, OTHER_JOB]),
      ['5', null],
    ]);
    expect((await retry({ all: true })).body).toMatchObject({ wanted: 0, alreadyWanted: 0 });
    expect(await log.job(tenant, OTHER_JOB)).toMatchObject({ status: 'Running' });
  });

  it('that nobody has begun for an hour may be asked for again', async () => {
    await aClosedJob();
    await retry({ callIds: ['3'] });
    await tellsIds('3');
    at = '2026-03-10T00:59:59.000Z';
    expect((await retry({ callIds: ['3'] })).body.wanted).toBe(0);
    at = '2026-03-10T01:00:01.000Z';
    expect((await retry({ callIds: ['3'] })).body.wanted).toBe(1);
    await tellsIds('3', '3');
  });

  it('of calls that the job does not have start nothing, and name them', async () => {
    await aClosedJob();
    const { status, body } = await retry({ callIds: ['3', '77', '78'] });
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'request.invalid' });
    expect(body.detail).toBe(`These are no calls of job ${JOB}: 77, 78. No call was retried`);
    expect(body.errors).toEqual(
      ['77', '78'].map((id, n) => ({
        field: `body.callIds[${n + 1}]`,
        message: `${id} is not a call that this job read`,
      })),
    );
    expect((await retry({ callIds: ['3'] })).body.wanted).toBe(1);
    await tellsIds('3');
  });

  it('while the job runs take what is done, and refuse what has no outcome yet', async () => {
    await aJob();
    const { status, body } = await retry({ callIds: ['3', '6'] });
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'log.not-ready' });
    expect(body.detail).toMatch(/no outcome in job .* yet, which is still running: 6\./);
    expect((await retry({ all: true })).body.wanted).toBe(2);
    await tellsIds('3', '4');
  });

  it.each([
    ['sync.off', 'The sync of Acme Gong is off: switch it on and Save'],
    ['connection.not-usable', 'The connection Acme Gong must be authorised again at Gong first'],
    ['upstream.unavailable', 'gong-ingest does not answer; try again in a moment'],
  ] as const)('that could not be carried out are refused at once, in words: %s', async (code, detail) => {
    await aClosedJob();
    refusal = new ProblemError(code, detail);
    expect((await retry({ all: true })).body).toMatchObject({ code, detail });
    refusal = null;
    expect((await retry({ all: true })).body).toMatchObject({ wanted: 2, alreadyWanted: 0 });
  });

  it('are not there for another tenant, nor for a job that does not exist', async () => {
    await aClosedJob();
    const stranger = uniqueName('stranger');
    questions.length = 0;
    expect(await retry({ all: true }, { as: stranger })).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await retry({ all: true }, { jobId: OTHER_JOB })).toMatchObject({ status: 404 });
    expect(await retry({ all: true }, { role: 'member' })).toMatchObject({ status: 403 });
    expect(questions).toEqual([]);
    refusal = notFound('connection');
    expect(await retry({ all: true })).toMatchObject({ status: 404 });
  });

  it('of a log that has expired are gone, and with its rows what was asked for (S31)', async () => {
    await aClosedJob();
    await retry({ all: true });
    await tellsIds('3', '4');
    at = '2026-04-03T00:00:00.000Z';
    expect(await retry({ all: true })).toMatchObject({ status: 410, body: { code: 'log.expired' } });
    const purging = new PurgeExpiredLogs(log.database, clock, silent);
    while ((await purging.turn()) === 'again') continue;
    const left = await log.database.within(tenant).query('SELECT 1 FROM wanted_retries WHERE tenant_id = $1', [tenant]);
    expect(left).toEqual([]);
  });

  it.each<[object, string]>([
    [{}, 'body.callIds'],
    [{ callIds: [] }, 'body.callIds'],
    [{ callIds: ['1'], all: true }, 'body.all'],
    [{ callIds: ['1'], codes: ['internal.error'] }, 'body.codes'],
    [{ all: false }, 'body.all'],
    [{ all: true, codes: ['synced.never'] }, 'body.codes[0]'],
    [{ callIds: ['abc'] }, 'body.callIds[0]'],
    [{ callIds: Array.from({ length: 1001 }, (_, n) => String(n)) }, 'body.callIds'],
    [{ calls: ['1'] }, 'body.calls'],
  ])('are refused by the field that is wrong: %#', async (body, field) => {
    await aClosedJob();
    const answer = await retry(body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', errors: [{ field }] } });
    expect(await toldIds()).toEqual([]);
  });

  it('are told once though two replicas tell, and by the next one when a replica dies before it could', async () => {
    await aJob();
    const many = Array.from({ length: 3_000 }, (_, n) =>
      outcome(tenant, { callId: String(1_000 + n), code: 'company.not-found' }),
    );
    await log.hear(record, many);
    const asked = [tenant, JOB, clock.now()];
    await log.database.within(tenant).transaction((tx) =>
      tx.query(
        `INSERT INTO wanted_retries SELECT tenant_id, job_id, call_id, 'c', $3 FROM outcomes
          WHERE tenant_id = $1 AND job_id = $2 AND code = 'company.not-found'`,
        asked,
      ),
    );
    const replicas = [1, 2, 3].map(() => new TellWantedRetries(log.database, silent));
    await Promise.all(
      replicas.map(async (replica) => {
        while ((await replica.turn()) === 'again') continue;
      }),
    );
    await eventually(async () => expect(await toldIds()).toHaveLength(3_001));
    expect(new Set(await toldIds()).size).toBe(3_001);
  });
});
