import { connectKafka, ensureTopics, type Log } from '@gong-timeline/messaging';

const quiet: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Declares every topic of the contracts with its partitions and retention; safe to repeat. Errors are thrown. */
export async function provisionTopics(kafkaBrokers: string): Promise<void> {
  const kafka = connectKafka({ brokers: kafkaBrokers.split(','), clientId: 'gong-timeline-provision', log: quiet });
  try {
    await ensureTopics({ kafka });
  } finally {
    await kafka.close();
  }
}
