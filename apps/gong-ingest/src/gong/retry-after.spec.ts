import { retryAfterMs } from './retry-after';

const now = new Date('2026-03-03T12:00:00Z');

describe('Retry-After (S11)', () => {
  it.each([
    ['2', 2_000],
    ['0', 0],
    ['1.5', 1_500],
    ['7200', 7_200_000],
    ['Tue, 03 Mar 2026 12:00:30 GMT', 30_000],
    ['Tue, 03 Mar 2026 11:00:00 GMT', 0],
    ['999999999', 90_000_000],
    ['soon', null],
    ['-5', null],
    ['', null],
    [null, null],
  ])('%j means %j ms', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });
});
