import { Database, migrate, setTenantState, tenantGateMigration } from '@gong-timeline/persistence';
import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { listDeadLetters } from '../dead-letters/dead-letter-commands';
import { KafkaSender } from '../kafka/kafka-sender';
import type { Labels, Meter } from '../meter';
import { noMeter } from '../meter';
import { bookkeeper, booksOf, tell } from './ledger';
import type { Numbered } from './numbered';
import { Testbed } from './testbed';

jest.setTimeout(60_000);

describe('what comes of a tenant that is being wiped, or was (X3)', () => {
  let home: TestDatabase;
  let testbed: Testbed;
  let teller: Database;
  let hearer: Database;

  beforeAll(async () => {
    home = await testDatabase();
    testbed = await Testbed.open({ home, brokers: process.env.TEST_KAFKA_BROKERS ?? '' });
    const { ownerUrl, applicationUrl: url, applicationRole } = home;
    teller = await testbed.database();
    testbed.relay(teller);
    const schema = 'hearer';
    await migrate({ ownerUrl, schema, applicationRole, migrations: [...Testbed.migrations, tenantGateMigration] });
    hearer = await Database.connect({ url, schema, applicationName: 'gong-ingest', gated: true });
    await hearer.transaction((tx) => setTenantState(tx, 'gone', { state: 'wiping', revision: 1 }));
  });
  afterAll(async () => {
    await testbed.close();
    await hearer.close();
    await home.drop();
  });

  const tellOfGone = (event: Numbered, key: string) =>
    teller.within('gone').transaction(async (tx) => {
      const fact = { tenantId: 'gone', correlationId: 'job', causationId: null, traceparent: null };
      tx.tell(event, { ...fact, data: { key, number: 1, filling: '' } });
    });

  it('is set aside by that name, and only that: all else of the same batches is handled', async () => {
    const reader = uniqueName('gone');
    const event = await testbed.event(reader, { partitions: 1 });
    const seen: Labels[] = [];
    const meter: Meter = {
      ...noMeter,
      counter: (name) => ({ add: (_, labels) => void (name === 'messaging_ignored_total' && seen.push(labels)) }),
    };
    for (const key of ['a', 'b', 'c']) {
      await tell(teller, event, [{ key, number: 1 }]);
      await tellOfGone(event, `${key}-of-gone`);
    }
    const sender = new KafkaSender(testbed.replica().kafka);
    const headers = { ce_tenantid: 'gone', ce_type: event.type };
    await sender.send([{ topic: reader, key: 'gone/x', value: 'no fact', headers }], 10_000);
    await tell(teller, event, [{ key: 'd', number: 1 }]);
    await sender.close();
    testbed.consumers(hearer, reader, [bookkeeper(event, reader)], testbed.replica(), { meter });
    await eventually(async () => {
      const { firstHeard } = await booksOf(hearer, reader);
      expect([...firstHeard.keys()].sort()).toEqual(['a', 'b', 'c', 'd']);
      expect(seen).toEqual(Array(4).fill({ type: event.type, reason: 'tenant-gone' }));
    });
    expect(await listDeadLetters(testbed.replica().kafka, { group: reader })).toEqual([]);
  });
});
