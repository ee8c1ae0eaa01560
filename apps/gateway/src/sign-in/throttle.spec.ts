import { throttlesOf, waitOf } from './throttle';

const NOW = new Date('2026-01-31T09:30:00Z');
const ago = (ms: number): Date => new Date(NOW.getTime() - ms);
const five = { key: 'k', free: 5, clearedBySuccess: true };

describe('the throttle of sign-ins', () => {
  it('lets the free failures pass, then waits twice as long each time, at most a quarter of an hour', () => {
    const waits = [0, 4, 5, 6, 7, 9, 10, 11, 1_000].map((failures) =>
      waitOf(five, { failures, lastFailedAt: NOW }, NOW),
    );
    expect(waits.map((ms) => ms / 1000)).toEqual([0, 0, 30, 60, 120, 480, 900, 900, 900]);
  });

  it('counts the wait from the last failure, and forgets after a day', () => {
    expect(waitOf(five, { failures: 5, lastFailedAt: ago(29_000) }, NOW)).toBe(1_000);
    expect(waitOf(five, { failures: 5, lastFailedAt: ago(30_000) }, NOW)).toBe(0);
    expect(waitOf(five, { failures: 9_999, lastFailedAt: ago(24 * 3600_000) }, NOW)).toBe(0);
    expect(waitOf(five, undefined, NOW)).toBe(0);
  });

  it('never makes anybody wait longer because a clock went back', () => {
    expect(waitOf(five, { failures: 5, lastFailedAt: ago(-3600_000) }, NOW)).toBe(30_000);
  });

  it('counts an account whatever the case of its letters, an address, and both together', () => {
    const keys = (email: string, address: string) => throttlesOf(email, address).map(({ key }) => key);
    expect(keys('Kim@Example.com', '10.0.0.1')).toEqual(keys('kim@example.COM', '10.0.0.1'));
    const [one, other] = [keys('kim@example.com', '10.0.0.1'), keys('kim@example.com', '10.0.0.2')];
    expect(one.filter((key) => other.includes(key))).toHaveLength(1);
    expect(one.filter((key) => keys('lee@example.com', '10.0.0.1').includes(key))).toHaveLength(1);
  });

  it('takes its keys in one order everywhere, so that two sign-ins never wait for each other', () => {
    const keys = throttlesOf('kim@example.com', '10.0.0.1').map(({ key }) => key);
    expect(keys).toEqual([...keys].sort());
  });
});
