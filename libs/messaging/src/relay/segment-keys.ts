import { murmur2 } from '../kafka/wire/murmur2';

/** Of one key for each partition of a topic. No key of a fact begins so: a tenant's id has no colon. */
const PREFIX = 'segment:';

/** The first key of the row `segment:0`, `segment:1`, ... that goes to each partition, in the order of partitions. */
export const segmentKeys = (partitions: number): readonly string[] => {
  const keys = new Map<number, string>();
  for (let n = 0; keys.size < partitions; n++) {
    const key = `${PREFIX}${n}`;
    const partition = (murmur2(Buffer.from(key)) & 0x7fffffff) % partitions;
    if (!keys.has(partition)) keys.set(partition, key);
  }
  return [...keys].sort(([one], [other]) => one - other).map(([, key]) => key);
};
