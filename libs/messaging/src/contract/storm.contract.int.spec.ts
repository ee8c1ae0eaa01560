import { type Database, readOutbox } from '@gong-timeline/persistence';
import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import fc from 'fast-check';
import { listDeadLetters } from '../dead-letters/dead-letter-commands';
import { type Books, bookkeeper, booksOf, lastTold, tellNext, upTo } from './ledger';
import { Testbed } from './testbed';

jest.setTimeout(120_000);

const LEASE = { leaseMs: 2_000, leaseSlackMs: 400, sendTimeoutMs: 1_000, sweepMs: 200 };
const REPLICAS = 3;

/** What may befall one replica of the app between two rounds of telling. */
type Blow = { readonly replica: number; readonly what: 'cut-broker' | 'cut-database' | 'restart' | 'mend' };
const blow = fc.record<Blow>({
  replica: fc.nat({ max: REPLICAS - 1 }),
  what: fc.constantFrom('cut-broker', 'cut-database', 'restart', 'mend', 'mend'),
});
const storm = fc.record({
  blows: fc.array(fc.option(blow), { minLength: 25, maxLength: 25 }),
  skips: fc.array(fc.nat({ max: 5 }), { minLength: 25, maxLength: 25 }),
});

describe('a storm', () => {
  let home: TestDatabase;

  beforeAll(async () => {
    home = await testDatabase();
  });
  afterAll(() => home.drop());

  it('of cut lines and restarts of all replicas loses nothing, does nothing twice and keeps the order', async () => {
    await fc.assert(
      fc.asyncProperty(storm, async ({ blows, skips }) => {
        const testbed = await Testbed.open({ home, brokers: process.env.TEST_KAFKA_BROKERS ?? '' });
        try {
          await weather(testbed, blows, skips);
        } finally {
          await testbed.close();
        }
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });
});

async function weather(testbed: Testbed, blows: readonly (Blow | null)[], skips: readonly number[]): Promise<void> {
  const reader = uniqueName('storm');
  const event = await testbed.event(reader);
  const steady = await testbed.database();
  const keys = upTo(6).map((n) => `${reader}-${n}`);
  const replicas = await Promise.all(upTo(REPLICAS).map(() => newReplica(testbed, reader, event)));
  for (const [round, one] of blows.entries()) {
    const teller = replicas[round % REPLICAS] as Awaited<ReturnType<typeof newReplica>>;
    // A teller whose database is away cannot tell: that is an error to its caller, and no fact.
    const skipped = keys.filter((_, index) => index !== skips[round]);
    await tellNext(teller.database, event, skipped).catch(() => undefined);
    await tellNext(steady, event, keys);
    if (one !== null) await replicas[one.replica]?.suffer(one.what);
  }
  for (const replica of replicas) await replica.suffer('mend');
  const told = await lastTold(steady, reader);
  const books = await eventually(
    async () => {
      const now = await booksOf(steady, reader);
      for (const key of keys) expect(sorted(now, key)).toEqual(upTo(told.get(key) ?? 0));
      expect(await readOutbox(steady)).toEqual([]);
      return now;
    },
    { timeoutMs: 60_000, what: 'every number of every key' },
  );
  for (const key of keys) {
    expect(books.firstHeard.get(key)).toEqual(upTo(told.get(key) ?? 0));
    expect(books.totals.get(key)).toBe(told.get(key));
  }
  expect(await listDeadLetters(testbed.replica().kafka, { group: reader })).toEqual([]);
}

const sorted = ({ firstHeard }: Books, key: string): number[] => [...(firstHeard.get(key) ?? [])].sort((a, b) => a - b);

/** One process of the app: a relay and consumers, each with lines that can be cut. */
async function newReplica(testbed: Testbed, reader: string, event: Awaited<ReturnType<Testbed['event']>>) {
  const proxy = await testbed.proxy();
  const { network, kafka } = testbed.replica();
  const database: Database = await testbed.database(proxy.url);
  const start = () => ({
    relay: testbed.relay(database, { network, kafka }, LEASE),
    consumers: testbed.consumers(database, reader, [bookkeeper(event, reader)], { network, kafka }),
  });
  let parts = start();
  return {
    database,
    async suffer(what: Blow['what']): Promise<void> {
      if (what === 'cut-broker') network.cut();
      if (what === 'cut-database') proxy.cut();
      if (what === 'mend') {
        network.mend();
        proxy.mend();
      }
      if (what === 'restart') {
        await Promise.all([parts.relay.stop(), parts.consumers.close()]);
        parts = start();
      }
    },
  };
}
