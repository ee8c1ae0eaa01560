import { type JobRow, jobCallOf, jobOf } from './job-of';

const now = new Date('2026-03-10T00:00:00.000Z');
const row = (changes: Partial<JobRow> = {}): JobRow => ({
  job_id: '3f1d3f0e-8a55-4a8e-9d2b-7f5b2d8c4e21',
  connection_id: '0b5c3a52-6f0e-4a3c-9f0e-0d5a7a1f2c11',
  connection_name: 'Acme Gong',
  trigger: 'schedule',
  window_from: new Date('2026-02-28T08:00:00.000Z'),
  window_to: new Date('2026-03-03T12:00:00.000Z'),
  started_at: new Date('2026-03-03T12:00:00.000Z'),
  step: 'reading calls',
  calls_seen: 100,
  calls_expected: 143,
  ending: null,
  calls_read: null,
  reason: null,
  by_code: { 'synced.created': 60 },
  status: 'Running',
  ended_at: null,
  read_ended_at: null,
  last_outcome_at: null,
  written_off_at: null,
  ...changes,
});
const ended = {
  ending: 'read-to-end',
  calls_read: 60,
  status: 'Success',
  ended_at: new Date('2026-03-03T12:01:00.000Z'),
} as const;

describe('a job in the log', () => {
  it('shows while it runs how much was read, and how much of it is done (S33)', () => {
    expect(jobOf(row(), now)).toMatchObject({
      status: 'Running',
      step: 'reading calls',
      callsExpected: 143,
      counts: { read: 100, created: 60, failed: 0 },
      endedAt: null,
      log: { expiresAt: null, expired: false },
    });
  });

  it('never shows more done than read, though outcomes may be ahead of the news of reading', () => {
    expect(jobOf(row({ calls_seen: 10 }), now).counts.read).toBe(60);
  });

  it('says that it writes once reading has ended, and no step once it is over', () => {
    const justNow = { last_outcome_at: new Date(now.getTime() - 1_000) };
    expect(jobOf(row({ ending: 'read-to-end', calls_read: 143, ...justNow }), now)).toMatchObject({
      step: 'writing to the Timeline',
      counts: { read: 143 },
    });
    expect(jobOf(row(ended), now).step).toBeNull();
  });

  it('says how long it took, or takes so far (S29)', () => {
    expect(jobOf(row(ended), now).durationSeconds).toBe(60);
    expect(jobOf(row(), new Date('2026-03-03T12:00:12.400Z')).durationSeconds).toBe(12);
    expect(jobOf(row({ started_at: null }), now).durationSeconds).toBeNull();
    expect(jobOf(row({ ...ended, ended_at: new Date('2026-03-03T11:59:59.000Z') }), now).durationSeconds).toBe(0);
  });

  it('says that outcomes are overdue, of how many calls and since when', () => {
    const late = {
      ending: 'read-to-end',
      calls_read: 61,
      read_ended_at: new Date('2026-03-03T12:01:00.000Z'),
    } as const;
    const last_outcome_at = new Date('2026-03-03T12:02:00.000Z');
    const step = (at: string) => jobOf(row({ ...late, last_outcome_at }), new Date(at)).step;
    expect(step('2026-03-03T12:31:59.999Z')).toBe('writing to the Timeline');
    expect(step('2026-03-03T12:32:00.000Z')).toBe('waiting for 1 call: overdue since 2026-03-03T12:32:00.000Z');
  });

  it('counts what was lost as failed, so that the counts add up, and says so with a reference (S32)', () => {
    const lost = { ...ended, calls_read: 63, status: 'Partial Success', written_off_at: now } as const;
    const job = jobOf(row({ ...lost, by_code: { 'synced.created': 60, 'internal.error': 1 } }), now);
    expect(job).toMatchObject({
      counts: { read: 63, created: 60, failed: 3 },
      byCode: { 'synced.created': 60, 'internal.error': 3 },
      lostOutcomes: 2,
    });
    expect(job.reason).toContain('What became of 2 calls was never told');
    expect(job.reason).toContain(job.jobId);
    const cameLate = jobOf(row({ ...lost, by_code: { 'synced.created': 63 } }), now);
    expect(cameLate).toMatchObject({ counts: { read: 63, created: 63, failed: 0 }, lostOutcomes: 0, reason: null });
  });

  it('adds up also when the end of reading was lost, and keeps why it failed', () => {
    const job = jobOf(row({ status: 'Failed', written_off_at: now, ended_at: now, reason: 'Gong is down.' }), now);
    expect(job).toMatchObject({ counts: { read: 100, created: 60, failed: 40 }, lostOutcomes: 40 });
    expect(job.reason).toMatch(/^Gong is down\. The end of its reading was never told\. What became of 40 calls/);
  });

  it('says until when its log can be downloaded, and when that is over (S31)', () => {
    const expiresAt = '2026-04-02T12:01:00.000Z';
    expect(jobOf(row(ended), now).log).toEqual({ expiresAt, expired: false });
    expect(jobOf(row(ended), new Date(expiresAt)).log).toEqual({ expiresAt, expired: true });
  });

  it('shows a job of which only outcomes are known yet', () => {
    const unknown = row({ trigger: null, connection_name: null, started_at: null, window_from: null, window_to: null });
    expect(jobOf(unknown, now)).toMatchObject({ trigger: null, startedAt: null, window: null, status: 'Running' });
  });
});

describe('a call of a job in the log', () => {
  const call = {
    call_id: '7',
    message: '',
    title: null,
    started_at: null,
    owner_name: null,
    url: null,
    company_gsid: null,
    company_name: null,
    activity_id: null,
    attempt: 1,
    retried_by: null,
    candidates: null,
    reference: null,
    recorded_at: now,
  };

  it.each([
    ['synced.created', 'no'],
    ['skipped.filtered', 'when-read'],
    ['company.not-found', 'by-itself'],
    ['author.conflict', 'by-itself'],
  ] as const)('that ended as %s says whether it will be retried: %s (S28)', (code, willRetry) => {
    expect(jobCallOf({ ...call, code }).willRetry).toBe(willRetry);
  });
});
