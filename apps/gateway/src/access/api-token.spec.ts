import { hashApiToken, looksLikeApiToken, makeApiToken } from './api-token';

describe('API tokens', () => {
  it('are recognisable, random, and stored as a hash from which they cannot be had', () => {
    const [one, other] = [makeApiToken(), makeApiToken()];
    expect(one).toMatch(/^gtl_[\w-]{43}$/);
    expect(one).not.toBe(other);
    expect(hashApiToken(one)).toHaveLength(32);
    expect(hashApiToken(one).equals(hashApiToken(one))).toBe(true);
    expect(hashApiToken(one).equals(hashApiToken(other))).toBe(false);
  });

  it.each(['', 'gtl_', 'gtl_short', `gtl_${'x'.repeat(44)}`, `GTL_${'x'.repeat(43)}`, `gtl_${'x'.repeat(42)}\n`])(
    'are not looked up when they cannot be one: %j',
    (text) => expect(looksLikeApiToken(text)).toBe(false),
  );
});
