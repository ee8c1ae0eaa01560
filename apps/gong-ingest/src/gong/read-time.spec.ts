import { readTime } from './read-time';

describe('the start of a call (S12)', () => {
  it.each([
    '2026-03-03T10:02:14.507133-08:00',
    '2026-03-03T10:02Z',
    '2024-02-29T23:59:59+14:00',
    '2026-03-03T10:02:14.123456789Z',
  ])('is kept as Gong gave it: %s', (text) => {
    expect(readTime(` ${text} `, 'started')).toBe(text);
  });

  it.each([
    'yesterday at ten',
    '2026-03-03',
    '2026-03-03T10:02:14',
    '2026-02-30T10:00:00Z',
    '2026-02-29T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-03-03T25:00:00Z',
    '0000-01-01T10:00:00Z',
    '2026-03-03T10:00:00+16:00',
    '2026-03-03T10:00:00+99:99',
    '',
  ])('is no time that does not exist, or that no database holds: %s', (text) => {
    expect(() => readTime(text, 'started')).toThrow('started: expected a time in ISO 8601 with an offset');
  });

  it.each([null, undefined])('is said to be missing when it is %s', (value) => {
    expect(() => readTime(value, 'started')).toThrow('started: is missing');
  });
});
