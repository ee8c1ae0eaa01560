import { stepFor } from '@gong-timeline/messaging';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
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
import { openJobOnJobStarted as open } from './open-job-on-job-started';
import { recordOutcomeOnCallOutcome as record } from './record-outcome-on-call-outcome';

let server: TestDatabase;
let log: LogFixture;
let tenant: string;

beforeAll(async () => {
  server = await testDatabase('log');
  log = await openLog(server);
});
beforeEach(() => {
  tenant = uniqueName('acme');
});
afterAll(async () => {
  await log?.database.close();
  await server?.drop();
});

const codesOf = async () => (await log.outcomes(tenant)).map(({ code }) => code);
const lost = (reference: string) =>
  outcome(tenant, { code: 'internal.error', reference, message: `Lost: ${reference}` });

describe('recordOutcomeOnCallOutcome', () => {
  it('writes one line a call and counts it in its job, of each tenant apart', async () => {
    const other = uniqueName('other');
    await log.hear(open, [started(tenant)]);
    await log.hear(record, [
      outcome(tenant, { callId: '1' }),
      outcome(tenant, {
        callId: '2',
        code: 'company.not-unique',
        candidates: [{ gsid: OTHER_JOB, name: 'A\u0000cme' }],
      }),
      outcome(other, { callId: '1' }),
      outcome(tenant, { callId: '3', jobId: OTHER_JOB }),
    ]);

    const [first, second] = await log.outcomes(tenant);
    expect(first).toMatchObject({
      call_id: '1',
      code: 'synced.created',
      title: 'Northwind - Quarterly review',
      company_name: 'Northwind Ltd',
      redacted: false,
    });
    expect(second).toMatchObject({ candidates: [{ gsid: OTHER_JOB, name: 'Acme' }] });
    expect(await log.job(tenant)).toMatchObject({
      connection_name: 'Acme Gong',
      status: 'Running',
      outcomes: 2,
      by_code: { 'synced.created': 1, 'company.not-unique': 1 },
    });
    expect(await log.job(tenant, OTHER_JOB)).toMatchObject({ outcomes: 1 });
    expect(await log.job(other)).toMatchObject({ outcomes: 1, trigger: null, started_at: null });
  });

  it('counts nothing twice, whatever is delivered again', async () => {
    const batch = [outcome(tenant, { callId: '1' }), privateOutcome(tenant, { callId: '2' })];
    await log.hear(record, batch);
    expect(await log.hear(record, batch)).toEqual(['already-final', 'already-final']);
    expect(await log.hear(record, [outcome(tenant, { callId: '1', code: 'synced.unchanged' })])).toEqual([
      'already-final',
    ]);
    expect(await log.job(tenant)).toMatchObject({
      outcomes: 2,
      by_code: { 'synced.created': 1, 'skipped.private': 1 },
    });
    expect(await codesOf()).toEqual(['synced.created', 'skipped.private']);
  });

  it('lets a replay that got through take the place of our own error, and moves the counts', async () => {
    await log.hear(record, [lost('ref-1')]);
    expect(await log.job(tenant)).toMatchObject({ outcomes: 1, by_code: { 'internal.error': 1 } });
    expect(await log.hear(record, [lost('ref-1')])).toEqual(['already-final']);

    await log.hear(record, [lost('ref-2')]);
    expect(await log.outcomes(tenant)).toMatchObject([{ reference: 'ref-2' }]);
    expect(await log.job(tenant)).toMatchObject({ outcomes: 1, by_code: { 'internal.error': 1 } });

    await log.hear(record, [outcome(tenant)]);
    expect(await log.hear(record, [lost('ref-1')])).toEqual(['already-final']);
    expect(await log.outcomes(tenant)).toMatchObject([{ code: 'synced.created', reference: null }]);
    expect(await log.job(tenant)).toMatchObject({ outcomes: 1, by_code: { 'synced.created': 1 } });
  });

  it('lets the newest that a job told of a call win, whatever it was before, and counts the call once', async () => {
    await log.hear(record, [outcome(tenant, { revision: 1, code: 'author.conflict', title: 'Before' })]);
    await log.hear(record, [outcome(tenant, { revision: 3, title: 'After' })]);
    expect(await log.hear(record, [outcome(tenant, { revision: 2, title: 'Between' })])).toEqual(['already-final']);
    expect(await log.outcomes(tenant)).toMatchObject([{ code: 'synced.created', title: 'After', revision: 3 }]);
    expect(await log.job(tenant)).toMatchObject({ outcomes: 1, by_code: { 'synced.created': 1 } });

    await log.hear(record, [outcome(tenant, { revision: 4, code: 'internal.error', reference: 'ref-4' })]);
    expect(await log.hear(record, [outcome(tenant, { revision: 3 })])).toEqual(['already-final']);
    expect(await log.job(tenant)).toMatchObject({ outcomes: 1, by_code: { 'internal.error': 1 } });
  });

  it('closes the job with its last outcome, at the time of it (S29, S32)', async () => {
    await log.hear(open, [started(tenant)]);
    await log.hear(close, [read(tenant, 2)]);
    await log.hear(record, [outcome(tenant, { callId: '1' }, '2026-03-03T12:01:00.000Z')]);
    expect(await log.job(tenant)).toMatchObject({ status: 'Running', ended_at: null });
    await log.hear(record, [outcome(tenant, { callId: '2' }, '2026-03-03T12:00:50.000Z')]);
    expect(await log.job(tenant)).toMatchObject({ status: 'Success', ended_at: new Date('2026-03-03T12:01:00.000Z') });
  });

  it('turns a job that ended with an error of ours into a Success when the replay gets through, and keeps its end', async () => {
    await log.hear(record, [lost('ref-1')]);
    await log.hear(close, [read(tenant, 1)]);
    const before = await log.job(tenant);
    expect(before).toMatchObject({ status: 'Partial Success' });
    await log.hear(record, [outcome(tenant, {}, '2026-03-09T12:00:00.000Z')]);
    expect(await log.job(tenant)).toMatchObject({ status: 'Success', ended_at: before?.ended_at });
  });

  it('closes a job once although its last outcomes come in six batches at the same time', async () => {
    await log.hear(close, [read(tenant, 600)]);
    const batches = Array.from({ length: 6 }, (_, b) =>
      Array.from({ length: 100 }, (_, i) => outcome(tenant, { callId: String(1000 + b * 100 + i) })),
    );
    await Promise.all(batches.map((batch) => log.hear(record, batch)));
    expect(await log.job(tenant)).toMatchObject({
      status: 'Success',
      outcomes: 600,
      by_code: { 'synced.created': 600 },
    });
  });

  it('never waits crosswise when two batches take the same jobs in other orders', async () => {
    const batch = (from: number, jobs: string[]) =>
      jobs.map((jobId, i) => outcome(tenant, { jobId, callId: String(from + i) }));
    const rounds = Array.from({ length: 20 }, (_, round) => [
      log.hear(record, batch(round * 10, [JOB, OTHER_JOB])),
      log.hear(record, batch(round * 10 + 5, [OTHER_JOB, JOB])),
    ]);
    await Promise.all(rounds.flat());
    expect(await log.job(tenant)).toMatchObject({ outcomes: 40 });
    expect(await log.job(tenant, OTHER_JOB)).toMatchObject({ outcomes: 40 });
  });

  it('leaves nothing behind when it fails', async () => {
    const broken = log.database.within(tenant).transaction(async (tx) => {
      await record([outcome(tenant)], stepFor(tx));
      throw new Error('the offset could not be kept');
    });
    await expect(broken).rejects.toThrow('the offset');
    expect(await log.outcomes(tenant)).toEqual([]);
    expect(await log.job(tenant)).toBeUndefined();
  });

  it('keeps titles, names and times that databases choke on', async () => {
    const odd = { title: 'a\u0000b\ud800c', ownerName: '\u0000', startedAt: 'the day before yesterday' };
    await log.hear(record, [outcome(tenant, odd)]);
    expect(await log.outcomes(tenant)).toMatchObject([{ title: 'abc', owner_name: '', started_at: odd.startedAt }]);
  });
});

describe('a call that turns private (S9)', () => {
  const hidden = {
    title: null,
    started_at: null,
    owner_name: null,
    url: null,
    company_gsid: null,
    company_name: null,
    candidates: null,
    redacted: true,
  };

  it('loses title, people and company in every job of the log; what became of it stays', async () => {
    const other = uniqueName('other');
    await log.hear(record, [
      outcome(tenant, { callId: '1' }),
      outcome(tenant, { callId: '2' }),
      outcome(other, { callId: '1' }),
    ]);
    await log.hear(record, [privateOutcome(tenant, { callId: '1', jobId: OTHER_JOB, revision: 2 })]);

    expect(await log.outcomes(tenant)).toMatchObject([
      { call_id: '1', code: 'synced.created', ...hidden, message: expect.stringMatching(/private now/) },
      { call_id: '2', title: 'Northwind - Quarterly review' },
      { call_id: '1', code: 'skipped.private', ...hidden, message: expect.stringMatching(/private at Gong/) },
    ]);
    expect(JSON.stringify((await log.outcomes(tenant)).filter(({ call_id }) => call_id === '1'))).not.toMatch(
      /Northwind|Ana/,
    );
    expect(await log.outcomes(other)).toMatchObject([{ title: 'Northwind - Quarterly review' }]);
  });

  it('loses them also in an outcome that comes late, from before it was private', async () => {
    await log.hear(record, [privateOutcome(tenant, { jobId: OTHER_JOB, revision: 2 })]);
    await log.hear(record, [outcome(tenant, { revision: 1 })]);
    expect(await log.outcomes(tenant)).toMatchObject([
      { code: 'synced.created', ...hidden },
      { code: 'skipped.private' },
    ]);
  });

  it('ends as private also in the job that had told it before: counted once, and as skipped (S32)', async () => {
    await log.hear(record, [outcome(tenant, { callId: '1' }), outcome(tenant, { callId: '2' })]);
    await log.hear(close, [read(tenant, 2)]);
    const turned = [privateOutcome(tenant, { callId: '1', revision: 2 })];
    expect(await log.hear(record, turned)).toEqual([]);
    expect(await log.hear(record, turned)).toEqual(['already-final']);

    expect(await log.outcomes(tenant)).toMatchObject([
      { call_id: '1', code: 'skipped.private', revision: 2, ...hidden },
      { call_id: '2', code: 'synced.created', title: 'Northwind - Quarterly review' },
    ]);
    expect(await log.job(tenant)).toMatchObject({
      status: 'Success',
      outcomes: 2,
      by_code: { 'synced.created': 1, 'skipped.private': 1 },
    });
  });

  it('stays private in its job when the older outcome comes after it', async () => {
    await log.hear(record, [privateOutcome(tenant, { revision: 2 })]);
    expect(await log.hear(record, [outcome(tenant, { revision: 1 })])).toEqual(['already-final']);
    expect(await log.outcomes(tenant)).toMatchObject([{ code: 'skipped.private', ...hidden }]);
    expect(await log.job(tenant)).toMatchObject({ outcomes: 1, by_code: { 'skipped.private': 1 } });
  });

  it('shows again what is logged once it is public again, and nothing from before', async () => {
    await log.hear(record, [outcome(tenant, { revision: 1 })]);
    await log.hear(record, [privateOutcome(tenant, { jobId: OTHER_JOB, revision: 2 })]);
    const third = '3f1d3f0e-8a55-4a8e-9d2b-7f5b2d8c4e23';
    await log.hear(record, [outcome(tenant, { jobId: third, revision: 3, code: 'synced.updated' })]);
    await log.hear(record, [privateOutcome(tenant, { jobId: OTHER_JOB, revision: 2 })]);
    expect(await log.outcomes(tenant)).toMatchObject([
      hidden,
      hidden,
      { code: 'synced.updated', title: 'Northwind - Quarterly review' },
    ]);
  });
});
