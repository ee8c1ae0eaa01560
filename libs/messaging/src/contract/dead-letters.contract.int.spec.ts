import type { Database } from '@gong-timeline/persistence';
import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { discardDeadLetters, listDeadLetters, replayDeadLetters } from '../dead-letters/dead-letter-commands';
import { readDeadLetters } from '../dead-letters/read-dead-letters';
import { PermanentError } from '../errors';
import type { KafkaClient } from '../kafka/kafka-client';
import { bookkeeper, booksOf, tell } from './ledger';
import type { Numbered } from './numbered';
import { Testbed } from './testbed';

jest.setTimeout(60_000);

describe('dead letters', () => {
  let home: TestDatabase;
  let testbed: Testbed;
  let database: Database;
  let kafka: KafkaClient;

  beforeAll(async () => {
    home = await testDatabase();
    testbed = await Testbed.open({ home, brokers: process.env.TEST_KAFKA_BROKERS ?? '' });
    database = await testbed.database();
    testbed.relay(database);
    ({ kafka } = testbed.replica());
  });
  afterAll(async () => {
    await testbed.close();
    await home.drop();
  });

  /** A group that cannot take the messages of some keys until it is mended. */
  function troubled(event: Numbered, group: string, keys: readonly string[]) {
    const state = { broken: true };
    testbed.consumers(database, group, [
      bookkeeper(event, group, {
        before: async (facts) => {
          const poison = facts.find((fact) => keys.some((key) => fact === `${key}:1`));
          if (state.broken && poison !== undefined) throw new PermanentError('spec.broken', `not ${poison}`);
        },
      }),
    ]);
    return state;
  }

  const lettersOf = (group: string, count: number) =>
    eventually(async () => {
      const letters = await listDeadLetters(kafka, { group });
      expect(letters).toHaveLength(count);
      return letters;
    });

  it('reach only the group that lost them when they are replayed, and are dead letters no more', async () => {
    const group = uniqueName('replay');
    const other = `${group}-other`;
    const event = await testbed.event(group);
    const state = troubled(event, group, ['a']);
    testbed.consumers(database, other, [bookkeeper(event, other)]);
    await tell(database, event, [
      { key: 'a', number: 1 },
      { key: 'b', number: 1 },
    ]);
    const [letter] = await lettersOf(group, 1);
    state.broken = false;
    const reference = letter?.reference ?? '';
    expect(await replayDeadLetters(kafka, [reference, 'no/such/letter'])).toEqual({
      done: [reference],
      unknown: ['no/such/letter'],
      withheld: [],
    });
    await eventually(async () =>
      expect((await booksOf(database, group)).totals).toEqual(
        new Map([
          ['a', 1],
          ['b', 1],
        ]),
      ),
    );
    // A fact that comes behind the replayed one on its partition: when the other group has it, it has passed that one.
    await tell(database, event, [{ key: 'a', number: 2 }]);
    await eventually(async () => {
      const { firstHeard, deliveries } = await booksOf(database, other);
      expect(firstHeard.get('a')).toEqual([1, 2]);
      expect(deliveries).toBe(3);
    });
    expect(await listDeadLetters(kafka, { group })).toEqual([]);
  });

  it('that fail again when they are replayed become dead letters again, of their new place', async () => {
    const group = uniqueName('again');
    const event = await testbed.event(group, { partitions: 1 });
    troubled(event, group, ['a']);
    await tell(database, event, [{ key: 'a', number: 1 }]);
    const [first] = await lettersOf(group, 1);
    await replayDeadLetters(kafka, [first?.reference ?? '']);
    const [second] = await eventually(async () => {
      const letters = await listDeadLetters(kafka, { group });
      expect(letters.map(({ offset }) => offset)).toEqual(['1']);
      return letters;
    });
    expect(second).toMatchObject({ eventId: first?.eventId, value: first?.value, code: 'spec.broken' });
  });

  it('are gone for good when they are discarded', async () => {
    const group = uniqueName('discard');
    const event = await testbed.event(group);
    troubled(event, group, ['a', 'b']);
    await tell(database, event, [
      { key: 'a', number: 1 },
      { key: 'b', number: 1 },
    ]);
    const letters = await lettersOf(group, 2);
    const a = letters.find(({ key }) => key?.toString() === 'acme/a')?.reference ?? '';
    expect(await discardDeadLetters(kafka, [a])).toEqual({ done: [a], unknown: [], withheld: [] });
    expect(await discardDeadLetters(kafka, [a])).toEqual({ done: [], unknown: [a], withheld: [] });
    expect((await lettersOf(group, 1)).map(({ key }) => key?.toString())).toEqual(['acme/b']);
  });

  it('are all listed however long a broker takes to answer: its silence is not their end', async () => {
    const group = uniqueName('slow');
    const event = await testbed.event(group);
    troubled(event, group, ['a']);
    await tell(database, event, [{ key: 'a', number: 1 }]);
    const [letter] = await lettersOf(group, 1);
    const slow = testbed.replica();
    slow.network.holdFetches();
    const silenceMs = 100;
    const reading = readDeadLetters(slow.kafka, silenceMs);
    await eventually(() => slow.network.heldFetches > 0);
    const silentSince = performance.now();
    await eventually(() => performance.now() - silentSince > 5 * silenceMs);
    slow.network.mend();
    expect([...(await reading).keys()]).toContain(letter?.reference);
  });

  it('are listed by what they are asked for', async () => {
    const group = uniqueName('list');
    const event = await testbed.event(group);
    troubled(event, group, ['a']);
    await tell(database, event, [{ key: 'a', number: 1 }]);
    await lettersOf(group, 1);
    const found = (filter: object) => listDeadLetters(kafka, { group, ...filter }).then(({ length }) => length);
    expect(await found({ code: 'spec.broken', tenantId: 'acme', correlationId: 'job-1', eventType: event.type })).toBe(
      1,
    );
    expect(await found({ code: 'another' })).toBe(0);
    expect(await found({ topic: 'another' })).toBe(0);
  });
});
