import { mayBecome, type State, whyNotUsable } from './connection-state';

const STATES: readonly State[] = ['pending', 'active', 'needs-reauthorization', 'revoked'];

describe('the state of a connection (S4)', () => {
  it.each<[State, readonly State[]]>([
    ['pending', ['active', 'revoked']],
    ['active', ['active', 'needs-reauthorization', 'revoked']],
    ['needs-reauthorization', ['active', 'revoked']],
    ['revoked', []],
  ])('moves from %s to %j and nowhere else', (from, followers) => {
    expect(STATES.filter((to) => mayBecome(from, to))).toEqual(followers);
  });

  it('lets only an active one be used, and says of the others what to do', () => {
    const words = STATES.map((state) => whyNotUsable({ state, name: 'Acme Gong' }));
    expect(words).toEqual([
      expect.stringContaining('has to authorize it at Gong'),
      null,
      expect.stringContaining('has to authorize it again'),
      expect.stringContaining('was deleted'),
    ]);
  });
});
