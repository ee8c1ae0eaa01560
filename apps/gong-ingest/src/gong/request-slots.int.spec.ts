import { performance } from 'node:perf_hooks';
import { Database } from '@gong-timeline/persistence';
import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { makeSchema } from '../../test/replica';
import { reserveSlots } from '../store/gong-rate.store';
import { SCHEMA } from '../store/migrations';
import { RequestSlots } from './request-slots';

const signal = new AbortController().signal;
const PATIENCE_MS = 1_000;

describe('slots for requests to one Gong company (S11)', () => {
  let home: TestDatabase;
  let replicas: Database[];
  let apiBase: string;

  beforeAll(async () => {
    home = await testDatabase('gong-slots');
    await makeSchema(home);
    const connect = () =>
      Database.connect({ url: home.applicationUrl, schema: SCHEMA, applicationName: 'gong-ingest' });
    replicas = await Promise.all([connect(), connect()]);
  });
  afterAll(async () => {
    await Promise.all(replicas.map((database) => database.close()));
    await home.drop();
  });
  beforeEach(() => {
    apiBase = `https://${uniqueName('company')}.example`;
  });

  const slotsOf = (requestsPerSecond: number, requestsPerDay = 1_000_000, at = 0) =>
    new RequestSlots(replicas[at] as Database, { requestsPerSecond, requestsPerDay });
  /** When each request may be sent, in ms from the first; several ask at once. */
  const sendingTimes = async (count: number, ...askers: RequestSlots[]): Promise<number[]> => {
    const times: number[] = [];
    let left = count;
    const ask = async (slots: RequestSlots) => {
      while (left-- > 0) {
        await slots.next(apiBase, 60_000, signal);
        times.push(performance.now());
      }
    };
    await Promise.all(askers.map(ask));
    return times.sort((one, other) => one - other).map((time) => time - Math.min(...times));
  };
  const row = async () =>
    (
      await (replicas[0] as Database).query<{ used: number }>('SELECT * FROM gong_rate WHERE api_base = $1', [apiBase])
    )[0];
  const set = (change: string) =>
    (replicas[0] as Database).query(`UPDATE gong_rate SET ${change} WHERE api_base = $1`, [apiBase]);

  it('never come faster than the limit in any second, though two replicas ask, and hardly slower', async () => {
    const perSecond = 20;
    const times = await sendingTimes(60, slotsOf(perSecond), slotsOf(perSecond, 1_000_000, 1), slotsOf(perSecond));
    for (const [at, time] of times.entries()) {
      const next = times[at + perSecond] ?? Number.POSITIVE_INFINITY;
      expect(next - time).toBeGreaterThan(995);
    }
    const perSecondInFact = 59 / ((times.at(-1) ?? 0) / 1000);
    expect(perSecondInFact).toBeGreaterThan(0.93 * perSecond);
  });

  it('keep their distance when this process was too busy to send one in time', async () => {
    const slots = slotsOf(20);
    await slots.next(apiBase, PATIENCE_MS, signal);
    const times: number[] = [];
    const sent = Array.from({ length: 4 }, () =>
      slots.next(apiBase, PATIENCE_MS, signal).then(() => times.push(performance.now())),
    );
    await sent[0];
    const busyUntil = performance.now() + 200;
    while (performance.now() < busyUntil);
    await Promise.all(sent);
    const gaps = times.slice(1).map((time, at) => time - (times[at] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(48);
  });

  it('that this process was too busy to use are given up, for the slots of other replicas behind them', async () => {
    const slots = slotsOf(4);
    await slots.next(apiBase, PATIENCE_MS, signal);
    const late = slots.next(apiBase, PATIENCE_MS, signal).then(() => performance.now());
    await eventually(async () => expect(await row()).toMatchObject({ used: 2 }));
    const limit = { spacingMs: 259, requestsPerDay: 1_000_000 };
    const others = await reserveSlots(replicas[1] as Database, apiBase, limit, 1);
    const otherSendsAt = performance.now() + others.inMs;
    while (performance.now() < otherSendsAt - 150);
    expect((await late) - otherSendsAt).toBeGreaterThan(245);
    // The first, the one of the other replica, and the one used at last: what was given up counts for no day.
    expect(await row()).toMatchObject({ used: 3 });
  });

  it('are used all the same when every one of them comes late, because the database is slow', async () => {
    const near = replicas[0] as Database;
    const far: Database = Object.assign(Object.create(near), {
      query: async (...asked: Parameters<Database['query']>) => {
        const rows = await near.query(...asked);
        await near.query('SELECT pg_sleep(0.04)');
        return rows;
      },
    });
    let reserved = 0;
    const counted: Database = Object.assign(Object.create(far), {
      query: (...asked: Parameters<Database['query']>) => {
        if (String(asked[0]).startsWith('INSERT')) reserved += 1;
        return far.query(...asked);
      },
    });
    const slots = new RequestSlots(counted, { requestsPerSecond: 20, requestsPerDay: 1_000_000 });
    for (let sent = 0; sent < 20; sent++) await slots.next(apiBase, PATIENCE_MS, signal);
    expect(reserved).toBeGreaterThan(20);
    expect(reserved).toBeLessThan(45);
    expect(await row()).toMatchObject({ used: 20 });
  });

  it('of two companies do not wait for each other', async () => {
    const slots = slotsOf(2);
    await slots.next(apiBase, PATIENCE_MS, signal);
    const began = performance.now();
    await slots.next(`${apiBase}/other`, PATIENCE_MS, signal);
    expect(performance.now() - began).toBeLessThan(200);
  });

  it('are not given while Gong has asked to wait, to no replica, also for hours', async () => {
    const [one, other] = [slotsOf(20), slotsOf(20, 1_000_000, 1)];
    await one.next(apiBase, PATIENCE_MS, signal);
    await one.block(apiBase, 2 * 3_600_000);
    for (const slots of [one, other]) {
      await expect(slots.next(apiBase, PATIENCE_MS, signal)).rejects.toMatchObject({
        name: 'MustWait',
        why: 'asked-to-wait',
        inMs: expect.closeTo(7_200_000, -4),
      });
    }
    await one.block(apiBase, 10);
    await expect(one.next(apiBase, PATIENCE_MS, signal)).rejects.toMatchObject({ why: 'asked-to-wait' });
  });

  it('come after a short wait without any more ado', async () => {
    const slots = slotsOf(20);
    await slots.next(apiBase, PATIENCE_MS, signal);
    await slots.block(apiBase, 300);
    const began = performance.now();
    await slots.next(apiBase, PATIENCE_MS, signal);
    expect(performance.now() - began).toBeGreaterThan(290);
  });

  it('run out with the daily quota, until the next day in UTC begins', async () => {
    const slots = slotsOf(40, 2);
    await slots.next(apiBase, PATIENCE_MS, signal);
    await slots.next(apiBase, PATIENCE_MS, signal);
    const midnight = new Date().setUTCHours(24, 0, 0, 0);
    await expect(slots.next(apiBase, PATIENCE_MS, signal)).rejects.toMatchObject({
      why: 'daily-quota',
      inMs: expect.closeTo(midnight - Date.now(), -4),
    });
    await set('day = day - 1');
    await slots.next(apiBase, PATIENCE_MS, signal);
    expect(await row()).toMatchObject({ used: 1 });
  });

  it('of a high limit are taken by the dozen, and cost the database next to nothing', async () => {
    const slots = slotsOf(1_000);
    for (let sent = 0; sent < 100; sent++) await slots.next(apiBase, PATIENCE_MS, signal);
    expect(await row()).toMatchObject({ used: 100 });
    await slots.next(apiBase, PATIENCE_MS, signal);
    expect(await row()).toMatchObject({ used: 200 });
    await slots.block(apiBase, 60_000);
    await expect(slots.next(apiBase, PATIENCE_MS, signal)).rejects.toMatchObject({ why: 'asked-to-wait' });
  });

  it('of a high limit are used to the last one of the day', async () => {
    const slots = slotsOf(1_000, 103);
    for (let sent = 0; sent < 103; sent++) await slots.next(apiBase, PATIENCE_MS, signal);
    await expect(slots.next(apiBase, PATIENCE_MS, signal)).rejects.toMatchObject({ why: 'daily-quota' });
  });

  it('are not waited for by a job that is no longer in hand', async () => {
    const slots = slotsOf(1);
    await slots.next(apiBase, PATIENCE_MS, signal);
    const gone = new AbortController();
    const waiting = slots.next(apiBase, PATIENCE_MS, gone.signal);
    gone.abort(new Error('The job is out of hand'));
    await expect(waiting).rejects.toThrow();
  });
});
