import { callGone, jobStarted } from '@gong-timeline/contracts';
import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { Database } from './database';
import { migrate } from './migrate';
import { Outbox1000000000001 } from './outbox/store/outbox-migration';
import { OutboxTenants1000000000002 } from './outbox/store/outbox-tenants-migration';
import { readOutbox } from './outbox/store/read-outbox';

const POOL_SIZE = 3;
const at = new Date('2026-03-03T12:00:00.000Z');

describe('Database', () => {
  const schema = 'app';
  let home: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    home = await testDatabase();
    const { ownerUrl, applicationUrl: url, applicationRole } = home;
    const migrations = [Outbox1000000000001, OutboxTenants1000000000002];
    await migrate({ ownerUrl, schema, applicationRole, migrations });
    database = await Database.connect({
      url,
      schema,
      applicationName: 'gong-ingest',
      poolSize: POOL_SIZE,
      clock: { now: () => at },
    });
  });
  afterAll(async () => {
    await database.close();
    await home.drop();
  });
  beforeEach(() => database.acrossTenants().transaction((tx) => tx.query('DELETE FROM outbox')));

  const goneCall = {
    tenantId: 'acme',
    correlationId: 'job-1',
    causationId: 'cause-1',
    traceparent: null,
    data: callGone.example,
  };

  it('writes what is told to the outbox when the transaction commits', async () => {
    await database.within('acme').transaction(async (tx) => {
      tx.tell(callGone, goneCall);
      tx.tell(jobStarted, { ...goneCall, causationId: null, data: jobStarted.example });
    });
    const [first, second, ...rest] = await readOutbox(database);
    expect(rest).toEqual([]);
    expect(first).toMatchObject({
      topic: callGone.topic,
      key: `acme/${callGone.subject(callGone.example)}`,
      type: callGone.type,
      source: 'gong-ingest',
      occurredAt: '2026-03-03T12:00:00.000Z',
      tenantId: 'acme',
      correlationId: 'job-1',
      causationId: 'cause-1',
      traceparent: null,
      data: callGone.example,
    });
    expect(second).toMatchObject({ type: jobStarted.type, causationId: null });
    expect(second?.position).toBeGreaterThan(first?.position ?? Number.POSITIVE_INFINITY);
  });

  it('tells nothing when the transaction rolls back', async () => {
    const work = database.within('acme').transaction(async (tx) => {
      tx.tell(callGone, goneCall);
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await readOutbox(database)).toEqual([]);
  });

  it('refuses a fact of a tenant that the transaction does not reach, and all that was done in it', async () => {
    for (const reach of [database, database.within('other'), database.within(['other', 'acm', 'acme2'])]) {
      const work = reach.transaction(async (tx) => tx.tell(callGone, goneCall));
      await expect(work).rejects.toThrow('new row violates row-level security policy for table "outbox"');
    }
    expect(await readOutbox(database)).toEqual([]);
  });

  it('refuses a malformed fact and names the field', async () => {
    const work = database.transaction(async (tx) => {
      tx.tell(callGone, { ...goneCall, data: { ...callGone.example, callId: 7 as unknown as string } });
    });
    await expect(work).rejects.toThrow('gong.call-gone.v1: field "callId": Expected string');
  });

  it('wakes its listeners after a commit that told something, and only then', async () => {
    let woken = 0;
    database.onCommitted(() => woken++);
    await database.transaction(async (tx) => void (await tx.query('SELECT 1')));
    expect(woken).toBe(0);
    await database.within('acme').transaction(async (tx) => tx.tell(callGone, goneCall));
    expect(woken).toBe(1);
  });

  it('cuts a transaction whose time is up, and nothing of it stays', async () => {
    const late = new AbortController();
    const work = database.transaction(
      async (tx) => {
        tx.tell(callGone, goneCall);
        queueMicrotask(() => late.abort(new Error('too slow')));
        await tx.query('SELECT pg_sleep(5)');
      },
      { signal: late.signal },
    );
    await expect(work).rejects.toThrow('too slow');
    expect(await readOutbox(database)).toEqual([]);
  });

  it('gives the connection of a transaction that never ends to others, but not as it was', async () => {
    for (let n = 0; n < 2 * POOL_SIZE; n++) {
      const late = new AbortController();
      const work = database.transaction(
        async (tx) => {
          await tx.query('SELECT 1');
          late.abort(new Error('too slow'));
          await new Promise(() => undefined);
        },
        { signal: late.signal },
      );
      await expect(work).rejects.toThrow('too slow');
    }
    await database.ping();
  });

  it('leaves alone who has the connection after it, when the signal outlives the transaction', async () => {
    const stopping = new AbortController();
    await database.transaction(async (tx) => void (await tx.query('SELECT 1')), { signal: stopping.signal });
    const next = database.transaction(async (tx) => {
      stopping.abort(new Error('stopping'));
      return tx.query<{ one: number }>('SELECT 1 AS one');
    });
    await expect(next).resolves.toEqual([{ one: 1 }]);
  });
});
