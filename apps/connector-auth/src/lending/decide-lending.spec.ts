import { decideLending, type LendableToken } from './decide-lending';

const MINUTE = 60_000;
const start = new Date('2026-03-03T10:00:00Z');
const after = (ms: number): Date => new Date(start.getTime() + ms);
const dayToken: LendableToken = {
  accessFingerprint: 'f1',
  obtainedAt: start,
  expiresAt: after(24 * 60 * MINUTE),
  isPaused: false,
};
const hasLeft = (ms: number): Date => new Date(dayToken.expiresAt.getTime() - ms);

describe('decideLending, with a margin of five minutes', () => {
  it.each<[string, LendableToken, string | null, Date, string]>([
    ['lends a fresh token', dayToken, null, start, 'lend'],
    ['lends one that lives longer than the margin', dayToken, null, hasLeft(5 * MINUTE + 1), 'lend'],
    ['refreshes one that lives no longer than the margin', dayToken, null, hasLeft(5 * MINUTE), 'refresh'],
    ['refreshes one that is dead', dayToken, null, hasLeft(-MINUTE), 'refresh'],
    ['refreshes a fresh one that Gong refused', dayToken, 'f1', start, 'refresh'],
    ['lends when what Gong refused was another token', dayToken, 'f0', start, 'lend'],
    ['lends what still lives while Gong does not answer', paused(dayToken), null, hasLeft(MINUTE), 'lend'],
    ['does not lend the last seconds of a token', paused(dayToken), null, hasLeft(5_000), 'unavailable'],
    ['has nothing to lend when it is dead and Gong does not answer', paused(dayToken), null, hasLeft(0), 'unavailable'],
    ['has nothing to lend when it is refused and Gong does not answer', paused(dayToken), 'f1', start, 'unavailable'],
    ['a pause does not hold back a fresh token', paused(dayToken), null, start, 'lend'],
    ['lends a token of two minutes when it is new', living(2 * MINUTE), null, start, 'lend'],
    ['refreshes a token of two minutes in its last fifth', living(2 * MINUTE), null, after(96_000), 'refresh'],
  ])('%s', (_what, token, refused, now, expected) => {
    expect(decideLending(token, refused, now, 5 * MINUTE)).toBe(expected);
  });
});

function paused(token: LendableToken): LendableToken {
  return { ...token, isPaused: true };
}

function living(ms: number): LendableToken {
  return { ...dayToken, expiresAt: after(ms) };
}
