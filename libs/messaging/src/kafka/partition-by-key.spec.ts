import fc from 'fast-check';
import { Partitioners } from 'kafkajs';
import { partitionByKey } from './partition-by-key';

describe('partitionByKey', () => {
  it('agrees with the partitioner of kafkajs, and so with that of Java, on every key', () => {
    const ours = partitionByKey();
    const theirs = Partitioners.DefaultPartitioner();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 1, max: 50 }), (key, count) => {
        const given = {
          topic: 't',
          partitionMetadata: Array.from({ length: count }, (_, partitionId) => ({ partitionId }) as never),
          message: { key, value: '' },
        };
        expect(ours(given)).toBe(theirs(given));
      }),
      { numRuns: 500 },
    );
  });
});
