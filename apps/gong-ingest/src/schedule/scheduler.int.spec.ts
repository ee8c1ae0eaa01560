import { retryWanted } from '@gong-timeline/contracts';
import { type TestDatabase, testDatabase, uniqueName, spawnNode } from '@gong-timeline/testing';
import { deliver, factOf } from '../../test/facts';
import { type Gong, type GongCompany, startGong } from '../../test/gong';
import { answer, callIds, count, only } from '../../test/outcomes';
import { connect, makeSchema, queue, type Replica, startReplica } from '../../test/replica';
import { startRetryOnRetryWanted } from '../start-retry-on-retry-wanted';
import { storeSettings, takeSlot } from '../store/connection.store';
import type { Connection } from '../store/connection.table';
import { latestSlot, nextSlot } from './slots';

describe('the schedule (S6)', () => {
  let home: TestDatabase;
  let gong: Gong;
  let company: GongCompany;
  let one: Replica;
  let other: Replica;
  let connection: Connection;
  /** The coming slot as each sentence begins: a real one may pass while it goes on. */
  let coming: number;

  beforeAll(async () => {
    [home, gong] = await Promise.all([testDatabase('gong-schedule'), startGong(spawnNode)]);
    await makeSchema(home);
  });
  afterAll(async () => {
    await gong?.stop();
    await home?.drop();
  });
  beforeEach(async () => {
    company = await gong.company(uniqueName('company'), 0);
    [one, other] = await Promise.all([startReplica(home, company), startReplica(home, company)]);
    await one.outside.transaction(async (tx) => {
      for (const table of ['job', 'outbox', 'connection', 'retry_wanted']) await tx.query(`DELETE FROM ${table}`);
    });
    connection = await connect(one, company, { intervalHours: 4 });
    coming = nextSlot(new Date(), 4).getTime();
    toJustAfter(0);
    await one.scheduler.turn();
    await one.runDue();
    await one.told();
  });
  afterEach(() => Promise.all([one.close(), other.close()]));

  /** So many slots after the coming one. */
  const toJustAfter = (slots: number) => moveTo(coming + slots * 4 * 3_600_000 + 1_000);
  const moveTo = (time: number) => {
    one.clock.aheadMs = other.clock.aheadMs = time - Date.now();
  };
  const setInterval = (intervalHours: number) =>
    one.database.within(connection.tenantId).transaction(async (tx) => {
      const settings = { ...connection.settings, intervalHours: intervalHours as 4 };
      // As a Save does: the run that it starts stands for the slots up to now.
      await storeSettings(tx, connection, settings, latestSlot(one.clock.now(), intervalHours));
    });
  const turnOfAll = () => Promise.all([one, other, one, other].map(({ scheduler }) => scheduler.turn()));
  const jobs = (trigger: string) =>
    one.outside.query<{ state: string; slot_at: Date | null }>(
      'SELECT state, slot_at FROM job WHERE tenant_id = $1 AND trigger = $2 ORDER BY created_at',
      [connection.tenantId, trigger],
    );
  const toggle = (enabled: boolean) =>
    one.database
      .within(connection.tenantId)
      .transaction((tx) => storeSettings(tx, connection, { ...connection.settings, enabled }, new Date(0)));

  it('runs each slot once, however many replicas look', async () => {
    toJustAfter(1);
    await turnOfAll();
    expect(await jobs('schedule')).toHaveLength(2);
    await one.runDue();
    expect(only(await one.told(), 'job-started')).toEqual([expect.objectContaining({ trigger: 'schedule' })]);
    await turnOfAll();
    expect(await jobs('schedule')).toHaveLength(2);
  });

  it('gives a slot to one of two replicas that saw it due, also when nothing is to be run for it', async () => {
    const slot = nextSlot(one.clock.now(), 4);
    const take = (replica: Replica) =>
      replica.database.within(connection.tenantId).transaction((tx) => takeSlot(tx, connection, slot));
    expect([await take(one), await take(other)]).toEqual([true, false]);
  });

  it('runs once after slots were missed while everything was down', async () => {
    toJustAfter(7);
    await turnOfAll();
    const [, caughtUp, ...more] = await jobs('schedule');
    expect(more).toEqual([]);
    expect(caughtUp?.slot_at).toEqual(new Date(coming + 7 * 4 * 3_600_000));
  });

  it('does not double a run that is still going on or waiting: it stands for the slot', async () => {
    await queue(one, connection);
    await one.take();
    toJustAfter(1);
    await turnOfAll();
    expect(await jobs('schedule')).toHaveLength(1);
    await one.outside.query(`UPDATE job SET state = 'ended', ending = 'read-to-end' WHERE tenant_id = $1`, [
      connection.tenantId,
    ]);
    await turnOfAll();
    expect(await jobs('schedule')).toHaveLength(1);
  });

  it('does nothing while the sync is off or the connection must be authorised again, and catches up after', async () => {
    await toggle(false);
    toJustAfter(1);
    await turnOfAll();
    await toggle(true);
    const set = (state: string) =>
      one.outside.query('UPDATE connection SET state = $2 WHERE tenant_id = $1', [connection.tenantId, state]);
    await set('needs-reauthorization');
    await turnOfAll();
    expect(await jobs('schedule')).toHaveLength(1);
    await set('active');
    await turnOfAll();
    expect(await jobs('schedule')).toHaveLength(2);
  });

  it.each([1, 2, 4, 6, 12, 24])(
    'runs every %i hours when that is chosen, from 00:00 UTC on, once each',
    async (hours) => {
      const midnight = nextSlot(one.clock.now(), 24).getTime();
      await setInterval(hours);
      const slots: number[] = [];
      for (let hour = 0; hour < 24; hour++) {
        moveTo(midnight + hour * 3_600_000 + 60_000);
        await turnOfAll();
        await one.runDue();
        for (const { to } of only(await one.told(), 'job-started')) slots.push(new Date(to).getUTCHours());
      }
      expect(slots).toEqual(Array.from({ length: 24 / hours }, (_, n) => n * hours));
    },
  );

  it('follows another interval from its next slot on, and runs none twice', async () => {
    const midnight = nextSlot(one.clock.now(), 24).getTime();
    const startsAt = async (hour: number) => {
      moveTo(midnight + hour * 3_600_000 + 60_000);
      await turnOfAll();
      await one.runDue();
      return only(await one.told(), 'job-started').length;
    };
    expect(await startsAt(0)).toBe(1);
    await setInterval(1);
    expect([await startsAt(0.5), await startsAt(1), await startsAt(1.5), await startsAt(2)]).toEqual([0, 1, 0, 1]);
    await setInterval(24);
    expect([await startsAt(3), await startsAt(4), await startsAt(23), await startsAt(24)]).toEqual([0, 0, 0, 1]);
  });

  describe('makes one retry of all that is due (S28)', () => {
    let told: Awaited<ReturnType<Replica['told']>>;
    let firstJob: string;
    const want = async (ids: readonly string[], jobId = firstJob) => {
      const { connectionId } = connection;
      const facts = ids.map((callId) =>
        factOf(retryWanted, connection.tenantId, { callId, connectionId, jobId, reason: 'A User was created.' }),
      );
      await deliver(one.database, startRetryOnRetryWanted, ...facts);
    };
    const later = (ms: number) => {
      one.clock.aheadMs += ms;
      other.clock.aheadMs += ms;
    };

    beforeEach(async () => {
      for (let added = 0; added < 4; added++) await company.addCall({ template: 'usual' });
      firstJob = await queue(one, connection);
      await one.runDue();
      told = (await one.told()).filter(({ type }) => type === 'gong.call-captured.v1');
      await answer(one, told, 'author.not-present');
    });

    it('reads the calls again by id, with the job whose outcome they had, once', async () => {
      const [first, second] = callIds(told) as [string, string];
      await want([first, second]);
      await turnOfAll();
      expect(await jobs('retry')).toEqual([]);
      later(1_100);
      await turnOfAll();
      await one.runDue();
      const again = await one.told();
      expect(count(again)).toMatchObject({ 'job-started': 1, 'call-captured': 2, 'job-read': 1 });
      const [started] = only(again, 'job-started');
      expect(started).toMatchObject({ trigger: 'retry', from: null, to: null });
      expect(started.retries).toHaveLength(2);
      expect(started.retries).toContainEqual({ callId: first, jobId: firstJob });
      expect(only(again, 'job-read')).toEqual([expect.objectContaining({ ending: 'read-to-end', callsRead: 2 })]);
      expect(only(again, 'call-captured')[0]).toMatchObject({ revision: 2, attempt: 2, jobId: started.jobId });

      await want([first]);
      later(5_000);
      await turnOfAll();
      await one.runDue();
      expect(await one.told()).toEqual([]);
    });

    it('leaves out what a run over the window has read meanwhile: it had its newer outcome there', async () => {
      await want(callIds(told));
      await queue(one, connection);
      await one.runDue();
      await one.told();
      later(1_100);
      await turnOfAll();
      await one.runDue();
      expect(await one.told()).toEqual([]);
      expect(await one.outside.query('SELECT 1 FROM retry_wanted')).toEqual([]);
    });

    it('tells of calls that turned private or are gone meanwhile', async () => {
      const [secret, gone, kept] = callIds(told) as [string, string, string];
      await company.act(secret, 'private');
      await company.deleteCall(gone);
      await want([secret, gone, kept]);
      later(1_100);
      await turnOfAll();
      await one.runDue();
      const again = await one.told();
      expect(count(again)).toMatchObject({ 'call-withheld': 1, 'call-gone': 1, 'call-captured': 1 });
      expect(only(again, 'call-gone')).toEqual([expect.objectContaining({ callId: gone, revision: 2 })]);
      expect(only(again, 'job-read')).toEqual([expect.objectContaining({ callsRead: 3 })]);
    });

    it('takes a call for gone only when Gong does not count it either', async () => {
      const [hidden] = callIds(told) as [string];
      await company.act(hidden, 'hide', { countedWhileHidden: true });
      await want([hidden, ...callIds(told).slice(1)]);
      later(1_100);
      await turnOfAll();
      await one.runDue();
      const again = await one.told();
      expect(count(again)).toMatchObject({ 'internal.error': 1, 'call-captured': 3 });
      expect(count(again)['call-gone']).toBeUndefined();
    });

    it('in batches of a hundred', async () => {
      for (let added = 0; added < 105; added++) await company.addCall({ template: 'usual' });
      const job = await queue(one, connection);
      await one.runDue();
      const all = callIds(await one.told());
      await one.outside.query('UPDATE call_state SET last_job_id = $2 WHERE tenant_id = $1', [
        connection.tenantId,
        job,
      ]);
      await want(all, job);
      later(1_100);
      await turnOfAll();
      await one.runDue();
      const again = await one.told();
      expect(count(again)).toMatchObject({ 'job-started': 1, 'call-captured': 109, 'job-read': 1 });
    });

    it('in one job when they are thousands, which tells its start for a thousand of them at a time (S28)', async () => {
      const ids = Array.from({ length: 2_300 }, (_, n) => String(5_000_000 + n));
      await one.outside.query(
        `INSERT INTO call_state (tenant_id, call_id, connection_id, revision, attempt, withheld, last_job_id, read_at)
         SELECT $1, call_id, $2, 1, 1, false, $3, now() FROM unnest($4::text[]) AS call_id`,
        [connection.tenantId, connection.connectionId, firstJob, ids],
      );
      await want(ids);
      later(1_100);
      await turnOfAll();
      await one.runDue();
      const again = await one.told();
      const starts = only(again, 'job-started');
      expect(starts.map(({ retries }) => retries.length)).toEqual([1_000, 1_000, 300]);
      expect(new Set(starts.map(({ jobId }) => jobId)).size).toBe(1);
      expect(new Set(starts.flatMap(({ retries }) => retries.map(({ callId }: { callId: string }) => callId)))).toEqual(
        new Set(ids),
      );
      expect(only(again, 'job-read')).toMatchObject([{ ending: 'read-to-end', callsRead: 2_300 }]);
    });

    it('holds them while the sync is off; what a stopped retry had not read waits on', async () => {
      const [first, second] = callIds(told) as [string, string];
      await want([first, second]);
      later(1_100);
      await toggle(false);
      await turnOfAll();
      expect(await jobs('retry')).toEqual([]);

      await toggle(true);
      await turnOfAll();
      const job = await one.take();
      await one.outside.query(`UPDATE job SET stop_ending = 'stopped', stop_reason = 'off' WHERE job_id = $1`, [
        job?.jobId,
      ]);
      await one.outside.query(`UPDATE job SET lease_until = 'epoch' WHERE job_id = $1`, [job?.jobId]);
      expect(await other.take()).toBeNull();
      expect(only(await other.told(), 'job-read').at(-1)).toMatchObject({ ending: 'stopped', callsRead: 0 });
      await turnOfAll();
      await other.runDue();
      expect(count(await other.told())).toMatchObject({ 'call-captured': 2 });
    });
  });
});
