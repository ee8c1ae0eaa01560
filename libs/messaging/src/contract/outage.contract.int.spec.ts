import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOutbox } from '@gong-timeline/persistence';
import { type LocalKafka, startKafka } from '@gong-timeline/local-stack';
import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { listDeadLetters } from '../dead-letters/dead-letter-commands';
import { bookkeeper, booksOf, tellNext, upTo } from './ledger';
import { Testbed } from './testbed';

jest.setTimeout(90_000);

describe('an outage of the broker itself', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'gong-timeline-outage-'));
  let kafka: LocalKafka;
  let home: TestDatabase;
  let testbed: Testbed;

  beforeAll(async () => {
    [kafka, home] = await Promise.all([startKafka({ dataDir, heapMb: 256 }), testDatabase()]);
    testbed = await Testbed.open({ home, brokers: kafka.brokers });
  });
  afterAll(async () => {
    await testbed.close();
    await Promise.all([kafka.stop(), home.drop()]);
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('loses nothing, does nothing twice and keeps the order, also when it is killed', async () => {
    const reader = uniqueName('outage');
    const event = await testbed.event(reader);
    const database = await testbed.database();
    const keys = upTo(8).map((n) => `${reader}-${n}`);
    const relay = testbed.relay(database);
    const consumers = testbed.consumers(database, reader, [bookkeeper(event, reader)]);
    const tellRounds = async (rounds: number) => {
      for (const _ of upTo(rounds)) await tellNext(database, event, keys);
    };
    const heard = (numbers: number) =>
      eventually(
        async () => {
          const { firstHeard, totals } = await booksOf(database, reader);
          for (const key of keys) expect(firstHeard.get(key)).toEqual(upTo(numbers));
          for (const key of keys) expect(totals.get(key)).toBe(numbers);
        },
        { timeoutMs: 60_000, what: `${numbers} numbers of each key` },
      );
    await tellRounds(5);
    await heard(5);

    process.kill(kafka.pid, 'SIGKILL');
    await tellRounds(5);
    await eventually(async () => expect((await relay.status()).state).toBe('backing-off'));
    expect((await relay.status()).oldestSeconds).toBeGreaterThan(0);
    const { port } = kafka;
    await kafka.stop();
    kafka = await startKafka({ dataDir, port, heapMb: 256 });
    await tellRounds(5);
    await heard(15);
    // Taken out once the broker's word is there: the consumer may be faster.
    await eventually(async () => expect(await readOutbox(database)).toEqual([]));
    expect(await listDeadLetters(testbed.replica().kafka, { group: reader })).toEqual([]);
    await eventually(() => expect(consumers.health()).toMatchObject({ ready: true }), { timeoutMs: 20_000 });
  });
});
