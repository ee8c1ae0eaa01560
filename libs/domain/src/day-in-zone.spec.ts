import { addDays, beginOf, dayOf, isTimeZone, timeIn } from './day-in-zone';

describe('a day in a time zone', () => {
  it.each([
    ['2026-03-03', 'UTC', '2026-03-03T00:00:00.000Z'],
    ['2026-03-03', 'Europe/Berlin', '2026-03-02T23:00:00.000Z'],
    ['2026-07-03', 'Europe/Berlin', '2026-07-02T22:00:00.000Z'],
    ['2026-03-03', 'America/Los_Angeles', '2026-03-03T08:00:00.000Z'],
    ['2026-03-03', 'Asia/Kolkata', '2026-03-02T18:30:00.000Z'],
    ['2026-03-03', 'Pacific/Kiritimati', '2026-03-02T10:00:00.000Z'],
    // The clocks change on the day itself, after its begin.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
    // They go forward at midnight, so that the day begins at one.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    // They go back at midnight to the day before.
    ['2018-02-18', 'America/Sao_Paulo', '2018-02-18T03:00:00.000Z'],
    // They go back at one: there are two midnights, and the first is the begin.
    ['2025-11-02', 'America/Havana', '2025-11-02T04:00:00.000Z'],
  ])('%s in %s begins at %s', (day, zone, begin) => {
    expect(beginOf(day, zone).toISOString()).toBe(begin);
  });

  it('begins at the first moment that is on it', () => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Tehran']) {
      for (let day = '2025-01-01'; day < '2027-01-01'; day = addDays(day, 1)) {
        const begin = beginOf(day, zone);
        expect([zone, dayOf(begin, zone)]).toEqual([zone, day]);
        expect([zone, day, dayOf(new Date(begin.getTime() - 1), zone)]).toEqual([zone, day, addDays(day, -1)]);
      }
    }
  });

  it('is another one in another place at the same time', () => {
    const at = new Date('2026-03-03T02:00:00.000Z');
    expect(['UTC', 'America/New_York', 'Pacific/Auckland'].map((zone) => dayOf(at, zone))).toEqual([
      '2026-03-03',
      '2026-03-02',
      '2026-03-03',
    ]);
  });

  it.each([
    ['UTC', '2026-03-29T00:30:00.000Z'],
    ['Europe/Berlin', '2026-03-29T01:30:00.000+01:00'],
    ['America/St_Johns', '2026-03-28T22:00:00.000-02:30'],
    ['Europe/London', '2026-03-29T00:30:00.000Z'],
  ])('a time in %s is %s, which is the same moment', (zone, text) => {
    const at = new Date('2026-03-29T00:30:00.000Z');
    expect(timeIn(at, zone)).toBe(text);
    expect(new Date(text)).toEqual(at);
  });

  it('knows the names of time zones, and what is none', () => {
    expect(['UTC', 'Europe/Berlin', 'asia/kolkata'].map(isTimeZone)).toEqual([true, true, true]);
    expect(['', 'Berlin', 'Europe/Atlantis', '\0'].map(isTimeZone)).toEqual([false, false, false, false]);
  });
});
