import { absoluteTime, columnTime, dayHeading, dayOf, durationWords, relativeTime } from './format-time';

const at = new Date('2026-11-20T23:30:00Z');

describe('a time that is shown', () => {
  it('stands in the zone that was chosen, and names it', () => {
    expect(absoluteTime(at, 'UTC')).toBe('20 Nov 2026, 23:30 UTC');
    expect(absoluteTime(at, 'Asia/Kolkata')).toBe('21 Nov 2026, 05:00 GMT+5:30');
    expect(columnTime(at, 'Asia/Kolkata')).toBe('21 Nov 2026, 05:00');
  });

  it('belongs to the day of that zone', () => {
    expect([dayOf(at, 'UTC'), dayOf(at, 'Asia/Kolkata')]).toEqual(['2026-11-20', '2026-11-21']);
    expect(dayHeading('2026-11-20')).toBe('Friday, 20 November 2026');
  });

  it.each([
    [-30, 'just now'],
    [30, 'in less than a minute'],
    [-12 * 60, '12 min ago'],
    [3 * 3600 + 48 * 60, 'in 3 h 48 min'],
    [-2 * 3600, '2 h ago'],
    [-24 * 3600 + 1, '23 h 59 min ago'],
    [-24 * 3600, null],
  ])('%s seconds from now is said as %s', (seconds, words) => {
    expect(relativeTime(new Date(at.getTime() + seconds * 1000), at)).toBe(words);
  });

  it.each([
    [0.4, '0 s'],
    [72, '1 min 12 s'],
    [3725, '1 h 02 min'],
    [3599.6, '1 h 00 min'],
  ])('%s seconds took %s', (seconds, words) => {
    expect(durationWords(seconds)).toBe(words);
  });
});
