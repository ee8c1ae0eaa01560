import { EVENTS } from '../catalog';
import type { EventDefinition } from '../define-event';
import { releaseOf, type TopicName } from '../topics';
import { dataSchemaOf } from './data-schema-of';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** The facts of a public topic: what other teams may count on. */
export const publicEventsOn = (topic: TopicName): readonly EventDefinition[] =>
  releaseOf(topic) === undefined ? [] : EVENTS.filter((event) => event.topic === topic);

/** The schema of an event's value as it is released: JSON Schema 2020-12 that stands by itself. */
export const jsonSchemaOf = (event: EventDefinition): JsonSchema => {
  const head = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: dataSchemaOf(event),
    title: event.type,
    description: event.summary,
  };
  if (event.tombstone === true) return { ...head, type: 'null' };
  // TypeBox schemas are JSON Schema, but for what only its compiler reads.
  return { ...head, ...(JSON.parse(JSON.stringify(event.schema)) as JsonSchema), examples: [event.example] };
};
