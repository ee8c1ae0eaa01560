import { randomUUID } from 'node:crypto';
import type { Activity } from '@gong-timeline/contracts';
import { Kafka, logLevel } from 'kafkajs';

/**
 * What another team's consumer does: a plain client, its own group, from offset 0 to the end of `timeline.activity`;
 * keeps the newest state of each Activity of one tenant. Imports nothing of libs/messaging.
 */
export async function readActivityEvents(brokers: string, tenantId: string): Promise<Map<string, Activity>> {
  const kafka = new Kafka({ clientId: 'another-team', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets('timeline.activity');
  await admin.disconnect();
  const left = new Map(
    ends.filter((end) => Number(end.high) > Number(end.low)).map((end) => [end.partition, Number(end.high)]),
  );
  const newest = new Map<string, Activity>();
  if (left.size === 0) return newest;

  const consumer = kafka.consumer({ groupId: `another-team-${randomUUID()}` });
  await consumer.connect();
  await consumer.subscribe({ topic: 'timeline.activity', fromBeginning: true });
  try {
    await new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      consumer
        .run({
          eachMessage: async ({ partition, message }) => {
            take(newest, message, tenantId);
            if (Number(message.offset) + 1 >= (left.get(partition) ?? 0)) left.delete(partition);
            if (left.size === 0) resolve();
          },
        })
        .catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
  return newest;
}

interface Message {
  readonly value: Buffer | null;
  readonly headers?: Record<string, unknown>;
}

function take(newest: Map<string, Activity>, { value, headers = {} }: Message, tenantId: string): void {
  if (value === null || String(headers.ce_tenantid) !== tenantId) return;
  const activity = JSON.parse(value.toString('utf8')) as Activity;
  if (String(headers.ce_type).startsWith('timeline.activity-retracted')) newest.delete(activity.activityId);
  else newest.set(activity.activityId, activity);
}
