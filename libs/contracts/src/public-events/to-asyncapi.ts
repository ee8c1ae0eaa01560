import type { EventDefinition } from '../define-event';
import { keyOf } from '../fact';
import { releaseOf, TOPICS, type TopicName } from '../topics';
import type { AsyncApiChannel, AsyncApiDocument, AsyncApiMessage } from './asyncapi-document';
import { dataSchemaOf } from './data-schema-of';
import { headersSchema } from './headers-schema';
import { jsonSchemaOf, publicEventsOn } from './json-schema-of';

const BINDING = '0.5.0';
const TOPIC = 'timeline.activity';

const ABOUT = `What other teams may consume of gong-timeline: one topic, which holds the newest state of every Activity.

Every message is a CloudEvent 1.0 in Kafka's binary mode: attributes in headers, the data alone as JSON in the value.

- **Order**: all messages of one Activity have one key, so they are on one partition and in order. There is no order between Activities.
- **Delivery**: at least once. A message that comes twice has the same \`ce_id\`.
- **State**: created and updated hold the whole Activity: take either as "this is how it is now". A retraction holds no content, and a tombstone of the same key follows it. Should the call come back, an \`updated\` follows the tombstone.
- **Late readers**: read from offset 0 and end with the whole Timeline. The topic is compacted, so what was superseded may be gone. A tombstone stands for a week: who was away for longer begins again with nothing.
- **Unknown**: set aside the types and the fields that you do not know. There will be more of both; what there is stays.
- **Tenants**: all tenants share the topic. Keep to yours by \`ce_tenantid\`.`;

/** AsyncAPI 3 of the topics that other teams may consume; what we tell among ourselves is left out. */
export const toAsyncApi = (): AsyncApiDocument => {
  const events = publicEventsOn(TOPIC);
  const reference = (event: EventDefinition) => ({ $ref: `#/channels/${TOPIC}/messages/${nameOf(event)}` });
  return {
    asyncapi: '3.1.0',
    id: 'urn:gong-timeline',
    info: {
      title: 'gong-timeline events',
      version: releaseOf(TOPIC) ?? '',
      description: ABOUT,
      contact: { name: 'Whoever operates this installation' },
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      tags: [{ name: 'timeline' }],
    },
    defaultContentType: 'application/json',
    channels: { [TOPIC]: channelOf(TOPIC, events) },
    operations: {
      tellActivities: {
        action: 'send',
        title: 'What becomes of Activities',
        summary: 'gong-timeline tells it, you receive it, in a consumer group of your own.',
        channel: { $ref: `#/channels/${TOPIC}` },
        messages: events.map(reference),
      },
    },
    components: { messages: Object.fromEntries(events.map((event) => [nameOf(event), messageOf(event)])) },
  };
};

const channelOf = (topic: TopicName, events: readonly EventDefinition[]): AsyncApiChannel => {
  const {
    partitions,
    cleanup,
    summary,
    config = {},
  } = TOPICS[topic] as {
    partitions: number;
    cleanup: string;
    summary: string;
    config?: Readonly<Record<string, string>>;
  };
  return {
    address: topic,
    title: 'Activities',
    description: `${summary}. Messages without an Activity (\`kafka.segment-closed.v1\`, no value) keep compaction going: pass them by.`,
    messages: Object.fromEntries(
      events.map((event) => [nameOf(event), { $ref: `#/components/messages/${nameOf(event)}` }]),
    ),
    bindings: {
      kafka: {
        topic,
        partitions,
        topicConfiguration: {
          'cleanup.policy': [cleanup],
          ...Object.fromEntries(Object.entries(config).map(([name, value]) => [name, Number(value)])),
        },
        bindingVersion: BINDING,
      },
    },
  };
};

const messageOf = (event: EventDefinition): AsyncApiMessage => {
  const { $schema: _, $id: __, ...payload } = jsonSchemaOf(event);
  const subject = event.subject(event.example as never);
  const isTombstone = event.tombstone === true;
  return {
    name: event.type,
    title: event.type,
    summary: event.summary,
    ...(isTombstone ? {} : { contentType: 'application/json' }),
    headers: headersSchema(event),
    payload,
    correlationId: {
      location: '$message.header#/ce_correlationid',
      description: 'The job that the message belongs to',
    },
    bindings: {
      kafka: {
        key: { type: 'string', description: 'Tenant and Activity', examples: [keyOf('acme', subject)] },
        bindingVersion: BINDING,
      },
    },
    examples: [
      {
        name: nameOf(event),
        summary: event.summary,
        headers: exampleHeaders(event, subject),
        payload: isTombstone ? null : event.example,
      },
    ],
  };
};

const exampleHeaders = (event: EventDefinition, subject: string): Readonly<Record<string, string>> => ({
  ce_specversion: '1.0',
  ce_id: '5f0c1a77-2b1e-4c57-9d0b-6b1f4a0f9e21',
  ce_type: event.type,
  ce_source: event.toldBy[0] ?? '',
  ce_time: '2026-03-03T18:05:00.000Z',
  ce_subject: subject,
  ce_tenantid: 'acme',
  ce_correlationid: '3f1d3f0e-8a55-4a8e-9d2b-7f5b2d8c4e21',
  ...(event.tombstone === true ? {} : { ce_dataschema: dataSchemaOf(event) ?? '', 'content-type': 'application/json' }),
});

/** `timeline.activity-created.v1` -> `ActivityCreated`. */
const nameOf = ({ type }: EventDefinition): string =>
  (type.split('.')[1] ?? type)
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
