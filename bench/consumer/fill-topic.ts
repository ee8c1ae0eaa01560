import { randomUUID } from 'node:crypto';
import {
  type Activity,
  activityCreated,
  activityErased,
  activityRetracted,
  activityUpdated,
  type DataOf,
  dataSchemaOf,
  type EventDefinition,
  keyOf,
} from '@gong-timeline/contracts';
import { CompressionTypes, type Kafka, type Message } from 'kafkajs';

const BATCH = 2_000;
const TENANT = 'acme';
/** Of ten Activities one is changed after it was created, and of a hundred one is retracted. */
const CHANGED_OF = 10;
const RETRACTED_OF = 100;

/** So many events of `timeline.activity`, as the outbox writes them; gives how many Activities stand in the end. */
export async function fillTopic(kafka: Kafka, events: number): Promise<number> {
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  let standing = 0;
  let waiting: Message[] = [];
  let told = 0;
  for (let n = 0; told < events; n++) {
    const messages = lifeOf(n).slice(0, events - told);
    told += messages.length;
    standing += messages.length < 4 ? 1 : 0;
    waiting.push(...messages);
    if (waiting.length < BATCH && told < events) continue;
    await producer.send({
      topic: activityCreated.topic,
      acks: -1,
      compression: CompressionTypes.None,
      messages: waiting,
    });
    waiting = [];
  }
  await producer.disconnect();
  return standing;
}

function lifeOf(n: number): Message[] {
  const activity = {
    ...activityCreated.example,
    activityId: randomUUID(),
    callId: String(7_000_000_000_000_000n + BigInt(n)),
  };
  const messages = [messageOf(activityCreated, activity)];
  const { activityId, callId } = activity;
  if (n % CHANGED_OF === 0) messages.push(messageOf(activityUpdated, { ...activity, revision: 2 }));
  if (n % RETRACTED_OF === 0) {
    messages.push(messageOf(activityRetracted, { activityId, source: 'GONG', callId, revision: 3, reason: 'private' }));
    messages.push(messageOf(activityErased, { activityId }));
  }
  return messages;
}

function messageOf<E extends EventDefinition>(event: E, data: DataOf<E> & Pick<Activity, 'activityId'>): Message {
  return {
    key: keyOf(TENANT, data.activityId),
    value: event.tombstone === true ? null : JSON.stringify(data),
    headers: {
      ce_specversion: '1.0',
      ce_id: randomUUID(),
      ce_type: event.type,
      ce_source: 'timeline-writer',
      ce_time: '2026-03-03T12:00:00.000Z',
      ce_subject: data.activityId,
      ce_tenantid: TENANT,
      ce_correlationid: '3f1d3f0e-8a55-4a8e-9d2b-7f5b2d8c4e21',
      ce_dataschema: dataSchemaOf(event) ?? '',
      'content-type': 'application/json',
    },
  };
}
