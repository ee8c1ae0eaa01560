import { CallIds } from './call-id';

describe('call ids', () => {
  const ids = new CallIds(99);
  const last = 3_200_000_123;

  it('are 18 or 19 digits, beyond what a JavaScript number keeps', () => {
    const lengths = new Set<number>();
    for (let seed = 0; seed < 50; seed += 1) {
      const id = new CallIds(seed).idOf(1_234_567);
      lengths.add(id.length);
      expect(id).toMatch(/^[1-9]\d{17,18}$/);
      expect(BigInt(id) > BigInt(Number.MAX_SAFE_INTEGER)).toBe(true);
    }
    expect([...lengths].sort()).toEqual([18, 19]);
  });

  it('lead back to their call without a table', () => {
    for (const number of [0, 1, 999_999_999, 2_200_000_124, 3_000_000_000, last]) {
      const expected = number > last - 1_000_000_000 ? number : null;
      expect(ids.numberOf(ids.idOf(number), last)).toBe(expected);
    }
  });

  it('differ for a hundred thousand calls in a row', () => {
    const seen = new Set(Array.from({ length: 100_000 }, (_, index) => ids.idOf(2_999_950_000 + index)));
    expect(seen.size).toBe(100_000);
  });

  it('of other companies, made-up ones and calls to come are not found', () => {
    const own = ids.idOf(last);
    expect(ids.numberOf(new CallIds(100).idOf(last), last)).toBeNull();
    expect(ids.numberOf(`${own.slice(0, -1)}${own.endsWith('1') ? '2' : '1'}`, last)).toBeNull();
    expect(ids.numberOf(ids.idOf(last + 1), last)).toBeNull();
    expect(ids.numberOf('123', last)).toBeNull();
    expect(ids.numberOf(`${own.slice(0, -2)}x1`, last)).toBeNull();
  });
});
