import { sumByDay } from './sum-by-day';

const job = (at: string, byCode: object, lost = 0) => ({
  job_date: new Date(at),
  calls_seen: 0,
  calls_read: Object.values(byCode).reduce((sum: number, calls) => sum + Number(calls), lost),
  by_code: byCode,
  written_off_at: lost === 0 ? null : new Date(at),
});

describe('calls per day', () => {
  it('are the sums of the jobs of each day, with the days in which nothing ran', () => {
    const jobs = [
      job('2026-03-05T08:00:00Z', { 'synced.created': 3, 'author.conflict': 1 }),
      job('2026-03-05T04:00:00Z', { 'synced.created': 2 }, 4),
      job('2026-03-03T04:00:00Z', { 'skipped.private': 5 }),
    ];
    const days = sumByDay(jobs, { last: '2026-03-05', days: 3, timeZone: 'UTC' });
    expect(
      days.map(({ day, counts: { created, waiting, failed, skipped } }) => [day, created, waiting, failed, skipped]),
    ).toEqual([
      ['2026-03-03', 0, 0, 0, 5],
      ['2026-03-04', 0, 0, 0, 0],
      ['2026-03-05', 5, 1, 4, 0],
    ]);
  });

  it('belong to the day of the zone that was chosen; what is older is left out', () => {
    const jobs = [
      job('2026-03-03T23:30:00Z', { 'synced.created': 1 }),
      job('2026-03-01T10:00:00Z', { 'synced.created': 7 }),
    ];
    const days = sumByDay(jobs, { last: '2026-03-04', days: 2, timeZone: 'Asia/Kolkata' });
    expect(days.map(({ day, counts }) => [day, counts.created])).toEqual([
      ['2026-03-03', 0],
      ['2026-03-04', 1],
    ]);
  });
});
