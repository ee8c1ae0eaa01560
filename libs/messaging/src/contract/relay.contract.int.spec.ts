import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { type Database, readOutbox } from '@gong-timeline/persistence';
import { withAdmin } from '../kafka/kafka-client';
import { KafkaSender } from '../kafka/kafka-sender';
import type { OutboxRelay } from '../relay/outbox-relay';
import { booksOf, bookkeeper, lastTold, tell, tellNext, upTo } from './ledger';
import { headersOf, numbered } from './numbered';
import { Testbed } from './testbed';

jest.setTimeout(60_000);

const context = { tenantId: 'acme', correlationId: 'job-1', causationId: null, traceparent: null };
const LEASE = { leaseMs: 2_000, leaseSlackMs: 400, sendTimeoutMs: 1_000, sweepMs: 200 };

describe('the outbox relay', () => {
  let home: TestDatabase;
  let testbed: Testbed;
  let database: Database;

  beforeAll(async () => {
    home = await testDatabase();
    testbed = await Testbed.open({
      home,
      brokers: process.env.TEST_KAFKA_BROKERS ?? '',
    });
    database = await testbed.database();
  });
  afterEach(async () => {
    for (const relay of relays.splice(0)) await relay.stop();
    await database.acrossTenants().transaction((tx) => tx.query('DELETE FROM outbox'));
  });
  afterAll(async () => {
    await testbed.close();
    await home.drop();
  });

  const relays: OutboxRelay[] = [];
  const relay = (on: Database = database, replica = testbed.replica(), tuning = {}) => {
    const started = testbed.relay(on, replica, { ...LEASE, ...tuning });
    relays.push(started);
    return started;
  };
  const outboxIsEmpty = () =>
    eventually(async () => expect(await readOutbox(database)).toEqual([]), { timeoutMs: 20_000 });

  it('keeps the order per key with several replicas telling and relaying, while replicas come and go', async () => {
    const reader = uniqueName('order');
    const event = await testbed.event(reader);
    const keys = upTo(12).map((n) => `${reader}-${n}`);
    testbed.consumers(database, reader, [bookkeeper(event, reader)]);
    const replicas = [database, await testbed.database(), await testbed.database()];
    // Batches smaller than what waits: the next is read while one is being sent.
    const running = replicas.map((one) => relay(one, testbed.replica(), { batchMessages: 7 }));
    const telling = replicas.map(async (one, n) => {
      for (let round = 0; round < 40; round++) {
        await tellNext(
          one,
          event,
          keys.filter((_, index) => (index + round) % (n + 2) !== 0),
        );
        if (round === 15 && n === 0) await running[0]?.stop();
        if (round === 20 && n === 1) relay(await testbed.database());
      }
    });
    await Promise.all(telling);
    const told = await lastTold(database, reader);
    await eventually(
      async () => {
        const { firstHeard } = await booksOf(database, reader);
        for (const key of keys) expect(firstHeard.get(key)).toEqual(upTo(told.get(key) ?? 0));
      },
      { timeoutMs: 20_000, what: 'every number of every key, in order' },
    );
    await outboxIsEmpty();
  });

  it('shares the shards out, and takes over those of a replica that vanished', async () => {
    const proxy = await testbed.proxy();
    const vanishing = relay(await testbed.database(proxy.url));
    await eventually(async () => expect((await vanishing.status()).shards).toHaveLength(8));
    const other = relay(await testbed.database());
    await eventually(async () => {
      expect((await vanishing.status()).shards).toHaveLength(4);
      expect((await other.status()).shards).toHaveLength(4);
    });
    proxy.cut();
    await eventually(async () => expect((await other.status()).shards).toHaveLength(8));
  });

  it('sends nothing once its lease is lost', async () => {
    const reader = uniqueName('lost-lease');
    const event = await testbed.event(reader);
    testbed.consumers(database, reader, [bookkeeper(event, reader)]);
    const proxy = await testbed.proxy();
    const cutOff = await testbed.database(proxy.url);
    const slow = testbed.replica();
    const first = relay(cutOff, slow);
    await eventually(async () => expect((await first.status()).shards).toHaveLength(8));
    // It has read the first number, and then neither the broker nor the database answers.
    slow.network.cut();
    await tellNext(database, event, [reader]);
    first.wake();
    await eventually(async () => expect((await first.status()).state).toBe('backing-off'));
    proxy.cut();
    const second = relay(await testbed.database());
    await eventually(async () => expect((await second.status()).shards).toHaveLength(8));
    for (const _ of upTo(5)) await tellNext(database, event, [reader]);
    second.wake();
    await outboxIsEmpty();
    slow.network.mend();
    proxy.mend();
    await eventually(async () => expect((await first.status()).state).toBe('running'));
    const books = await eventually(async () => {
      const now = await booksOf(database, reader);
      expect(now.firstHeard.get(reader)).toEqual(upTo(6));
      return now;
    });
    expect(books.deliveries).toBe(6);
  });

  it('holds up one key only when the broker refuses a message, and lets it go on in order when it may', async () => {
    const reader = uniqueName('too-large');
    const event = await testbed.event(reader, { partitions: 1 });
    testbed.consumers(database, reader, [bookkeeper(event, reader)]);
    // Small batches: what comes behind the refused message has been read already when the broker refuses it.
    const running = relay(database, testbed.replica(), { batchMessages: 20 });
    const others = upTo(30).map((n) => ({ key: `${reader}-${n}`, number: 1 }));
    await tell(database, event, [
      { key: reader, number: 1 },
      ...others.slice(0, 15),
      { key: reader, number: 2, filling: 'x'.repeat(1_100_000) },
      ...others.slice(15),
      { key: reader, number: 3 },
    ]);
    await eventually(async () => expect((await booksOf(database, reader)).firstHeard.size).toBe(31), {
      timeoutMs: 20_000,
    });
    expect((await booksOf(database, reader)).firstHeard.get(reader)).toEqual([1]);
    // Who consumes may be faster than the broker's word to the relay.
    await eventually(async () => {
      const { heldKeys } = await running.status();
      expect(heldKeys).toMatchObject([{ topic: reader, key: `acme/${reader}`, attempts: expect.any(Number) }]);
      expect(heldKeys[0]?.lastError).toMatch(/larger than the max message size/);
      expect((await readOutbox(database)).map(({ key }) => key)).toEqual([`acme/${reader}`, `acme/${reader}`]);
    });

    await allowMessagesOf(reader, 2_000_000);
    await eventually(async () => expect((await booksOf(database, reader)).firstHeard.get(reader)).toEqual([1, 2, 3]), {
      timeoutMs: 20_000,
      what: 'the held key goes on, in order',
    });
    await outboxIsEmpty();
    await eventually(async () => expect((await running.status()).heldKeys).toEqual([]));
  });

  it('holds up one topic only when nobody declared it', async () => {
    const reader = uniqueName('undeclared');
    const known = await testbed.event(reader);
    const unknown = numbered(`${reader}-nowhere`);
    testbed.consumers(database, reader, [bookkeeper(known, reader)]);
    const running = relay();
    await database.within(context.tenantId).transaction(async (tx) => {
      for (const event of [unknown, known, unknown]) {
        const data = { key: reader, number: 1, filling: '' };
        tx.tell(event, { ...context, data });
      }
    });
    await eventually(async () => expect((await booksOf(database, reader)).deliveries).toBe(1));
    await eventually(async () => expect((await running.status()).heldTopics).toMatchObject([{ topic: unknown.topic }]));
    await eventually(async () =>
      expect((await readOutbox(database)).map((entry) => entry.topic)).toEqual([unknown.topic, unknown.topic]),
    );
  });

  it('goes on where it was after the broker was away', async () => {
    const reader = uniqueName('broker-away');
    const event = await testbed.event(reader);
    testbed.consumers(database, reader, [bookkeeper(event, reader)]);
    const replica = testbed.replica();
    const running = relay(database, replica);
    await tellNext(database, event, [reader]);
    await outboxIsEmpty();
    replica.network.cut();
    for (const _ of upTo(3)) await tellNext(database, event, [reader]);
    await eventually(async () => expect((await running.status()).state).toBe('backing-off'));
    expect(await readOutbox(database)).toHaveLength(3);
    replica.network.mend();
    await outboxIsEmpty();
    await eventually(async () => expect((await booksOf(database, reader)).firstHeard.get(reader)).toEqual(upTo(4)));
  });

  it('sends what an earlier process left behind, with nobody to wake it', async () => {
    const reader = uniqueName('left');
    const event = await testbed.event(reader);
    await tellNext(database, event, [reader]);
    testbed.consumers(database, reader, [bookkeeper(event, reader)]);
    relay(await testbed.database());
    await eventually(async () => expect((await booksOf(database, reader)).firstHeard.get(reader)).toEqual([1]));
    await tellNext(database, event, [reader]);
    await eventually(async () => expect((await booksOf(database, reader)).firstHeard.get(reader)).toEqual([1, 2]));
  });

  it('misses nothing that commits late, behind what was sent already', async () => {
    const reader = uniqueName('late');
    const event = await testbed.event(reader);
    testbed.consumers(database, reader, [bookkeeper(event, reader)]);
    // No renewal of the lease comes in between, which would make it look at everything.
    relay(database, testbed.replica(), { leaseMs: 120_000 });
    const heard = async (count: number) =>
      eventually(async () => expect((await booksOf(database, reader)).firstHeard.size).toBe(count));
    await database.within(context.tenantId).transaction(async (tx) => {
      const data = { key: `${reader}-late`, number: 1, filling: '' };
      tx.tell(event, { ...context, data });
      // It has its place in the outbox here, as `transaction` gives it just before COMMIT.
      await (tx as unknown as { flush(): Promise<unknown> }).flush();
      for (const n of upTo(20)) {
        await tellNext(database, event, [`${reader}-${n}`]);
        await heard(n);
      }
    });
    await heard(21);
  });

  it('does not let the broker take a new message for one that was sent and not answered', async () => {
    const reader = uniqueName('sequence');
    const event = await testbed.event(reader, { partitions: 1 });
    testbed.consumers(database, reader, [bookkeeper(event, reader)]);
    const { network, kafka } = testbed.replica();
    const sender = new KafkaSender(kafka);
    const message = (number: number) => ({
      topic: event.topic,
      key: `acme/${reader}-${number}`,
      headers: headersOf(`${reader}-${number}`, event.type),
      value: JSON.stringify({ key: `${reader}-${number}`, number, filling: '' }),
    });
    await sender.send([message(1)], 5_000);
    network.deafen();
    const unanswered = sender.send([message(2)], 20_000);
    await eventually(async () => expect((await booksOf(database, reader)).firstHeard.size).toBe(2));
    network.cut();
    await expect(unanswered).rejects.toThrow();
    network.mend();
    await sender.send([message(3)], 5_000);
    await eventually(async () => expect((await booksOf(database, reader)).firstHeard.size).toBe(3));
    await sender.close();
  });

  const allowMessagesOf = (topic: string, bytes: number) =>
    withAdmin(testbed.replica().kafka, (admin) =>
      admin.alterConfigs({
        validateOnly: false,
        resources: [{ type: 2, name: topic, configEntries: [{ name: 'max.message.bytes', value: String(bytes) }] }],
      }),
    );
});
