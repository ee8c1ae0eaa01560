import { TOPICS } from '@gong-timeline/contracts';
import type { KafkaClient } from './kafka-client';
import { withAdmin } from './kafka-client';
import { untilLed } from './until-led';

export interface TopicSpec {
  readonly partitions: number;
  readonly cleanup: 'delete' | 'compact';
  readonly retentionMs?: number;
  /** Kafka's own topic settings beyond those. */
  readonly config?: Readonly<Record<string, string>>;
}

export interface EnsureTopicsOptions {
  readonly kafka: KafkaClient;
  /** TOPICS of the contracts, unless a spec names its own. */
  readonly topics?: Readonly<Record<string, TopicSpec>>;
  readonly replicationFactor?: number;
}

export interface EnsuredTopics {
  readonly created: readonly string[];
  readonly existing: readonly string[];
}

/**
 * Makes the topics that are missing. One that stands is left as it is, but for a number of partitions that differs,
 * which is an error: changing it would send the same key to another partition and lose its order.
 */
export async function ensureTopics({
  kafka,
  topics = TOPICS,
  replicationFactor = 1,
}: EnsureTopicsOptions): Promise<EnsuredTopics> {
  return withAdmin(kafka, async (admin) => {
    const known = new Set(await admin.listTopics());
    const wanted = Object.entries(topics);
    const missing = wanted.filter(([name]) => !known.has(name));
    const existing = wanted.filter(([name]) => known.has(name));
    if (missing.length > 0) {
      await admin.createTopics({
        waitForLeaders: false,
        topics: missing.map(([topic, { partitions, cleanup, retentionMs, config = {} }]) => ({
          topic,
          numPartitions: partitions,
          replicationFactor,
          configEntries: [
            { name: 'cleanup.policy', value: cleanup },
            ...(retentionMs === undefined ? [] : [{ name: 'retention.ms', value: String(retentionMs) }]),
            ...Object.entries(config).map(([name, value]) => ({ name, value })),
          ],
        })),
      });
      await untilLed(
        admin,
        missing.map(([name]) => name),
      );
    }
    if (existing.length > 0) {
      const metadata = await admin.fetchTopicMetadata({ topics: existing.map(([name]) => name) });
      for (const { name, partitions } of metadata.topics) {
        const declared = topics[name]?.partitions;
        if (declared !== partitions.length) {
          throw new Error(
            `Topic ${name} has ${partitions.length} partitions, ${declared} are declared: keys would change partition. ` +
              'Declare what stands, or move to a new version of the topic.',
          );
        }
      }
    }
    return { created: missing.map(([name]) => name), existing: existing.map(([name]) => name) };
  });
}
