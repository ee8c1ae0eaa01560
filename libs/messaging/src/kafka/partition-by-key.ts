import type { ICustomPartitioner } from 'kafkajs';
import { murmur2 } from './wire/murmur2';

/** The partition of a key as every Kafka client computes it; what has no key goes to the first partition. */
export const partitionByKey: ICustomPartitioner =
  () =>
  ({ partitionMetadata, message: { key, partition } }) => {
    if (partition !== undefined) return partition;
    if (key === null || key === undefined) return 0;
    const bytes = typeof key === 'string' ? Buffer.from(key) : key;
    return (murmur2(bytes) & 0x7fffffff) % partitionMetadata.length;
  };
