import { retryPauseMs } from './retry-pause';

it('a call that fails by our own fault is tried again with growing pauses, and never given up (S28)', () => {
  const pauses = [1, 2, 3, 4, 5, 6, 100].map((failures) => retryPauseMs(failures) / 1000);
  expect(pauses).toEqual([30, 120, 600, 3_600, 14_400, 14_400, 14_400]);
});
