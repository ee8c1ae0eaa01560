import { randomUUID } from 'node:crypto';
import {
  downloadJobLog,
  getJob,
  type Job,
  type JobCall,
  listCallOutcomes,
  listJobCalls,
  listJobs,
  type QueryOf,
} from '@gong-timeline/contracts';
import { COUNTS, countOf } from '@gong-timeline/domain';
import { eventually } from '@gong-timeline/testing';
import { type CellValue, Workbook } from 'exceljs';
import { followEvents } from './follow-events';
import { callsOf, expectToAddUp, finished, saveAndStart } from './jobs';
import { type System, startSystem, type Tenant } from './system';

const CALLS = 700;

/** The log as an admin reads it, through the gateway, of a sync of odd and usual calls at Gong's own pace. */
describe('the execution log', () => {
  let system: System;
  let tenant: Tenant;
  let other: Tenant;
  let job: Job;
  let calls: readonly JobCall[];

  beforeAll(async () => {
    system = await startSystem({
      companies: `logged:${CALLS}:60d,other:20:6d:clean`,
      env: { GONG_REQUESTS_PER_SECOND: '3', GONG_REQUESTS_PER_DAY: '100000' },
      simulator: { SIMULATOR_REQUESTS_PER_SECOND: '0', SIMULATOR_REQUESTS_PER_DAY: '0' },
    });
    tenant = await system.connectTenant('logged', 'logged');
    other = await system.connectTenant('other', 'other');
  }, 180_000);
  afterAll(() => system?.stop(), 30_000);

  it('shows live, while a sync runs, how far it is, until it has ended (S33)', async () => {
    const all = await followEvents(tenant, '/api/jobs/progress');
    const others = await followEvents(other, '/api/jobs/progress');
    const jobId = await saveAndStart(tenant);
    await eventually(() => expect(all.jobs.map((each) => each.jobId)).toContain(jobId), { timeoutMs: 20_000 });
    const one = await followEvents(tenant, `/api/jobs/${jobId}/progress`);
    await one.ended;

    job = await tenant.gateway.call(getJob, { params: { jobId } });
    expect(one.jobs.at(-1)).toEqual(job);
    expect(job.status).toBe('Partial Success');
    const done = ({ counts }: Job) => COUNTS.reduce((sum, count) => sum + counts[count], 0);
    const bar = one.jobs.map((each) => [each.counts.read, done(each)] as const);
    expect(bar.length).toBeGreaterThan(2);
    expect(bar).toEqual(
      [...bar].sort(([read, ended], [otherRead, otherEnded]) => read - otherRead || ended - otherEnded),
    );
    expect(one.jobs.some(({ status, step }) => status === 'Running' && step !== null)).toBe(true);

    // A retry of what could succeed meanwhile may follow it at once.
    const last = () => all.jobs.filter((each) => each.jobId === jobId).at(-1);
    await eventually(() => expect(last()).toEqual(job));
    expect(others.jobs).toEqual([]);
    all.leave();
    others.leave();

    const again = await fetch(`${tenant.gateway.publicUrl}/api/jobs/${jobId}/progress`, {
      headers: { authorization: `Bearer ${tenant.token}`, 'last-event-id': String(one.lastEventId) },
    });
    expect(again.status).toBe(204);
  }, 90_000);

  it('adds up, and tells trigger, status and duration of a job (S29, S32)', async () => {
    expectToAddUp(job);
    expect(job).toMatchObject({ trigger: 'save', counts: { read: CALLS }, lostOutcomes: 0 });
    const seconds = (Date.parse(String(job.endedAt)) - Date.parse(String(job.startedAt))) / 1000;
    expect(job.durationSeconds).toBe(Math.round(seconds));
    calls = await callsOf(tenant, job.jobId);
    for (const count of COUNTS) {
      expect([count, calls.filter(({ code }) => countOf(code) === count).length]).toEqual([count, job.counts[count]]);
    }
  });

  it('finds jobs by Job Date and Execution Status (S29)', async () => {
    const found = async (query: Partial<QueryOf<typeof listJobs>>) =>
      (await tenant.gateway.call(listJobs, { query })).items.map(({ jobId }) => jobId);
    expect(await found({ jobDate: 'last-7-days', status: 'Partial Success,Failed' })).toContain(job.jobId);
    expect(await found({ jobDate: 'last-7-days', status: 'Success,Stopped' })).not.toContain(job.jobId);
    expect(await found({ jobDate: 'last-month' })).toEqual([]);
    const day = String(job.startedAt).slice(0, 10);
    expect(await found({ from: day, to: day })).toContain(job.jobId);
    await expect(found({ from: '2026-03-02', to: '2026-03-01' })).rejects.toThrow(
      /after the beginning of the range.*request\.invalid/,
    );
  });

  it('finds calls by what became of them and by words, and tells the story of one', async () => {
    const inTrouble = calls.filter(({ code }) => ['failed', 'waiting'].includes(countOf(code)));
    const page = await tenant.gateway.call(listJobCalls, {
      params: { jobId: job.jobId },
      query: { count: 'failed,waiting', limit: 200 },
    });
    expect(page.items.map(({ callId }) => callId)).toEqual(inTrouble.slice(0, 200).map(({ callId }) => callId));
    // Not one that waits for a User: it is tried again at any moment, and marked so.
    const failed = inTrouble.find(({ code }) => code === 'company.no-data');
    const search = String(failed?.callId);
    const bySearch = await tenant.gateway.call(listJobCalls, { params: { jobId: job.jobId }, query: { search } });
    expect(bySearch.items).toEqual([failed]);
    const story = await tenant.gateway.call(listCallOutcomes, { params: { callId: search } });
    expect(story.items.at(-1)).toMatchObject({ ...failed, jobId: job.jobId, trigger: 'save' });
  });

  it('downloads as a workbook that says what the log says, also twice at once (S30)', async () => {
    const download = async () => {
      const answer = await tenant.gateway.send(downloadJobLog, { params: { jobId: job.jobId } });
      const workbook = new Workbook();
      await workbook.xlsx.load((await answer.arrayBuffer()) as ArrayBuffer & Buffer);
      return workbook;
    };
    const [workbook, twin] = await Promise.all([download(), download()]);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Calls', 'Summary']);
    const rows = rowsOf(workbook, 'Calls');
    const column = (heading: string) => {
      const index = (rows[0] ?? []).indexOf(heading);
      return rows.slice(1).map((row) => row[index] ?? null);
    };
    const readable = (text: string | null) => text && text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
    expect(column('Call ID')).toEqual(calls.map(({ callId }) => callId));
    expect(column('Code')).toEqual(calls.map(({ code }) => code));
    expect(column('Message')).toEqual(calls.map(({ message }) => readable(message)));
    expect(column('Company GSID')).toEqual(calls.map(({ companyGsid }) => companyGsid));
    expect(column('Activity ID')).toEqual(calls.map(({ activityId }) => activityId));
    for (const [nth, { code }] of calls.entries()) {
      if (code === 'skipped.private') expect([column('Title')[nth], column('Gong Owner')[nth]]).toEqual([null, null]);
    }
    workbook.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => expect(cell.formula).toBeUndefined())));
    const summary = new Map(rowsOf(workbook, 'Summary').map(([label, value]) => [label, value]));
    expect([summary.get('Calls read'), summary.get('Read = sum')]).toEqual([CALLS, 'yes']);
    expect(rowsOf(twin, 'Calls')).toEqual(rows);
  }, 60_000);

  it('shows a tenant its own jobs only: any other is not found, as one that does not exist', async () => {
    for (const [whose, jobId] of [
      [other, job.jobId],
      [tenant, randomUUID()],
    ] as const) {
      for (const path of ['', '/calls', '/log.xlsx', '/progress']) {
        const answer = await fetch(`${whose.gateway.publicUrl}/api/jobs/${jobId}${path}`, {
          headers: { authorization: `Bearer ${whose.token}` },
        });
        expect([path, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
          path,
          404,
          'not-found',
        ]);
      }
    }
    const notTheirs = other.gateway.call(listCallOutcomes, { params: { callId: String(calls[0]?.callId) } });
    await expect(notTheirs).rejects.toThrow(/not-found/);
    const theirs = await finished(other, await saveAndStart(other));
    expect(theirs.counts.read).toBe(20);
  }, 60_000);
});

/** What each cell of a sheet shows; null where there is none. */
const rowsOf = (workbook: Workbook, name: string): (CellValue | null)[][] => {
  const rows: (CellValue | null)[][] = [];
  workbook
    .getWorksheet(name)
    ?.eachRow((row) => rows.push((row.values as CellValue[]).slice(1).map((value) => value ?? null)));
  return rows;
};
