import type { TopicName } from '@gong-timeline/contracts';
import type { Database } from '@gong-timeline/persistence';
import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { Kafka, logLevel } from 'kafkajs';
import { listDeadLetters } from '../dead-letters/dead-letter-commands';
import { KafkaSender } from '../kafka/kafka-sender';
import { SegmentCloser } from '../relay/segment-closer';
import { tombstone } from '../tenants/tombstone';
import { bookkeeper, booksOf } from './ledger';
import { headersOf, numbered } from './numbered';
import { Testbed } from './testbed';

jest.setTimeout(90_000);

/** As the public topic is declared, with seconds for hours. The broker's cleaner looks every five seconds. */
const IN_SECONDS = {
  'segment.ms': '1000',
  'min.compaction.lag.ms': '1000',
  'max.compaction.lag.ms': '2000',
  'delete.retention.ms': '600000',
};

describe('a compacted topic on a real broker (X1)', () => {
  let home: TestDatabase;
  let testbed: Testbed;
  let database: Database;

  beforeAll(async () => {
    home = await testDatabase();
    testbed = await Testbed.open({ home, brokers: process.env.TEST_KAFKA_BROKERS ?? '' });
    database = await testbed.database();
    testbed.relay(database);
  });
  afterAll(async () => {
    await testbed.close();
    await home.drop();
  });

  it('forgets what was superseded, in partitions too that nothing comes to any more', async () => {
    const topic = uniqueName('forgets');
    const quiet = uniqueName('quiet');
    const spec = { partitions: 3, cleanup: 'compact', config: IN_SECONDS } as const;
    const { kafka } = testbed.replica();
    const sender = new KafkaSender(kafka);
    for (const name of [topic, quiet]) {
      const { type } = await testbed.event(name, spec);
      const told = ['a', 'b', 'c', 'd'].flatMap((key) => [
        { key, number: 1, filling: 'said in confidence' },
        { key, number: 2, filling: '' },
      ]);
      // At once: of two that come a second apart on one partition the later would close the segment of the earlier.
      const message = (data: (typeof told)[number]) => ({
        headers: headersOf(data.key, type),
        value: JSON.stringify(data),
      });
      await sender.send(
        told.map((data) => ({ topic: name, key: `acme/${data.key}`, ...message(data) })),
        10_000,
      );
    }
    expect(await valuesOn(quiet)).toHaveLength(8);
    await sender.send([tombstone('acme', topic as TopicName, Buffer.from('acme/d'), new Date())], 5_000);
    await sender.close();
    testbed.consumers(database, topic, [bookkeeper(numbered(topic), topic)]);
    const closer = new SegmentCloser({
      database,
      topics: [{ topic, partitions: 3 }],
      source: 'spec',
      log: testbed.log,
      firstMs: 1_500,
      everyMs: 1_500,
    });
    closer.start();
    try {
      await eventually(
        async () => {
          const values = await valuesOn(topic);
          expect(values.filter((value) => value.includes('confidence'))).toEqual([]);
          // Of what was erased a late consumer sees the tombstone alone.
          expect(values.filter((value) => value !== '')).toHaveLength(3);
        },
        { timeoutMs: 60_000, intervalMs: 1_000, what: 'the topic to forget' },
      );
    } finally {
      await closer.stop();
    }
    // Our own consumers pass by what closes segments, and tombstones.
    await eventually(async () => expect((await booksOf(database, topic)).totals.size).toBeGreaterThan(2));
    expect(await listDeadLetters(kafka, { topic })).toEqual([]);
    // The same topic without the closer: the reason for it to be there.
    expect((await valuesOn(quiet)).filter((value) => value.includes('confidence'))).toHaveLength(4);
  });
});

/** What a consumer that starts now is given, from offset 0; '' for tombstones. */
async function valuesOn(topic: string): Promise<string[]> {
  const brokers = (process.env.TEST_KAFKA_BROKERS ?? '').split(',');
  const kafka = new Kafka({ clientId: 'late', brokers, logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  const left = new Map(ends.filter(({ high }) => high !== '0').map(({ partition, high }) => [partition, Number(high)]));
  const consumer = kafka.consumer({ groupId: uniqueName('late'), maxWaitTimeInMs: 100 });
  const values: string[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  try {
    await new Promise<void>((resolve, reject) => {
      // A coordinator that still loads its groups is asked again.
      consumer.on(consumer.events.CRASH, ({ payload }) => payload.restart || reject(payload.error));
      if (left.size === 0) resolve();
      consumer
        .run({
          eachMessage: async ({ partition, message }) => {
            values.push(message.value?.toString('utf8') ?? '');
            if (Number(message.offset) + 1 >= (left.get(partition) ?? 0)) left.delete(partition);
            if (left.size === 0) resolve();
          },
        })
        .catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
  return values;
}
