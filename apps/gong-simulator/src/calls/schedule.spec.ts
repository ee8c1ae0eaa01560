import type { ScheduleSize } from './schedule';
import { Schedule } from './schedule';

const anchor = Date.parse('2026-03-31T18:00:00Z') * 1000;
const day = 86_400_000_000;
const size: ScheduleSize = { seed: 7, calls: 420, days: 90, flavour: 'quarter', live: false, anchorMicros: anchor };
const numbers = (schedule: Schedule, from = schedule.first, to = schedule.last(anchor)) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('the schedule of a company', () => {
  it.each([
    ['a quarter', size],
    ['a month of a busy company', { ...size, calls: 200_000, days: 30, flavour: 'clean' as const }],
    ['one day', { ...size, calls: 50, days: 1 }],
    ['half an hour of a benchmark', { ...size, calls: 3000, days: 1 / 48, flavour: 'clean' as const }],
  ])('gives later calls a later start: %s', (_, given) => {
    const schedule = new Schedule(given);
    const some = numbers(schedule).slice(-5000);
    const starts = some.map((number) => schedule.startedMicros(number));
    expect(starts.every((start, index) => index === 0 || start > (starts[index - 1] as number))).toBe(true);
  });

  it.each([1, 6, 7, 14, 30, 89, 90, 365])('holds exactly so many calls, all within %d days before now', (days) => {
    for (let shift = 0; shift < 7; shift += 1) {
      const anchorMicros = anchor - shift * day - shift * 3_333_333_333;
      const schedule = new Schedule({ ...size, days, anchorMicros });
      expect(schedule.last(anchorMicros) - schedule.first + 1).toBe(420);
      expect(schedule.startedMicros(schedule.first)).toBeGreaterThan(anchorMicros - days * day);
      expect(schedule.startedMicros(schedule.last(anchorMicros))).toBeLessThan(anchorMicros);
    }
  });

  it('leads from a time to the first call at or after it', () => {
    const schedule = new Schedule(size);
    for (const number of numbers(schedule)) {
      const started = schedule.startedMicros(number);
      expect(schedule.firstAtOrAfter(started)).toBe(number);
      expect(schedule.firstAtOrAfter(started + 1)).toBe(number + 1);
    }
  });

  it('gives the same call the same number and start when the simulator is started again a week later', () => {
    const later = new Schedule({ ...size, anchorMicros: anchor + 7 * day });
    const earlier = new Schedule(size);
    expect(later.first).toBeGreaterThan(earlier.first);
    expect(later.startedMicros(later.first)).toBe(earlier.startedMicros(later.first));
  });

  it('keeps the calls of a quarter to working days', () => {
    const schedule = new Schedule(size);
    const days = numbers(schedule).map((number) => new Date(schedule.startedMicros(number) / 1000).getUTCDay());
    expect(days.filter((weekday) => weekday === 0 || weekday === 6)).toEqual([]);
  });

  it('lets new calls come as time goes on only when it is live', () => {
    const frozen = new Schedule(size);
    const live = new Schedule({ ...size, live: true });
    expect(frozen.last(anchor + 7 * day)).toBe(frozen.last(anchor));
    expect(live.last(anchor)).toBe(frozen.last(anchor));
    expect(live.last(anchor + 7 * day)).toBeGreaterThan(live.last(anchor) + 20);
  });

  it('writes starts with microseconds, milliseconds and whole seconds', () => {
    const schedule = new Schedule(size);
    const starts = numbers(schedule).map((number) => schedule.startedMicros(number));
    expect(starts.some((start) => start % 1_000_000 === 0)).toBe(true);
    expect(starts.some((start) => start % 1000 === 0 && start % 1_000_000 !== 0)).toBe(true);
    expect(starts.some((start) => start % 1000 !== 0)).toBe(true);
  });
});
