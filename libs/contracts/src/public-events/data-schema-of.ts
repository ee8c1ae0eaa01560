import type { EventDefinition } from '../define-event';
import { releaseOf } from '../topics';

/** `ce_dataschema` and the `$id` of the released schema: which release an event was told by. Null: not public. */
export const dataSchemaOf = ({ topic, type }: Pick<EventDefinition, 'topic' | 'type'>): string | null => {
  const release = releaseOf(topic);
  return release === undefined ? null : `urn:gong-timeline:${topic}:${release}:${type}`;
};
