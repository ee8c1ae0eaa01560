import type { Look } from '@gong-timeline/persistence';
import { Floor } from './floor';

const look = (positions: readonly number[], running: bigint, next: bigint, complete = true): Look => ({
  messages: positions.map((position) => ({
    position,
    held: false,
    topic: 't',
    tenantId: 'acme',
    key: 'k',
    headers: {},
    value: '',
  })),
  complete,
  oldestRunning: running,
  nextToBegin: next,
});

describe('Floor', () => {
  it('rises once every transaction that could hold a position below it has ended', () => {
    const floor = new Floor();
    floor.looked(look([10, 11], 100n, 105n));
    expect(floor.current).toBe(0);
    floor.looked(look([12], 104n, 106n));
    expect(floor.current).toBe(0);
    floor.looked(look([], 105n, 107n));
    expect(floor.current).toBe(11);
  });

  it('does not rise on a look that left something out', () => {
    const floor = new Floor();
    floor.looked(look([10], 100n, 105n));
    floor.looked(look([11], 110n, 110n, false));
    expect(floor.current).toBe(0);
    floor.looked(look([], 110n, 110n));
    expect(floor.current).toBe(10);
  });

  it('falls to the ground when something that was given was not sent', () => {
    const floor = new Floor();
    floor.looked(look([10], 100n, 105n));
    floor.looked(look([], 105n, 105n));
    floor.reset();
    expect(floor.current).toBe(0);
  });
});
