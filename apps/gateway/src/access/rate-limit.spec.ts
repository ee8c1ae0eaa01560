import { RateLimit } from './rate-limit';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 1) + seconds * 1000);

describe('RateLimit', () => {
  it("allows a minute's worth at once, then one by one as time goes on", () => {
    const limit = new RateLimit(2);
    expect([limit.take('a', at(0)).remaining, limit.take('a', at(0)).remaining]).toEqual([1, 0]);
    expect(limit.take('a', at(0))).toEqual({ allowed: false, limit: 2, remaining: 0, retryAfterS: 30, resetS: 60 });
    expect(limit.take('a', at(29)).retryAfterS).toBe(1);
    expect(limit.take('a', at(30)).allowed).toBe(true);
    expect(limit.take('a', at(30)).allowed).toBe(false);
  });

  it('holds back each key by itself', () => {
    const limit = new RateLimit(1);
    expect([limit.take('a', at(0)).allowed, limit.take('b', at(0)).allowed, limit.take('a', at(0)).allowed]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('never saves up more than a minute, and looking takes nothing', () => {
    const limit = new RateLimit(2);
    limit.take('a', at(0));
    expect(limit.look('a', at(3600)).remaining).toBe(2);
    expect(limit.look('a', at(3600)).remaining).toBe(2);
  });

  it('is not fooled by a clock that goes back', () => {
    const limit = new RateLimit(1);
    limit.take('a', at(100));
    expect(limit.take('a', at(0)).allowed).toBe(false);
  });

  it('forgets who was not seen for longest, so that its memory is bounded', () => {
    const limit = new RateLimit(1);
    limit.take('first', at(0));
    for (let index = 0; index < 20_000; index += 1) limit.take(`key ${index}`, at(0));
    expect(limit.look('first', at(0)).allowed).toBe(true);
    expect(limit.look('key 19999', at(0)).allowed).toBe(false);
  });
});
