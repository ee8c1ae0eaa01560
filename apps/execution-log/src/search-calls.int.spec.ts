import type { RunningService } from '@gong-timeline/runtime';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
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
} from '../test/execution-log';
import { headersFor, serveLog } from '../test/serve-log';
import { CallsApi } from './calls.api';
import { closeJobOnJobRead as close } from './close-job-on-job-read';
import { openJobOnJobStarted as open } from './open-job-on-job-started';
import { recordOutcomeOnCallOutcome as record } from './record-outcome-on-call-outcome';

@Module({ controllers: [CallsApi] })
class CallsModule {}

const NOT_PRESENT = 'Activity Author Li Wei EmailId li@vendor.example GongId 7 not present in Gainsight.';
const CALL = '6318540972213406518';

let server: TestDatabase;
let log: LogFixture;
let service: RunningService;
let tenant: string;
let at = '';

beforeAll(async () => {
  server = await testDatabase('log');
  log = await openLog(server);
  service = await serveLog(server, { module: CallsModule, clock: { now: () => new Date(at) } });
});
beforeEach(async () => {
  tenant = uniqueName('acme');
  at = '2026-03-10T00:00:00.000Z';
  await log.hear(open, [
    started(tenant),
    started(tenant, { jobId: OTHER_JOB, startedAt: '2026-03-03T16:00:00.000Z', trigger: 'retry' }),
  ]);
});
afterAll(async () => {
  await service?.stop();
  await log?.database.close();
  await server?.drop();
});

const search = async (text: string, more = '', as = tenant) => {
  const response = await fetch(`${service.url}/api/calls?search=${encodeURIComponent(text)}${more}`, {
    headers: headersFor(as),
  });
  const body = (await response.json()) as { items: Record<string, unknown>[]; nextCursor: string | null };
  return { status: response.status, ...body };
};
const found = async (text: string, more = '', as = tenant) =>
  (await search(text, more, as)).items.map(({ callId, code }) => [callId, code]);

describe('the search of calls across jobs (X7)', () => {
  it('shows a call once, as its newest job left it, though it is found by what an older one said', async () => {
    const failed = { callId: CALL, code: 'author.not-present', message: NOT_PRESENT } as const;
    await log.hear(record, [outcome(tenant, failed)]);
    await log.hear(record, [outcome(tenant, { callId: CALL, jobId: OTHER_JOB, revision: 2 })]);
    expect(await found('LI@vendor.example')).toEqual([[CALL, 'synced.created']]);
    expect((await search('li@vendor')).items).toMatchObject([{ jobId: OTHER_JOB, trigger: 'retry' }]);
    expect(await found('ana host')).toEqual([[CALL, 'synced.created']]);
  });

  it('finds a call by its id, and a text means itself', async () => {
    await log.hear(record, [outcome(tenant, { callId: CALL, title: '100% sure' })]);
    expect(await found(CALL)).toEqual([[CALL, 'synced.created']]);
    expect(await found(CALL.slice(0, -1))).toEqual([]);
    expect(await found('0% s')).toEqual([[CALL, 'synced.created']]);
    expect(await found('0_ s')).toEqual([]);
  });

  it('goes on page by page, the newest first, with none twice', async () => {
    await log.hear(record, [
      ...['1', '2', '3'].map((callId) => outcome(tenant, { callId, title: 'Renewal' })),
      outcome(tenant, { callId: '4', jobId: OTHER_JOB, title: 'Renewal' }),
    ]);
    await log.hear(record, [outcome(tenant, { callId: '2', jobId: OTHER_JOB, title: 'Renewal', revision: 2 })]);
    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await search('renewal', `&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ callId }) => callId));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['4', '2', '3', '1']);
  });

  it('finds nothing of a private call, of another tenant, or in a log that has expired (S9, S31, X3)', async () => {
    await log.hear(record, [outcome(tenant, { callId: CALL, title: 'Renewal' })]);
    await log.hear(close, [read(tenant, 1)]);
    expect(await found('renewal', '', uniqueName('other'))).toEqual([]);
    expect(await found('renewal')).toHaveLength(1);
    await log.hear(record, [privateOutcome(tenant, { callId: '5', jobId: OTHER_JOB, revision: 2 })]);
    await log.hear(record, [outcome(tenant, { callId: '5', title: 'Renewal in private', jobId: JOB })]);
    expect(await found('private')).toEqual([]);
    at = '2026-04-02T12:00:41.000Z';
    expect(await found('renewal')).toEqual([]);
  });

  it('refuses a search for nothing, and a cursor of another one', async () => {
    await log.hear(
      record,
      ['1', '2'].map((callId) => outcome(tenant, { callId, title: 'Renewal' })),
    );
    const { nextCursor } = await search('renewal', '&limit=1');
    expect(nextCursor).not.toBeNull();
    expect((await search('other', `&cursor=${nextCursor}`)).status).toBe(400);
    expect((await search('')).status).toBe(400);
  });
});
