import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { freePort } from '../process/free-port';
import { poll } from '../process/poll';
import { isAlive } from '../process/process-table';
import { type LocalKafka, startKafka } from './start-kafka';

jest.setTimeout(60_000);

describe('the local Kafka', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'local-kafka-'));
  const running = new Set<LocalKafka>();
  const start: typeof startKafka = async (options) => {
    const server = await startKafka({ heapMb: 256, ...options });
    running.add(server);
    return server;
  };

  afterEach(async () => {
    for (const server of running) await server.stop();
    running.clear();
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  async function declare(brokers: string, topic: string): Promise<void> {
    const admin = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: false });
    // The leader that the broker names for it has begun only when it tells where its partition ends.
    const isLed = () =>
      admin.fetchTopicOffsets(topic).then(
        () => true,
        () => false,
      );
    expect(await poll(isLed, { timeoutMs: 10_000 })).toBe(true);
    await admin.disconnect();
  }

  /** Without a single retry: that is what "started" promises. */
  async function produce(brokers: string, topic: string, value: string): Promise<void> {
    const kafka = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING, retry: { retries: 0 } });
    const producer = kafka.producer({ allowAutoTopicCreation: false });
    await producer.connect();
    await producer.send({ topic, acks: -1, messages: [{ value }] });
    await producer.disconnect();
  }

  async function consume(brokers: string, topic: string, count: number): Promise<string[]> {
    const consumer = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING }).consumer({
      groupId: `all-${count}`,
    });
    const values: string[] = [];
    try {
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      await new Promise<void>((resolve, reject) => {
        // A coordinator that is still loading its groups is tried again.
        consumer.on('consumer.crash', ({ payload }) => payload.restart || reject(payload.error));
        void consumer.run({
          eachMessage: async ({ message }) => {
            if (values.push(String(message.value)) === count) resolve();
          },
        });
      });
    } finally {
      await consumer.disconnect();
    }
    return values;
  }

  it('starts, stops for good, and keeps what was written: after a clean stop and after kill -9', async () => {
    const first = await start({ dataDir });
    await declare(first.brokers, 'kept');
    await produce(first.brokers, 'kept', 'one');
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);

    const second = await start({ dataDir, port: first.port });
    expect(second.brokers).toBe(first.brokers);
    await produce(second.brokers, 'kept', 'two');
    process.kill(second.pid, 'SIGKILL');
    // Its folder is free once it is gone, however long a busy machine is over that.
    expect(await poll(() => !isAlive(second.pid), { timeoutMs: 10_000 })).toBe(true);

    const third = await start({ dataDir, port: first.port });
    await produce(third.brokers, 'kept', 'three');
    expect(await consume(third.brokers, 'kept', 3)).toEqual(['one', 'two', 'three']);
    expect(readFileSync(join(dataDir, 'kafka.log'), 'utf8')).toContain('Kafka Server started');
  });

  it('refuses a second broker on one folder', async () => {
    await start({ dataDir });
    await expect(startKafka({ dataDir })).rejects.toMatchObject({ code: 'stack.folder-in-use' });
  });

  it('names the port that is taken, and leaves the folder free', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    await expect(startKafka({ dataDir, port })).rejects.toMatchObject({
      code: 'stack.port-taken',
      message: expect.stringContaining(`Port ${port}, which Kafka needs, is taken by process ${process.pid}`),
    });
    other.close();
    await start({ dataDir });
  });

  it('says in one line why a broker did not start, and where its log is', async () => {
    const failing = start({ dataDir: join(dataDir, 'tiny'), heapMb: 8 });
    await expect(failing).rejects.toMatchObject({
      code: 'stack.kafka-start',
      message: expect.stringMatching(/^Kafka did not start \(exit code \d+: .+\)\. Its log: .+kafka\.log$/),
    });
  });
});
