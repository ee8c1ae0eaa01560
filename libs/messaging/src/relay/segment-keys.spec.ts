import { partitionByKey } from '../kafka/partition-by-key';
import { segmentKeys } from './segment-keys';

describe('the keys that reach each partition', () => {
  it.each([1, 3, 6, 24])('are one for each of %i, as every Kafka client computes it', (partitions) => {
    const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({ partitionId })) as never;
    const found = segmentKeys(partitions).map((key) =>
      partitionByKey()({ topic: 't', partitionMetadata, message: { key, value: null } }),
    );
    expect(found).toEqual(Array.from({ length: partitions }, (_, partition) => partition));
  });
});
