import { refreshTimes } from './refresh-times';

describe('the times of a refresh', () => {
  it.each([1_000, 30_000, 60_000, 120_000])(
    'leave the lease to who asked Gong, when it may take %d ms, and half a minute for the commit',
    (gongTimeoutMs) => {
      expect(refreshTimes(gongTimeoutMs).leaseMs).toBeGreaterThanOrEqual(gongTimeoutMs + 30_000);
    },
  );

  it('ask Gong again no sooner than in ten seconds when it did not answer', () => {
    expect(refreshTimes(60_000).pauseMs).toBeGreaterThanOrEqual(10_000);
  });
});
