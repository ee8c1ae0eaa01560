import { openAgainAfterMs } from './open-again-after';

describe('the pause before a stream that was refused is asked for again (S33)', () => {
  it.each([
    [1, 5_000],
    [2, 10_000],
    [3, 20_000],
    [4, 30_000],
    [2_000, 30_000],
  ])('after %i refusals in a row is %i ms', (refusals, pause) => {
    expect(openAgainAfterMs(refusals, 0)).toBe(pause);
  });

  it('differs from one console to the next by up to a fifth', () => {
    expect(openAgainAfterMs(1, 1)).toBe(4_000);
  });
});
