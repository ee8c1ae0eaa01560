import { callGone } from '@gong-timeline/contracts';
import { type Database, readOutbox } from '@gong-timeline/persistence';
import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import type { KafkaConsumers } from '../consumer/kafka-consumers';
import { PermanentError } from '../errors';
import { listDeadLetters } from '../dead-letters/dead-letter-commands';
import { KafkaSender } from '../kafka/kafka-sender';
import { booksOf, bookkeeper, tell, upTo } from './ledger';
import { headersOf, type Numbered } from './numbered';
import { on } from '../subscription';
import { Testbed } from './testbed';

jest.setTimeout(60_000);

describe('consumers that get what they cannot take', () => {
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

  it('let one poisonous message of a batch cost itself only', async () => {
    const reader = uniqueName('poison');
    const event = await testbed.event(reader, { partitions: 1 });
    const lost: unknown[] = [];
    const poisonous = `${reader}-17`;
    await tell(database, event, numbersOf(reader, 40));
    consume(database, reader, [
      bookkeeper(event, reader, {
        before: async (facts) => {
          if (facts.includes(`${poisonous}:1`)) throw new PermanentError('spec.poison', 'this one I cannot take');
        },
        whenLost: (one, step) => {
          lost.push(one);
          step.tell(event, one.fact as never, { key: `${reader}-lost`, number: 1, filling: '' });
        },
      }),
    ]);
    // 39 of the 40, and what was told of the one that was lost.
    await hears(reader, 40);
    const [letter, ...more] = await eventually(async () => {
      const letters = await deadLettersOf(reader);
      return letters.length > 0 && letters;
    });
    expect(more).toEqual([]);
    expect(letter).toMatchObject({
      group: reader,
      topic: reader,
      partition: 0,
      attempts: 1,
      code: 'spec.poison',
      message: 'this one I cannot take',
      eventType: event.type,
      tenantId: 'acme',
      correlationId: 'job-1',
    });
    expect(letter?.reference).toBe(`${reader}/${reader}/0/${letter?.offset}`);
    expect(letter?.key?.toString()).toBe(`acme/${poisonous}`);
    expect(JSON.parse(String(letter?.value))).toEqual({ key: poisonous, number: 1, filling: '' });
    expect(lost).toMatchObject([{ reference: letter?.reference, reason: 'spec.poison: this one I cannot take' }]);
    expect((await booksOf(database, reader)).firstHeard.has(poisonous)).toBe(false);
    await eventually(() => {
      const line = testbed.log.lines.find(({ fields }) => fields['reference'] === letter?.reference);
      expect(line).toMatchObject({ level: 'error', fields: { topic: reader, partition: 0, eventType: event.type } });
    });
  });

  it('try a message that fails for a reason unknown three times, and no more', async () => {
    const reader = uniqueName('unknown');
    const event = await testbed.event(reader);
    let failures = 0;
    await tell(database, event, [{ key: reader, number: 1 }]);
    consume(database, reader, [
      bookkeeper(event, reader, {
        before: async () => {
          failures += 1;
          throw new TypeError('a bug');
        },
      }),
    ]);
    const [letter] = await eventually(async () => {
      const letters = await deadLettersOf(reader);
      return letters.length > 0 && letters;
    });
    expect(letter).toMatchObject({ attempts: 3, code: 'handler.failed', message: 'a bug' });
    expect(failures).toBe(3);
  });

  it('reach the tenants of their facts only: what is done for another is undone, and the fact is lost (X3)', async () => {
    const reader = uniqueName('astray');
    const event = await testbed.event(reader);
    await tell(database, event, [{ key: reader, number: 1 }]);
    const data = { key: `${reader}-told`, number: 1, filling: '' };
    const to = { tenantId: 'beta', correlationId: 'job-1', causationId: null, traceparent: null, data };
    consume(database, reader, [on(event, async (_, { tx }) => tx.tell(event, to))]);
    const [letter] = await eventually(async () => {
      const letters = await deadLettersOf(reader);
      return letters.length > 0 && letters;
    });
    expect(letter?.message).toBe('new row violates row-level security policy for table "outbox"');
    expect(letter?.tenantId).toBe('acme');
    expect((await readOutbox(database)).filter(({ tenantId }) => tenantId === 'beta')).toEqual([]);
  });

  it('send what they cannot read to the dead letters, and say what is wrong with it', async () => {
    const reader = uniqueName('unparseable');
    const event = await testbed.event(reader, { partitions: 1 });
    const type = event.type;
    const good = headersOf(reader, type);
    const { ce_tenantid: _, ...withoutTenant } = good;
    const fine = JSON.stringify({ key: reader, number: 1, filling: '' });
    await produce(event, [
      { headers: good, value: 'not JSON' },
      { headers: good, value: JSON.stringify({ key: reader, number: 'one', filling: '' }) },
      { headers: withoutTenant, value: fine },
      { headers: { ...good, ce_type: 'nobody.knows.v1' }, value: fine },
      { headers: {}, value: Buffer.from([0xff, 0xfe, 0x00]) },
      { headers: good, value: null },
      { headers: { ...good, ce_subject: 'other' }, value: fine },
      { headers: { ...good, ce_tenantid: 'ac\0me' }, value: fine },
      // Known to the contracts and told on this topic, but not what this group listens to.
      { headers: { ...good, ce_type: callGone.type }, value: fine },
      { headers: good, value: fine },
    ]);
    const lost: unknown[] = [];
    consume(database, reader, [
      bookkeeper(event, reader, {
        whenLost: (one) => {
          lost.push(one);
        },
      }),
    ]);
    await hears(reader, 1);
    const letters = await eventually(async () => {
      const all = await deadLettersOf(reader);
      return all.length >= 8 && all;
    });
    expect(letters.map(({ offset, code, message }) => [offset, code, message])).toEqual([
      ['0', 'message.not-json', expect.stringContaining('the value is not JSON')],
      ['1', 'message.malformed', `${type}: field "number": Expected integer`],
      ['2', 'message.header-missing', 'header "ce_tenantid" is missing or empty'],
      ['3', 'message.type-unknown', 'type "nobody.knows.v1" is in no contract'],
      ['4', 'message.header-missing', 'header "ce_type" is missing'],
      ['5', 'message.empty', `${type}: the message has no value`],
      ['6', 'message.subject-mismatch', `${type}: header "ce_subject" is not what the data is about`],
      ['7', 'message.header-malformed', 'header "ce_tenantid" is no id of a tenant'],
    ]);
    expect(letters[4]?.value).toEqual(Buffer.from([0xff, 0xfe, 0x00]));
    expect(letters[5]?.value).toBeNull();
    await eventually(() => expect(lost).toHaveLength(6));
    expect(lost[5]).toMatchObject({ fact: null, tenantId: null });
    expect(lost[0]).toMatchObject({ fact: null, tenantId: 'acme', subject: reader, correlationId: 'job-1', type });
  });

  it('cut off a handler that never ends, and go on with the rest', async () => {
    const reader = uniqueName('hangs');
    const event = await testbed.event(reader, { partitions: 1 });
    const hanging = `${reader}-2`;
    await tell(database, event, numbersOf(reader, 4));
    consume(
      database,
      reader,
      [
        bookkeeper(event, reader, {
          before: (facts) => (facts.includes(`${hanging}:1`) ? new Promise<void>(() => undefined) : Promise.resolve()),
        }),
      ],
      testbed.replica(),
      { tuning: { chunkTimeoutMs: 400 } },
    );
    await hears(reader, 3);
    const [letter] = await eventually(async () => {
      const letters = await deadLettersOf(reader);
      return letters.length > 0 && letters;
    });
    expect(letter).toMatchObject({ code: 'handler.too-slow', attempts: 3, message: 'not done within 400 ms' });
  });

  async function produce(
    event: Numbered,
    messages: readonly { headers: Record<string, string>; value: string | Buffer | null }[],
  ): Promise<void> {
    const sender = new KafkaSender(testbed.replica().kafka);
    for (const { headers, value } of messages) {
      await sender.send([{ topic: event.topic, key: `acme/${event.topic}`, headers, value }], 10_000);
    }
    await sender.close();
  }
});
