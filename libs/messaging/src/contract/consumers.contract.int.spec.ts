import { type Database, readOutbox } from '@gong-timeline/persistence';
import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import type { KafkaConsumers } from '../consumer/kafka-consumers';
import { TransientError } from '../errors';
import { listDeadLetters } from '../dead-letters/dead-letter-commands';
import { withAdmin } from '../kafka/kafka-client';
import { booksOf, bookkeeper, tell, tellNext, upTo } from './ledger';
import { Testbed } from './testbed';

jest.setTimeout(60_000);

describe('consumers', () => {
  let home: TestDatabase;
  let testbed: Testbed;
  let database: Database;

  beforeAll(async () => {
    home = await testDatabase();
    testbed = await Testbed.open({ home, brokers: process.env.TEST_KAFKA_BROKERS ?? '' });
    database = await testbed.database();
    testbed.relay(database);
  });
  afterEach(async () => {
    for (const consumers of started.splice(0)) await consumers.close();
  });
  afterAll(async () => {
    await testbed.close();
    await home.drop();
  });

  const started: KafkaConsumers[] = [];
  const consume = (...given: Parameters<Testbed['consumers']>) => {
    const consumers = testbed.consumers(...given);
    started.push(consumers);
    return consumers;
  };
  const hears = (reader: string, facts: number) =>
    eventually(async () => expect((await booksOf(database, reader)).firstHeard.size).toBe(facts), {
      timeoutMs: 30_000,
      what: `${facts} keys heard by ${reader}`,
    });
  const deadLettersOf = (group: string) => listDeadLetters(testbed.replica().kafka, { group });
  const numbersOf = (prefix: string, count: number) => upTo(count).map((n) => ({ key: `${prefix}-${n}`, number: 1 }));

  it('deliver again what was committed when its offset was not, and nothing is done twice', async () => {
    const reader = uniqueName('crash');
    const event = await testbed.event(reader);
    const dying = testbed.replica();
    const doomed = await testbed.database();
    // Its transaction is committed, and then it reaches nobody any more.
    const crash = jest.fn(() => dying.network.cut());
    doomed.onCommitted(crash);
    const subscription = bookkeeper(event, reader);
    const telling = {
      ...subscription,
      handler: async (...[facts, step]: Parameters<typeof subscription.handler>) => {
        await subscription.handler(facts, step);
        for (const fact of facts) step.tell(event, fact, { key: `${fact.subject}-told`, number: 1, filling: '' });
      },
    };
    await tell(database, event, numbersOf(reader, 20));
    const other = { ...telling, handler: subscription.handler };
    consume(doomed, reader, [telling], dying);
    await eventually(() => expect(crash).toHaveBeenCalled());
    consume(database, reader, [other]);
    await eventually(
      async () => {
        const { firstHeard, deliveries } = await booksOf(database, reader);
        // What is told of them is heard as well.
        expect(numbersOf(reader, 20).filter(({ key }) => !firstHeard.has(key))).toEqual([]);
        expect(deliveries).toBeGreaterThan(firstHeard.size);
      },
      { timeoutMs: 30_000 },
    );
    const { totals } = await booksOf(database, reader);
    for (const { key } of numbersOf(reader, 20)) expect(totals.get(key)).toBe(1);
  });

  it('lose nothing and do nothing twice when the group rebalances in mid-batch', async () => {
    const reader = uniqueName('rebalance');
    const event = await testbed.event(reader);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let inHand = 0;
    await tell(database, event, numbersOf(reader, 60));
    const first = consume(
      database,
      reader,
      [
        bookkeeper(event, reader, {
          before: async () => {
            inHand += 1;
            await held;
          },
        }),
      ],
      testbed.replica(),
      { tuning: { chunkLimit: 5 } },
    );
    await eventually(() => expect(inHand).toBeGreaterThan(0));
    const second = consume(database, reader, [bookkeeper(event, reader)]);
    // The newcomer waits for what is in hand: that is when it is let go.
    await eventually(() => testbed.log.lines.some(({ message }) => /rebalanc/i.test(message)) || inHand >= 1);
    release();
    await hears(reader, 60);
    await eventually(() => {
      expect(first.assignments).toBeGreaterThan(0);
      expect(second.assignments).toBeGreaterThan(0);
    });
    await tell(database, event, numbersOf(`${reader}-more`, 30));
    await hears(reader, 90);
    const { totals } = await booksOf(database, reader);
    expect([...totals.values()].every((sum) => sum === 1)).toBe(true);
  });

  it('give partitions up to a newcomer after the chunk in hand, not after the batch', async () => {
    const reader = uniqueName('newcomer');
    const event = await testbed.event(reader);
    let isSlow = true;
    const slowly = () => [
      bookkeeper(event, reader, { before: async () => void (isSlow && (await inPostgres(database, 0.25))) }),
    ];
    // Some 50 s of them, one chunk at a time: longer than a newcomer is waited for, however busy the machine is.
    await tell(database, event, numbersOf(reader, 400));
    consume(database, reader, slowly(), testbed.replica(), { tuning: { chunkLimit: 2 } });
    await eventually(async () => expect((await booksOf(database, reader)).deliveries).toBeGreaterThan(0));
    const newcomer = consume(database, reader, slowly(), testbed.replica(), { tuning: { chunkLimit: 2 } });
    await eventually(() => expect(newcomer.assignments).toBeGreaterThan(0));
    // After the batch it would be all of them.
    expect((await booksOf(database, reader)).deliveries).toBeLessThan(400);
    isSlow = false;
    await hears(reader, 400);
    expect((await booksOf(database, reader)).deliveries).toBe(400);
  });

  it('wait while something they lean on is down, and dead-letter nothing', async () => {
    const reader = uniqueName('transient');
    const event = await testbed.event(reader, { partitions: 1 });
    let down = true;
    let tries = 0;
    await tell(database, event, numbersOf(reader, 1));
    consume(database, reader, [
      bookkeeper(event, reader, {
        before: async () => {
          tries += 1;
          if (down) throw new TransientError('the other service is down');
        },
      }),
    ]);
    await eventually(() => expect(tries).toBeGreaterThan(4));
    down = false;
    await hears(reader, 1);
    expect(await deadLettersOf(reader)).toEqual([]);
    expect((await booksOf(database, reader)).deliveries).toBe(1);
  });

  it('go on by themselves after the database was away', async () => {
    const reader = uniqueName('database-away');
    const event = await testbed.event(reader);
    const proxy = await testbed.proxy();
    const cutOff = await testbed.database(proxy.url);
    const consumers = consume(cutOff, reader, [bookkeeper(event, reader)]);
    await tell(database, event, numbersOf(reader, 10));
    await hears(reader, 10);
    proxy.cut();
    await tell(database, event, numbersOf(`${reader}-more`, 10));
    await eventually(() => testbed.log.lines.some(({ message }) => message.startsWith(`partition ${reader}/`)));
    proxy.mend();
    await hears(reader, 20);
    expect(await deadLettersOf(reader)).toEqual([]);
    await eventually(() => expect(consumers.health()).toMatchObject({ ready: true }));
  });

  it('go on by themselves after the broker was away', async () => {
    const reader = uniqueName('broker-away');
    const event = await testbed.event(reader);
    const replica = testbed.replica();
    const fatal = jest.fn();
    const consumers = consume(database, reader, [bookkeeper(event, reader)], replica, { onFatal: fatal });
    await tell(database, event, numbersOf(reader, 10));
    await hears(reader, 10);
    replica.network.cut();
    await tell(database, event, numbersOf(`${reader}-more`, 10));
    await eventually(() => expect(consumers.health().ready).toBe(false), { timeoutMs: 30_000 });
    replica.network.mend();
    await hears(reader, 20);
    expect(fatal).not.toHaveBeenCalled();
    expect((await booksOf(database, reader)).totals.size).toBe(20);
  });

  it('keep their partitions while a handler is slow, chunk after chunk', async () => {
    const reader = uniqueName('slow');
    const event = await testbed.event(reader, { partitions: 1 });
    await tell(database, event, numbersOf(reader, 12));
    consume(
      database,
      reader,
      [bookkeeper(event, reader, { before: () => inPostgres(database, 0.6) })],
      testbed.replica(),
      // Six chunks of 0.6 s: longer than the session of a member that does not say that it lives.
      { tuning: { chunkLimit: 2, sessionTimeoutMs: 2_000 } },
    );
    await hears(reader, 12);
    expect((await booksOf(database, reader)).deliveries).toBe(12);
  });

  it('change nothing when a topic is read again from its beginning', async () => {
    const reader = uniqueName('again');
    const event = await testbed.event(reader);
    const keys = upTo(10).map((n) => `${reader}-${n}`);
    for (const _ of upTo(3)) await tellNext(database, event, keys);
    const first = consume(database, reader, [bookkeeper(event, reader)]);
    await eventually(async () => expect((await booksOf(database, reader)).deliveries).toBe(30));
    const before = await booksOf(database, reader);
    await first.close();
    await withAdmin(testbed.replica().kafka, (admin) =>
      admin.setOffsets({
        groupId: reader,
        topic: reader,
        partitions: [0, 1, 2].map((partition) => ({ partition, offset: '0' })),
      }),
    );
    consume(database, reader, [bookkeeper(event, reader)]);
    await eventually(async () => expect((await booksOf(database, reader)).deliveries).toBe(60));
    const after = await booksOf(database, reader);
    expect(after.firstHeard).toEqual(before.firstHeard);
    expect(after.totals).toEqual(before.totals);
  });

  it('finish the chunk in hand and commit its offset when they are stopped', async () => {
    const reader = uniqueName('stop');
    const event = await testbed.event(reader, { partitions: 1 });
    await tell(database, event, numbersOf(reader, 6));
    // All six are there when the first chunk is taken.
    await eventually(async () => expect(await readOutbox(database)).toEqual([]));
    let closing: Promise<void> | null = null;
    const consumers = consume(
      database,
      reader,
      [
        bookkeeper(event, reader, {
          before: async () => {
            closing ??= consumers.close();
            await inPostgres(database, 0.3);
          },
        }),
      ],
      testbed.replica(),
      { tuning: { chunkLimit: 2 } },
    );
    await eventually(() => closing !== null);
    await closing;
    expect((await booksOf(database, reader)).firstHeard.size).toBe(2);
    consume(database, reader, [bookkeeper(event, reader)]);
    await hears(reader, 6);
    expect((await booksOf(database, reader)).deliveries).toBe(6);
  });

  it('end the process when they can never go on', async () => {
    const reader = uniqueName('fatal');
    const event = await testbed.event(reader);
    const fatal = jest.fn();
    // The broker allows no session this short.
    consume(database, reader, [bookkeeper(event, reader)], testbed.replica(), {
      onFatal: fatal,
      tuning: { sessionTimeoutMs: 10 },
    });
    await eventually(() => expect(fatal).toHaveBeenCalledTimes(1));
    const line = testbed.log.lines.find(({ fields }) => fields['group'] === reader);
    expect(line).toMatchObject({ level: 'error', fields: { fault: 'misconfigured', crashes: 1 } });
  });
});

/** A wait that needs no timer here. */
const inPostgres = async (database: Database, seconds: number): Promise<void> => {
  await database.query('SELECT pg_sleep($1)', [seconds]);
};
