import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Activity } from '@gong-timeline/contracts';
import { eventually, type SpawnedNode } from '@gong-timeline/testing';
import { Kafka, type KafkaMessage, logLevel } from 'kafkajs';
import { AtGong } from './at-gong';
import { type Channel, openChannel } from './channel';
import { nothingUnderWay } from './nothing-under-way';
import { readRecords } from './read-records';
import { activitiesOf, sync } from './jobs';
import { CONSUMERS, postToChannel } from './run-example';
import { type System, startSystem, type Tenant } from './system';

/** Programs of `examples/`, as other teams would write them, against the real system (X1). */
describe('other teams', () => {
  let system: System;
  let gong: AtGong;
  let tenant: Tenant;
  let brokers: string;
  beforeAll(async () => {
    system = await startSystem({
      companies: 'ours:40:6d:clean,theirs:10:6d:clean',
      env: { GONG_REQUESTS_PER_SECOND: '20', GONG_REQUESTS_PER_DAY: '100000' },
      simulator: { SIMULATOR_REQUESTS_PER_SECOND: '0', SIMULATOR_REQUESTS_PER_DAY: '0' },
    });
    brokers = system.stack.servers.kafkaBrokers;
    gong = new AtGong(system, 'ours');
    tenant = await system.connectTenant('ours', 'ours');
  }, 120_000);
  afterAll(() => system?.stop(), 30_000);

  describe('post to a channel when a synced call has a tracker', () => {
    let channel: Channel;
    let program: SpawnedNode;
    let tracked: readonly Activity[];
    let tracker: string;
    const folder = mkdtempSync(join(tmpdir(), 'gong-timeline-posts-'));
    const start = () =>
      postToChannel({
        KAFKA_BROKERS: brokers,
        TENANT_ID: tenant.tenantId,
        TRACKER: tracker,
        CHANNEL_URL: channel.url,
        POSTED_FILE: join(folder, 'posted.txt'),
        SINCE: '2000-01-01T00:00:00Z',
      });
    const postedIds = () => channel.posts.map(({ key }) => key).sort();
    const trackedIds = () => tracked.map(({ activityId }) => activityId).sort();

    beforeAll(async () => {
      channel = await openChannel();
      await sync(tenant, { firstRunDays: 10 });
      const activities = [...(await activitiesOf(tenant)).values()];
      tracker = activities.flatMap(({ trackers }) => trackers)[0]?.name ?? '';
      tracked = activities.filter(({ trackers }) => trackers.some(({ name }) => name === tracker));
      expect(tracked.length).toBeGreaterThan(1);
      expect(tracked.length).toBeLessThan(activities.length);
    }, 60_000);
    afterAll(async () => {
      await program?.stop();
      await channel?.close();
      rmSync(folder, { recursive: true, force: true });
      // kafkajs ends a question to the broker before it leaves: up to five seconds.
    }, 30_000);

    it('posts each of them once the channel takes posts, and no other call', async () => {
      channel.closed = true;
      program = await start();
      await program.waitForLine('The channel answers 503', { timeoutMs: 30_000 });
      channel.closed = false;
      await eventually(() => expect(postedIds()).toEqual(trackedIds()), { timeoutMs: 30_000, what: 'the posts' });
      const [one] = tracked;
      expect(channel.posts.find(({ key }) => key === one?.activityId)?.text).toContain(one?.subject);
    }, 60_000);

    it('posts none of them twice: not when a call changes, not when everything is read again', async () => {
      const [changed] = tracked as [Activity];
      await gong.edit(changed.callId, { metaData: { title: 'Another title' } });
      await sync(tenant);
      await program.stop();
      const kafka = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING });
      const admin = kafka.admin();
      await admin.connect();
      await admin.resetOffsets({
        groupId: `post-to-channel-${tenant.tenantId}`,
        topic: 'timeline.activity',
        earliest: true,
      });
      program = await start();
      // A call that is new is posted: so all before it was read.
      const added = await gong.addCall({ content: { trackers: await trackersOf(changed.callId) } });
      await sync(tenant);
      const { activityId } = (await activitiesOf(tenant)).get(added) as Activity;
      await eventually(() => expect(postedIds()).toEqual([...trackedIds(), activityId].sort()), {
        timeoutMs: 30_000,
        what: 'the new post',
      });
      await eventually(
        async () => {
          const [{ partitions } = { partitions: [] }] = await admin.fetchOffsets({
            groupId: `post-to-channel-${tenant.tenantId}`,
            topics: ['timeline.activity'],
          });
          const ends = await admin.fetchTopicOffsets('timeline.activity');
          for (const { partition, offset } of partitions) {
            const { high, low } = ends.find((end) => end.partition === partition) ?? {};
            if (high !== low) expect([partition, offset]).toEqual([partition, high]);
          }
        },
        { timeoutMs: 30_000, what: 'all of the topic to be read again' },
      );
      await admin.disconnect();
      expect(postedIds()).toEqual([...trackedIds(), activityId].sort());
    }, 90_000);

    const trackersOf = async (callId: string) =>
      ((await gong.callShown(callId)) as unknown as { content: { trackers: object[] } }).content.trackers;
  });

  describe('a consumer that starts late', () => {
    let expected: ReadonlyMap<string, Activity>;

    beforeAll(async () => {
      const theirs = await system.connectTenant('theirs', 'theirs');
      await sync(theirs);
      const [edited, redacted, back] = [
        await gong.addCall({}),
        await gong.addCall({}),
        await gong.addCall({}),
      ] as const;
      await sync(tenant);
      await gong.edit(edited, { metaData: { title: 'Ünïcode – "edited" 🙂' } });
      await gong.does(redacted, 'private');
      await gong.does(back, 'private');
      await sync(tenant);
      const before = await activitiesOf(tenant);
      expect([before.has(edited), before.has(redacted), before.has(back)]).toEqual([true, false, false]);
      await gong.does(back, 'public');
      await sync(tenant);
      expected = await activitiesOf(tenant);
      expect([expected.has(redacted), expected.has(back)]).toEqual([false, true]);
      await nothingUnderWay(system);

      const typesOf = (records: readonly KafkaMessage[], callId: string) =>
        records
          .filter(({ value }) => value?.includes(callId))
          .map(({ headers }) => String(headers?.ce_type).split('-')[1]);
      const records = await readRecords(brokers, 'timeline.activity');
      expect(typesOf(records, redacted)).toEqual(['created.v1', 'retracted.v1']);
      expect(typesOf(records, back)).toEqual(['created.v1', 'retracted.v1', 'updated.v1']);
      const key = records.find(({ value }) => value?.includes(back))?.key;
      const ofBack = records.filter((record) => record.key?.equals(key as Buffer));
      expect(ofBack.map(({ headers, value }) => [String(headers?.ce_type).split('-')[1], value === null])).toEqual([
        ['created.v1', false],
        ['retracted.v1', false],
        ['erased.v1', true],
        ['updated.v1', false],
      ]);
      // At least once: what was sent first comes again last, as bad as it could be.
      await sendAgain(
        records.filter(
          ({ headers, value }) =>
            String(headers?.ce_type) === 'timeline.activity-created.v1' &&
            [edited, redacted].some((id) => value?.includes(id)),
        ),
      );
    }, 120_000);

    it.each(Object.keys(CONSUMERS))(
      'rebuilds with %s what the API answers: changed, retracted, public again, told twice',
      async (client) => {
        const rebuilt = (await CONSUMERS[client]?.(brokers, tenant.tenantId)) ?? [];
        expect(rebuilt).toHaveLength(expected.size);
        expect(new Map(rebuilt.map((activity) => [activity.callId, activity]))).toEqual(expected);
        expect(expected.size).toBeGreaterThan(20);
      },
      60_000,
    );

    it.each(Object.keys(CONSUMERS))(
      'sees nothing with %s of a tenant that there is not',
      async (client) => {
        expect(await CONSUMERS[client]?.(brokers, 'nobody')).toEqual([]);
      },
      60_000,
    );
  });

  async function sendAgain(records: readonly KafkaMessage[]): Promise<void> {
    const kafka = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING });
    const producer = kafka.producer();
    await producer.connect();
    const messages = records.map(({ key, value, headers = {} }) => ({ key, value, headers }));
    await producer.send({ topic: 'timeline.activity', messages });
    await producer.disconnect();
  }
});
