import { inspect } from 'node:util';
import { AccessTokens, KEPT_MS } from './access-tokens';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const by = { tenantId: 'acme', connectionId: 'c1', jobId: 'j1' };

describe('a token of Gong that was lent (S4)', () => {
  let now: number;
  let lendings: { refused: string | null }[];
  let lives: number;
  const make = () =>
    new AccessTokens(
      {
        call: async (_: unknown, { body }: { body: { refused: string | null } }) => {
          lendings.push(body);
          const nth = lendings.length;
          const expiresAt = new Date(now + lives).toISOString();
          return { accessToken: `canary-${nth}`, apiBaseUrl: 'https://x', fingerprint: `f${nth}`, expiresAt };
        },
      } as never,
      { now: () => new Date(now) },
    );
  const borrow = async (tokens: AccessTokens, refused: Parameters<AccessTokens['borrow']>[1] = null) =>
    tokens.borrow(by, refused, new AbortController().signal);

  beforeEach(() => {
    jest.useFakeTimers();
    now = NOW;
    lendings = [];
    lives = 24 * 60 * 60_000;
  });
  afterEach(() => jest.useRealTimers());

  it('serves for a minute, then is asked for again: who deleted the connection is heard by then', async () => {
    const tokens = make();
    expect([await borrow(tokens), await borrow(tokens)].map(({ accessToken }) => accessToken)).toEqual([
      'canary-1',
      'canary-1',
    ]);
    now += KEPT_MS;
    expect((await borrow(tokens)).accessToken).toBe('canary-2');
  });

  it('is nowhere in memory after that minute, though nobody asked again', async () => {
    const tokens = make();
    await borrow(tokens);
    expect(inspect(tokens, { depth: 9 })).toContain('canary');
    jest.advanceTimersByTime(KEPT_MS);
    expect(inspect(tokens, { depth: 9 })).not.toContain('canary');
  });

  it('that was borrowed anew meanwhile is not forgotten early', async () => {
    const tokens = make();
    const first = await borrow(tokens);
    jest.advanceTimersByTime(KEPT_MS - 1_000);
    await borrow(tokens, first);
    expect(lendings).toEqual([{ refused: null }, { refused: 'f1' }]);
    jest.advanceTimersByTime(2_000);
    expect((await borrow(tokens)).accessToken).toBe('canary-2');
  });

  it('that runs out soon is not used', async () => {
    lives = 30_000;
    const tokens = make();
    await borrow(tokens);
    expect((await borrow(tokens)).accessToken).toBe('canary-2');
  });
});
