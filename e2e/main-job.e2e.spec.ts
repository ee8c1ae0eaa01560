import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { downloadJobLog, type Job, type JobCall } from '@gong-timeline/contracts';
import { eventually } from '@gong-timeline/testing';
import { Workbook } from 'exceljs';
import { allActivities, callsOf, expectToAddUp, finished, jobsOf, saveAndStart } from './jobs';
import { readActivityEvents } from './read-activity-events';
import { type System, startSystem, type Tenant } from './system';

describe('the main job: a quarter of Gong calls comes onto the Timeline', () => {
  let system: System;
  let tenant: Tenant;
  let job: Job;
  let calls: readonly JobCall[];

  beforeAll(async () => {
    system = await startSystem({ companies: 'acme:420:90d' });
    tenant = await system.connectTenant('acme', 'acme');
    const jobId = await saveAndStart(tenant);
    job = await finished(tenant, jobId);
    calls = await callsOf(tenant, jobId);
  }, 120_000);
  afterAll(() => system?.stop(), 30_000);

  it('reads every call of the window and gives each exactly one outcome (S32)', () => {
    expect(job.counts.read).toBe(420);
    expectToAddUp(job);
    expect(calls).toHaveLength(420);
    expect(new Set(calls.map((call) => call.callId)).size).toBe(420);
  });

  it('ends as a partial success, since some calls failed or wait (S29)', () => {
    expect(job.status).toBe('Partial Success');
    expect(job.counts.created).toBeGreaterThan(250);
  });

  it('meets each situation of a believable quarter', () => {
    const codes = [
      'synced.created',
      'skipped.private',
      'company.no-data',
      'company.not-found',
      'company.not-unique',
      'author.not-present',
      'author.inactive',
      'author.unknown',
      'author.conflict',
    ];
    expect(Object.keys(job.byCode).sort()).toEqual(expect.arrayContaining(codes.sort()));
    expect(job.byCode).not.toHaveProperty(['internal.error']);
  });

  it('keeps ids of more than 2^53 to the last digit', () => {
    for (const call of calls) expect(call.callId).toMatch(/^\d{15,20}$/);
    expect(calls.some((call) => String(Number(call.callId)) !== call.callId)).toBe(true);
  });

  it('tells nothing of private calls (S9)', () => {
    const priv = calls.filter((call) => call.code === 'skipped.private');
    expect(priv.length).toBeGreaterThan(0);
    for (const call of priv) {
      expect(call).toMatchObject({
        title: null,
        startedAt: null,
        ownerName: null,
        companyName: null,
        activityId: null,
      });
    }
  });

  it('syncs the calls of an owner without a User by itself, once his User was created, in a retry of its own (S24, S28)', async () => {
    const waited = calls.filter((call) => call.code === 'author.not-present').map((call) => call.callId);
    expect(waited.length).toBeGreaterThan(0);
    const retried = await eventually(
      async () => {
        const retries = (await jobsOf(tenant)).filter((each) => each.trigger === 'retry');
        expect(retries.every((retry) => retry.status !== 'Running')).toBe(true);
        const all = (await Promise.all(retries.map((retry) => callsOf(tenant, retry.jobId)))).flat();
        expect(all.map((call) => call.callId)).toEqual(expect.arrayContaining(waited));
        for (const retry of retries) expectToAddUp(retry);
        return all;
      },
      { timeoutMs: 30_000, intervalMs: 300, what: 'the retry of calls whose User was created' },
    );
    const outcomes = new Map(retried.map((call) => [call.callId, call.code]));
    for (const callId of waited) expect([callId, outcomes.get(callId)]).toEqual([callId, 'synced.created']);
    const first = await callsOf(tenant, job.jobId);
    const marked = first.filter((call) => call.retriedBy !== null).map((call) => call.callId);
    expect(marked.sort()).toEqual(waited.sort());
  }, 60_000);

  it('has one Activity for each synced call, and tells other teams of each (X1)', async () => {
    const activities = await allActivities(tenant);
    const synced = (await Promise.all((await jobsOf(tenant)).map((each) => callsOf(tenant, each.jobId))))
      .flat()
      .filter((call) => call.code.startsWith('synced.'));
    expect(new Set(activities.map((activity) => activity.callId))).toEqual(new Set(synced.map((call) => call.callId)));
    expect(new Set(activities.map((activity) => activity.callId)).size).toBe(activities.length);

    await eventually(
      async () => {
        const rebuilt = await readActivityEvents(system.stack.servers.kafkaBrokers, tenant.tenantId);
        expect(rebuilt.size).toBe(activities.length);
        for (const activity of activities) expect(rebuilt.get(activity.activityId)).toEqual(activity);
      },
      { timeoutMs: 30_000, intervalMs: 500, what: 'a consumer from offset 0 to rebuild the Timeline' },
    );
  }, 60_000);

  it('changes nothing when it is synced again (S10)', async () => {
    const before = await allActivities(tenant);
    const again = await finished(tenant, await saveAndStart(tenant));
    expectToAddUp(again);
    expect(again.counts.created).toBe(0);
    expect(again.counts.updated).toBe(0);
    expect(again.counts.unchanged).toBeGreaterThan(0);
    expect(await allActivities(tenant)).toEqual(before);
  }, 60_000);

  it('gives the log as an .xlsx: a row a call, ids as text, and a summary (S30)', async () => {
    const answer = await tenant.gateway.send(downloadJobLog, { params: { jobId: job.jobId } });
    const file = join(system.stack.dataDir, 'log.xlsx');
    writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
    const workbook = new Workbook();
    await workbook.xlsx.readFile(file);
    const sheets = workbook.worksheets.map((sheet) => sheet.rowCount);
    expect(Math.max(...sheets)).toBe(421);
    const rows = workbook.worksheets.find((sheet) => sheet.rowCount === 421);
    const ids = new Set<unknown>();
    rows?.eachRow((row) => row.eachCell((cell) => ids.add(cell.value)));
    for (const call of calls) expect(ids).toContain(call.callId);
  }, 30_000);
});
