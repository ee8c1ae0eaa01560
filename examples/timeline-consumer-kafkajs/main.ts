import { Kafka, logLevel } from 'kafkajs';
import { Timeline } from './timeline';

/** Rebuilds a tenant's Timeline from offset 0, prints it, an Activity a line, and ends. */
async function main(): Promise<void> {
  const { KAFKA_BROKERS = '127.0.0.1:9092', TENANT_ID = 'acme', GROUP_ID = `timeline-${Date.now()}` } = process.env;
  const kafka = new Kafka({
    brokers: KAFKA_BROKERS.split(','),
    clientId: 'timeline-consumer',
    logLevel: logLevel.ERROR,
  });
  const left = await endsOf(kafka);
  const timeline = new Timeline(TENANT_ID);

  // Its default would begin at the end. A group that keeps what it read somewhere goes on from its offset instead.
  const consumer = kafka.consumer({ groupId: GROUP_ID });
  await consumer.connect();
  await consumer.subscribe({ topic: 'timeline.activity', fromBeginning: true });
  if (left.size > 0) {
    await new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      consumer
        .run({
          eachBatch: async ({ batch }) => {
            for (const message of batch.messages) timeline.take(message);
            if (BigInt(batch.lastOffset()) + 1n >= (left.get(batch.partition) ?? 0n)) left.delete(batch.partition);
            if (left.size === 0) resolve();
          },
        })
        .catch(reject);
    });
  }
  await consumer.disconnect();
  for (const activity of timeline.list()) process.stdout.write(`${JSON.stringify(activity)}\n`);
}

/** Where each partition that holds anything ends now. */
async function endsOf(kafka: Kafka): Promise<Map<number, bigint>> {
  const admin = kafka.admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets('timeline.activity');
  await admin.disconnect();
  const holding = offsets.filter(({ low, high }) => BigInt(high) > BigInt(low));
  return new Map(holding.map(({ partition, high }) => [partition, BigInt(high)]));
}

void main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
