import type { EventDefinition, Fact } from '@gong-timeline/contracts';
import type { BatchHandler } from '@gong-timeline/messaging';
import { readOutbox } from '@gong-timeline/persistence';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { endCallOnCallGone as end } from './end-call-on-call-gone';
import { gone, openTimeline, resolved, type TimelineFixture, withheld } from '../test/timeline';
import { redactActivityOnCallWithheld as redact } from './redact-activity-on-call-withheld';
import { writeActivityOnCallResolved as write } from './write-activity-on-call-resolved';

let server: TestDatabase;
let timeline: TimelineFixture;
let tenant: string;

beforeAll(async () => {
  server = await testDatabase('timeline');
  timeline = await openTimeline(server);
});
beforeEach(async () => {
  tenant = uniqueName('acme');
  await timeline.told();
});
afterAll(async () => {
  await timeline?.database.close();
  await server?.drop();
});

const rows = () =>
  timeline.database
    .within(tenant)
    .query<Record<string, unknown>>('SELECT * FROM activities WHERE tenant_id = $1', [tenant]);
const hearAndTell = async <E extends EventDefinition>(handler: BatchHandler<E>, facts: readonly Fact<E>[]) => {
  await timeline.told();
  const ignored = await timeline.hear(handler, facts);
  const told = await timeline.told();
  return { ignored, told, codes: told.map(({ type, data }) => (type === 'sync.call-outcome.v1' ? data.code : type)) };
};

describe('redactActivityOnCallWithheld (S9)', () => {
  it('leaves of the Activity nothing but the key and the fact, tells the others, and ends the call as private', async () => {
    await timeline.hear(write, [resolved(tenant)]);
    const [before] = await rows();
    const { codes, told } = await hearAndTell(redact, [withheld(tenant, { revision: 2 })]);

    expect(codes).toEqual(['timeline.activity-retracted.v1', 'timeline.activity-erased.v1', 'skipped.private']);
    expect(told[0]?.data).toEqual({
      activityId: before?.activity_id,
      source: 'GONG',
      callId: before?.call_id,
      revision: 2,
      reason: 'private',
    });
    expect(told[2]?.data).toMatchObject({ title: null, startedAt: null, ownerName: null, url: null, company: null });
    expect(await rows()).toEqual([
      {
        tenant_id: tenant,
        source: 'GONG',
        call_id: before?.call_id,
        activity_id: before?.activity_id,
        seen_revision: 2,
        standing: 'redacted',
        changed_in: expect.any(String),
        snapshot_hash: null,
        company_gsid: null,
        started_at: null,
        body: null,
      },
    ]);
  });

  it('ends a call that never was on the Timeline as private, and retracts nothing', async () => {
    const { codes, told } = await hearAndTell(redact, [withheld(tenant)]);
    expect(codes).toEqual(['skipped.private']);
    expect(told[0]?.data).toMatchObject({ activityId: null, message: expect.stringContaining('not synced') });
  });

  it('retracts once, whatever is delivered again; a later run that finds it still private ends it again', async () => {
    await timeline.hear(write, [resolved(tenant)]);
    const fact = withheld(tenant, { revision: 2 });
    await timeline.hear(redact, [fact]);
    expect(await hearAndTell(redact, [fact])).toMatchObject({ ignored: ['stale-revision'], told: [] });
    expect((await hearAndTell(redact, [withheld(tenant, { revision: 3 })])).codes).toEqual(['skipped.private']);
  });

  it('lets no older content back in, whether there was an Activity or not', async () => {
    await timeline.hear(redact, [withheld(tenant, { revision: 5, callId: '1' })]);
    await timeline.hear(write, [resolved(tenant, { callId: '2' })]);
    await timeline.hear(redact, [withheld(tenant, { revision: 5, callId: '2' })]);
    const late = [resolved(tenant, { revision: 4, callId: '1' }), resolved(tenant, { revision: 4, callId: '2' })];
    expect(await hearAndTell(write, late)).toMatchObject({
      ignored: ['stale-revision', 'stale-revision'],
      told: [],
    });
    expect((await rows()).map(({ body }) => body)).toEqual([null, null]);
  });

  it('is not undone or repeated by a withheld fact that is older than the content', async () => {
    await timeline.hear(write, [resolved(tenant, { revision: 7 })]);
    expect(await hearAndTell(redact, [withheld(tenant, { revision: 6 })])).toMatchObject({
      ignored: ['stale-revision'],
      told: [],
    });
    expect(await rows()).toMatchObject([{ standing: 'on-timeline' }]);
  });

  it('gives way when the call turns public again: updated where there was an Activity, created where there was none', async () => {
    await timeline.hear(write, [resolved(tenant, { callId: '1' })]);
    await timeline.hear(redact, [
      withheld(tenant, { callId: '1', revision: 2 }),
      withheld(tenant, { callId: '2', revision: 2 }),
    ]);
    const back = [resolved(tenant, { callId: '1', revision: 3 }), resolved(tenant, { callId: '2', revision: 3 })];
    expect((await hearAndTell(write, back)).codes).toEqual([
      'timeline.activity-updated.v1',
      'synced.updated',
      'timeline.activity-created.v1',
      'synced.created',
    ]);
  });
});

describe('what other teams are told of an Activity, in the order of its key (X1)', () => {
  const publicly = async (work: () => Promise<unknown>) => {
    await timeline.told();
    await work().catch((error: Error) => expect(error.message).toBe('the transaction fails'));
    const entries = (await readOutbox(timeline.database)).filter(({ topic }) => topic === 'timeline.activity');
    expect(new Set(entries.map(({ key }) => key)).size).toBeLessThanOrEqual(1);
    return entries.map(({ type, data }) => [type.replace('timeline.activity-', ''), data === null ? null : 'data']);
  };

  it('does it: the retraction, then the tombstone; and after both the whole Activity again when the call turns public', async () => {
    expect(
      await publicly(async () => {
        await timeline.hear(write, [resolved(tenant)]);
        await timeline.hear(redact, [withheld(tenant, { revision: 2 })]);
        await timeline.hear(write, [resolved(tenant, { revision: 3 })]);
      }),
    ).toEqual([
      ['created.v1', 'data'],
      ['retracted.v1', 'data'],
      ['erased.v1', null],
      ['updated.v1', 'data'],
    ]);
  });

  it('does it twice: one retraction and one tombstone, also when a later run finds the call private still', async () => {
    await timeline.hear(write, [resolved(tenant)]);
    const twice = [
      withheld(tenant, { revision: 2 }),
      withheld(tenant, { revision: 2 }),
      withheld(tenant, { revision: 3 }),
    ];
    expect(
      await publicly(async () => {
        for (const fact of twice) await timeline.hear(redact, [fact]);
      }),
    ).toEqual([
      ['retracted.v1', 'data'],
      ['erased.v1', null],
    ]);
  });

  it('comes late: a fact older than the content erases nothing, and older content wakes nothing that was erased', async () => {
    await timeline.hear(write, [resolved(tenant, { revision: 7 })]);
    expect(await publicly(() => timeline.hear(redact, [withheld(tenant, { revision: 6 })]))).toEqual([]);
    await timeline.hear(redact, [withheld(tenant, { revision: 8 })]);
    expect(await publicly(() => timeline.hear(write, [resolved(tenant, { revision: 7 })]))).toEqual([]);
  });

  it('fails: neither the retraction nor the tombstone is told, and both are when it is done again', async () => {
    await timeline.hear(write, [resolved(tenant)]);
    const failing: typeof redact = async (facts, step) => {
      await redact(facts, step);
      throw new Error('the transaction fails');
    };
    const fact = withheld(tenant, { revision: 2 });
    expect(await publicly(() => timeline.hear(failing, [fact]))).toEqual([]);
    expect(await publicly(() => timeline.hear(redact, [fact]))).toEqual([
      ['retracted.v1', 'data'],
      ['erased.v1', null],
    ]);
  });
});

describe('endCallOnCallGone', () => {
  it('ends the call in its job, once, and leaves the Activity where it is', async () => {
    await timeline.hear(write, [resolved(tenant)]);
    const fact = gone(tenant, { revision: 2 });
    const { codes, told } = await hearAndTell(end, [fact]);
    expect(codes).toEqual(['skipped.gone']);
    expect(told[0]?.data).toMatchObject({ message: 'The call is no longer at Gong; its Activity stays.' });
    expect(await rows()).toMatchObject([{ standing: 'on-timeline', seen_revision: 2 }]);
    expect(await hearAndTell(end, [fact])).toMatchObject({ ignored: ['stale-revision'], told: [] });
  });

  it('ends a call that never was on the Timeline, and lets no older content of it in', async () => {
    const { codes, told } = await hearAndTell(end, [gone(tenant, { revision: 2 })]);
    expect(codes).toEqual(['skipped.gone']);
    expect(told[0]?.data).toMatchObject({ activityId: null });
    expect(await hearAndTell(write, [resolved(tenant, { revision: 1 })])).toMatchObject({ told: [] });
  });
});
