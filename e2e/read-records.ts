import { randomUUID } from 'node:crypto';
import { Kafka, type KafkaMessage, logLevel } from 'kafkajs';

/** Everything on a topic from offset 0 to its end, in the order of each partition: a plain client, its own group. */
export async function readRecords(brokers: string, topic: string): Promise<KafkaMessage[]> {
  const kafka = new Kafka({ clientId: 'another-team', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  const holding = ends.filter(({ low, high }) => Number(high) > Number(low));
  const left = new Map(holding.map(({ partition, high }) => [partition, Number(high)]));
  const records: KafkaMessage[] = [];
  if (left.size === 0) return records;

  const consumer = kafka.consumer({ groupId: `another-team-${randomUUID()}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  try {
    await new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      consumer
        .run({
          eachMessage: async ({ partition, message }) => {
            records.push(message);
            if (Number(message.offset) + 1 >= (left.get(partition) ?? 0)) left.delete(partition);
            if (left.size === 0) resolve();
          },
        })
        .catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
  return records;
}
