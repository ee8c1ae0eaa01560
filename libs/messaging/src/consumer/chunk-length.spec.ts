import fc from 'fast-check';
import { chunkLength } from './chunk-length';

describe('chunkLength', () => {
  it('cuts before a key comes again', () => {
    expect(chunkLength(['a', 'b', 'a', 'c'], 0, 100)).toBe(2);
    expect(chunkLength(['a', 'b', 'a', 'c'], 2, 100)).toBe(2);
  });

  it('cuts at the limit', () => {
    expect(chunkLength(['a', 'b', 'c'], 0, 2)).toBe(2);
  });

  it('takes messages without a key together', () => {
    expect(chunkLength([null, null, 'a'], 0, 100)).toBe(3);
  });

  it('always goes on, loses nothing, and has no key twice in a chunk', () => {
    const keys = fc.array(fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e')));
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 6 }), (all, limit) => {
        const chunks: (string | null)[][] = [];
        for (let from = 0; from < all.length; ) {
          const length = chunkLength(all, from, limit);
          expect(length).toBeGreaterThan(0);
          chunks.push(all.slice(from, from + length));
          from += length;
        }
        expect(chunks.flat()).toEqual(all);
        for (const chunk of chunks) {
          const named = chunk.filter((key) => key !== null);
          expect(new Set(named).size).toBe(named.length);
        }
      }),
    );
  });
});
