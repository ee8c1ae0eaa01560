import type { Job } from '@gong-timeline/contracts';
import { summaryOf } from './summary-of';

const job: Job = {
  jobId: '3f1d3f0e-8a55-4a8e-9d2b-7f5b2d8c4e21',
  connectionId: '0b5c3a52-6f0e-4a3c-9f0e-0d5a7a1f2c11',
  connectionName: 'Acme Gong',
  trigger: 'schedule',
  status: 'Partial Success',
  startedAt: '2026-03-03T12:00:00.000Z',
  endedAt: '2026-03-03T13:02:03.400Z',
  durationSeconds: 3723,
  window: { from: '2026-02-28T08:00:00.000Z', to: '2026-03-03T12:00:00.000Z' },
  step: null,
  reason: null,
  callsExpected: null,
  counts: { read: 6, created: 3, updated: 0, unchanged: 0, skipped: 1, failed: 2, waiting: 0 },
  lostOutcomes: 0,
  byCode: {},
  log: { expiresAt: null, expired: false },
};
const byCode = { 'synced.created': 3, 'skipped.private': 1, 'company.no-data': 2 } as const;

describe('the summary sheet (S30)', () => {
  it('counts as failed what became of calls that nothing was told of, and says how many they are (S32)', () => {
    const summary = summaryOf({ ...job, counts: { ...job.counts, read: 8 }, lostOutcomes: 2 }, byCode, 'UTC');
    const rows = new Map(summary.map(([label, value]) => [label, value]));
    expect(rows.get('Failed')).toBe(4);
    expect(rows.get('Failed, of which nothing was told (no row)')).toBe(2);
    expect([rows.get('Sum'), rows.get('Read = sum')]).toEqual([8, 'yes']);
  });

  it('says what the job was, and how its counts add up (S32)', () => {
    expect(summaryOf(job, byCode, 'UTC')).toEqual([
      ['Job ID', job.jobId],
      ['Connection', 'Acme Gong'],
      ['Trigger', 'schedule'],
      ['Status', 'Partial Success'],
      ['Reason', null],
      ['Job Date (UTC)', '2026-03-03T12:00:00.000Z'],
      ['Ended (UTC)', '2026-03-03T13:02:03.400Z'],
      ['Duration (h:mm:ss)', '1:02:03'],
      ['Calls that start from (UTC)', '2026-02-28T08:00:00.000Z'],
      ['Calls that start before (UTC)', '2026-03-03T12:00:00.000Z'],
      [],
      ['Calls read', 6],
      ['Created', 3],
      ['Updated', 0],
      ['Unchanged', 0],
      ['Skipped', 1],
      ['Failed', 2],
      ['Waiting', 0],
      ['Sum', 6],
      ['Read = sum', 'yes'],
      [],
      ['Code', 'Status', 'Calls'],
      ['company.no-data', 'Failed', 2],
      ['skipped.private', 'Skipped', 1],
      ['synced.created', 'Created', 3],
    ]);
  });

  it('says so when the counts do not add up', () => {
    const short = summaryOf({ ...job, counts: { ...job.counts, read: 7 } }, byCode, 'UTC');
    expect(short).toContainEqual(['Read = sum', 'no: 1 calls have no outcome']);
  });

  it('leaves out what a retry does not have', () => {
    const retry = summaryOf({ ...job, trigger: 'retry', window: null, startedAt: null }, byCode, 'UTC');
    expect(retry).toContainEqual(['Calls that start from (UTC)', null]);
    expect(retry).toContainEqual(['Duration (h:mm:ss)', null]);
  });

  it('names the zone of its times', () => {
    expect(summaryOf(job, byCode, 'Europe/Berlin')).toContainEqual([
      'Job Date (Europe/Berlin)',
      '2026-03-03T13:00:00.000+01:00',
    ]);
  });
});
