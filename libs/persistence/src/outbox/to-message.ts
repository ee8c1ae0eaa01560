import { dataSchemaOf, type EventDefinition, keyOf, type NewFact } from '@gong-timeline/contracts';
import { faultOf, MalformedFactError } from './check-fact';
import type { OutboxMessage } from './outbox-message';

/** What the outbox stamps on a fact. */
export interface Stamp {
  readonly id: string;
  readonly source: string;
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
}

/** A fact as a CloudEvents 1.0 event in binary mode: attributes in headers, data as JSON in the value. */
export function toMessage<E extends EventDefinition>(event: E, fact: NewFact<E>, stamp: Stamp): OutboxMessage {
  const fault = faultOf(event, fact.data);
  if (fault !== null) throw new MalformedFactError(fault);
  const subject = event.subject(fact.data);
  const headers: Record<string, string> = {
    ce_specversion: '1.0',
    ce_id: stamp.id,
    ce_type: event.type,
    ce_source: stamp.source,
    ce_time: stamp.occurredAt,
    ce_subject: subject,
    ce_tenantid: fact.tenantId,
    ce_correlationid: fact.correlationId,
  };
  if (fact.causationId !== null) headers['ce_causationid'] = fact.causationId;
  const dataSchema = dataSchemaOf(event);
  if (fact.traceparent !== null) {
    headers['traceparent'] = fact.traceparent;
    // Other teams' tracers look for the header, their CloudEvents libraries for the attribute.
    if (dataSchema !== null) headers['ce_traceparent'] = fact.traceparent;
  }
  const message = { tenantId: fact.tenantId, topic: event.topic, key: keyOf(fact.tenantId, subject), headers };
  if (event.tombstone === true) return { ...message, value: null };
  if (dataSchema !== null) headers['ce_dataschema'] = dataSchema;
  headers['content-type'] = 'application/json';
  return { ...message, value: JSON.stringify(fact.data) };
}
