import { ensureTopics } from '@gong-timeline/messaging';

/** Declares every topic of the contracts with its partitions and retention; safe to repeat. */
export async function provisionTopics(kafkaBrokers: string): Promise<void> {
  await ensureTopics({ brokers: kafkaBrokers, clientId: 'gong-timeline-provision' });
}
