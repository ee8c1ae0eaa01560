import { SHARD_COUNT, shardOf } from './shard-of';

describe('shardOf', () => {
  it('never changes: a key that moved to another shard would lose its order', () => {
    expect(['', 'acme/7782342274025937895', 'acme/1', 'ümläut/🙂'].map(shardOf)).toEqual([1, 2, 1, 4]);
  });

  it('spreads consecutive ids evenly', () => {
    const counts = new Array<number>(SHARD_COUNT).fill(0);
    for (let id = 0; id < 8_000; id++) {
      const shard = shardOf(`acme/${7_000_000_000_000_000_000n + BigInt(id)}`);
      counts[shard] = (counts[shard] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(200);
  });
});
