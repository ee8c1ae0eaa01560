import { PassThrough } from 'node:stream';
import type { WatchedJob } from '../store/watch-jobs';
import { JobListener, type Wish } from './job-listener';

const now = new Date('2026-03-03T12:00:10.000Z');
const ONE = '3f1d3f0e-8a55-4a8e-9d2b-7f5b2d8c4e21';
const TWO = '3f1d3f0e-8a55-4a8e-9d2b-7f5b2d8c4e22';
const CONNECTION = '0b5c3a52-6f0e-4a3c-9f0e-0d5a7a1f2c11';

const job = (job_id: string, version: number, changes: Partial<WatchedJob> = {}): WatchedJob => ({
  tenant_id: 'acme',
  version: String(version),
  job_id,
  connection_id: CONNECTION,
  connection_name: 'Acme\nGong',
  trigger: 'schedule',
  window_from: null,
  window_to: null,
  started_at: new Date('2026-03-03T12:00:00.000Z'),
  step: 'reading calls',
  calls_seen: version,
  calls_expected: 143,
  ending: null,
  calls_read: null,
  reason: null,
  by_code: {},
  status: 'Running',
  ended_at: null,
  read_ended_at: null,
  last_outcome_at: null,
  written_off_at: null,
  ...changes,
});
const ended = (job_id: string, version: number): WatchedJob =>
  job(job_id, version, { status: 'Success', ending: 'read-to-end', calls_read: version, ended_at: now });

/** A client whose room is so small that one event fills it. */
const follow = (wish: Partial<Wish> = {}) => {
  const to = new PassThrough({ highWaterMark: 16 });
  const listener = new JobListener(
    { tenantId: 'acme', jobId: null, connectionId: null, lastEventId: null, ...wish },
    to,
    0,
  );
  /** What came since it was last asked, as versions of jobs. */
  const heard = async () => {
    let text = '';
    do {
      text += String(to.read() ?? '');
      await new Promise(setImmediate);
    } while (to.readableLength > 0 || to.writableNeedDrain);
    return [...text.matchAll(/^id: (.*)$/gm)].map(([, id]) => String(id).replace(ONE, 'one').replace(TWO, 'two'));
  };
  const see = (jobs: readonly WatchedJob[], at = 1_000) => {
    listener.see(jobs, now, at);
    return heard();
  };
  to.read();
  return { to, listener, heard, see };
};

describe('a client of the live progress (S33)', () => {
  it('gets the whole job as one event, and is told first when to connect again', () => {
    const to = new PassThrough();
    const listener = new JobListener({ tenantId: 'acme', jobId: null, connectionId: null, lastEventId: null }, to, 0);
    expect(String(to.read())).toBe('retry: 2000\n\n');
    listener.see([job(ONE, 5)], now, 1);
    const [event, id, data, ...rest] = String(to.read()).split('\n');
    expect([event, id, rest]).toEqual(['event: job', `id: ${ONE}/5`, ['', '']]);
    expect(JSON.parse(String(data).replace(/^data: /, ''))).toMatchObject({
      jobId: ONE,
      connectionName: 'Acme\nGong',
      counts: { read: 5 },
      step: 'reading calls',
      durationSeconds: 10,
    });
  });

  it('is told what is new, and nothing twice', async () => {
    const { see } = follow();
    expect(await see([job(ONE, 1), job(TWO, 1)])).toEqual(['one/1', 'two/1']);
    expect(await see([job(ONE, 1), job(TWO, 2)])).toEqual(['two/2']);
    expect(await see([job(ONE, 1), job(TWO, 2)])).toEqual([]);
    expect(await see([ended(ONE, 3), job(TWO, 2)])).toEqual(['one/3']);
    expect(await see([job(TWO, 2)])).toEqual([]);
  });

  it('is not told of what was over before he came, unless he was here before', async () => {
    expect(await follow().see([ended(ONE, 1), job(TWO, 1)])).toEqual(['two/1']);
    expect(await follow({ lastEventId: `${TWO}/1` }).see([ended(ONE, 1), job(TWO, 1)])).toEqual(['one/1']);
    expect(await follow({ lastEventId: 'anything' }).see([ended(ONE, 1), job(TWO, 1)])).toEqual(['one/1', 'two/1']);
  });

  it('is told of a job that began and ended between two looks', async () => {
    const { see } = follow();
    await see([]);
    expect(await see([ended(ONE, 9)])).toEqual(['one/9']);
  });

  it('of one job hears only of that, and is let go when it has ended', async () => {
    const { see, to } = follow({ jobId: ONE });
    expect(await see([job(ONE, 1), job(TWO, 1)])).toEqual(['one/1']);
    expect(to.writableEnded).toBe(false);
    expect(await see([ended(ONE, 2), ended(TWO, 2)])).toEqual(['one/2']);
    expect(to.writableEnded).toBe(true);
  });

  it('of a job that is over hears how it ended', async () => {
    const { see, to } = follow({ jobId: ONE });
    expect(await see([ended(ONE, 2)])).toEqual(['one/2']);
    expect(to.writableEnded).toBe(true);
  });

  it('of one connection hears only of that', async () => {
    const { see } = follow({ connectionId: CONNECTION });
    expect(await see([job(ONE, 1, { connection_id: TWO }), job(TWO, 1)])).toEqual(['two/1']);
  });

  it('who is slow is told the newest once he has room, and what was in between is not kept', async () => {
    const { listener, see, heard, to } = follow();
    listener.see([job(ONE, 1), job(TWO, 1)], now, 1);
    expect(to.writableNeedDrain).toBe(true);
    const full = to.writableLength + to.readableLength;
    for (let version = 2; version < 100; version += 1) listener.see([job(ONE, version), job(TWO, 1)], now, version);
    expect(to.writableLength + to.readableLength).toBe(full);
    expect(await heard()).toEqual(['one/1', 'two/1']);
    expect(await see([job(ONE, 100), job(TWO, 1)])).toEqual(['one/100']);
  });

  it('who is slow is told the end of his job before he is let go', async () => {
    const { listener, see, heard, to } = follow({ jobId: ONE });
    listener.see([job(ONE, 1)], now, 1);
    listener.see([ended(ONE, 2)], now, 2);
    expect(to.writableEnded).toBe(false);
    await heard();
    expect(await see([ended(ONE, 2)])).toEqual(['one/2']);
    expect(to.writableEnded).toBe(true);
  });

  it('hears a comment when there was nothing to tell for 15 seconds', async () => {
    const { listener, to, see } = follow();
    await see([job(ONE, 1)], 1_000);
    listener.tick(15_999);
    expect(to.read()).toBeNull();
    listener.tick(16_000);
    expect(String(to.read())).toBe(': still here\n\n');
    listener.tick(17_000);
    expect(to.read()).toBeNull();
  });

  it('is let go after ten minutes, so that he is asked again who he is', async () => {
    const { listener, to, heard } = follow();
    listener.tick(599_999);
    expect(to.writableEnded).toBe(false);
    await heard();
    listener.tick(600_000);
    expect(to.writableEnded).toBe(true);
  });

  it('who does not read is cut off when he is to be let go', () => {
    const { listener, to } = follow();
    listener.see([job(ONE, 1)], now, 1);
    listener.tick(600_000);
    expect(to.destroyed).toBe(true);
  });
});
