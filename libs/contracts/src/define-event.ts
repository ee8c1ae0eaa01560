import type { AppName } from '@gong-timeline/domain';
import type { Static, TSchema } from '@sinclair/typebox';
import type { TopicName } from './topics';

/**
 * One fact on the wire: everything about it stands in one file (`events/<fact>.v1.ts`).
 * A breaking change is a new file with the next version; both live for a while.
 */
export interface EventDefinition<S extends TSchema = TSchema> {
  /** CloudEvents `type`, e.g. `gong.call-captured.v1`. */
  readonly type: string;
  readonly topic: TopicName;
  /** What happened, as a sentence. Goes to docs/topology.md. */
  readonly summary: string;
  readonly toldBy: readonly AppName[];
  readonly heardBy: readonly AppName[];
  readonly schema: S;
  /** What the fact is about, within its tenant: `subject` in CloudEvents. Key on Kafka = `<tenantId>/<subject>`. */
  subject(data: Static<S>): string;
  readonly example: Static<S>;
  /**
   * Goes without a value: Kafka's tombstone, after which nothing stands under the key (compacted topics). The schema is of
   * what a teller must know of it; only headers and key are sent.
   */
  readonly tombstone?: true;
  /**
   * Of a fact on a topic that holds content: what a dead letter may keep, which stands until an operator comes (S9). It
   * passes the schema, so that it can be replayed. Absent: nothing, and the call is read at Gong again instead.
   */
  withoutContent?(data: Static<S>): Static<S>;
}

export type DataOf<E> = E extends EventDefinition<infer S> ? Static<S> : never;

export const defineEvent = <S extends TSchema>(definition: EventDefinition<S>): EventDefinition<S> => definition;
