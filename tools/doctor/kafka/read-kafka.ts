import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { untilLed } from '@gong-timeline/messaging';
import { type Admin, ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';
import type { GroupReading, TopicReading } from '../checks/check-kafka';

/** A look and a second one so much later tell a group that works from one that is stuck. */
const BETWEEN_LOOKS_MS = 2_000;
const PARTITION = 0;

export interface ReadKafka {
  /** Of these those that are there. */
  readonly topics: (names: readonly string[]) => Promise<readonly TopicReading[]>;
  readonly group: (group: string, topics: readonly string[]) => Promise<GroupReading>;
  readonly clock: () => Promise<{ readonly theirs: Date; readonly askedAt: Date; readonly heardAt: Date }>;
}

/** The brokers, as an operator sees them. Reads, but for a topic of its own that tells the broker's clock and is gone after. */
export async function withKafka<T>(brokers: readonly string[], work: (kafka: ReadKafka) => Promise<T>): Promise<T> {
  const kafka = new Kafka({
    brokers: [...brokers],
    clientId: 'gong-timeline-doctor',
    logLevel: logLevel.NOTHING,
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    // A broker that has just begun makes its topic of offsets first.
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 6 },
  });
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await work({
      topics: (names) => readTopics(admin, names),
      group: (group, topics) => readGroup(admin, group, topics),
      clock: () => readClock(kafka, admin),
    });
  } finally {
    await admin.disconnect();
  }
}

async function readTopics(admin: Admin, names: readonly string[]): Promise<readonly TopicReading[]> {
  const { topics } = await admin.fetchTopicMetadata();
  // Others may go while we look, and would fail the look.
  const own = topics.filter(({ name }) => names.includes(name));
  if (own.length === 0) return [];
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: own.map(({ name }) => ({ type: ConfigResourceTypes.TOPIC, name })),
  });
  const configs = new Map(
    resources.map(({ resourceName, configEntries }) => [
      resourceName,
      Object.fromEntries(configEntries.map(({ configName, configValue }) => [configName, configValue])),
    ]),
  );
  return own.map(({ name, partitions }) => ({
    topic: name,
    partitions: partitions.length,
    config: configs.get(name) ?? {},
  }));
}

async function readGroup(admin: Admin, group: string, topics: readonly string[]): Promise<GroupReading> {
  const { groups } = await admin.describeGroups([group]);
  const members = groups[0]?.members.length ?? 0;
  const first = await look(admin, group, topics);
  if (first.lag === 0) return { group, members, lag: 0, moved: 0 };
  await pause(BETWEEN_LOOKS_MS);
  const second = await look(admin, group, topics);
  return { group, members, lag: second.lag, moved: second.position - first.position };
}

async function look(
  admin: Admin,
  group: string,
  topics: readonly string[],
): Promise<{ lag: number; position: number }> {
  const committed = await admin.fetchOffsets({ groupId: group, topics: [...topics] });
  let lag = 0;
  let position = 0;
  for (const { topic, partitions } of committed) {
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
      const offset = Number(partitions.find((each) => each.partition === partition)?.offset ?? -1);
      // A group that has never committed begins at the first message that is still there.
      const next = Math.max(offset, Number(low));
      lag += Math.max(0, Number(high) - next);
      position += next;
    }
  }
  return { lag, position };
}

/** A broker tells its time by nothing but what it writes on a message. */
async function readClock(kafka: Kafka, admin: Admin) {
  const topic = `doctor-clock-${randomUUID()}`;
  await admin.createTopics({
    waitForLeaders: false,
    topics: [{ topic, numPartitions: 1, configEntries: [{ name: 'message.timestamp.type', value: 'LogAppendTime' }] }],
  });
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  try {
    await untilLed(admin, [topic]);
    await producer.connect();
    const message = { key: null, value: 'what time is it?', partition: PARTITION };
    await producer.send({ topic, messages: [message] });
    const askedAt = new Date();
    const [sent] = await producer.send({ topic, messages: [message] });
    return { askedAt, heardAt: new Date(), theirs: new Date(Number(sent?.logAppendTime)) };
  } finally {
    await producer.disconnect();
    await admin.deleteTopics({ topics: [topic] });
  }
}
