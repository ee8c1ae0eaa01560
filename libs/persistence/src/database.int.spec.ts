import { callGone, jobStarted } from '@gong-timeline/contracts';
import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { Database } from './database';
import { migrate } from './migrate';
import { Outbox1000000000001 } from './outbox/store/outbox-migration';
import { readOutbox } from './outbox/store/read-outbox';

const at = new Date('2026-03-03T12:00:00.000Z');

describe('Database', () => {
  const schema = 'app';
  let home: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    home = await testDatabase();
    const { url } = home;
    await migrate({ ownerUrl: url, schema, applicationRole: 'postgres', migrations: [Outbox1000000000001] });
    database = await Database.connect({ url, schema, applicationName: 'gong-ingest', clock: { now: () => at } });
  });
  afterAll(async () => {
    await database.close();
    await home.drop();
  });
  beforeEach(() => database.query('DELETE FROM outbox'));

  const goneCall = {
    tenantId: 'acme',
    correlationId: 'job-1',
    causationId: 'cause-1',
    traceparent: null,
    data: callGone.example,
  };

  it('writes what is told to the outbox when the transaction commits', async () => {
    await database.transaction(async (tx) => {
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
    const work = database.transaction(async (tx) => {
      tx.tell(callGone, goneCall);
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
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
    await database.transaction(async (tx) => tx.tell(callGone, goneCall));
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
});
