import { EVENTS, type TopicName } from '@gong-timeline/contracts';
import type { Admin } from 'kafkajs';
import { type KafkaClient, withAdmin } from '../kafka/kafka-client';
import { KafkaSender } from '../kafka/kafka-sender';
import { isCompacted, type TopicRemains, tenantInTopics } from './tenant-in-topics';
import { tombstone } from './tombstone';

const SEND_TIMEOUT_MS = 10_000;
const TOMBSTONES_AT_ONCE = 500;

/**
 * Takes a tenant out of all topics; gives what is left then: nothing, unless a service has not read its facts yet, or
 * something came meanwhile. Then it is done again.
 *
 * A compacted topic gets a tombstone for each key of the tenant. The others are cut: what every service that hears the
 * topic has read goes, of all tenants, for a broker can only delete the oldest. It was kept for services that are behind,
 * and none is.
 */
export const purgeTenant = async (kafka: KafkaClient, tenantId: string): Promise<readonly TopicRemains[]> => {
  const found = (await tenantInTopics(kafka, tenantId)).filter(({ left }) => left > 0);
  if (found.length === 0) return tenantInTopics(kafka, tenantId);
  await bury(kafka, tenantId, found);
  const cut = found.map(({ topic }) => topic).filter((topic) => !isCompacted(topic));
  await withAdmin(kafka, async (admin) => {
    for (const topic of cut) await cutToRead(admin, topic);
  });
  return tenantInTopics(kafka, tenantId);
};

const bury = async (kafka: KafkaClient, tenantId: string, found: readonly TopicRemains[]): Promise<void> => {
  const now = new Date();
  const tombstones = found.flatMap(({ topic, keys }) => keys.map((key) => tombstone(tenantId, topic, key, now)));
  const sender = new KafkaSender(kafka);
  try {
    for (let at = 0; at < tombstones.length; at += TOMBSTONES_AT_ONCE) {
      await sender.send(tombstones.slice(at, at + TOMBSTONES_AT_ONCE), SEND_TIMEOUT_MS);
    }
  } finally {
    await sender.close();
  }
};

/** Each of our services hears by the consumer group of its own name. */
const cutToRead = async (admin: Admin, topic: TopicName): Promise<void> => {
  const hearers = [...new Set(EVENTS.filter((event) => event.topic === topic).flatMap(({ heardBy }) => heardBy))];
  const read = new Map<number, bigint>();
  for (const groupId of hearers) {
    const [committed] = await admin.fetchOffsets({ groupId, topics: [topic] });
    for (const { partition, offset } of committed?.partitions ?? []) {
      const known = read.get(partition);
      const place = BigInt(offset) < 0n ? 0n : BigInt(offset);
      if (known === undefined || place < known) read.set(partition, place);
    }
  }
  const bounds = await admin.fetchTopicOffsets(topic);
  const partitions = bounds.flatMap(({ partition, low }) => {
    const offset = read.get(partition) ?? 0n;
    return offset > BigInt(low) ? [{ partition, offset: String(offset) }] : [];
  });
  if (partitions.length > 0) await admin.deleteTopicRecords({ topic, partitions });
};
