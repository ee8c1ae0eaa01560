import { callResolved } from '@gong-timeline/contracts';
import { PermanentError, stepFor } from '@gong-timeline/messaging';
import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { openTimeline, resolved, type TimelineFixture } from '../test/timeline';
import { writeActivityOnCallResolved as write } from './write-activity-on-call-resolved';

const SOMEBODY = '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5eff';

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

const bodies = () =>
  timeline.database
    .within(tenant)
    .query<{ body: Record<string, unknown> | null }>(
      'SELECT body FROM activities WHERE tenant_id = $1 ORDER BY call_id',
      [tenant],
    )
    .then((rows) => rows.map(({ body }) => body));
const codes = (told: Awaited<ReturnType<TimelineFixture['told']>>) =>
  told.map(({ type, data }) => (type === 'sync.call-outcome.v1' ? data.code : type));

describe('writeActivityOnCallResolved (S10, S12)', () => {
  it('puts the Activity on the Timeline, tells it to the public and ends the call', async () => {
    const fact = resolved(tenant);
    expect(await timeline.hear(write, [fact])).toEqual([]);

    const [body] = await bodies();
    expect(body).toMatchObject({
      callId: fact.data.callId,
      revision: 1,
      subject: 'Northwind - Quarterly review',
      activityType: { id: 'meeting', name: 'Meeting' },
    });
    const told = await timeline.told();
    expect(codes(told)).toEqual(['timeline.activity-created.v1', 'synced.created']);
    expect(told[0]?.data).toEqual(body);
    expect(told[1]?.data).toMatchObject({
      jobId: fact.data.jobId,
      message: 'Activity created on the Timeline of Northwind Ltd.',
      activityId: body?.activityId,
      snapshotHash: fact.data.snapshotHash,
      title: 'Northwind - Quarterly review',
    });
  });

  it('takes a whole batch of several tenants in order', async () => {
    const other = uniqueName('other');
    const batch = [
      resolved(tenant, { callId: '1' }),
      resolved(other, { callId: '1' }),
      resolved(tenant, { callId: '2' }),
    ];
    await timeline.hear(write, batch);
    const told = await timeline.told();
    expect(told.map(({ tenantId, data }) => `${tenantId} ${String(data.callId)}`)).toEqual(
      [`${tenant} 1`, `${other} 1`, `${tenant} 2`].flatMap((call) => [call, call]),
    );
    expect(await bodies()).toHaveLength(2);
  });

  it('does nothing the second time: no write, nothing told', async () => {
    const fact = resolved(tenant);
    await timeline.hear(write, [fact]);
    await timeline.told();
    expect(await timeline.hear(write, [fact])).toEqual(['stale-revision']);
    expect(await timeline.told()).toEqual([]);
    expect(await bodies()).toHaveLength(1);
  });

  it('updates the Activity of a call that changed at Gong, under the same id', async () => {
    await timeline.hear(write, [resolved(tenant)]);
    const [before] = await bodies();
    await timeline.told();
    await timeline.hear(write, [resolved(tenant, { revision: 2, snapshotHash: 'b', content: { title: 'Renamed' } })]);
    const [after] = await bodies();
    expect(after).toMatchObject({ activityId: before?.activityId, revision: 2, subject: 'Renamed' });
    expect(codes(await timeline.told())).toEqual(['timeline.activity-updated.v1', 'synced.updated']);
  });

  it('neither writes nor tells the public when nothing changed at Gong, yet ends the call as unchanged', async () => {
    await timeline.hear(write, [resolved(tenant)]);
    await timeline.told();
    await timeline.hear(write, [resolved(tenant, { revision: 3, content: { title: 'Directory alone changed' } })]);
    expect(await bodies()).toMatchObject([{ revision: 1, subject: 'Northwind - Quarterly review' }]);
    expect(codes(await timeline.told())).toEqual(['synced.unchanged']);
  });

  it('neither writes nor tells the public when what changed at Gong is nothing that S12 shows: blanks, Notes that are off', async () => {
    const off = { ...callResolved.example.settings, includeNotes: false };
    const { notes, title } = callResolved.example.content;
    await timeline.hear(write, [resolved(tenant, { settings: off })]);
    await timeline.told();
    const content = { title: ` ${title}\u0007 `, notes: { ...notes, brief: 'Rewritten.' } };
    await timeline.hear(write, [resolved(tenant, { revision: 2, snapshotHash: 'b', settings: off, content })]);
    expect(await bodies()).toMatchObject([{ revision: 1 }]);
    const told = await timeline.told();
    expect(codes(told)).toEqual(['synced.unchanged']);
    // So that the next run finds it unchanged at once.
    expect(told[0]?.data).toMatchObject({ snapshotHash: 'b' });
  });

  it('ignores content that is older than what was seen, also when what was seen changed nothing', async () => {
    await timeline.hear(write, [resolved(tenant)]);
    await timeline.hear(write, [resolved(tenant, { revision: 3 })]);
    await timeline.told();
    const late = resolved(tenant, { revision: 2, snapshotHash: 'late', content: { title: 'Late' } });
    expect(await timeline.hear(write, [late])).toEqual(['stale-revision']);
    expect(await timeline.told()).toEqual([]);
    expect(await bodies()).toMatchObject([{ subject: 'Northwind - Quarterly review' }]);
  });

  it('tells each call once when two that hold the same partition write at the same time', async () => {
    await timeline.hear(write, [resolved(tenant, { callId: '1' })]);
    await timeline.told();
    const batch = Array.from({ length: 50 }, (_, i) => resolved(tenant, { callId: String(1000 + i) }));
    let wrote = () => undefined as void;
    const written = new Promise<void>((resolve) => (wrote = resolve));
    let commit = () => undefined as void;
    const mayCommit = new Promise<void>((resolve) => (commit = resolve));
    const first = timeline.database.within(tenant).transaction(async (tx) => {
      await write(batch, stepFor(tx));
      wrote();
      await mayCommit;
    });
    await Promise.race([written, first]);
    const second = timeline.hear(write, batch);
    const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await eventually(async () => expect(await timeline.database.query(waiting)).toHaveLength(1));
    commit();
    await first;
    expect(await second).toEqual(batch.map(() => 'stale-revision'));
    expect(codes(await timeline.told())).toHaveLength(100);
  });

  it('leaves nothing behind when it fails', async () => {
    const facts = [
      resolved(tenant, { callId: '1' }),
      resolved(tenant, { callId: '2', content: { startedAt: 'not a time at all' } }),
    ];
    await expect(timeline.hear(write, facts)).rejects.toThrow(/not a time/);
    expect(await bodies()).toEqual([]);
    expect(await timeline.told()).toEqual([]);
  });

  it('refuses a call whose Activity Type the tenant never had, and takes one that was deactivated', async () => {
    const settings = { activityTypeId: 'workshop', matchDomains: false, includeNotes: true };
    const fact = resolved(tenant, { settings });
    await expect(timeline.hear(write, [fact])).rejects.toThrow(PermanentError);
    await expect(timeline.hear(write, [fact])).rejects.toThrow(
      'settings.activityTypeId: the tenant has no Activity Type "workshop"',
    );

    await timeline.hear(write, [resolved(tenant, { callId: '1' })]);
    await timeline.database
      .within(tenant)
      .transaction((tx) => tx.query(`UPDATE activity_types SET is_active = false WHERE tenant_id = $1`, [tenant]));
    await timeline.hear(write, [resolved(tenant, { callId: '2' })]);
    expect(await bodies()).toMatchObject([
      { activityType: { name: 'Meeting' } },
      { activityType: { name: 'Meeting' } },
    ]);
  });

  it('keeps titles and names that databases choke on', async () => {
    const external = [{ gsid: null, name: 'Li\u0000Wei', emailAddress: null }];
    await timeline.hear(write, [
      resolved(tenant, { content: { title: 'a\u0000b\ud800' }, attendees: { internal: [], external } }),
    ]);
    expect(await bodies()).toMatchObject([{ subject: 'ab', attendees: { external: [{ name: 'LiWei' }] } }]);
  });

  it('does not write when the transaction is rolled back after it', async () => {
    const broken = timeline.database.within(tenant).transaction(async (tx) => {
      await write([resolved(tenant)], stepFor(tx));
      throw new Error('the offset could not be kept');
    });
    await expect(broken).rejects.toThrow('the offset');
    expect(await bodies()).toEqual([]);
    expect(await timeline.told()).toEqual([]);
  });

  describe('when a call is synced again by hand (S16)', () => {
    const { example } = callResolved;
    const again = (revision: number, changes: Parameters<typeof resolved>[1] = {}) =>
      resolved(tenant, { revision, resync: true, ...changes });
    const matched = {
      ...example.attendees,
      external: example.attendees.external.map((each) => ({ ...each, gsid: SOMEBODY })),
    };
    const told = async () => codes(await timeline.told());

    beforeEach(async () => {
      await timeline.hear(write, [resolved(tenant)]);
      await timeline.told();
    });

    it('updates its Activity when its attendees are matched otherwise now, though nothing changed at Gong', async () => {
      await timeline.hear(write, [again(2, { attendees: matched })]);
      expect(await bodies()).toMatchObject([{ revision: 2, attendees: matched }]);
      expect(await told()).toEqual(['timeline.activity-updated.v1', 'synced.updated']);

      await timeline.hear(write, [again(3, { attendees: matched })]);
      expect(await told()).toEqual(['synced.unchanged']);
    });

    it('neither writes nor tells the public when the Activity would be the same, and remembers the revision', async () => {
      const reordered = {
        internal: example.attendees.internal.toReversed(),
        external: example.attendees.external.toReversed(),
      };
      await timeline.hear(write, [again(2, { attendees: reordered, snapshotHash: 'another' })]);
      expect(await bodies()).toMatchObject([{ revision: 1 }]);
      expect(await told()).toEqual(['synced.unchanged']);
      expect(await timeline.hear(write, [again(2, { attendees: matched })])).toEqual(['stale-revision']);
    });

    it('compares it with its own Activity, in a batch with others', async () => {
      const stranger = uniqueName('other');
      const company = { gsid: SOMEBODY, name: 'Elsewhere Ltd' };
      await timeline.hear(write, [resolved(stranger), resolved(tenant, { callId: '2' })]);
      await timeline.told();
      await timeline.hear(write, [
        again(2),
        again(2, { callId: '2', company }),
        resolved(stranger, { revision: 2, resync: true, company }),
        resolved(tenant, { callId: '3' }),
      ]);
      const outcomes = (await timeline.told()).filter(({ type }) => type === 'sync.call-outcome.v1');
      expect(outcomes.map(({ tenantId, data }) => [tenantId, data['callId'], data['code']])).toEqual([
        [tenant, example.callId, 'synced.unchanged'],
        [tenant, '2', 'synced.updated'],
        [stranger, example.callId, 'synced.updated'],
        [tenant, '3', 'synced.created'],
      ]);
    });
  });
});
