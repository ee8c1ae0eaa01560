import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { listener, numbered, Testbed, tell } from './testbed';

const topic = uniqueName('order');
const event = numbered(topic);

describe('order', () => {
  let home: TestDatabase;
  let testbed: Testbed;

  beforeAll(async () => {
    home = await testDatabase();
    const brokers = process.env.TEST_KAFKA_BROKERS ?? '';
    testbed = await Testbed.open({
      databaseUrl: home.url,
      brokers,
      topics: { [topic]: { partitions: 3, cleanup: 'delete' } },
    });
  });
  afterAll(async () => {
    await testbed.close();
    await home.drop();
  });

  it('hands on what was told, from a commit to a handler', async () => {
    const database = await testbed.database();
    testbed.relay(database);
    const heard = listener(event);
    testbed.consumers(database, uniqueName('group'), [heard.subscription]);
    await tell(database, event, [
      { key: 'a', number: 1 },
      { key: 'b', number: 1 },
      { key: 'a', number: 2 },
    ]);
    await eventually(() => expect(heard.count()).toBe(3), { what: 'three facts heard' });
    expect(heard.numbersOf('a')).toEqual([1, 2]);
    expect(heard.chunks.every((chunk) => new Set(chunk.map(({ subject }) => subject)).size === chunk.length)).toBe(
      true,
    );
  });
});
