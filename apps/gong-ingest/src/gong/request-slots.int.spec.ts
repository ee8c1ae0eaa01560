import { Database } from '@gong-timeline/persistence';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { HeldTime } from '../../test/held-time';
import { makeSchema } from '../../test/replica';
import { reserveSlots } from '../store/gong-rate.store';
import { SCHEMA } from '../store/migrations';
import { RequestSlots } from './request-slots';

const signal = new AbortController().signal;
const PATIENCE_MS = 1_000;
/** What the microseconds of PostgreSQL do to a distance. */
const ROUNDING_MS = 0.01;

describe('slots for requests to one Gong company (S11)', () => {
  let home: TestDatabase;
  let replicas: Database[];
  let apiBase: string;
  let time: HeldTime;

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
    time = new HeldTime(new Date('2026-03-03T22:00:00.000Z'));
  });

  const replica = (at = 0) => time.of(replicas[at] as Database);
  const slotsOf = (requestsPerSecond: number, requestsPerDay = 1_000_000, database = replica()) =>
    new RequestSlots(database, { requestsPerSecond, requestsPerDay }, time);
  const next = (slots: RequestSlots, of = apiBase) => time.until(slots.next(of, PATIENCE_MS, signal));
  /** When each request may be sent, in ms from the first; several ask at once. */
  const sendingTimes = async (count: number, ...askers: RequestSlots[]): Promise<number[]> => {
    const times: number[] = [];
    let left = count;
    const ask = async (slots: RequestSlots) => {
      while (left-- > 0) {
        await slots.next(apiBase, 60_000, signal);
        times.push(time.now());
      }
    };
    await time.until(Promise.all(askers.map(ask)));
    return times.sort((one, other) => one - other).map((at) => at - Math.min(...times));
  };
  const row = async () =>
    (await replica().query<{ used: number }>('SELECT * FROM gong_rate WHERE api_base = $1', [apiBase]))[0];

  it('never come faster than the limit in any second, though two replicas ask, and hardly slower', async () => {
    const perSecond = 20;
    const other = slotsOf(perSecond, 1_000_000, replica(1));
    const times = await sendingTimes(60, slotsOf(perSecond), other, slotsOf(perSecond));
    expect(times).toHaveLength(60);
    for (const [at, sentAt] of times.slice(perSecond).entries()) {
      expect(sentAt - (times[at] ?? 0)).toBeGreaterThan(1_000);
    }
    const perSecondInFact = 59 / ((times.at(-1) ?? 0) / 1000);
    expect(perSecondInFact).toBeGreaterThan(0.965 * perSecond);
  });

  it('keep their distance when this process was too busy to send one in time', async () => {
    const slots = slotsOf(20);
    await next(slots);
    const times: number[] = [];
    const sent = Array.from({ length: 4 }, () =>
      slots.next(apiBase, PATIENCE_MS, signal).then(() => times.push(time.now())),
    );
    await time.until(Promise.race(sent));
    time.step(200);
    await time.until(Promise.all(sent));
    const gaps = times.slice(1).map((at, n) => at - (times[n] ?? 0));
    expect(gaps).toHaveLength(3);
    expect(Math.min(...gaps)).toBeGreaterThan(50 - ROUNDING_MS);
  });

  it('that left a little late are not followed too soon by the next ones', async () => {
    const slots = slotsOf(20);
    const times: number[] = [];
    const sent = Array.from({ length: 3 }, () =>
      slots.next(apiBase, PATIENCE_MS, signal).then(() => times.push(time.now())),
    );
    await time.until(Promise.race(sent));
    await time.quiet();
    time.step(51.75 + 15);
    await time.until(Promise.all(sent));
    expect(times).toEqual([expect.closeTo(0), expect.closeTo(66.75), expect.closeTo(116.75)]);
  });

  it('that this process was too busy to use are given up, for the slots of other replicas behind them', async () => {
    const slots = slotsOf(4);
    await next(slots);
    const late = slots.next(apiBase, PATIENCE_MS, signal).then(() => time.now());
    await time.quiet();
    expect(await row()).toMatchObject({ used: 2 });
    const limit = { spacingMs: 259, requestsPerDay: 1_000_000 };
    const others = await reserveSlots(replica(1), apiBase, limit, 1);
    const otherSendsAt = time.now() + others.inMs;
    time.step(others.inMs - 150);
    expect((await time.until(late)) - otherSendsAt).toBeGreaterThan(250);
    // The first, the one of the other replica, and the one used at last: what was given up counts for no day.
    expect(await row()).toMatchObject({ used: 3 });
  });

  it('are used all the same when every one of them comes late, because the database is slow', async () => {
    const near = replica();
    let reserved = 0;
    const far: Database = Object.assign(Object.create(near), {
      query: async (...asked: Parameters<Database['query']>) => {
        if (asked[0].startsWith('INSERT')) reserved += 1;
        const rows = await near.query(...asked);
        await time.wait(40);
        return rows;
      },
    });
    const slots = slotsOf(20, 1_000_000, far);
    for (let sent = 0; sent < 20; sent++) await next(slots);
    expect(reserved).toBeGreaterThan(20);
    expect(reserved).toBeLessThan(45);
    expect(await row()).toMatchObject({ used: 20 });
  });

  it('of two companies do not wait for each other', async () => {
    const slots = slotsOf(2);
    await next(slots);
    const began = time.now();
    await next(slots, `${apiBase}/other`);
    expect(time.now() - began).toBe(0);
    await next(slots);
    expect(time.now() - began).toBeGreaterThan(500);
  });

  it('are not given while Gong has asked to wait, to no replica, also for hours', async () => {
    const [one, other] = [slotsOf(20), slotsOf(20, 1_000_000, replica(1))];
    await next(one);
    await one.block(apiBase, 2 * 3_600_000);
    for (const slots of [one, other]) {
      await expect(next(slots)).rejects.toMatchObject({
        name: 'MustWait',
        why: 'asked-to-wait',
        inMs: expect.closeTo(7_200_000),
      });
    }
    await one.block(apiBase, 10);
    await expect(next(one)).rejects.toMatchObject({ why: 'asked-to-wait' });
    time.step(7_200_000);
    await next(other);
  });

  it('come after a short wait without any more ado', async () => {
    const slots = slotsOf(20);
    await next(slots);
    await slots.block(apiBase, 300);
    const began = time.now();
    await next(slots);
    expect(time.now() - began).toBeCloseTo(300);
  });

  it('run out with the daily quota, until the next day in UTC begins', async () => {
    const slots = slotsOf(40, 2);
    await next(slots);
    await next(slots);
    const untilMidnight = 2 * 3_600_000 - time.now();
    await expect(next(slots)).rejects.toMatchObject({ why: 'daily-quota', inMs: expect.closeTo(untilMidnight) });
    time.step(untilMidnight - 1);
    await expect(time.until(slots.next(apiBase, 0, signal))).rejects.toMatchObject({ why: 'daily-quota' });
    time.step(1);
    await next(slots);
    expect(await row()).toMatchObject({ used: 1 });
  });

  it('of a high limit are taken by the dozen, and cost the database next to nothing', async () => {
    const slots = slotsOf(1_000);
    for (let sent = 0; sent < 100; sent++) await next(slots);
    expect(await row()).toMatchObject({ used: 100 });
    await next(slots);
    expect(await row()).toMatchObject({ used: 200 });
    await slots.block(apiBase, 60_000);
    await expect(next(slots)).rejects.toMatchObject({ why: 'asked-to-wait' });
  });

  it('of a high limit are let go when they were not used for a second', async () => {
    const slots = slotsOf(1_000);
    await next(slots);
    time.step(999);
    await next(slots);
    expect(await row()).toMatchObject({ used: 100 });
    time.step(1);
    await next(slots);
    expect(await row()).toMatchObject({ used: 200 });
  });

  it('of a high limit are used to the last one of the day', async () => {
    const slots = slotsOf(1_000, 103);
    for (let sent = 0; sent < 103; sent++) await next(slots);
    await expect(next(slots)).rejects.toMatchObject({ why: 'daily-quota' });
  });

  it('are not waited for by a job that is no longer in hand', async () => {
    const slots = slotsOf(1);
    await next(slots);
    const gone = new AbortController();
    const waiting = slots.next(apiBase, PATIENCE_MS, gone.signal);
    await time.quiet();
    gone.abort(new Error('The job is out of hand'));
    await expect(waiting).rejects.toThrow('The job is out of hand');
  });
});
