import { randomUUID } from 'node:crypto';
import type { Kafka, KafkaMessage } from 'kafkajs';

export interface Reading {
  readonly events: number;
  /** From the first batch in hand to the end: joining the group is not counted. */
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** From offset 0 to the end of the topic, with kafkajs as it comes; `take` is what a reader does with a message. */
export async function readTopic(
  kafka: Kafka,
  topic: string,
  events: number,
  take: (message: KafkaMessage) => void,
): Promise<Reading> {
  const consumer = kafka.consumer({ groupId: `bench-${randomUUID()}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  let read = 0;
  let began = 0;
  let cpu = process.cpuUsage();
  const reading = await new Promise<Reading>((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    consumer
      .run({
        eachBatch: async ({ batch }) => {
          if (began === 0) {
            began = performance.now();
            cpu = process.cpuUsage();
          }
          for (const message of batch.messages) take(message);
          read += batch.messages.length;
          if (read < events) return;
          const { user, system } = process.cpuUsage(cpu);
          resolve({ events: read, seconds: (performance.now() - began) / 1_000, cpuSeconds: (user + system) / 1e6 });
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  return reading;
}
