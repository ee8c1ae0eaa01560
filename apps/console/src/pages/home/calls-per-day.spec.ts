import type { Job } from '../../api/types';
import { callsPerDay } from './calls-per-day';

const job = (startedAt: string, created: number, failed = 0): Job =>
  ({ startedAt, counts: { read: 0, created, updated: 0, unchanged: 9, skipped: 0, failed, waiting: 0 } }) as Job;

describe('calls per day', () => {
  const now = new Date('2026-11-20T10:00:00Z');

  it('are the sums of the jobs of each day, with the days in which nothing ran', () => {
    const jobs = [job('2026-11-20T08:00:00Z', 3, 1), job('2026-11-20T04:00:00Z', 2), job('2026-11-18T04:00:00Z', 5)];
    expect(callsPerDay(jobs, now, 'UTC', 3).map(({ day, created, failed }) => [day, created, failed])).toEqual([
      ['2026-11-18', 5, 0],
      ['2026-11-19', 0, 0],
      ['2026-11-20', 5, 1],
    ]);
  });

  it('belong to the day of the zone that was chosen', () => {
    const [, last] = callsPerDay([job('2026-11-19T23:30:00Z', 1)], now, 'Asia/Kolkata', 2);
    expect(last).toMatchObject({ day: '2026-11-20', created: 1 });
  });
});
