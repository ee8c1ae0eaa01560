import type { DataOf, EventDefinition } from './define-event';

/**
 * A fact as handlers see it. On Kafka it is a CloudEvents 1.0 event in binary mode: these attributes in headers
 * (`ce_id`, `ce_type`, `ce_source`, `ce_time`, `ce_subject`, `ce_tenantid`, `ce_correlationid`, `ce_causationid`,
 * `traceparent`), `data` as JSON in the value.
 */
export interface Fact<E extends EventDefinition = EventDefinition> {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  /** ISO 8601, UTC: when it happened. */
  readonly occurredAt: string;
  readonly tenantId: string;
  readonly subject: string;
  /** The job (or request) that this belongs to: one job can be followed through all services by it. */
  readonly correlationId: string;
  /** Id of the fact (or request) that this came of. */
  readonly causationId: string | null;
  /** W3C trace context. */
  readonly traceparent: string | null;
  readonly data: DataOf<E>;
}

/** What a handler or request says to tell a fact; id, time, source and key are stamped by the outbox. */
export interface NewFact<E extends EventDefinition = EventDefinition> {
  readonly tenantId: string;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly traceparent: string | null;
  readonly data: DataOf<E>;
}

/** The Kafka key: one tenant's subject. All facts of one key stay in order. */
export const keyOf = (tenantId: string, subject: string): string => `${tenantId}/${subject}`;
